"""A keyring in a file: a real backend of the library `keyring`, for tests alone."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked


class FileKeyring(KeyringBackend):
    """Passwords in the file that FILE_KEYRING names; locked while another lies beside it with the end `.locked`."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        kept = self._kept() | {f"{service}/{username}": password}
        self._path.write_text(json.dumps(kept), encoding="utf-8")

    @property
    def _path(self) -> Path:
        return Path(os.environ["FILE_KEYRING"])

    def _kept(self) -> dict[str, str]:
        if self._path.with_suffix(".locked").exists():
            raise KeyringLocked("hunter2 is locked in")
        return json.loads(self._path.read_text(encoding="utf-8")) if self._path.exists() else {}


class ForgetfulKeyring(FileKeyring):
    """Takes everything and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass
