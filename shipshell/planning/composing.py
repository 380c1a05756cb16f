"""Composing a batch: which rows of a source ship, which are held or wrong, and what must be said of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from shipshell.planning.batch import Batch
from shipshell.planning.choosing import Chosen, choose
from shipshell.planning.duplicates import OrderKey, held_as_duplicates, order_key, record_keys
from shipshell.planning.held import held_rows, numbers_in, status_warnings
from shipshell.planning.parcels import Parcels, Rows, make_parcels
from shipshell.planning.understanding import filter_of
from shipshell.planning.validation import Validated, validate
from shipshell.sources.identity import Columns, identify

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from shipshell.config import Defaults
    from shipshell.model.address import Shipper
    from shipshell.model.errors import Problem
    from shipshell.model.history import History
    from shipshell.planning.instructions import Instructions
    from shipshell.planning.mapping import ColumnMap
    from shipshell.planning.understanding import Understood
    from shipshell.sources.base import Table

_Said = TypeVar("_Said")


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


def compose(understood: Understood, instructions: Instructions, around: Circumstances) -> Batch:
    """Read `instructions` against a source.

    Raises:
        ShipshellError: E-1026 the filter was not understood; E-1030 it leaves no row.
    """
    table, column_map = understood.table, understood.column_map
    columns = _columns(table, column_map)
    kept = filter_of(understood, instructions, around.defaults.weight_unit)
    chosen = choose(table, columns, column_map, instructions, kept)
    valid = _validated(chosen.table, column_map, instructions, around)
    held = held_rows(chosen.table, column_map, _ignored(instructions, around))
    numbers = numbers_in(chosen.table, column_map)
    made = make_parcels(Rows(valid, held, numbers, chosen.heavy), instructions.parcels, column_map)
    keys = _keys(table, made)
    held |= made.held | _held_by_history(keys, instructions, around)
    held |= _held_as_items(chosen, held)
    requests = {row: request for row, request in made.requests.items() if row not in held}
    shipped = _shipped_before(chosen.table, column_map, keys, instructions, around)
    again = {row: shipped[row] for row in sorted(shipped) if row in requests}
    return Batch(
        instructions,
        column_map,
        columns,
        {identity.row: identity for identity in identify(table.frame, columns)},
        requests,
        keys,
        _located({**valid.problems, **made.problems}, held, table.origin),
        _warnings(chosen, column_map, valid, made, again),
        _sorted(held),
        chosen.left_out,
        numbers,
        chosen.words,
        len(valid.service_changes & requests.keys()),
        chosen.total,
        again,
        tuple(group for group in made.asked if group[0] in requests),
        (*(note for row, note in table.notes if row is None), *valid.notes, *chosen.notes),
        table.origin,
    )


def _keys(table: Table, made: Parcels) -> dict[int, OrderKey]:
    """How each parcel is known again in later batches, by `#`."""
    records = record_keys(table)
    return {row: order_key(request, records.get(row, "")) for row, request in made.requests.items()}


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


def _held_as_items(chosen: Chosen, held: Mapping[int, str]) -> dict[int, str]:
    """Item rows are no parcels; those whose weights are added to the order's are held with it, or by it."""
    return {
        row: f"a further item of row {head}'s order"
        for row, head in chosen.items.items()
        if row not in held and (row not in chosen.heavy or head in held)
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
    chosen: Chosen, column_map: ColumnMap, valid: Validated, made: Parcels, again: Mapping[int, str]
) -> dict[int, tuple[str, ...]]:
    warnings = dict(valid.warnings)
    read = [(row, words) for row, words in chosen.table.notes if row is not None]
    added = [(row, words) for row, said in made.warnings.items() for words in said]
    remarks = [*_not_added(chosen.not_added, chosen.items), *_ships_again(again)]
    for row, words in (*read, *added, *remarks, *status_warnings(chosen.table, column_map).items()):
        warnings[row] = (*warnings.get(row, ()), words)
    return _sorted(warnings)
