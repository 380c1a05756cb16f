"""A batch: what a person asked for, read against the source as it stands. No price yet, nothing bought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipshell.model.errors import Problem
    from shipshell.model.shipment import ShipmentRequest
    from shipshell.planning.duplicates import OrderKey
    from shipshell.planning.instructions import Instructions
    from shipshell.planning.mapping import ColumnMap
    from shipshell.sources.identity import Columns, Identity


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
