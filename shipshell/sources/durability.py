"""Having the disk keep what was written, its own cache included, on every system."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: What a file system answers that cannot do what was asked, and need not.
_CANNOT = {errno.EINVAL, errno.ENOTSUP, errno.ENOTTY}


def flush(handle: int) -> None:
    """Have the disk keep what was written to an open file.

    Raises:
        OSError: it cannot.
    """
    if sys.platform == "darwin" and _full_flush(handle):
        return
    os.fsync(handle)


def flush_path(path: Path) -> None:
    """Have the disk keep a file that was closed, or the names in a folder.

    Windows keeps names by itself, and takes no flush of a file that was opened for reading.

    Raises:
        OSError: it cannot.
    """
    if sys.platform == "win32":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        flush(handle)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
    finally:
        os.close(handle)


def _full_flush(handle: int) -> bool:
    """Whether the disk of a Mac emptied its cache, which its `fsync` does not ask for; network disks cannot."""
    import fcntl  # not on Windows

    try:
        fcntl.fcntl(handle, getattr(fcntl, "F_FULLFSYNC", 0))
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
        return False
    return True
