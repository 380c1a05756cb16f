"""The history of typed lines: private, and without passwords."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from prompt_toolkit.history import FileHistory

if TYPE_CHECKING:
    from pathlib import Path

_PASSWORD = re.compile(r"(\w+://[^\s:/@]+):[^\s@]+@")


class PrivateHistory(FileHistory):
    """Typed lines on disk, readable by their owner only; the password in a URL is left out."""

    def __init__(self, path: Path) -> None:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        super().__init__(str(path))

    def store_string(self, string: str) -> None:
        """Keep one line."""
        super().store_string(_PASSWORD.sub(r"\1@", string))
