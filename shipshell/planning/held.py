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
#: What a column that asks whether to ship says where a row is to wait, besides a plain no: `not yet`, `No - paid late`.
_KEPT_BACK = re.compile(
    r"(?!no (?:problem|rush|hurry|signature|later)\b|not (?:urgent|later)\b)(?:no|not|never|don.?t|do not)\b.*"
    r"|(?:on |please )?hold|wait(?:ing)?|stop|pending|awaiting .*|cancell?ed"
)
#: And where it may go, besides a plain yes; a number counts what is to ship.
_RELEASED = re.compile(
    r"ok(?:ay)?|ready(?: to ship)?|go|ship(?: it)?|approved|released|cleared|yes please|\d+(?:\.0+)?"
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
        _kept_back(table, column_map),
    ):
        for row, reason in reasons:
            held.setdefault(row, reason)
    return dict(sorted(held.items()))


def numbers_in(table: Table, column_map: ColumnMap) -> dict[int, str]:
    """The tracking numbers that stand in the source, by `#`."""
    ours = _filled(table, (table.tracking,) if table.tracking else ())
    return {row: number for row, _, number in (*_numbers_elsewhere(table, column_map), *ours)}


def status_warnings(table: Table, column_map: ColumnMap) -> dict[int, str]:
    """What a person should know of rows whose status is neither done nor plainly open: `pending`, `on hold`.

    Nor, where a column asks whether to ship, is its answer plain.
    """
    doubtful = {
        row: f'"{column}" says {cell}'
        for row, column, cell in _filled(table, column_map.columns_of("status"))
        if not _is_done(cell) and _said(cell) & _DOUBTFUL
    }
    return {**_unclear_answers(table, column_map), **doubtful}


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


def _kept_back(table: Table, column_map: ColumnMap) -> Iterator[tuple[int, str]]:
    for row, column, cell in _filled(table, column_map.columns_of("to_ship")):
        if _is_kept_back(cell):
            yield row, f'"{column}" says {cell}'


def _unclear_answers(table: Table, column_map: ColumnMap) -> dict[int, str]:
    """What is neither yes nor no to whether a row ships: `after the 5th`, or nothing, where others bear a mark."""
    unclear: dict[int, str] = {}
    for column in column_map.columns_of("to_ship"):
        filled = {row: cell for row, _, cell in _filled(table, (column,))}
        unclear |= {row: f'"{column}" says {cell}' for row, cell in filled.items() if not _is_answer(cell)}
        if any(yes_or_no(cell) for cell in filled.values()) and not any(map(_is_kept_back, filled.values())):
            blank = (row for row in table.frame.index.tolist() if row not in filled)
            unclear |= dict.fromkeys(blank, f'"{column}" says nothing here, and yes in other rows')
    return unclear


def _is_answer(cell: str) -> bool:
    return bool(yes_or_no(cell)) or _is_kept_back(cell) or bool(_RELEASED.fullmatch(cell.lower()))


def _is_kept_back(cell: str) -> bool:
    return yes_or_no(cell) is False or bool(_KEPT_BACK.fullmatch(cell.lower()))


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
