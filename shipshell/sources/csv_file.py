"""A CSV, TSV or other delimited text file as a source of orders."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from shipshell.sources import atomic_file, csv_dialect, csv_encoding, csv_splice, csv_table, headers, held_open
from shipshell.sources.base import SHIPPED_COLUMN, TRACKING_COLUMN, SourceChanged, Table
from shipshell.sources.csv_document import Document, place_columns
from shipshell.sources.csv_index import physical_lines, scan
from shipshell.sources.whole_file import read_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from shipshell.sources.base import Numbers
    from shipshell.sources.csv_table import Cells

#: How many data rows are looked at to tell the habit of quoting.
_SAMPLE_ROWS = 200


class CsvFile:
    """One delimited text file. Its bytes are kept in memory, so that a write parses nothing."""

    kind = "csv"

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

    def read(self) -> Table:
        """Read the file anew: see `base.Source.read`.

        Raises:
            ShipshellError: E-1001 to E-1006, E-1012, E-1013; the message names the file and the place in it.
            SourceChanged: it is being written right now.
        """
        data, signature = read_whole(self._target)
        document, cells = _understood(data, self.name)
        self._document, self._signature = document, signature
        return Table(
            frame=_frame(cells),
            tracking=_named(cells, TRACKING_COLUMN),
            shipped=_named(cells, SHIPPED_COLUMN),
            notes=tuple((None, words) for words in self._remarks(document)),
        )

    def changed(self) -> bool:
        """Whether the file is another one than was last read or written here; also if it is gone or was never read."""
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
        self._signature = atomic_file.replace(self._target, document.image.parts, self._signature)
        self._document = document

    def opened_by(self) -> str | None:
        """Which program, and who, holds the file open; None if nobody shows."""
        return held_open.opened_by(self._target) or held_open.opened_by(self._path)

    def tidy(self) -> None:
        """Remove the temporary files that a crash of ours left. Only for the holder of the source's lock."""
        atomic_file.sweep(self._target)

    def _remarks(self, document: Document) -> Iterator[str]:
        if document.encoding.is_fallback:
            yield f"{self.name} is not UTF-8; it was read as Windows-1252. Check names with accents."
        links = _links(self._target)
        if links > 1:
            yield f"{self.name} has {links} names (hard links); only this one will get the tracking numbers."


def _understood(data: bytes, name: str) -> tuple[Document, Cells]:
    encoding = csv_encoding.detect(data, name)
    dialect = csv_dialect.guess(list(islice(physical_lines(data, encoding), csv_dialect.SAMPLE_LINES)))
    scanned = scan(data, encoding, dialect, name)
    cells = csv_table.arrange(scanned, dialect, name)
    columns, missing = place_columns(cells.names)
    sample = [scanned.image.record(cells.header + row).decode(encoding.codec) for row in cells.numbers[:_SAMPLE_ROWS]]
    header = scanned.image.record(cells.header).decode(encoding.codec)
    habit = csv_splice.observed(header, sample, dialect)
    return Document(scanned.image, encoding, dialect, habit, cells.header, columns, missing), cells


def _frame(cells: Cells) -> pd.DataFrame:
    import pandas as pd  # heavy

    columns = dict(zip(cells.names, map(list, zip(*cells.rows, strict=True)), strict=True))
    return pd.DataFrame(columns, index=pd.Index(cells.numbers), dtype=str)


def _links(path: Path) -> int:
    try:
        return path.stat().st_nlink
    except OSError:  # it is gone since: the next look at it will say so
        return 1


def _named(cells: Cells, column: str) -> str:
    at = headers.find(cells.names, column)
    return "" if at is None else cells.names[at]
