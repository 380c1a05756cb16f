"""Money: exact amounts in one currency, and a price as UPS states it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def cents(amount: Decimal) -> Decimal:
    """`amount` rounded half up to two decimals."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount of one currency."""

    amount: Decimal
    currency: str = "USD"

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.amount + other.amount, self.currency)

    @property
    def text(self) -> str:
        """The amount as a string with two decimals, as JSON carries it."""
        return f"{cents(self.amount):.2f}"

    def __str__(self) -> str:
        shown = f"{cents(self.amount):,.2f}"
        return f"${shown}" if self.currency == "USD" else f"{shown} {self.currency}"


@dataclass(frozen=True, slots=True)
class Price:
    """What UPS asks for one shipment: the published charge and, where there is a contract, the negotiated one."""

    published: Decimal
    negotiated: Decimal | None = None
    currency: str = "USD"

    @property
    def due(self) -> Money:
        """What will be paid: the negotiated charge where UPS states one, else the published."""
        return Money(self.published if self.negotiated is None else self.negotiated, self.currency)
