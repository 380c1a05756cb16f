"""Where the rows of a job stand in its source now: as they were approved, or corrected since."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.planning.cells import Cells
from shipshell.planning.values import code
from shipshell.session.wording import rows_named
from shipshell.sources.identity import Locator

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shipshell.jobs.records import RowRecord
    from shipshell.model.shipment import ShipmentRequest
    from shipshell.planning.batch import Batch
    from shipshell.sources.base import Table
    from shipshell.sources.identity import Columns


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where rows stand, by their `#` in the job.

    Attributes:
        places: the `#` in the source; no two of them the same.
        lost: why a row has no place.
    """

    places: Mapping[int, int]
    lost: Mapping[int, str]


def whereabouts(rows: Sequence[RowRecord], table: Table, batch: Batch, columns: Columns) -> Whereabouts:
    """Find all rows of a job in its source.

    A record is known by its primary key. In a file, a row that does not say the same any more is known by its
    reference; one that has none, by where it stands, if that can be the same order.

    Args:
        batch: the source, read as the job reads it.
        columns: as they were when the job was approved.
    """
    locator = Locator(table.frame, columns, [row.identity for row in rows])
    homes = {row.row: locator.home(row.row) for row in rows}
    found = {row: home for row, home in homes.items() if home is not None}
    missing = [row for row in rows if row.row not in found]
    lost = {row.row: "is no longer in the source" for row in missing}
    if missing and not columns.key:
        free = _Free(table, batch, found.values())
        free.match_references(missing, found, lost)
        free.match_positions(missing, found)
    return Whereabouts(found, {row: why for row, why in lost.items() if row not in found})


class _Free:
    """The places of a source at which no row of the job was found."""

    def __init__(self, table: Table, batch: Batch, taken: Iterable[int]) -> None:
        cells = Cells(table.frame, batch.column_map)
        held = set(taken)
        self._batch = batch
        self._references = {
            place: code(text)
            for place, text in zip(cells.rows, cells.field("reference"), strict=True)
            if place not in held
        }

    def match_references(self, missing: Sequence[RowRecord], found: dict[int, int], lost: dict[int, str]) -> None:
        """Put rows where their reference stands, in their order; where that is not plain, say so in `lost`."""
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for row in missing:
            rows[row.request.reference].append(row.row)
        for reference, alike in rows.items():
            places = self._at(reference, len(alike)) if reference else []
            if len(places) == len(alike):
                found.update(zip(alike, places, strict=True))
            elif places:
                words = f"cannot be told apart: its reference {reference} stands in {rows_named(places)} now"
                lost.update(dict.fromkeys(alike, words))

    def _at(self, reference: str, count: int) -> list[int]:
        """Where a reference stands: in rows that would ship, else in so many of the others."""
        places = [place for place, said in self._references.items() if said == reference]
        shipping = [place for place in places if place in self._batch.requests or place in self._batch.problems]
        return shipping or places[:count]

    def match_positions(self, missing: Sequence[RowRecord], found: dict[int, int]) -> None:
        """Put rows without a reference where they stood, if an order without one that can be theirs stands there."""
        taken = set(found.values())
        for row in missing:
            if row.row not in taken and self._may_be(row):
                found[row.row] = row.row

    def _may_be(self, row: RowRecord) -> bool:
        if row.request.reference or self._references.get(row.row) != "":
            return False
        now = self._batch.requests.get(row.row)
        return row.row in self._batch.problems or (now is not None and _same_party(row.request, now))


def _same_party(was: ShipmentRequest, now: ShipmentRequest) -> bool:
    return was.ship_to.name == now.ship_to.name or was.ship_to.address.lines == now.ship_to.address.lines
