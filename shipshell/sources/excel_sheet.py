"""Which sheet of a workbook is meant, and what is in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources.base import SheetNotNamed
from shipshell.sources.sheet_scan import Scan, Unreadable, scan
from shipshell.sources.sheet_table import SheetTable, arrange
from shipshell.sources.table_part import TablePart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.sources.workbook_parts import Sheet, Workbook

#: A list of orders has at least so many columns; instructions and notes have one.
_FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet as read: itself, all that lies in it, its table of orders, and its Tables in Excel's sense."""

    sheet: Sheet
    scan: Scan
    cells: SheetTable
    tables: list[TablePart]


def read_sheet(workbook: Workbook, wanted: str) -> ReadSheet:
    """Read the sheet called `wanted`, whatever its case, or of that number; "" is the only one that holds a table.

    Raises:
        ShipshellError: E-1015, there is no such sheet, or several could be meant; E-1003 to E-1006, it holds no table;
            E-1004, it cannot be read; E-1013, a formula has no result.
    """
    if wanted:
        return _read(workbook, _named(workbook, wanted))
    visible = [sheet for sheet in workbook.sheets if not sheet.hidden]
    if len(visible) == 1:
        return _read(workbook, visible[0])
    tables = list(_with_table(workbook, visible))
    if len(tables) == 1:
        return tables[0]
    name = workbook.archive.name
    if not tables:
        hint = f"Name the sheet that holds the orders: {_examples(name, visible)}."
        raise ShipshellError("E-1006", f"no sheet of {name} holds a table: all are empty", hint=hint)
    found = [table.sheet for table in tables]
    words = f"{name} has {len(found)} sheets that hold a table: {_listed(found)}"
    raise SheetNotNamed(
        words, _names(found), hint=f"Say which, by its name alone or in full: {_examples(name, found)}."
    )


def _named(workbook: Workbook, wanted: str) -> Sheet:
    visible = [sheet for sheet in workbook.sheets if not sheet.hidden]
    for sheet in workbook.sheets:
        if sheet.name.casefold() == wanted.strip().casefold():
            return sheet
    if wanted.strip().isdecimal() and 0 < int(wanted) <= len(visible):
        return visible[int(wanted) - 1]
    name = workbook.archive.name
    words = f'{name} has no sheet "{wanted}"; its sheets are {_listed(visible)}'
    hint = f"Say for example: {_examples(name, visible[:1])}."
    raise SheetNotNamed(words, _names(visible), hint=hint, value=wanted)


def _with_table(workbook: Workbook, sheets: list[Sheet]) -> Iterator[ReadSheet]:
    for sheet in sheets:
        try:
            read = _read(workbook, sheet)
        except ShipshellError as error:
            if error.problem.code not in {"E-1003", "E-1005", "E-1006"}:
                raise
        else:
            if len(read.cells.columns) >= _FEWEST_COLUMNS:
                yield read


def _read(workbook: Workbook, sheet: Sheet) -> ReadSheet:
    name = f"sheet {sheet.name} of {workbook.archive.name}"
    try:
        scanned = scan(workbook.archive.read(sheet.part), workbook)
        tables = [TablePart.of(part, workbook.archive.read(part)) for part in workbook.tables(sheet)]
    except (Unreadable, ValueError, IndexError) as error:
        hint = "Open it in Excel, have it mended, and save it; or export the orders as CSV."
        raise ShipshellError("E-1004", f"{name} cannot be read: {error}", hint=hint) from error
    cells = arrange(scanned, {table.totals for table in tables if table.totals}, name)
    _refuse_unsolved(scanned, cells, name)
    return ReadSheet(sheet, scanned, cells, tables)


def _refuse_unsolved(scanned: Scan, cells: SheetTable, name: str) -> None:
    """Refuse formulas that no program has reckoned yet: an empty cell would be taken for what is meant."""
    numbers = set(cells.numbers)
    for row, column in scanned.unsolved:
        if row - cells.header in numbers and column in cells.columns:
            header = cells.names[cells.columns.index(column)]
            raise ShipshellError(
                "E-1013",
                f"{name}, sheet row {row}: the formula in column {header} has no stored result",
                hint="Open it in Excel or LibreOffice, and save it: that stores the results.",
                row=row - cells.header,
                column=header,
            )


def _names(sheets: list[Sheet]) -> tuple[str, ...]:
    return tuple(sheet.name for sheet in sheets)


def _listed(sheets: list[Sheet]) -> str:
    return ", ".join(_names(sheets)) or "all hidden"


def _examples(name: str, sheets: list[Sheet]) -> str:
    quoted = f'"{name}"' if " " in name else name
    return " or ".join(f"ship {quoted} sheet {sheet.name}" for sheet in sheets)
