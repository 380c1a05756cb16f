"""What a shipment costs: zone, billable weight, surcharges, fuel, and the contract's discount.

Every figure here is invented. They are of the size of UPS's own, and the same order always costs the same, so that a
rate and the shipment bought on it agree to the cent.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from shipshell.emulator import geography, services

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.emulator.order import Order, Parcel, Party

_CENT = Decimal("0.01")
_DIM_DIVISOR = 139
#: Up to so many miles: zones 2, 3, ... 8.
_ZONE_MILES = (150, 300, 600, 1000, 1400, 1800)
_OFFSHORE_ZONES = {"AK": 44, "HI": 44, "PR": 45}
_NEIGHBOUR_ZONES = {"CA": 51, "MX": 54}
_WORLD_ZONE = 62
#: How far a zone outside the contiguous states is priced, in steps of a zone.
_ZONE_STEPS = {44: 16, 45: 18, 51: 8, 54: 10, 62: 12}

_FIRST_POUND = Decimal("10.70")
_PER_ZONE = Decimal("0.35")
_PER_POUND = Decimal("0.30")
_PER_POUND_AND_ZONE = Decimal("0.10")
#: The price of each service as a multiple of Ground's.
_SERVICE_FACTORS: dict[str, Decimal] = {
    "03": Decimal("1.00"),
    "93": Decimal("0.85"),
    "12": Decimal("1.70"),
    "02": Decimal("2.40"),
    "59": Decimal("2.75"),
    "13": Decimal("3.90"),
    "01": Decimal("4.30"),
    "14": Decimal("6.20"),
    "11": Decimal("1.80"),
    "08": Decimal("4.60"),
    "65": Decimal("5.20"),
    "07": Decimal("5.60"),
    "54": Decimal("8.40"),
}
_LETTER_FACTOR = Decimal("0.60")
_CONTRACT = {True: Decimal("0.65"), False: Decimal("0.75")}  # of the list price for transport: express, ground
_FUEL = {True: Decimal("0.22"), False: Decimal("0.20")}  # express, ground

_RESIDENTIAL = Decimal("6.50")
_DELIVERY_AREA = Decimal("4.35")
_ADDITIONAL_HANDLING = Decimal("28.00")
_LARGE_PACKAGE = Decimal("185.00")
_SATURDAY = Decimal("16.00")
_SIGNATURES = {"1": Decimal("5.55"), "2": Decimal("6.75"), "3": Decimal("8.40")}
_DECLARED_PER_HUNDRED = Decimal("1.55")
_DECLARED_MINIMUM = Decimal("4.65")
_DECLARED_FREE = 100


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a price: UPS's three-digit code for the charge, its name, and the amount in US dollars."""

    code: str
    name: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Charges:
    """The price of a shipment in US dollars and cents.

    Attributes:
        billing_weight: whole pounds, all packages together.
        transport: the list price of carrying it, with what depends on package and address, and fuel.
        options: what was asked for besides: Saturday, signature, declared value.
        items: the surcharges within both.
        negotiated: the whole price under the account's contract.
    """

    zone: int
    billing_weight: int
    transport: Decimal
    options: Decimal
    items: tuple[Item, ...]
    negotiated: Decimal

    @property
    def published(self) -> Decimal:
        """The whole list price."""
        return self.transport + self.options


def price(order: Order, service: str) -> Charges:
    """What the order costs by `service`, which must be one of those offered."""
    zone = zone_of(order.ship_from, order.ship_to)
    express = service in services.EXPRESS
    base = sum((_base(parcel, service, zone) for parcel in order.parcels), Decimal(0))
    extras = tuple(_extras(order))
    options = tuple(_options(order))
    fuel, contract_fuel = (
        Item("375", "Fuel Surcharge", _cents(_FUEL[express] * (transport + _sum(extras))))
        for transport in (base, base * _CONTRACT[express])
    )
    return Charges(
        zone=zone,
        billing_weight=sum(billable_pounds(parcel) for parcel in order.parcels),
        transport=base + _sum(extras) + fuel.amount,
        options=_sum(options),
        items=(*extras, *options, fuel),
        negotiated=_cents(base * _CONTRACT[express]) + _sum(extras) + _sum(options) + contract_fuel.amount,
    )


