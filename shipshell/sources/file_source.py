"""What every file of orders has in common as a source: its path, its state as last read, and how it takes numbers."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from shipshell.sources import atomic_file, held_open
from shipshell.sources.base import SourceChanged
from shipshell.sources.whole_file import read_whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shipshell.sources.base import Numbers, Table
    from shipshell.sources.conditions import Condition


class Document(Protocol):
    """A file in memory that can take tracking numbers."""

    @property
    def pieces(self) -> Sequence[bytes]:
        """Its bytes, in pieces."""

    def with_numbers(self, numbers: Mapping[int, Numbers]) -> Document:
        """The document with these numbers at their rows (by `#`); a column that is missing is added."""


class FileSource(ABC):
    """One file. Its bytes are kept in memory, so that a write parses nothing, or nothing but the rows it touches."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._target = Path(os.path.realpath(path))  # unlike `resolve`, it leaves a circle of links to be told later
        self._document: Document | None = None
        self._signature: atomic_file.Signature | None = None

    @property
    def name(self) -> str:
        """The file's name, without its folder."""
        return self._path.name

    @property
    def location(self) -> str:
        """The absolute path of the file itself, symbolic links followed."""
        return str(self._target)

    @property
    def search(self) -> None:
        """Nothing: a file is read whole."""
        return None

    def read(self) -> Table:
        """Read the file anew: see `base.Source.read`.

        Raises:
            ShipshellError: E-1001 to E-1007, E-1012, E-1013, it cannot be read, and the message names the place;
                E-1011, it is read-only; E-1014, it cannot be written safely; E-1015, the sheet is not there, or
                several could be meant.
            SourceChanged: it is being written right now.
        """
        data, signature = read_whole(self._target)
        atomic_file.refuse_read_only(self._target)
        document, table = self._understood(data)
        self._document, self._signature = document, signature
        return table

    def read_where(self, condition: Condition) -> Table:
        """Read the file anew, and whole: see `base.Source.read_where`."""
        del condition
        return self.read()

    @abstractmethod
    def _understood(self, data: bytes) -> tuple[Document, Table]:
        """What the bytes of the file say."""

    def changed(self, row: int | None = None) -> bool:
        """Whether the file is another one than was last read or written here; also if it is gone or was never read."""
        del row  # a file changes as a whole
        try:
            return atomic_file.signature(self._target) != self._signature
        except OSError:
            return True

    def write(self, numbers: Mapping[int, Numbers]) -> None:
        """Put the numbers into the file, by `#` as last read: see `base.Source.write`.

        Raises:
            SourceChanged: somebody else changed it, or it was never read.
            ShipshellError: E-1011 or E-4010, it cannot be written; E-1022, there is no such row.
        """
        if self._document is None or self._signature is None:
            raise SourceChanged("E-1010", f"{self.name} was not read yet", hint="Read it first.")
        if not numbers:
            return
        document = self._document.with_numbers(numbers)
        self._signature = atomic_file.replace(self._target, document.pieces, self._signature)
        self._document = document

    def opened_by(self) -> str | None:
        """Which program, and who, holds the file open; None if nobody shows."""
        return held_open.opened_by(self._target) or held_open.opened_by(self._path)

    def tidy(self) -> None:
        """Remove the temporary files that a crash of ours left. Only for the holder of the source's lock."""
        atomic_file.sweep(self._target)
