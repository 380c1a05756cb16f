"""What a carrier says of an address, and how its own spelling differs from ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.carriers.spelling import same_words

if TYPE_CHECKING:
    from shipshell.model.address import Address

_ZIP_DIGITS = 5


@dataclass(frozen=True, slots=True)
class AddressConfirmed:
    """The address exists as given, but for its spelling. `residential`: a home, a business, or None where unknown."""

    residential: bool | None = None


@dataclass(frozen=True, slots=True)
class AddressCorrected:
    """Another address was probably meant: one of `candidates`, the likeliest first, at least one.

    `differences` tells what each changes. A candidate can lack a suite that is real: it is to be shown, never taken
    over in silence.
    """

    candidates: tuple[Address, ...]
    residential: bool | None = None


@dataclass(frozen=True, slots=True)
class AddressNotFound:
    """The carrier knows no such address, nor one like it."""


@dataclass(frozen=True, slots=True)
class AddressUnchecked:
    """Nothing is said: the carrier checks none of this country, or its test environment none of this state."""


AddressCheck = AddressConfirmed | AddressCorrected | AddressNotFound | AddressUnchecked


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of an address (`street`, `city`, `state` or `postal_code`), as given and as suggested."""

    part: str
    given: str
    suggested: str


def differences(given: Address, suggested: Address) -> tuple[Difference, ...]:
    """What `suggested` changes of `given`; none where they differ in spelling, or in the last four digits of a ZIP."""
    streets = (", ".join(given.lines), ", ".join(suggested.lines))
    pairs = (
        ("street", *streets, same_words(*streets)),
        ("city", given.city, suggested.city, same_words(given.city, suggested.city)),
        ("state", given.state, suggested.state, _state(given) == _state(suggested)),
        ("postal_code", given.printed_code, suggested.printed_code, _zip(given) == _zip(suggested)),
    )
    return tuple(Difference(part, ours, theirs) for part, ours, theirs, same in pairs if not same)


def _state(address: Address) -> str:
    """Puerto Rico is written as a state or as a country."""
    return address.state.upper() or ("PR" if address.country == "PR" else "")


def _zip(address: Address) -> str:
    return address.postal_code.strip()[:_ZIP_DIGITS]