def zone_of(origin: Party, destination: Party) -> int:
    """The zone: 2 to 8 by distance within the contiguous states, numbers of their own beyond."""
    for party in (destination, origin):
        if party.country not in ("US", "PR"):
            return _NEIGHBOUR_ZONES.get(party.country, _WORLD_ZONE)
    here, there = geography.place_of(origin.postal_code), geography.place_of(destination.postal_code)
    if here is None or there is None or {here.state, there.state} & geography.TERRITORIES:
        return _WORLD_ZONE
    if here.state != there.state:
        for state in (there.state, here.state):
            if state in _OFFSHORE_ZONES:
                return _OFFSHORE_ZONES[state]
    return 2 + bisect_left(_ZONE_MILES, geography.miles(here, there))


def billable_pounds(parcel: Parcel) -> int:
    """Whole pounds: the weight or the dimensional weight, whichever is more; a letter counts as one."""
    dimensional = Decimal(0)
    if parcel.inches:
        length, width, height = (size.to_integral_value(ROUND_CEILING) for size in parcel.inches)
        dimensional = length * width * height / _DIM_DIVISOR
    heavier = max(parcel.pounds or Decimal(1), dimensional)
    return int(heavier.to_integral_value(ROUND_CEILING))


def raised(charges: Charges, percent: Decimal) -> Charges:
    """The same charges, so many percent higher."""
    factor = 1 + percent / 100
    return replace(
        charges,
        transport=_cents(charges.transport * factor),
        options=_cents(charges.options * factor),
        negotiated=_cents(charges.negotiated * factor),
    )


def _base(parcel: Parcel, service: str, zone: int) -> Decimal:
    steps = _ZONE_STEPS.get(zone, zone)
    first = _FIRST_POUND + _PER_ZONE * (steps - 2)
    more = (_PER_POUND + _PER_POUND_AND_ZONE * steps) * (billable_pounds(parcel) - 1)
    letter = _LETTER_FACTOR if parcel.packaging == services.LETTER else 1
    return _cents((first + more) * _SERVICE_FACTORS[service] * letter)


def _extras(order: Order) -> Iterator[Item]:
    """What package and address add to the transport."""
    for parcel in order.parcels:
        if order.ship_to.residential:
            yield Item("270", "Residential Surcharge", _RESIDENTIAL)
        if _is_remote(order.ship_to):
            yield Item("376", "Delivery Area Surcharge", _DELIVERY_AREA)
        if _is_large(parcel):
            yield Item("220", "Large Package Surcharge", _LARGE_PACKAGE)
        elif _wants_handling(parcel):
            yield Item("100", "Additional Handling", _ADDITIONAL_HANDLING)


def _options(order: Order) -> Iterator[Item]:
    """What was asked for besides the transport."""
    if order.saturday:
        yield Item("300", "Saturday Delivery", _SATURDAY)
    if order.signature:  # the shipment's kinds are one below the package's
        yield Item("120", "Delivery Confirmation", _SIGNATURES[str(int(order.signature) + 1)])
    for parcel in order.parcels:
        if parcel.signature:
            yield Item("120", "Delivery Confirmation", _SIGNATURES[parcel.signature])
        if parcel.declared_value > _DECLARED_FREE:
            hundreds = (parcel.declared_value / 100).to_integral_value(ROUND_CEILING)
            yield Item("400", "Declared Value", max(_DECLARED_MINIMUM, hundreds * _DECLARED_PER_HUNDRED))


def _is_remote(party: Party) -> bool:
    """A stand-in for UPS's list of ZIP codes: one in ten."""
    return party.country == "US" and party.postal_code[3:5] >= "90"


def _is_large(parcel: Parcel) -> bool:
    if not parcel.inches:
        return False
    length, width, height = parcel.inches
    return length > 96 or length + 2 * (width + height) > 130  # noqa: PLR2004 - UPS's inches


def _wants_handling(parcel: Parcel) -> bool:
    heavy = (parcel.pounds or 0) > 50  # noqa: PLR2004 - UPS's pounds
    if not parcel.inches:
        return heavy
    length, width, height = parcel.inches
    return heavy or length > 48 or width > 30 or length + 2 * (width + height) > 105  # noqa: PLR2004 - UPS's inches


def _sum(items: tuple[Item, ...]) -> Decimal:
    return sum((item.amount for item in items), Decimal(0))


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)
