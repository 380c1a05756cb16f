"""What a carrier's reply leaves on disk: the raw reply, before anything reads it, and the label made from it."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from pathlib import Path

    from shipshell.model.shipment import LabelImage


#: What a file system answers that cannot fsync a folder, and need not.
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP}


class Spool:
    """Raw replies by reference, each fsynced before the job store hears of it. Recovery reads them first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, reference: str, raw: bytes) -> None:
        """Store a raw reply durably.

        Raises:
            ShipshellError: E-4010.
        """
        _write_durably(self._path(reference), raw)

    def read(self, reference: str) -> bytes | None:
        """The reply kept under `reference`; None where none arrived or it cannot be read."""
        try:
            return self._path(reference).read_bytes()
        except OSError:  # not there, or out of reach: the carrier can still be asked
            return None

    def drop(self, reference: str) -> None:
        """Forget a reply whose content is in the job store; one that cannot be removed does no harm."""
        for path in (self._path(reference), _beside(self._path(reference))):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def references(self) -> list[str]:
        """The references of all replies that are kept, or were about to be when the process died."""
        return sorted({path.name.split(".")[0] for path in self._folder.glob("*.reply*")})

    def _path(self, reference: str) -> Path:
        return self._folder / f"{reference}.reply"


@dataclass(frozen=True, slots=True)
class LabelFile:
    """A label on disk."""

    path: Path
    format: str
    sha256: str


class LabelStore:
    """Label files, a folder a job, named so that they sort in source order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, job: int, row: int, tracking_number: str, label: LabelImage) -> LabelFile:
        """Write a label durably.

        Raises:
            ShipshellError: E-4010.
        """
        folder = self._folder / f"job-{job}"
        safe = re.sub(r"[^A-Za-z0-9]", "", tracking_number)
        path = folder / f"row-{row:05}-{safe}.{label.format.lower()}"
        _write_durably(path, label.data)
        return LabelFile(path, label.format, hashlib.sha256(label.data).hexdigest())


def _write_durably(path: Path, data: bytes) -> None:
    """Write beside, fsync, rename: a reader sees all of it or nothing. The folder is made if absent."""
    beside = _beside(path)
    try:
        if not path.parent.exists():
            path.parent.mkdir(mode=0o700)
            _sync_folder(path.parent.parent)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise ShipshellError(
            "E-4010",
            f"{path} could not be written: {error.strerror or error}",
            hint="Make room on the disk, then say resume.",
        ) from error


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # elsewhere a folder cannot be opened, and the rename is durable by itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)
