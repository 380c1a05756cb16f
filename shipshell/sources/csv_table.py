"""The records of a CSV file as a table: which one is the header, which are data, and that they fit each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources import header_row, headers, ups_batch
from shipshell.sources.bystanders import bystanders, words_of
from shipshell.sources.grid import Grid

if TYPE_CHECKING:
    from shipshell.sources.csv_dialect import Dialect
    from shipshell.sources.csv_index import Scan

#: How many rows a message names.
_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells(Grid):
    """The cells of a table.

    Attributes:
        header: the number of the header's record, -1 where there is none; the record of data row `#` n is n further on.
    """

    header: int

    @property
    def is_headless(self) -> bool:
        """Whether the columns are known by their places alone."""
        return self.header < 0


def arrange(scan: Scan, dialect: Dialect, name: str) -> Cells:
    """Find header and data rows among the records of the file called `name`.

    Raises:
        ShipshellError: E-1003 nothing but blanks, E-1005 no header, E-1006 no data row, E-1013 a row too long.
    """
    filled = [n for n, record in enumerate(scan.records) if any(map(str.strip, record))][dialect.announced :]
    if not filled:
        raise ShipshellError("E-1003", f"{name} holds nothing but blank lines", hint="Export the orders again.")
    if ups_batch.is_batch([scan.records[n] for n in filled]):
        return _without_header(scan, filled)
    at = _header(scan, filled, name)
    header, data = filled[at], filled[at + 1 :]
    return _table(scan, header, data, name)


def _table(scan: Scan, header: int, data: list[int], name: str) -> Cells:
    titles = scan.records[header]
    _refuse_overlong(scan, header, len(titles), name)
    rows = [_fitted(scan.records[n], len(titles)) for n in data]
    aside = bystanders(titles, rows)
    if len(aside) == len(rows):
        raise ShipshellError("E-1006", f"{name} has a header but no data row", hint="Export the orders again.")
    return Cells(
        header=header,
        names=headers.unique(titles),
        rows=[row for at, row in enumerate(rows) if at not in aside],
        numbers=[n - header for at, n in enumerate(data) if at not in aside],
        passed_over={data[at] - header: (kind, words_of(rows[at])) for at, kind in aside.items()},
    )


def without_strays(cells: Cells) -> tuple[Cells, list[int]]:
    """The cells without quotes that nothing closes, and the `#` of their rows: on a label they would stand as typed.

    For a file in which quotes enclose nothing.
    """
    stray = {
        at for at, row in enumerate(cells.rows) if any(cell.startswith('"') and cell.count('"') == 1 for cell in row)
    }
    if not stray:
        return cells, []
    rows = [[*map(_without_stray, row)] if at in stray else row for at, row in enumerate(cells.rows)]
    return replace(cells, rows=rows), [cells.numbers[at] for at in sorted(stray)]


def _without_stray(cell: str) -> str:
    return cell[1:] if cell.startswith('"') and cell.count('"') == 1 else cell


def _without_header(scan: Scan, data: list[int]) -> Cells:
    """The table of a batch file of UPS.com, whose columns are known by their places."""
    names = ups_batch.names([scan.records[n] for n in data])
    rows = [_fitted(scan.records[n], len(names)) for n in data]
    return Cells(header=-1, names=names, rows=rows, numbers=[n + 1 for n in data])


def _header(scan: Scan, filled: list[int], name: str) -> int:
    """The position, among the records that are not blank, of the header; where none fits the rows below, the first.

    Raises:
        ShipshellError: E-1005, it is plainly a data row.
    """
    at = header_row.find([scan.records[n] for n in filled]) or 0
    data = next((cell for cell in scan.records[filled[at]] if header_row.is_data(cell)), None)
    if data is not None:
        hint = "Put a line with the names of the columns above the orders."
        words = f'{name} has no header row: line {scan.lines[filled[at]]} holds "{data.strip()}", which is data'
        raise ShipshellError("E-1005", words, hint=hint, value=data)
    return at


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
    hint = (
        f"Put cells that hold the delimiter in quotes, and name every column in the header (line {scan.lines[header]})."
    )
    raise ShipshellError("E-1013", words, hint=hint)  # the words name the rows
