"""How the rows of one order become parcels: a parcel each, one together, or a question; never silently one each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shipshell.model.errors import Problem
from shipshell.planning.duplicates import repeated_orders
from shipshell.planning.together import one_parcel
from shipshell.planning.values import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shipshell.model.shipment import ShipmentRequest
    from shipshell.planning.mapping import ColumnMap
    from shipshell.planning.readings import Fault
    from shipshell.planning.validation import Validated

#: The fields whose columns feed what is blamed on one of them.
_FED = {"name": ("name", "company", "attention"), "length": ("length", "width", "height", "dimensions")}


@dataclass(slots=True)
class Parcels:
    """What became of the rows.

    Attributes:
        requests: by `#`, in source order, a parcel each.
        held: rows that are no parcel of their own, and why.
        problems: why rows of an order cannot become one parcel, at the first of them.
        warnings: what was added up, at the first row of each order.
        asked: the rows of each order that nobody has decided about.
    """

    requests: dict[int, ShipmentRequest]
    held: dict[int, str] = field(default_factory=dict)
    problems: dict[int, tuple[Problem, ...]] = field(default_factory=dict)
    warnings: dict[int, tuple[str, ...]] = field(default_factory=dict)
    asked: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that are looked at.

    Attributes:
        valid: all of them, read.
        held: those that their own columns hold back, and why.
        numbers: the tracking numbers in their cells.
        items: further item rows that have a weight, each with the row of its order.
    """

    valid: Validated
    held: Mapping[int, str]
    numbers: Mapping[int, str]
    items: Mapping[int, int]


def make_parcels(rows: Rows, how: str, column_map: ColumnMap) -> Parcels:
    """Make parcels of the rows that nothing holds back.

    Args:
        how: `each`, `together`, or "" where nobody said so.
    """
    valid = rows.valid
    requests = {row: valid.request(row) for row in valid.rows if row not in rows.held or row in rows.numbers}
    made = Parcels({row: request for row, request in requests.items() if row not in rows.held})
    if how == "each":
        return made
    groups = _orders(requests, rows.items)
    for group in groups:
        shipped = next((row for row in group if row in rows.held), None)
        if shipped is not None:
            _hold(made, group, f"row {shipped} of the same order already has tracking number {rows.numbers[shipped]}")
        elif how == "together":
            _merge(made, group, valid, column_map)
    if not how:
        made.asked = tuple(group for group in groups if not set(group) & (set(made.held) | set(rows.held)))
    made.held = {row: reason for row, reason in made.held.items() if row not in rows.held}
    return made


def _orders(requests: Mapping[int, ShipmentRequest], items: Mapping[int, int]) -> list[tuple[int, ...]]:
    """The rows of each order that has several, with its weighed item rows."""
    groups = {rows[0]: rows for rows in repeated_orders(requests)}
    home = {row: rows[0] for rows in groups.values() for row in rows}
    for row, head in items.items():
        if head in requests:
            first = home.get(head, head)
            groups[first] = (*groups.get(first, (first,)), row)
    return [groups[first] for first in sorted(groups)]


def _hold(made: Parcels, group: Sequence[int], reason: str) -> None:
    for row in group:
        made.requests.pop(row, None)
        made.held[row] = reason


def _merge(made: Parcels, group: Sequence[int], valid: Validated, column_map: ColumnMap) -> None:
    """Have the first row of an order stand for all of them, or say why it cannot."""
    first, *others = group
    read = one_parcel(group, valid, column_map)
    _hold(made, others, f"one parcel with row {first}, of the same order")
    if read.faults:
        del made.requests[first]
        made.problems[first] = tuple(_problem(fault, group, valid, column_map) for fault in read.faults)
    else:
        made.requests[first] = read.value
        made.warnings[first] = read.warnings


def _problem(fault: Fault, group: Sequence[int], valid: Validated, column_map: ColumnMap) -> Problem:
    """The fault with the column in which the rows differ, or else the first of its field, and what stands in each."""
    columns = [column for field in _FED.get(fault.field, (fault.field,)) for column in column_map.columns_of(field)]
    said = {column: _rows_by_text(column, group, valid) for column in columns}
    column = next((column for column in columns if len(said[column]) > 1), next(iter(columns), ""))
    value = "; ".join(f"{text or 'nothing'} in {_named(rows)}" for text, rows in said.get(column, {}).items())
    return Problem(fault.code, fault.message, fault.hint, group[0], column, value)


def _rows_by_text(column: str, group: Sequence[int], valid: Validated) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for row in group:
        rows.setdefault(words(valid.text(column, row)), []).append(row)
    return rows


def _named(rows: Sequence[int]) -> str:
    return f"row{'s' if rows[1:] else ''} {', '.join(map(str, rows))}"
