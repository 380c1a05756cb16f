"""Addresses and the parties that live at them."""

from __future__ import annotations

from dataclasses import dataclass

_ZIP_PLUS_FOUR = 9  # digits


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address in UPS's terms.

    Attributes:
        lines: one to three street lines, none empty.
        state: two letters for the US, its territories and Canada, else what the country uses.
        postal_code: five or nine digits for the US, without a hyphen.
        country: ISO 3166 two-letter code.
        residential: True for a home, False for a business, None where nobody said.
    """

    lines: tuple[str, ...]
    city: str
    state: str
    postal_code: str
    country: str = "US"
    residential: bool | None = None

    @property
    def printed_code(self) -> str:
        """The postal code as people write it: `30005-1234`."""
        is_long = self.postal_code.isdigit() and len(self.postal_code) == _ZIP_PLUS_FOUR
        return f"{self.postal_code[:5]}-{self.postal_code[5:]}" if is_long else self.postal_code


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody at an address: the name UPS prints first, and how to reach them. The phone is digits only."""

    name: str
    address: Address
    attention: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Shipper:
    """Who ships and pays: a party with its UPS account number."""

    party: Party
    account_number: str
