"""The parcel itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from decimal import Decimal

Signature = Literal["", "signature", "adult"]

#: UPS's packaging codes by name (ups-facts section 3). Domestic and account-independent ones only.
PACKAGINGS: dict[str, str] = {
    "01": "UPS Letter",
    "02": "Customer Supplied Package",
    "03": "Tube",
    "04": "PAK",
    "21": "UPS Express Box",
    "2a": "Small Express Box",
    "2b": "Medium Express Box",
    "2c": "Large Express Box",
}


@dataclass(frozen=True, slots=True)
class Dimensions:
    """Length, width and height in whole inches, the longest first."""

    length: int
    width: int
    height: int

    @property
    def length_plus_girth(self) -> int:
        """Length plus twice width and height, in inches."""
        return self.length + 2 * (self.width + self.height)


@dataclass(frozen=True, slots=True)
class Package:
    """One parcel.

    Attributes:
        weight: pounds, at most one decimal; None only for a UPS Letter.
        dimensions: None where the source has none (UPS then bills by weight alone).
        packaging: a key of `PACKAGINGS`.
        declared_value: US dollars.
        signature: the delivery confirmation that is asked for.
    """

    weight: Decimal | None
    dimensions: Dimensions | None = None
    packaging: str = "02"
    declared_value: Decimal | None = None
    signature: Signature = ""
