"""What a carrier's reply leaves on disk: the raw reply, before anything reads it, and the label made from it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources.durability import flush, flush_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shipshell.model.shipment import LabelImage


class Spool:
    """Raw replies by reference, each fsynced before the job store hears of it. Recovery reads them first.

    A reply that a crash cut short is one that cannot be read: the carrier is asked instead.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, reference: str, raw: bytes) -> None:
        """Store a raw reply durably.

        Raises:
            ShipshellError: E-4010.
        """
        path = self._path(reference)
        try:
            with _private(path) as file:
                file.write(raw)
                file.flush()
                flush(file.fileno())  # of a new file this makes the name durable too, on the file systems we know
        except OSError as error:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
            raise _refused(path, error) from error

    def read(self, reference: str) -> bytes | None:
        """The reply kept under `reference`; None where none arrived or it cannot be read."""
        try:
            return self._path(reference).read_bytes()
        except OSError:  # not there, or out of reach: the carrier can still be asked
            return None

    def drop(self, reference: str) -> None:
        """Forget a reply whose content is in the job store; one that cannot be removed does no harm."""
        with contextlib.suppress(OSError):
            self._path(reference).unlink(missing_ok=True)

    def references(self) -> list[str]:
        """The references of all replies that are kept."""
        return sorted(path.stem for path in self._folder.glob("*.reply"))

    def _path(self, reference: str) -> Path:
        return self._folder / f"{reference}.reply"


@dataclass(frozen=True, slots=True)
class LabelFile:
    """A label on disk; `path` is seen from the folder of all labels, so that a home can be moved."""

    path: Path
    format: str
    sha256: str


class LabelStore:
    """Label files, a folder a job, named so that they sort in source order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, job: int, row: int, tracking_number: str, label: LabelImage) -> LabelFile:
        """Write a label. It outlives the process; a power cut it outlives once `sync` was called.

        Until it is whole nothing names it: one that a crash cut short is written again with its reply.

        Raises:
            ShipshellError: E-4010.
        """
        safe = re.sub(r"[^A-Za-z0-9]", "", tracking_number)
        path = Path(f"job-{job}", f"row-{row:05}-{safe}.{label.format.lower()}")
        saved = LabelFile(path, label.format, hashlib.sha256(label.data).hexdigest())
        try:
            self._write(self.at(path), label)
        except OSError as error:
            with contextlib.suppress(OSError):  # nobody is to print half a label
                self.at(path).unlink(missing_ok=True)
            raise _refused(self.at(path), error) from error
        return saved

    def at(self, path: Path) -> Path:
        """Where a label of that path lies; of one that was noted from the root, the end counts once the home moved."""
        if path.is_absolute() and not path.exists():
            return self._folder.joinpath(*path.parts[-2:])
        return self._folder / path

    def restore(self, saved: LabelFile, label: LabelImage) -> None:
        """Write the image of a label where it belongs, over what is left of it.

        Raises:
            ShipshellError: E-4010.
        """
        path = self.at(saved.path)
        beside = path.with_name(f"{path.name}.new")
        try:
            self._write(beside, label)
            beside.replace(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
            raise _refused(path, error) from error

    @staticmethod
    def _write(path: Path, label: LabelImage) -> None:
        try:
            file = _private(path)
        except FileNotFoundError:  # the job's first
            path.parent.mkdir(mode=0o700, exist_ok=True)
            file = _private(path)
        with file:
            file.write(label.data)

    def holds(self, saved: LabelFile) -> bool:
        """Whether a label is on disk as it was saved."""
        try:
            return hashlib.sha256(self.at(saved.path).read_bytes()).hexdigest() == saved.sha256
        except OSError:
            return False

    def sync(self, labels: Iterable[LabelFile]) -> None:
        """Make saved labels and their names durable.

        Raises:
            ShipshellError: E-4010.
        """
        paths = [self.at(label.path) for label in labels]
        try:
            for path in (*paths, *{path.parent for path in paths}, self._folder):
                flush_path(path)
        except OSError as error:
            raise _refused(self._folder, error) from error


def _private(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _refused(path: Path, error: OSError) -> ShipshellError:
    words = f"{path} could not be written: {error.strerror or error}"
    hint = "Make room on the disk; then say resume, or, where the job ended, retry."
    return ShipshellError("E-4010", words, hint=hint)
