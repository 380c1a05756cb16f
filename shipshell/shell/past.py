"""The history of typed lines: private, and without secrets."""

from __future__ import annotations

import contextlib
import os
import re
from typing import TYPE_CHECKING

from prompt_toolkit.history import FileHistory

from shipshell.sources.sql_address import without_password

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

#: `UPS_CLIENT_SECRET=...`, `password: ...`: what follows is a secret that nobody told us before.
_GIVES_SECRET = re.compile(r"(?:secret|passw(?:or)?d|token)\w*\s*[=:]", re.IGNORECASE)


class PrivateHistory(FileHistory):
    """Typed lines on disk, readable by their owner only; the password in a URL is left out.

    Args:
        secrets: what no line may hold; asked for with each line.
    """

    def __init__(self, path: Path, secrets: Callable[[], Collection[str]]) -> None:
        self._secrets = secrets
        with contextlib.suppress(OSError):  # no history is no reason to stop
            handle = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
            os.close(handle)
            path.chmod(0o600)
        super().__init__(str(path))

    def append_string(self, string: str) -> None:
        """Keep one line, in memory and on disk, unless it holds a secret or seems to."""
        if not _GIVES_SECRET.search(string) and not any(secret in string for secret in self._secrets()):
            super().append_string(without_password(string))

    def store_string(self, string: str) -> None:
        """Keep one line on disk, where that is possible."""
        with contextlib.suppress(OSError):
            super().store_string(string)
