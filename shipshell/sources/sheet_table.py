"""The rows of a sheet as a table: which one is the header, which columns belong to it, which rows are data."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources import headers
from shipshell.sources.sheet_area import letters

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from shipshell.sources.sheet_scan import Row, Scan

#: Cells that stand in data rows, never in a header: an e-mail address, a ZIP, a phone number.
_DATA = re.compile(r"\S+@\S+\.\w+|\d{5}(-\d{4})?|[+(]?\d(?:[\s().-]*\d){9,14}")
#: How far down the header may stand, and how many rows below a candidate are looked at.
_CANDIDATES, _BELOW = 50, 20
#: The share of the columns filled below it that a header names at least.
_NAMED_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The cells of a table.

    Attributes:
        header: the sheet row of the header; data row `#` n is sheet row header + n.
        columns: the sheet column of each of the table's columns, from 1.
        names: one a column, made unique.
        rows: the cells of each data row that is not blank, as many as there are names.
        numbers: the `#` of each of these rows.
    """

    header: int
    columns: list[int]
    names: list[str]
    rows: list[list[str]]
    numbers: list[int]

    def column_called(self, wanted: str) -> int | None:
        """The position among `names` of the column called `wanted`, whatever its case or spacing."""
        return headers.find(self.names, wanted)


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
    titles = [_cell(header, column) or f"Column {letters(column)}" for column in columns]
    rows = [[_cell(row, column) for column in columns] for row in data]
    return SheetTable(
        header.number, columns, headers.unique(titles), rows, [row.number - header.number for row in data]
    )


def _header(filled: Sequence[Row], scan: Scan, name: str) -> int:
    """The position of the row that holds the headers: the first that names most of the columns filled below it."""
    for at, row in enumerate(filled[:_CANDIDATES]):
        named = _filled_columns(row)
        below = _usual_columns(filled[at + 1 : at + 1 + _BELOW])
        if len(named & below) >= _NAMED_SHARE * len(below) and len(named) >= min(2, len(below)):
            _refuse_data(row, scan, name)
            return at
    raise ShipshellError("E-1005", f"{name} has no header row", hint=_HINT)


_HINT = "Put a row with the names of the columns above the orders."


def _refuse_data(row: Row, scan: Scan, name: str) -> None:
    for column in sorted(_filled_columns(row)):
        text = _cell(row, column).strip()
        if (row.number, column) in scan.numeric or _DATA.fullmatch(text):
            words = f'{name} has no header row: cell {letters(column)}{row.number} holds "{text}", which is data'
            raise ShipshellError("E-1005", words, hint=_HINT, value=text)


def _usual_columns(rows: Sequence[Row]) -> set[int]:
    """The columns that are filled in at least half of these rows; in any of them, where they differ that much."""
    counts = Counter(column for row in rows for column in _filled_columns(row))
    return {column for column, count in counts.items() if count * 2 >= len(rows)} or set(counts)


def _filled_columns(row: Row) -> set[int]:
    return {column for column, text in enumerate(row.texts, start=1) if text.strip()}


def _columns(header: Row, data: Sequence[Row]) -> list[int]:
    """The columns that the header names, and those without a name that hold data."""
    filled = {column for row in data for column in _filled_columns(row)}
    return sorted(filled | _filled_columns(header))


def _cell(row: Row, column: int) -> str:
    return row.texts[column - 1] if column <= len(row.texts) else ""
