"""Where in a sheet the tracking numbers go, and the reasons why they may not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources.base import SHIPPED_COLUMN, TRACKING_COLUMN
from shipshell.sources.sheet_area import LAST_COLUMN, letters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from shipshell.sources.sheet_area import Area
    from shipshell.sources.sheet_scan import Scan
    from shipshell.sources.sheet_table import SheetTable
    from shipshell.sources.table_part import TablePart


@dataclass(frozen=True, slots=True)
class Target:
    """Where the numbers go.

    Attributes:
        header: the sheet row of the header.
        columns: the sheet columns of tracking number and time; one that is missing has the place that it will get.
        missing: the names that the header lacks, by the sheet column they will get.
        table: the Table that grows by the missing columns; None if none adjoins them.
    """

    header: int
    columns: tuple[int, int]
    missing: Mapping[int, str]
    table: TablePart | None


def find_target(scan: Scan, cells: SheetTable, tables: Sequence[TablePart], name: str) -> Target:
    """Find the two columns, or a place for them at the right of all that fills the table's rows.

    Raises:
        ShipshellError: E-1014, numbers there would damage the sheet called `name`.
    """
    free = _right_edge(scan, cells, tables) + 1
    missing: dict[int, str] = {}
    columns: list[int] = []
    for column in (TRACKING_COLUMN, SHIPPED_COLUMN):
        at = cells.position(column)
        if at is None:
            missing[free + len(missing)] = column
        columns.append(free + len(missing) - 1 if at is None else cells.columns[at])
    if max(columns) > LAST_COLUMN:
        raise _refusal(f"{name} has no free column left", "Delete a column that is not used.")
    _refuse_unsafe(scan, cells, columns, name)
    adjoining = (table for table in tables if table.area.right == free - 1 and _grows(table, cells.header))
    return Target(cells.header, (columns[0], columns[1]), missing, next(adjoining, None) if missing else None)


def _right_edge(scan: Scan, cells: SheetTable, tables: Iterable[TablePart]) -> int:
    """The last column that something fills, in the header's row or below."""
    areas = [*scan.merged, *scan.computed, *(table.area for table in tables)]
    beside = (area.right for area in areas if area.bottom >= cells.header)
    formulas = (column for column, rows in scan.formulas.items() if rows[-1] >= cells.header)
    filled = (len(row.texts) for row in scan.rows if row.number >= cells.header)
    return max((0, *beside, *formulas, *filled))


def _grows(table: TablePart, header: int) -> bool:
    return table.is_plain and table.has_header and table.area.top == header


def _refuse_unsafe(scan: Scan, cells: SheetTable, columns: Iterable[int], name: str) -> None:
    data = {cells.header + number for number in cells.numbers}
    for column in columns:
        row = _covered(scan.merged, column, {cells.header, *data})
        if row is not None:
            raise _refusal(f"{_goes(column, row, name)}, is merged with others", "Take the merge apart.")
        row = _covered(scan.computed, column, {cells.header, *data})
        if row is None:
            row = next((row for row in scan.formulas.get(column, ()) if row in data), None)
        if row is not None:
            raise _refusal(f"{_goes(column, row, name)}, holds a formula", _RENAME)


_RENAME = "Take the formula out, or give its column another name: the numbers then get columns of their own."


def _covered(areas: Iterable[Area], column: int, rows: Collection[int]) -> int | None:
    """The first of these rows whose cell in `column` lies in one of the areas."""
    beside = [area for area in areas if area.left <= column <= area.right]
    return min((row for area in beside for row in rows if area.has(row, column)), default=None)


def _goes(column: int, row: int, name: str) -> str:
    return f"cell {letters(column)}{row} of {name}, where a tracking number goes"


def _refusal(words: str, hint: str) -> ShipshellError:
    return ShipshellError("E-1014", words, hint=f"{hint} Or save the sheet as CSV, and ship that file.")
