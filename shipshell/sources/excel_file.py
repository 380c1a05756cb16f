"""One sheet of an Excel workbook (.xlsx, .xlsm) as a source of orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources import excel_remarks
from shipshell.sources.base import SHIPPED_COLUMN, TRACKING_COLUMN, Table
from shipshell.sources.csv_copy import copy_of, write_copy
from shipshell.sources.excel_document import Draft
from shipshell.sources.excel_sheet import read_sheet
from shipshell.sources.file_source import FileSource
from shipshell.sources.sheet_target import find_target
from shipshell.sources.whole_file import read_whole
from shipshell.sources.workbook_parts import Workbook, refuse_compound_file
from shipshell.sources.zip_archive import Archive

if TYPE_CHECKING:
    from pathlib import Path


class ExcelFile(FileSource):
    """One sheet of a workbook."""

    kind = "excel"

    def __init__(self, path: Path, sheet: str = "") -> None:
        """Name a sheet of the workbook at `path`, by its name or number; "" is the only one that holds a table."""
        super().__init__(path)
        self._wanted = sheet

    def copied(self) -> Path:
        """Copy the orders into a CSV file beside the workbook, which takes no numbers itself; that file.

        Raises:
            ShipshellError: the workbook cannot be read; E-1011, the copy is there already, or cannot be written.
        """
        data, _ = read_whole(self._target)
        read = read_sheet(self._opened(data), self._wanted)
        copy = copy_of(self._target, read.sheet.name)
        write_copy(copy, read.cells.frame(), self._target)
        return copy

    def _opened(self, data: bytes) -> Workbook:
        refuse_compound_file(data, self.name)
        return Workbook(Archive.of(data, self.name))

    def _understood(self, data: bytes) -> tuple[Draft, Table]:
        workbook = self._opened(data)
        _refuse_signed(workbook, self.name)
        read = read_sheet(workbook, self._wanted)
        cells = read.cells
        target = find_target(read.scan, cells, read.tables, f"sheet {read.sheet.name} of {self.name}")
        table = Table(
            frame=cells.frame(),
            tracking=cells.called(TRACKING_COLUMN),
            shipped=cells.called(SHIPPED_COLUMN),
            notes=tuple((None, words) for words in excel_remarks.remarks(workbook, read, self._target)),
            origin=cells.header,
        )
        return Draft.of(workbook.archive, read, target), table


def _refuse_signed(workbook: Workbook, name: str) -> None:
    if workbook.is_signed:
        words = f"{name} is digitally signed; a tracking number in it would break the signature"
        raise ShipshellError("E-1014", words, hint="Take the signature away in Excel, or ship a copy without it.")
