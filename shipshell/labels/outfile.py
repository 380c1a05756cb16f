"""A new file for a person: whole or not there, readable by its owner alone, and never in the place of another."""

from __future__ import annotations

import os
import tempfile
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Iterator


def put_new(path: Path, content: bytes) -> Path:
    """Write `content` to `path`, or to `name (2).pdf`, `name (3).pdf` ... where that name is taken; the path taken.

    Raises:
        ShipshellError: E-4010.
    """
    try:
        beside = _write_beside(path, content)
        try:
            return next(name for name in _names(path) if _settle(beside, name))
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise ShipshellError(
            "E-4010",
            f"{path} could not be written: {error.strerror or error}",
            hint=f"Check that the folder {path.parent} is there, that you may write to it, and that it has room.",
        ) from error


def _write_beside(path: Path, content: bytes) -> Path:
    """A temporary file in the same folder, on the disk; `mkstemp` makes it private (0600)."""
    handle, name = tempfile.mkstemp(prefix=".shipshell-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _names(path: Path) -> Iterator[Path]:
    return chain([path], (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in count(2)))


def _settle(beside: Path, name: Path) -> bool:
    """Give the file its name, unless that is taken."""
    try:
        # Unlike a rename, a link never replaces what somebody else put there a moment ago.
        os.link(beside, name)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        if os.path.lexists(name):
            return False
        beside.rename(name)
    return True
