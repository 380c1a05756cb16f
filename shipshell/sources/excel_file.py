"""One sheet of an Excel workbook (.xlsx, .xlsm) as a source of orders."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources import atomic_file, excel_remarks, held_open
from shipshell.sources.base import SHIPPED_COLUMN, TRACKING_COLUMN, SourceChanged, Table
from shipshell.sources.excel_document import Document, Draft
from shipshell.sources.excel_sheet import read_sheet
from shipshell.sources.sheet_target import find_target
from shipshell.sources.whole_file import read_whole
from shipshell.sources.workbook_parts import Workbook, refuse_compound_file
from shipshell.sources.zip_archive import Archive

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from shipshell.sources.base import Numbers
    from shipshell.sources.sheet_table import SheetTable


class ExcelFile:
    """One sheet of a workbook. Its bytes are kept in memory, so that a write parses nothing but the rows it touches."""

    kind = "excel"

    def __init__(self, path: Path, sheet: str = "") -> None:
        """Name a sheet of the workbook at `path`, by its name or number; "" is the only one that holds a table."""
        self._path = path
        self._wanted = sheet
        self._target = Path(os.path.realpath(path))  # unlike `resolve`, it leaves a circle of links to be told later
        self._document: Document | Draft | None = None
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
        """Read the sheet anew: see `base.Source.read`.

        Raises:
            ShipshellError: E-1001 to E-1007 and E-1013, it cannot be read; E-1014, it cannot be written safely; E-1015,
                the sheet is not there, or several could be meant.
            SourceChanged: it is being written right now.
        """
        data, signature = read_whole(self._target)
        refuse_compound_file(data, self.name)
        archive = Archive.of(data, self.name)
        workbook = Workbook(archive)
        _refuse_signed(workbook, self.name)
        read = read_sheet(workbook, self._wanted)
        target = find_target(read.scan, read.cells, read.tables, f"sheet {read.sheet.name} of {self.name}")
        self._document, self._signature = Draft(archive, read, target), signature
        cells = read.cells
        return Table(
            frame=_frame(cells),
            tracking=_named(cells, TRACKING_COLUMN),
            shipped=_named(cells, SHIPPED_COLUMN),
            notes=tuple((None, words) for words in excel_remarks.remarks(workbook, read, self._target)),
            origin=cells.header,
        )

    def changed(self) -> bool:
        """Whether the file is another one than was last read or written here; also if it is gone or was never read."""
        try:
            return atomic_file.signature(self._target) != self._signature
        except OSError:
            return True

    def write(self, numbers: Mapping[int, Numbers]) -> None:
        """Put the numbers into the sheet, by `#` as last read: see `base.Source.write`.

        Raises:
            SourceChanged: somebody else changed the file, or it was never read.
            ShipshellError: E-1011 or E-4010, it cannot be written; E-1022, there is no such row.
        """
        if self._document is None or self._signature is None:
            raise SourceChanged("E-1010", f"{self.name} was not read yet", hint="Read it first.")
        if not numbers:
            return
        if isinstance(self._document, Draft):
            self._document = self._document.document()
        document = self._document.with_numbers(numbers)
        self._signature = atomic_file.replace(self._target, document.pieces, self._signature)
        self._document = document

    def opened_by(self) -> str | None:
        """Which program, and who, holds the file open; None if nobody shows."""
        return held_open.opened_by(self._target) or held_open.opened_by(self._path)

    def tidy(self) -> None:
        """Remove the temporary files that a crash of ours left. Only for the holder of the source's lock."""
        atomic_file.sweep(self._target)


def _refuse_signed(workbook: Workbook, name: str) -> None:
    if workbook.is_signed:
        words = f"{name} is digitally signed; a tracking number in it would break the signature"
        raise ShipshellError("E-1014", words, hint="Take the signature away in Excel, or ship a copy without it.")


def _frame(cells: SheetTable) -> pd.DataFrame:
    import pandas as pd  # heavy

    columns = dict(zip(cells.names, map(list, zip(*cells.rows, strict=True)), strict=True))
    return pd.DataFrame(columns, index=pd.Index(cells.numbers), dtype=str)


def _named(cells: SheetTable, column: str) -> str:
    at = cells.column_called(column)
    return "" if at is None else cells.names[at]
