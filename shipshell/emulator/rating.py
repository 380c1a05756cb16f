"""Rate and Shop: what a shipment would cost by one service, or by each of those offered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from shipshell.emulator import checks, services
from shipshell.emulator.desk import money, success
from shipshell.emulator.faults import Call, Kind
from shipshell.emulator.order import RATE, Order, read_order
from shipshell.emulator.pricing import Charges, price
from shipshell.emulator.replies import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipshell.emulator.desk import Desk
    from shipshell.emulator.pricing import Item
    from shipshell.emulator.replies import Request

#: The versions whose replies always have lists; older ones answer otherwise and are not emulated.
VERSIONS = frozenset({"v2403", "v2409"})


def answer(desk: Desk, request: Request, arguments: Mapping[str, str]) -> dict[str, Any]:
    """A RateResponse."""
    if arguments["version"] not in VERSIONS:
        raise Refusal("20002", arguments["version"])
    order = read_order(request.json(), RATE)
    rated = _RATED.get(arguments["option"].lower())
    if rated is None:
        raise Refusal("20006", arguments["option"])
    rates = [_rated(desk, order, code, price(order, code)) for code in rated(order)]
    return {"RateResponse": {"Response": success(order.context), "RatedShipment": rates}}


def describe(operation: str, body: dict[str, Any], _: Mapping[str, str]) -> Call:
    """What rules see of the call."""
    return Call(operation, read_order(body, RATE).ship_to.name)


def itemized(items: tuple[Item, ...]) -> list[dict[str, str]]:
    """Surcharges as UPS lists them."""
    return [{"Code": item.code, "Description": item.name, **money(item.amount)} for item in items]


def billing_weight(charges: Charges) -> dict[str, Any]:
    """The billed weight as UPS writes it."""
    return {"UnitOfMeasurement": {"Code": "LBS"}, "Weight": f"{charges.billing_weight:.1f}"}


def _one(order: Order) -> tuple[str, ...]:
    checks.check(order, RATE, checks.RATING)
    return (order.service,)


def _all(order: Order) -> tuple[str, ...]:
    """The services that would take the order, or the refusal of the slowest one where none would."""
    each = [replace(order, service=code) for code in services.offered(order) or (order.service,)]
    good = [one.service for one in each if checks.first_problem(one, checks.RATING) is None]
    return tuple(good) or _one(each[0])


_RATED = {"rate": _one, "shop": _all}


def _rated(desk: Desk, order: Order, code: str, charges: Charges) -> dict[str, Any]:
    rated: dict[str, Any] = {
        "Service": {"Code": code},
        "Zone": str(charges.zone),
        "RatedShipmentAlert": [{"Code": "110971", "Description": "Your invoice may vary from the displayed rates"}],
        "BillingWeight": billing_weight(charges),
        "TransportationCharges": money(charges.transport),
        "ServiceOptionsCharges": money(charges.options),
        "ItemizedCharges": itemized(charges.items),
        "TotalCharges": money(charges.published),
        "RatedPackage": [{"Weight": parcel.weight_text or "0.5"} for parcel in order.parcels],
    }
    if desk.effects.get(Kind.NO_NEGOTIATED):
        rated["RatedShipmentAlert"].append({"Code": "110900", "Description": "No negotiated rates for this account"})
    elif order.negotiated:
        rated["NegotiatedRateCharges"] = {"TotalCharge": money(charges.negotiated)}
    return rated
