"""The file that keeps client secrets where the system has no keyring: readable by its owner alone."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.config.private_files import is_private, write_private
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class SecretsFile:
    """Client secrets by client id, in TOML."""

    path: Path

    @property
    def where(self) -> str:
        """What a person calls it."""
        return f"the private file {self.path}"

    def read(self, client_id: str) -> str:
        """The secret of `client_id`, "" where none is kept.

        Raises:
            ShipshellError: E-5010 others could read it, E-5003 it cannot be read.
        """
        return self._secrets().get(client_id, "")

    def keep(self, client_id: str, secret: str) -> None:
        """Keep the secret of `client_id`.

        Raises:
            ShipshellError: E-5010, E-5003 as `read`; E-4010 it cannot be written.
        """
        self._write({**self._secrets(), client_id: secret})

    def forget(self, client_id: str) -> None:
        """Keep no secret of `client_id` any more; otherwise as `keep`."""
        secrets = self._secrets()
        if secrets.pop(client_id, None) is not None:
            self._write(secrets)

    def _write(self, secrets: dict[str, str]) -> None:
        import tomlkit

        write_private(self.path, tomlkit.dumps({"client_secret": secrets}))

    def _secrets(self) -> dict[str, str]:
        try:
            if not self.path.exists():
                return {}
            self._check_mode()
            kept = tomllib.loads(self.path.read_text(encoding="utf-8")).get("client_secret", {})
            return {str(client_id): str(secret) for client_id, secret in kept.items()}
        except (OSError, ValueError, AttributeError) as error:  # their words may quote a secret
            raise ShipshellError(
                "E-5003", f"{self.path} cannot be read", hint='Remove it and say "setup" to enter the secret again.'
            ) from error

    def _check_mode(self) -> None:
        if not is_private(self.path):
            fix = f"chmod 600 {self.path}"
            raise ShipshellError(
                "E-5010",
                f"{self.path} holds a secret and can be read by others",
                hint=f"Type {fix}, and think about a new secret if others may have read it.",
            )
