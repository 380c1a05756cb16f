"""UPS's services and packagings by code, and which service goes where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.emulator import geography

if TYPE_CHECKING:
    from shipshell.emulator.order import Order

NAMES: dict[str, str] = {
    "01": "UPS Next Day Air",
    "02": "UPS 2nd Day Air",
    "03": "UPS Ground",
    "07": "UPS Worldwide Express",
    "08": "UPS Worldwide Expedited",
    "11": "UPS Standard",
    "12": "UPS 3 Day Select",
    "13": "UPS Next Day Air Saver",
    "14": "UPS Next Day Air Early",
    "54": "UPS Worldwide Express Plus",
    "59": "UPS 2nd Day Air A.M.",
    "65": "UPS Worldwide Saver",
    "93": "UPS Ground Saver",
}

#: Take UPS's own packaging, and fuel at the rate for air.
EXPRESS = frozenset({"01", "02", "07", "08", "13", "14", "54", "59", "65"})
SATURDAY = frozenset({"01", "02", "14", "07", "54"})

LETTER = "01"
OWN_BOX = "02"
PACKAGING: dict[str, str] = {
    LETTER: "Letter",
    OWN_BOX: "Package",
    "03": "Tube",
    "04": "Pak",
    "21": "Express Box",
    "24": "25KG Box",
    "25": "10KG Box",
    "30": "Pallet",
    "2a": "Small Express Box",
    "2b": "Medium Express Box",
    "2c": "Large Express Box",
}

_DOMESTIC = ("03", "12", "02", "59", "13", "01", "14", "93")
_OFFSHORE = ("03", "02", "13", "01", "14")
_NEIGHBOURS = ("11", "08", "65", "07", "54")
_WORLD = ("08", "65", "07", "54")
#: Where UPS does not go at all.
_CLOSED = frozenset({"CU", "IR", "KP", "RU", "SY"})


def offered(order: Order) -> tuple[str, ...]:
    """The codes of the services from where the order leaves to where it goes, slowest first."""
    to = order.ship_to
    if to.domain in _CLOSED or to.state in geography.MILITARY:
        return ()
    if to.state in geography.TERRITORIES and to.country == "US":
        return _WORLD
    if to.domain in ("CA", "MX"):
        return _NEIGHBOURS
    if to.domain not in ("US", "PR"):
        return _WORLD
    offshore = {"AK", "HI", "PR"} & {to.state, order.ship_from.state, to.domain, order.ship_from.domain}
    return _OFFSHORE if offshore else _DOMESTIC
