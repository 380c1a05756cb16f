"""The records of a CSV file as a table: which one is the header, which are data, and that they fit each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources import headers

if TYPE_CHECKING:
    from shipshell.sources.csv_dialect import Dialect
    from shipshell.sources.csv_index import Scan

#: Cells that stand in data rows, never in a header: an e-mail address, a ZIP, a phone number.
_DATA = re.compile(r"\S+@\S+\.\w+|\d{5}(-\d{4})?|[+(]?\d(?:[\s().-]*\d){9,14}")
#: How many rows a message names.
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a table.

    Attributes:
        header: the number of the header's record; the record of data row `#` n is n further on.
        names: one a column, made unique.
        rows: the cells of each data row that is not blank, as many as there are names.
        numbers: the `#` of each of these rows.
    """

    header: int
    names: list[str]
    rows: list[list[str]]
    numbers: list[int]


def arrange(scan: Scan, dialect: Dialect, name: str) -> Cells:
    """Find header and data rows among the records of the file called `name`.

    Raises:
        ShipshellError: E-1003 nothing but blanks, E-1005 no header, E-1006 no data row, E-1013 a row too long.
    """
    header = header_record(scan, dialect, name)
    names = headers.unique(scan.records[header])
    numbers = [n for n, record in enumerate(scan.records[header + 1 :], start=1) if any(map(str.strip, record))]
    if not numbers:
        raise ShipshellError("E-1006", f"{name} has a header but no data row", hint="Export the orders again.")
    _refuse_overlong(scan, header, len(names), name)
    rows = [_fitted(scan.records[header + number], len(names)) for number in numbers]
    return Cells(header, names, rows, numbers)


def header_record(scan: Scan, dialect: Dialect, name: str) -> int:
    """The number of the record that holds the headers: the first that is not blank.

    Raises:
        ShipshellError: E-1003 all are blank, E-1005 it is plainly a data row.
    """
    first = 1 if dialect.announced else 0
    found = next((n for n in range(first, len(scan.records)) if any(map(str.strip, scan.records[n]))), None)
    if found is None:
        raise ShipshellError("E-1003", f"{name} holds nothing but blank lines", hint="Export the orders again.")
    data = next((cell for cell in scan.records[found] if _DATA.fullmatch(cell.strip())), None)
    if data is not None:
        hint = "Put a line with the names of the columns above it."
        words = f'{name} has no header row: line {scan.lines[found]} holds "{data.strip()}", which is data'
        raise ShipshellError("E-1005", words, hint=hint, value=data)
    return found


def _fitted(record: list[str], width: int) -> list[str]:
    if len(record) == width:
        return record
    return record[:width] + [""] * (width - len(record))


def _refuse_overlong(scan: Scan, header: int, width: int, name: str) -> None:
    """Filled cells beyond the header mean that a delimiter in a cell shifted all cells after it."""
    overlong = [
        number
        for number, record in enumerate(scan.records[header + 1 :], start=1)
        if len(record) > width and any(map(str.strip, record[width:]))
    ]
    if not overlong:
        return
    shown = ", ".join(f"{row} (line {scan.lines[header + row]})" for row in overlong[:_SHOWN])
    more = f" and {len(overlong) - _SHOWN} more" if len(overlong) > _SHOWN else ""
    words = f"{name}: {'row' if len(overlong) == 1 else 'rows'} {shown}{more} hold more cells than the header"
    hint = "A cell that holds the delimiter must stand in quotes."
    raise ShipshellError("E-1013", words, hint=hint, row=overlong[0])
