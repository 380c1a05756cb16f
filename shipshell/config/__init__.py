"""The settings: `config.toml`, the environment's variables, and the folders. Read once, then passed about as values."""

from __future__ import annotations

from shipshell.config.folders import CONFIG_FILE, folders, private_folder
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
from shipshell.config.sources import NamedSource

__all__ = [
    "CONFIG_FILE",
    "EMULATOR_ACCOUNT",
    "CarrierSettings",
    "Credentials",
    "Defaults",
    "Limits",
    "NamedSource",
    "Settings",
    "emulator_shipper",
    "folders",
    "load_settings",
    "private_folder",
]
