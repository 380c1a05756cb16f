"""What is left to buy of a job that goes on, and at what price."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from shipshell.model.money import Money

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left to buy of a job.

    Attributes:
        prices: what each row that is left was quoted at, by its `#`; None where it never was.
    """

    job: int
    prices: Mapping[int, Decimal | None]
    currency: str

    @property
    def known(self) -> dict[int, Decimal]:
        """The prices that are known."""
        return {row: price for row, price in self.prices.items() if price is not None}

    @property
    def total(self) -> Money | None:
        """The sum of the prices that are known; None where none is."""
        return Money(sum(self.known.values(), Decimal(0)), self.currency) if self.known else None

    def without(self, rows: Collection[int]) -> Remainder:
        """The same but for some rows."""
        return replace(self, prices={row: price for row, price in self.prices.items() if row not in rows})
