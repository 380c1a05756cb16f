"""A batch: what a person asked for, read against the source as it stands. No price yet, nothing bought."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from shipshell.model.errors import ShipshellError
from shipshell.planning.assumption import assumption
from shipshell.planning.duplicates import OrderKey, held_as_duplicates, order_key, record_keys
from shipshell.planning.filter_orders import Orders
from shipshell.planning.filters import parse_filter
from shipshell.planning.held import held_rows, status_warnings
from shipshell.planning.item_rows import item_rows, weighed
from shipshell.planning.mapping import ColumnMap, map_columns
from shipshell.planning.parcels import Parcels, Rows, make_parcels
from shipshell.planning.validation import Validated, validate
from shipshell.sources.identity import Columns, Identity, Locator, identify

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    import pandas as pd

    from shipshell.config import Defaults
    from shipshell.model.address import Shipper
    from shipshell.model.errors import Problem
    from shipshell.model.history import History
    from shipshell.model.shipment import ShipmentRequest
    from shipshell.planning.instructions import Instructions
    from shipshell.sources.base import Table

_Said = TypeVar("_Said")


@dataclass(frozen=True, slots=True)
class Batch:
    """What would ship.

    Attributes:
        requests: by `#`, in source order; only rows that are neither held nor left out nor wrong.
        problems: what is wrong with rows that would otherwise ship.
        held: rows that are no part of the batch, and why.
        had: the numbers in the cells of rows that ship again on purpose.
        again: why each row that ships again on purpose would otherwise be held: it shipped before, and is paid again.
        repeated: groups of rows that say one order more than once, and that nobody has decided about.
        notes: remarks on the whole batch.
        origin: in a workbook, the sheet row of the header; else 0.
    """

    instructions: Instructions
    column_map: ColumnMap
    columns: Columns
    identities: Mapping[int, Identity]
    requests: Mapping[int, ShipmentRequest]
    keys: Mapping[int, OrderKey]
    problems: Mapping[int, tuple[Problem, ...]]
    warnings: Mapping[int, tuple[str, ...]]
    held: Mapping[int, str]
    left_out: tuple[int, ...]
    had: Mapping[int, str]
    filter_words: str
    service_changes: int
    total_rows: int
    again: Mapping[int, str]
    repeated: tuple[tuple[int, ...], ...] = ()
    notes: tuple[str, ...] = ()
    origin: int = 0

    @property
    def plan(self) -> dict[str, Any]:
        """What the job keeps, to read the source again in the same way."""
        return {
            **self.instructions.plan,
            "fields": {field: match.columns[0] for field, match in self.column_map.matches.items() if match.columns},
            "columns": self.columns.plan,
            "origin": self.origin,
        }


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a batch is read against, besides its source.

    Attributes:
        ignores: whether a tracking number in the source does not count (an emulated one, outside the emulator).
    """

    shipper: Shipper
    defaults: Defaults
    history: History
    environment: str
    ignores: Callable[[str], bool]


def understand_columns(table: Table, instructions: Instructions) -> ColumnMap:
    """Which columns feed which fields; doubts and gaps are in the map.

    Raises:
        ShipshellError: E-1024, E-1025 for a mapping by hand that names nothing.
    """
    chosen = dict(instructions.chosen)
    found = map_columns([str(name) for name in table.frame.columns], table.frame, chosen)
    return replace(found, doubtful=(*assumption(table, found, chosen), *found.doubtful))


def compose(table: Table, column_map: ColumnMap, instructions: Instructions, around: Circumstances) -> Batch:
    """Read `instructions` against the table.

    Raises:
        ShipshellError: E-1026 the filter was not understood; E-1030 it leaves no row.
    """
    columns = _columns(table, column_map)
    frame, words, left_empty = _filtered(table, column_map, instructions, around.defaults.weight_unit)
    left_out, notes = _left_out(table, columns, instructions)
    frame_left = frame.drop(index=left_out, errors="ignore")
    items, weighty = _items(table, frame_left, column_map)
    heavy = weighty if instructions.parcels == "together" else {}
    kept = replace(table, frame=frame_left.drop(index=[row for row in items if row not in heavy]))
    valid = _validated(kept, column_map, instructions, around)
    held = held_rows(kept, column_map, _ignored(instructions, around))
    numbers = _numbers_in(kept)
    made = make_parcels(Rows(valid, held, numbers, heavy), instructions.parcels, column_map)
    records = record_keys(table)
    keys = {row: order_key(request, records.get(row, "")) for row, request in made.requests.items()}
    held |= made.held | _held_by_history(keys, instructions, around)
    held |= _held_as_items(items, heavy, held)
    requests = {row: request for row, request in made.requests.items() if row not in held}
    again = _sorted(_shipped_before(kept, column_map, keys, instructions, around))
    again = {row: reason for row, reason in again.items() if row in requests}
    remarks = [*_not_added(weighty.keys() - heavy.keys(), items), *_ships_again(again)]
    return Batch(
        instructions,
        column_map,
        columns,
        {identity.row: identity for identity in identify(table.frame, columns)},
        requests,
        keys,
        _located({**valid.problems, **made.problems}, held, table.origin),
        _warnings(kept, column_map, valid, made, remarks),
        _sorted(held),
        tuple(left_out),
        numbers,
        words,
        len(valid.service_changes & requests.keys()),
        len(frame),
        again,
        tuple(group for group in made.asked if group[0] in requests),
        (*(note for row, note in table.notes if row is None), *valid.notes, *notes, *left_empty),
        table.origin,
    )


