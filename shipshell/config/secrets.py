"""Where the client secret is looked for and kept: the system's keyring, else a private file beside `config.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.config.secrets_file import SecretsFile
from shipshell.config.system_keyring import system_keyring
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from pathlib import Path

    from shipshell.config.system_keyring import SystemKeyring


class Secrets:
    """The client secrets that this user keeps; `folder` is that of the settings."""

    def __init__(self, folder: Path) -> None:
        self.file = SecretsFile(folder / "secrets.toml")

    def read(self, client_id: str) -> str:
        """The secret of `client_id`, "" where none is kept.

        Raises:
            ShipshellError: E-5009 the keyring cannot be used and the file has none; E-5010, E-5003 the file's own.
        """
        try:
            ring = system_keyring()
            secret = ring.read(client_id) if ring else ""
        except ShipshellError:
            secret = self.file.read(client_id)
            if not secret:
                raise
        return secret or self.file.read(client_id)

    def keep(self, client_id: str, secret: str) -> str:
        """Keep a secret; where it is kept, in words.

        Raises:
            ShipshellError: E-4010, E-5003, E-5010: it cannot be kept.
        """
        ring = _ring_that_took(client_id, secret)
        if ring is None:
            self.file.keep(client_id, secret)
            return self.file.where
        self.file.forget(client_id)
        return ring.where


def _ring_that_took(client_id: str, secret: str) -> SystemKeyring | None:
    """The keyring, which keeps the secret now; None where there is none, or it is locked or forgets."""
    try:
        ring = system_keyring()
        if ring:
            ring.keep(client_id, secret)
    except ShipshellError:
        return None
    return ring
