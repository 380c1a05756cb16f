"""Replacing a file durably: at every instant, also after a crash, the old or the new content stands there whole."""

from __future__ import annotations

import errno
import os
import re
import sys
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources.base import SourceChanged
from shipshell.sources.durability import flush, flush_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: The most buffers that one `writev` takes (IOV_MAX on Linux, macOS and the BSDs).
_BUFFERS_AT_ONCE = 1024
#: Leaves room for our own marks within the 255 bytes that file systems grant a name.
_LONGEST_STEM = 180
_MEGABYTE = 1 << 20
_DISK_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


@dataclass(frozen=True, slots=True)
class Signature:
    """What tells one state of a file from another without reading it."""

    inode: int
    size: int
    mtime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> Signature:
        """The signature in a stat result."""
        return cls(status.st_ino, status.st_size, status.st_mtime_ns)


def signature(path: Path) -> Signature:
    """The signature of the file at `path` as it is now.

    Raises:
        OSError: it is not there or cannot be looked at.
    """
    return Signature.of(path.stat())


def replace(target: Path, parts: Sequence[bytes], expected: Signature) -> Signature:
    """Put `parts`, one after the other, in the place of `target`, durably; return the new file's signature.

    Mode, owner and extended attributes are carried over; hard links to the old file keep the old content. `target` is a
    real path (no symbolic link) to an existing file. On any error it is whole, and no other file is left; it is as
    before, unless only the folder's flush failed.

    Raises:
        SourceChanged: the file is no longer the one of signature `expected`.
        ShipshellError: E-1011, the system refuses; E-4010, the disk does.
    """
    try:
        return _replace(target, parts, expected)
    except OSError as error:
        raise _refusal(target, error) from error


def refuse_read_only(target: Path) -> None:
    """Stop before anything is bought where numbers could not be written.

    Raises:
        ShipshellError: E-1011, the file is read-only, or its folder takes no new file.
    """
    if not os.access(target, os.W_OK):
        hint = f"Make it writable, or ship a copy of it; it stands in {target.parent}."
        raise ShipshellError("E-1011", f"{target.name} is read-only: no tracking number can go into it", hint=hint)
    if not os.access(target.parent, os.W_OK):
        words = f"{target.name} stands in a folder that is read-only: no tracking number can go into it"
        hint = f"Make {target.parent} writable, or ship a copy of the file from another folder."
        raise ShipshellError("E-1011", words, hint=hint)


def sweep(target: Path) -> list[Path]:
    """Remove the temporary files that a crash left beside `target`; return them. Only for the holder of its lock."""
    ours = re.compile(re.escape(_prefix(target)) + r"[0-9a-f]{8}\.tmp")
    stale = [path for path in target.parent.iterdir() if ours.fullmatch(path.name)]
    for path in stale:
        path.unlink(missing_ok=True)
    return stale


def rehearse(target: Path, size: int) -> None:
    """Write `size` bytes (whole megabytes) durably beside `target` and remove them: what replacing it would take.

    Raises:
        OSError: the system or the disk refuses.
    """
    temporary = _temporary(target)
    try:
        _write_durably(temporary, [os.urandom(_MEGABYTE)] * (size // _MEGABYTE), target)
    finally:
        temporary.unlink(missing_ok=True)


def _replace(target: Path, parts: Sequence[bytes], expected: Signature) -> Signature:
    _confirm(target, expected)
    if not os.access(target, os.W_OK):  # a rename would not ask
        raise PermissionError(errno.EACCES, "the file is read-only")
    temporary = _temporary(target)
    try:
        written = _write_durably(temporary, parts, target)
        _confirm(target, expected)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    flush_path(target.parent)
    return written


def _confirm(target: Path, expected: Signature) -> None:
    if signature(target) != expected:
        raise SourceChanged("E-1010", f"{target.name} was changed by another program", hint="Read it again.")


def _temporary(target: Path) -> Path:
    """A name beside `target` that nothing bears; `sweep` knows it."""
    return target.with_name(f"{_prefix(target)}{os.urandom(4).hex()}.tmp")


def _prefix(target: Path) -> str:
    stem = os.fsencode(target.name)[:_LONGEST_STEM].decode(errors="ignore")
    return f".{stem}.shipshell-"


def _write_durably(path: Path, parts: Sequence[bytes], model: Path) -> Signature:
    """Make a new file at `path` with the metadata of `model`."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        _write_all(handle, parts)
        _copy_metadata(model, handle)
        flush(handle)
        return Signature.of(os.fstat(handle))
    finally:
        os.close(handle)


def _write_all(handle: int, parts: Sequence[bytes]) -> None:
    pending = [memoryview(part) for part in parts if part]
    pending.reverse()  # the next one stands last, where it is cheap to take
    while pending:
        written = _write_some(handle, pending)
        while pending and written >= len(pending[-1]):
            written -= len(pending.pop())
        if written:
            pending[-1] = pending[-1][written:]


def _write_some(handle: int, pending: list[memoryview]) -> int:
    """Write what one system call takes of `pending`, its last first; return the number of bytes."""
    if sys.platform == "win32":
        return os.write(handle, pending[-1])
    return os.writev(handle, list(islice(reversed(pending), _BUFFERS_AT_ONCE)))


def _copy_metadata(model: Path, handle: int) -> None:
    """Owner, mode and extended attributes, each as far as this user may."""
    if sys.platform == "win32":
        return
    status = model.stat()
    _copy_owner(status, handle)
    os.fchmod(handle, status.st_mode & 0o7777)
    if sys.platform == "linux":
        _copy_attributes(model, handle)


def _copy_owner(status: os.stat_result, handle: int) -> None:
    mine = os.fstat(handle)
    if (mine.st_uid, mine.st_gid) == (status.st_uid, status.st_gid):
        return
    for owner in (status.st_uid, -1):  # who may not give a file away may still give it to the group
        try:
            os.fchown(handle, owner, status.st_gid)
        except PermissionError:
            continue
        return


def _copy_attributes(model: Path, handle: int) -> None:
    try:
        for name in os.listxattr(model):
            os.setxattr(handle, name, os.getxattr(model, name))
    except OSError:  # attributes are a courtesy: not every file system and user may
        return


def _refusal(target: Path, error: OSError) -> ShipshellError:
    words = error.strerror or str(error)
    if error.errno in _DISK_ERRORS:
        hint = "Make room on the disk, then try again."
        return ShipshellError("E-4010", f"{target.name} could not be written: {words}", hint=hint)
    if isinstance(error, FileNotFoundError):
        return SourceChanged("E-1010", f"{target.name} is no longer there", hint=f"Put it back into {target.parent}.")
    hint = f"Close it in other programs, and check that you may write to it and to its folder {target.parent}."
    return ShipshellError("E-1011", f"{target.name} could not be written: {words}", hint=hint)