def _located(
    problems: Mapping[int, tuple[Problem, ...]], held: Collection[int], origin: int
) -> dict[int, tuple[Problem, ...]]:
    """The problems of rows that are not held, each with its place in a workbook's sheet."""
    return {
        row: tuple(replace(problem, origin=origin) for problem in problems[row])
        for row in sorted(problems)
        if row not in held
    }


def _sorted(by_row: Mapping[int, _Said]) -> dict[int, _Said]:
    return dict(sorted(by_row.items()))


def _items(table: Table, frame: pd.DataFrame, column_map: ColumnMap) -> tuple[dict[int, int], dict[int, int]]:
    """The further item rows in `frame`, each with the row of its order; and those of them that have a weight."""
    there = set(frame.index)
    items = {row: head for row, head in item_rows(table.frame, column_map).items() if row in there}
    heavy = weighed(table.frame, column_map, list(items)) if items else set()
    return items, {row: head for row, head in items.items() if row in heavy}


def _held_as_items(items: Mapping[int, int], heavy: Mapping[int, int], held: Mapping[int, str]) -> dict[int, str]:
    """Item rows are no parcels; those whose weights are added to the order's are held with it, or by it."""
    return {
        row: f"a further item of row {head}'s order"
        for row, head in items.items()
        if row not in held and (row not in heavy or head in held)
    }


def _columns(table: Table, column_map: ColumnMap) -> Columns:
    write_back = [name for name in (table.tracking, table.shipped) if name]
    return Columns.of(table.frame, column_map.order_columns, write_back, table.keys)


def _validated(table: Table, column_map: ColumnMap, instructions: Instructions, around: Circumstances) -> Validated:
    return validate(
        table,
        column_map,
        shipper=around.shipper,
        defaults=around.defaults,
        service_override=instructions.service or None,
    )


def _held_by_history(keys: Mapping[int, OrderKey], instructions: Instructions, around: Circumstances) -> dict[int, str]:
    again = instructions.including_shipped
    return held_as_duplicates(keys, around.history, around.environment, including_shipped=again)


def _shipped_before(
    kept: Table,
    column_map: ColumnMap,
    keys: Mapping[int, OrderKey],
    instructions: Instructions,
    around: Circumstances,
) -> dict[int, str]:
    """Why rows would be held if shipped ones were not asked for again on purpose, by `#`."""
    if not instructions.including_shipped:
        return {}
    by_history = held_as_duplicates(keys, around.history, around.environment, including_shipped=False)
    return held_rows(kept, column_map, around.ignores) | by_history


def _filtered(
    table: Table, column_map: ColumnMap, instructions: Instructions, weight_unit: str
) -> tuple[pd.DataFrame, str, tuple[str, ...]]:
    """The rows that the filter keeps, the filter in words, and remarks on rows that it cannot judge."""
    if not instructions.filter:
        return table.frame, "", ()
    orders = Orders(table.frame, column_map, instructions.asked, weight_unit)
    parsed = parse_filter(instructions.filter, orders)
    kept = parsed.apply(table.frame)
    if kept.frame.empty:
        raise ShipshellError(
            "E-1030", f"no row is left where {parsed.words}", hint="Check the filter; nothing was bought."
        )
    return kept.frame, parsed.words, (kept.note,) if kept.note else ()


def _left_out(table: Table, columns: Columns, instructions: Instructions) -> tuple[list[int], list[str]]:
    """Where the rows that were left out stand now, and a remark on each that is not there as it was."""
    locator = Locator(table.frame, columns, instructions.left_out)
    places, notes = [], []
    for identity in instructions.left_out:
        place = locator.locate(identity.row)
        if place is None:
            notes.append(f"Row {identity.row} was left out, but changed since or is gone: look whether it ships now.")
        else:
            places.append(place)
    return sorted(places), notes


def _ignored(instructions: Instructions, around: Circumstances) -> Callable[[str], bool]:
    """Which tracking numbers in the source do not hold their rows."""
    return (lambda _number: True) if instructions.including_shipped else around.ignores


def _not_added(rows: Collection[int], items: Mapping[int, int]) -> list[tuple[int, str]]:
    """A remark at each order on the weights of its item rows, which nobody said are to be added."""
    heads = dict.fromkeys(items[row] for row in sorted(rows))
    return [
        (head, f"the weight of {_rows_said([row for row in sorted(rows) if items[row] == head])} is not added to it")
        for head in heads
    ]


def _ships_again(again: Mapping[int, str]) -> list[tuple[int, str]]:
    """A remark at each row that shipped before, so that nobody buys it twice unknowingly."""
    return [(row, f"ships again: {reason}") for row, reason in again.items()]


def _rows_said(rows: Sequence[int]) -> str:
    return f"item row{'s' if rows[1:] else ''} {', '.join(map(str, rows))}"


def _warnings(
    table: Table, column_map: ColumnMap, valid: Validated, made: Parcels, remarks: Sequence[tuple[int, str]]
) -> dict[int, tuple[str, ...]]:
    warnings = dict(valid.warnings)
    read = [(row, words) for row, words in table.notes if row is not None]
    added = [(row, words) for row, said in made.warnings.items() for words in said]
    for row, words in (*read, *added, *remarks, *status_warnings(table, column_map).items()):
        warnings[row] = (*warnings.get(row, ()), words)
    return _sorted(warnings)


def _numbers_in(table: Table) -> dict[int, str]:
    """The tracking numbers that stand in the source, by `#`."""
    if not table.tracking:
        return {}
    cells = zip(table.frame.index.tolist(), table.frame[table.tracking].tolist(), strict=True)
    return {row: number.strip() for row, number in cells if number.strip()}
