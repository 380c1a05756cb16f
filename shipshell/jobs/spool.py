"""What a carrier's reply leaves on disk: the raw reply, before anything reads it, and the label made from it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from pathlib import Path

    from shipshell.model.shipment import LabelImage


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
        """The reply kept under `reference`; None where none arrived."""
        try:
            return self._path(reference).read_bytes()
        except FileNotFoundError:
            return None

    def drop(self, reference: str) -> None:
        """Forget a reply whose content is in the job store."""
        self._path(reference).unlink(missing_ok=True)

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
        folder.mkdir(mode=0o700, exist_ok=True)
        safe = re.sub(r"[^A-Za-z0-9]", "", tracking_number)
        path = folder / f"row-{row:05}-{safe}.{label.format.lower()}"
        _write_durably(path, label.data)
        return LabelFile(path, label.format, hashlib.sha256(label.data).hexdigest())


def _write_durably(path: Path, data: bytes) -> None:
    """Write beside, fsync, rename: a reader sees all of it or nothing."""
    beside = path.with_suffix(path.suffix + ".new")
    try:
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
            "E-4010", f"{path} could not be written: {error.strerror}", hint="Make room on the disk, then say resume."
        ) from error


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # elsewhere a folder cannot be opened, and the rename is durable by itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
