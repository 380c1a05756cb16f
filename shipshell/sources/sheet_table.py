"""The rows of a sheet as a table: which one is the header, which columns belong to it, which rows are data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources import header_row, headers
from shipshell.sources.bystanders import bystanders, words_of
from shipshell.sources.grid import Grid
from shipshell.sources.sheet_area import letters

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from shipshell.sources.sheet_scan import Row, Scan


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTable(Grid):
    """The cells of a table.

    Attributes:
        header: the sheet row of the header; data row `#` n is sheet row header + n.
        columns: the sheet column of each of the table's columns, from 1.
    """

    header: int
    columns: list[int]


def arrange(scan: Scan, totals: Collection[int], name: str) -> SheetTable:
    """Find header and data among the rows of a sheet; `name` is how a person calls it.

    Args:
        totals: the sheet rows that hold totals, which are no data.

    Raises:
        ShipshellError: E-1003 nothing but blanks, E-1005 no header, E-1006 no data row.
    """
    filled = [row for row in scan.rows if any(map(str.strip, row.texts))]
    if not filled:
        raise ShipshellError("E-1003", f"{name} is empty", hint="Put the orders into it, or name another sheet.")
    at = _header(filled, scan, name)
    header = filled[at]
    data = [row for row in filled[at + 1 :] if row.number not in totals]
    if not data:
        raise ShipshellError("E-1006", f"{name} has a header but no data row: it is empty", hint="Put the orders in.")
    columns = _columns(header, data)
    rows = [[_cell(row, column) for column in columns] for row in data]
    aside = bystanders([_cell(header, column) for column in columns], rows)
    if len(aside) == len(rows):
        raise ShipshellError("E-1006", f"{name} has a header but no order below it", hint="Put the orders in.")
    titles = [_cell(header, column) or f"Column {letters(column)}" for column in columns]
    return SheetTable(
        header=header.number,
        columns=columns,
        names=headers.unique(titles),
        rows=[row for at, row in enumerate(rows) if at not in aside],
        numbers=[row.number - header.number for at, row in enumerate(data) if at not in aside],
        passed_over={data[at].number - header.number: (kind, words_of(rows[at])) for at, kind in aside.items()},
    )


def _header(filled: Sequence[Row], scan: Scan, name: str) -> int:
    """The position of the row that holds the headers."""
    at = header_row.find([row.texts for row in filled])
    if at is None:
        raise ShipshellError("E-1005", f"{name} has no header row", hint=_HINT)
    _refuse_data(filled[at], scan, name)
    return at


_HINT = "Put a row with the names of the columns above the orders."


def _refuse_data(row: Row, scan: Scan, name: str) -> None:
    for column in sorted(_filled_columns(row)):
        text = _cell(row, column).strip()
        if (row.number, column) in scan.numeric or header_row.is_data(text):
            words = f'{name} has no header row: cell {letters(column)}{row.number} holds "{text}", which is data'
            raise ShipshellError("E-1005", words, hint=_HINT, value=text)


def _filled_columns(row: Row) -> set[int]:
    return {column + 1 for column in header_row.filled_columns(row.texts)}


def _columns(header: Row, data: Sequence[Row]) -> list[int]:
    """The columns that the header names, and those without a name that hold data."""
    filled = {column for row in data for column in _filled_columns(row)}
    return sorted(filled | _filled_columns(header))


def _cell(row: Row, column: int) -> str:
    return row.texts[column - 1] if column <= len(row.texts) else ""
