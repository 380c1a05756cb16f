"""Rows that the source itself says are done with: they carry a tracking number, or their status says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shipshell.planning.values import words, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shipshell.planning.mapping import ColumnMap
    from shipshell.sources.base import Table

_DONE = frozenset({
    "cancelled", "canceled", "cancellation", "refunded", "fulfilled", "shipped", "dispatched", "delivered", "completed",
    "complete", "voided", "void",
})  # fmt: skip
#: Beside one of these, the word does not mean that all is done: `not shipped`, `partially refunded`, `to be shipped`.
_NOT_YET = frozenset({
    "not", "never", "partially", "partial", "ready", "to", "be", "awaiting", "requested", "until", "before",
})  # fmt: skip
_DOUBTFUL = frozenset({
    "pending", "hold", "unpaid", "partially", "partial", "draft", "failed", "awaiting", "requested", "expired",
    "paused", "backordered", "disputed", "declined", "rejected", "returned",
})  # fmt: skip
#: What a column that tells of a done thing says where it is not, besides a plain no: `not yet`, `pending`, `$0.00`.
_OPEN = re.compile(
    r"(?:not|never)(?: (?:yet|been))*(?: (?:shipped|sent|fulfilled|dispatched|delivered|cancell?ed|refunded|voided))?"
    r"|pending|open|unshipped|unfulfilled|unsent|undelivered|awaiting(?: shipment)?|to (?:be )?ship(?:ped)?"
    r"|\$?\s*0+(?:[.,]0+)?"
)


def held_rows(table: Table, column_map: ColumnMap, ignores: Callable[[str], bool]) -> dict[int, str]:
    """The reason for each row that its own columns hold back, by row.

    Args:
        ignores: tells of a tracking number whether it counts for nothing here (an emulator's number in production).
    """
    held: dict[int, str] = {}
    for reasons in (
        _tracked(table, ignores),
        _tracked_elsewhere(table, column_map, ignores),
        _dated(table, column_map),
        _by_status(table, column_map),
    ):
        for row, reason in reasons:
            held.setdefault(row, reason)
    return dict(sorted(held.items()))


def numbers_in(table: Table, column_map: ColumnMap) -> dict[int, str]:
    """The tracking numbers that stand in the source, by `#`."""
    ours = _filled(table, (table.tracking,) if table.tracking else ())
    return {row: number for row, _, number in (*_numbers_elsewhere(table, column_map), *ours)}


def status_warnings(table: Table, column_map: ColumnMap) -> dict[int, str]:
    """What a person should know of rows whose status is neither done nor plainly open: `pending`, `on hold`."""
    return {
        row: f'"{column}" says {cell}'
        for row, column, cell in _filled(table, column_map.columns_of("status"))
        if not _is_done(cell) and _said(cell) & _DOUBTFUL
    }


def _tracked(table: Table, ignores: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    tracked = {row: number for row, _, number in _filled(table, (table.tracking,) if table.tracking else ())}
    for row, number in tracked.items():
        if not ignores(number):
            yield row, f"already has tracking number {number}"
    for row, column, cell in _filled(table, (table.shipped,) if table.shipped else ()):
        if row not in tracked:
            yield row, f'"{column}" says {cell}'


def _tracked_elsewhere(
    table: Table, column_map: ColumnMap, ignores: Callable[[str], bool]
) -> Iterator[tuple[int, str]]:
    for row, column, cell in _numbers_elsewhere(table, column_map):
        if not ignores(cell):
            yield row, f'"{column}" says {cell}'


def _numbers_elsewhere(table: Table, column_map: ColumnMap) -> Iterator[tuple[int, str, str]]:
    """Numbers under a header that is not ours, `Tracking ID`; a cell without a digit (`to come`) is none."""
    for row, column, cell in _filled(table, column_map.columns_of("tracking")):
        if column != table.tracking and any(map(str.isdigit, cell)):
            yield row, column, cell


def _dated(table: Table, column_map: ColumnMap) -> Iterator[tuple[int, str]]:
    for row, column, cell in _filled(table, column_map.columns_of("done_at")):
        if column != table.shipped and yes_or_no(cell) is not False and not _OPEN.fullmatch(cell.lower()):
            yield row, f'"{column}" says {cell}'


def _by_status(table: Table, column_map: ColumnMap) -> Iterator[tuple[int, str]]:
    for row, column, cell in _filled(table, column_map.columns_of("status")):
        if _is_done(cell):
            yield row, f'"{column}" says {cell}'


def _filled(table: Table, columns: tuple[str, ...]) -> Iterator[tuple[int, str, str]]:
    """Row, column and cell of each filled cell of the columns."""
    rows: list[int] = table.frame.index.tolist()
    for column in columns:
        for row, cell in zip(rows, table.frame[column].tolist(), strict=True):
            if said := words(cell):
                yield row, column, said


def _is_done(cell: str) -> bool:
    said = _said(cell)
    return bool(said & _DONE) and not said & _NOT_YET


def _said(cell: str) -> set[str]:
    return set(re.findall(r"[a-z]+", cell.lower()))
