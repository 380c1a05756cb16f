"""The configuration: its files and their rights, the environment, the credentials, the shipper, the limits."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from shipshell.config.private_files import is_private
from shipshell.config.secrets import Secrets
from shipshell.config.server import is_account_number
from shipshell.config.system_keyring import system_keyring
from shipshell.model.errors import ShipshellError
from shipshell.planning.shipper import check_shipper
from shipshell.session.checkup.finding import FAILED, OK, WARNING, Finding, failed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shipshell.config import Settings
    from shipshell.model.address import Party
    from shipshell.session.surroundings import Surroundings

_WRITTEN_BY_OTHERS = 0o022


def check_files(surroundings: Surroundings) -> Iterator[Finding]:
    """Where settings and secrets are kept, and who else could read or change them."""
    path = surroundings.config_file
    if path.exists():
        yield _config(path)
    else:
        yield Finding(OK, f"no settings in {path} yet")
    if system_keyring():
        yield Finding(OK, "the system's keyring can keep the client secret")
    else:
        yield Finding(OK, "no keyring can be used here; setup keeps the client secret in a private file")
    secrets = Secrets(path.parent).file.path
    if secrets.exists():
        yield _secrets(secrets)


def _config(path: Path) -> Finding:
    """Whose the file is; whether it is understood, the settings themselves tell."""
    if os.name == "posix" and path.stat().st_mode & _WRITTEN_BY_OTHERS:
        return Finding(WARNING, f"{path} can be changed by others", f"Type chmod 600 {path}")
    return Finding(OK, f"settings in {path}")


def _secrets(path: Path) -> Finding:
    if is_private(path):
        return Finding(OK, f"{path} is private")
    return Finding(FAILED, f"E-5010: {path} holds a secret and can be read by others", f"Type chmod 600 {path}")


def check_settings(settings: Settings) -> Iterator[Finding]:
    """What the settings come to."""
    yield Finding(OK, f"environment {settings.environment}")
    if settings.credentials and not is_account_number(settings.credentials.account_number):
        words = "client id, client secret and account number are set, but UPS's account numbers have six characters"
        yield Finding(WARNING, words, "Check the account number.")
    elif settings.credentials:
        yield Finding(OK, "client id, client secret and account number are set")
    elif settings.environment == "emulator":
        yield Finding(OK, "the emulator needs no credentials")
    if settings.shipper:
        yield _shipper(settings.shipper)
    elif settings.environment == "emulator":
        yield Finding(OK, "a sample shipper serves in the emulator")
    else:
        yield Finding(FAILED, "E-5005: no shipper is configured", 'Say "setup" on a terminal, or see docs/settings.md.')
    if settings.environment == "production" and settings.limits.batch is None:
        yield Finding(
            WARNING, "no [limits] batch is set, so auto mode is refused", f"Set it in {settings.config_file}."
        )


def _shipper(shipper: Party) -> Finding:
    try:
        check_shipper(shipper)
    except ShipshellError as error:
        return failed(error)
    return Finding(OK, f"the shipper is {shipper.name}")
