"""A table as a file: CSV, Excel or JSON. No cell can become a formula, and no file takes the place of another."""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Literal

from shipshell.labels.outfile import put_new

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from shipshell.reports.rows import Cell, Table

Format = Literal["csv", "xlsx", "json"]

#: What makes spreadsheets read a cell as a formula; the wide ones do so in East Asian locales.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
#: Characters that XML has no way to write.
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def export(table: Table, path: Path, export_format: Format) -> Path:
    """Write `table` to `path`, or beside it where that name is taken; the path taken.

    Raises:
        ShipshellError: E-4010.
    """
    return put_new(path, _ENCODED[export_format](table))


def as_csv(table: Table) -> bytes:
    """Comma-separated, in UTF-8; a cell that would be a formula has an apostrophe before it."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(table.columns)
    writer.writerows([_harmless(_text(cell)) for cell in row] for row in table.rows)
    # Without the byte order mark Excel takes UTF-8 for the machine's old code page.
    return text.getvalue().encode("utf-8-sig")


def as_json(table: Table) -> bytes:
    """A list of objects; money is a string with two decimals, and what is not known is null."""
    objects = [dict(zip(table.columns, map(_text, row), strict=True)) for row in table.rows]
    return json.dumps(objects, ensure_ascii=False, indent=2).encode() + b"\n"


def as_xlsx(table: Table) -> bytes:
    """A workbook of one sheet: texts as text cells, whatever they begin with, and money as numbers that add up."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Job")
    sheet.freeze_panes = "A2"
    for row in (table.columns, *table.rows):
        sheet.append(_sheet_row(sheet, row))
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _sheet_row(sheet: WriteOnlyWorksheet, row: Iterable[Cell]) -> list[SheetCell]:
    from openpyxl.cell import WriteOnlyCell

    cells = []
    for value in row:
        if isinstance(value, str):
            cell = WriteOnlyCell(sheet, _NO_XML.sub("\ufffd", value))
            cell.data_type = "s"  # openpyxl takes `=` for a formula and `#N/A` for an error
        elif isinstance(value, Decimal):
            cell = WriteOnlyCell(sheet, float(value))
            cell.number_format = "0.00"
        else:
            cell = WriteOnlyCell(sheet, value)
        cells.append(cell)
    return cells


def _text(cell: Cell) -> Cell:
    return f"{cell:.2f}" if isinstance(cell, Decimal) else cell


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


_ENCODED: dict[Format, Callable[[Table], bytes]] = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json}
