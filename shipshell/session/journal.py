"""What went wrong unexpectedly, for whoever mends it: where it broke, without what it held.

The message of an exception may quote an address or a secret, so only its type and the places it came through are kept.
"""

from __future__ import annotations

import contextlib
import os
import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

_LARGEST = 1_000_000


class Journal:
    """A private log file, `shipshell.log`, that starts anew when it grows too large."""

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self.path = path
        self._clock = clock

    def note(self, error: BaseException) -> None:
        """Write down where `error` came from. Never raises: the log is no reason to fail."""
        frames = traceback.extract_tb(error.__traceback__)
        places = "".join(f"  {frame.filename}:{frame.lineno} in {frame.name}\n" for frame in frames)
        entry = f"{self._clock():%Y-%m-%dT%H:%M:%SZ} {type(error).__name__}\n{places}"
        with contextlib.suppress(OSError):
            if self.path.exists() and self.path.stat().st_size > _LARGEST:
                self.path.replace(self.path.with_suffix(".log.old"))
            handle = os.open(self.path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
            with os.fdopen(handle, "a", encoding="utf-8") as file:
                file.write(entry)
