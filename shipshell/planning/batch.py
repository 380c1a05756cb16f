"""A batch: what a person asked for, read against the source as it stands. No price yet, nothing bought."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from shipshell.model.errors import ShipshellError
from shipshell.planning.duplicates import OrderKey, held_as_duplicates, order_key, repeated_orders
from shipshell.planning.filters import parse_filter
from shipshell.planning.held import held_rows, status_warnings
from shipshell.planning.mapping import ColumnMap, map_columns
from shipshell.planning.validation import Validated, validate
from shipshell.sources.identity import Columns, Identity, Locator, identify

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from shipshell.config import Defaults
    from shipshell.model.address import Shipper
    from shipshell.model.errors import Problem
    from shipshell.model.history import History
    from shipshell.model.shipment import ShipmentRequest
    from shipshell.sources.base import Table


@dataclass(frozen=True, slots=True)
class Instructions:
    """What a person asked for.

    Attributes:
        source: as typed.
        filter: as typed, "" for all rows.
        service: a UPS service code that goes before the rows' own, "" for none.
        chosen: columns mapped by hand, to fields.
        left_out: rows left out by hand, as they were when they were shown.
        parcels: `each` where rows that repeat an order are to be parcels of their own, "" where nobody said so.
    """

    source: str
    sheet: str = ""
    filter: str = ""
    service: str = ""
    including_shipped: bool = False
    chosen: tuple[tuple[str, str], ...] = ()
    left_out: tuple[Identity, ...] = ()
    parcels: str = ""

    @classmethod
    def from_plan(cls, plan: Mapping[str, Any]) -> Instructions:
        """The instructions of a job, from the `Batch.plan` that it keeps; rows that were left out are no part of it."""
        return cls(
            plan["source"],
            plan["sheet"],
            plan["filter"],
            plan["service"],
            plan["including_shipped"],
            tuple((column, field) for column, field in plan["chosen"]),
            parcels=plan["parcels"],
        )

    def leaving_out(self, identities: tuple[Identity, ...]) -> Instructions:
        """The same, with more rows left out."""
        return replace(self, left_out=(*self.left_out, *identities))

    def mapping(self, column: str, field: str) -> Instructions:
        """The same, with one more column mapped by hand."""
        others = tuple(pair for pair in self.chosen if pair[0] != column)
        return replace(self, chosen=(*others, (column, field)))


@dataclass(frozen=True, slots=True)
class Batch:
    """What would ship.

    Attributes:
        requests: by `#`, in source order; only rows that are neither held nor left out nor wrong.
        problems: what is wrong with rows that would otherwise ship.
        held: rows that are no part of the batch, and why.
        had: the numbers in the cells of rows that ship again on purpose.
        repeated: groups of rows that say one order more than once.
        notes: remarks on the whole batch.
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
    repeated: tuple[tuple[int, ...], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def plan(self) -> dict[str, Any]:
        """What the job keeps, to read the source again in the same way."""
        told = self.instructions
        return {
            "source": told.source,
            "sheet": told.sheet,
            "filter": told.filter,
            "service": told.service,
            "including_shipped": told.including_shipped,
            "parcels": told.parcels,
            "chosen": [list(pair) for pair in told.chosen],
            "fields": {field: match.columns[0] for field, match in self.column_map.matches.items() if match.columns},
            "columns": {"content": list(self.columns.content), "order": list(self.columns.order)},
        }


@dataclass(frozen=True, slots=True)
class Surroundings:
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
    return map_columns([str(name) for name in table.frame.columns], table.frame, dict(instructions.chosen))


def compose(table: Table, column_map: ColumnMap, instructions: Instructions, around: Surroundings) -> Batch:
    """Read `instructions` against the table.

    Raises:
        ShipshellError: E-1026 the filter was not understood; E-1030 it leaves no row.
    """
    columns = _columns(table, column_map)
    frame, words = _filtered(table, column_map, instructions, around.defaults.weight_unit)
    left_out, notes = _left_out(table, columns, instructions)
    kept = replace(table, frame=frame.drop(index=left_out, errors="ignore"))
    valid = _validated(kept, column_map, instructions, around)
    held = held_rows(kept, column_map, _ignored(instructions, around))
    possible = {row: valid.request(row) for row in valid.rows if row not in held}
    keys = {row: order_key(request) for row, request in possible.items()}
    held |= _held_by_history(keys, instructions, around)
    requests = {row: request for row, request in possible.items() if row not in held}
    return Batch(
        instructions,
        column_map,
        columns,
        {identity.row: identity for identity in identify(table.frame, columns)},
        requests,
        keys,
        {row: problems for row, problems in valid.problems.items() if row not in held},
        _warnings(kept, column_map, valid),
        dict(sorted(held.items())),
        tuple(left_out),
        _numbers_in(kept),
        words,
        valid.service_changes,
        len(frame),
        repeated_orders(requests),
        (*(note for row, note in table.notes if row is None), *valid.notes, *notes),
    )


def _columns(table: Table, column_map: ColumnMap) -> Columns:
    write_back = [name for name in (table.tracking, table.shipped) if name]
    return Columns.of(table.frame, column_map.order_columns, write_back)


def _validated(table: Table, column_map: ColumnMap, instructions: Instructions, around: Surroundings) -> Validated:
    return validate(
        table,
        column_map,
        shipper=around.shipper,
        defaults=around.defaults,
        service_override=instructions.service or None,
    )


def _held_by_history(keys: Mapping[int, OrderKey], instructions: Instructions, around: Surroundings) -> dict[int, str]:
    again = instructions.including_shipped
    return held_as_duplicates(keys, around.history, around.environment, including_shipped=again)


def _filtered(
    table: Table, column_map: ColumnMap, instructions: Instructions, weight_unit: str
) -> tuple[pd.DataFrame, str]:
    """The rows that the filter keeps, and the filter in words."""
    if not instructions.filter:
        return table.frame, ""
    columns = [str(name) for name in table.frame.columns]
    parsed = parse_filter(instructions.filter, columns, column_map, weight_unit=weight_unit)
    frame = parsed.apply(table.frame)
    if frame.empty:
        raise ShipshellError(
            "E-1030", f"no row is left where {parsed.words}", hint="Check the filter; nothing was bought."
        )
    return frame, parsed.words


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


def _ignored(instructions: Instructions, around: Surroundings) -> Callable[[str], bool]:
    """Which tracking numbers in the source do not hold their rows."""
    return (lambda _number: True) if instructions.including_shipped else around.ignores


def _warnings(table: Table, column_map: ColumnMap, valid: Validated) -> dict[int, tuple[str, ...]]:
    warnings = dict(valid.warnings)
    read = [(row, words) for row, words in table.notes if row is not None]
    for row, words in (*read, *status_warnings(table, column_map).items()):
        warnings[row] = (*warnings.get(row, ()), words)
    return warnings


def _numbers_in(table: Table) -> dict[int, str]:
    """The tracking numbers that stand in the source, by `#`."""
    if not table.tracking:
        return {}
    cells = zip(table.frame.index.tolist(), table.frame[table.tracking].tolist(), strict=True)
    return {row: number.strip() for row, number in cells if number.strip()}
