"""The settings: `config.toml`, the environment's variables, and the folders. Read once, then passed about as values."""

from __future__ import annotations

from shipshell.config.folders import private_folder
from shipshell.config.loading import load_settings
from shipshell.config.settings import (
    EMULATOR_ACCOUNT,
    CarrierSettings,
    Credentials,
    Defaults,
    Limits,
    Settings,
    emulator_shipper,
)

__all__ = [
    "EMULATOR_ACCOUNT",
    "CarrierSettings",
    "Credentials",
    "Defaults",
    "Limits",
    "Settings",
    "emulator_shipper",
    "load_settings",
    "private_folder",
]
