"""Files that only their owner reads: written whole or not at all."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from pathlib import Path

_OTHERS = 0o077


def is_private(path: Path) -> bool:
    """Whether nobody but its owner may read or write `path`; on Windows the profile's own rights see to that."""
    return os.name != "posix" or not path.stat().st_mode & _OTHERS


def write_private(path: Path, text: str) -> None:
    """Put `text` in place of what `path` holds, which may be a link; at every instant the file is whole.

    Raises:
        ShipshellError: E-4010; the file is as it was.
    """
    target = path.resolve()
    beside = target.with_name(f"{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside.unlink(missing_ok=True)
        handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        words = f"{path} could not be written: {error.strerror or error}"
        raise ShipshellError("E-4010", words, hint="Check its folder and the disk; nothing was changed.") from error
