"""The preview: exactly what will ship and what it costs, bound by a digest to what was shown."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from shipshell.model.service import BY_CODE
from shipshell.planning.addresses import as_approved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipshell.model.errors import Problem
    from shipshell.model.money import Money
    from shipshell.model.shipment import Quote, ShipmentRequest
    from shipshell.planning.batch import Batch
    from shipshell.planning.rating import Quotes

PAGE_ROWS = 20
#: A preview older than this is rated anew before anything is bought on it.
STALE_AFTER = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row as it is shown. `cost` is None where no rate could be had."""

    row: int
    recipient: str
    city: str
    state: str
    service: str
    cost: Money | None
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """A batch with its quotes.

    Attributes:
        batch: what would ship.
        quotes: what it costs.
        shown_at: when the quotes were had.
    """

    batch: Batch
    quotes: Quotes
    shown_at: datetime

    @cached_property
    def rows(self) -> tuple[PreviewRow, ...]:
        """Every row that would ship, in source order."""
        return tuple(self._row(row, request) for row, request in self.batch.requests.items())

    @cached_property
    def total(self) -> Money:
        """The exact sum of all quotes."""
        return self.quotes.total

    @cached_property
    def unrated(self) -> Mapping[int, Problem]:
        """Rows without a rate."""
        return {row: replace(problem, origin=self.batch.origin) for row, problem in self.quotes.unrated.items()}

    @property
    def blocked(self) -> bool:
        """Whether rows must be mended or left out before anything can be bought."""
        return bool(self.batch.problems or self.quotes.unrated)

    @cached_property
    def rows_with_warnings(self) -> int:
        """How many rows carry a warning."""
        return sum(1 for row in self.rows if row.warnings)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the rows' requests and quotes, the mapping and the total: what an approval names."""
        state = sha256(json.dumps(self.batch.plan, sort_keys=True).encode())
        for row, request in self.batch.requests.items():
            quote = self.quotes.quoted.get(row)
            price = str(quote.price.due) if quote else ""
            identity = self.batch.identities[row]
            state.update(f"{row}|{identity.order}|{price}|{request}\n".encode())
        return state.hexdigest()

    def is_stale(self, now: datetime) -> bool:
        """Whether the quotes are too old to buy on."""
        return now - self.shown_at > STALE_AFTER

    def find(self, row: int) -> PreviewRow | None:
        """The row of that `#`, if it would ship."""
        request = self.batch.requests.get(row)
        return self._row(row, request) if request else None

    def _row(self, row: int, request: ShipmentRequest) -> PreviewRow:
        quote = self.quotes.quoted.get(row)
        warnings = (*self.batch.warnings.get(row, ()), *self._rate_warnings(row, quote))
        to = request.ship_to
        return PreviewRow(
            row,
            to.attention or to.name,
            to.address.city,
            to.address.state,
            BY_CODE[request.service].name,
            quote.price.due if quote else None,
            warnings,
        )

    def _rate_warnings(self, row: int, quote: Quote | None) -> tuple[str, ...]:
        if quote:
            return ()
        problem = self.quotes.unrated.get(row)
        return (f"no rate: {problem.message}",) if problem else ()


def changed_rows(approved: Batch, now: Batch, places: Mapping[int, int | None]) -> list[int]:
    """The approved rows that no longer stand in the source as they did.

    Args:
        places: for each approved `#`, where its row is now.
    """
    found = {row: now.requests.get(places[row] or 0) for row in approved.requests}
    return [row for row, request in approved.requests.items() if not _stands(found[row], request)]


def _stands(now: ShipmentRequest | None, approved: ShipmentRequest) -> bool:
    return now is not None and as_approved(now, approved) == approved
