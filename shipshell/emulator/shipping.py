"""Ship: checks an order, prices it, enters it in the ledger, and answers with its numbers and labels."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from shipshell.emulator import checks, drawing, labels
from shipshell.emulator.desk import money, success
from shipshell.emulator.faults import Call, Kind
from shipshell.emulator.order import SHIP, Order, part, read_order, text
from shipshell.emulator.pricing import Charges, price, raised
from shipshell.emulator.rating import VERSIONS, billing_weight, itemized
from shipshell.emulator.replies import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipshell.emulator.desk import Desk
    from shipshell.emulator.ledger import Shipment
    from shipshell.emulator.replies import Request

_STOCKS = {("6", "4"), ("8", "4")}
_OPTIONS = frozenset({"nonvalidate", "validate"})
_NOT_NEGOTIATED = ("120900", "User Id and Shipper Number combination is not qualified to receive negotiated rates.")
_MAY_DIFFER = ("120971", "Your invoice may vary from the displayed reference rates")


def answer(desk: Desk, request: Request, arguments: Mapping[str, str]) -> dict[str, Any]:
    """A ShipmentResponse; the shipment is committed before this returns."""
    if arguments["version"] not in VERSIONS:
        raise Refusal("20002", arguments["version"])
    document = request.json()
    order = read_order(document, SHIP)
    if order.option not in _OPTIONS:
        raise Refusal("120051", order.option)
    checks.check(order, SHIP, checks.SHIPPING)
    image_format = _label_format(document)
    charges = _charges(desk, order)
    negotiated = order.negotiated and not desk.effects.get(Kind.NO_NEGOTIATED)
    shipment = _accept(desk, document, order, charges, negotiated=negotiated)
    alerts = (_MAY_DIFFER,) if negotiated or not order.negotiated else (_MAY_DIFFER, _NOT_NEGOTIATED)
    results = _results(order, charges, shipment, image_format)
    return {"ShipmentResponse": {"Response": success(order.context, alerts), "ShipmentResults": results}}


def describe(operation: str, body: dict[str, Any], _: Mapping[str, str]) -> Call:
    """What rules see of the call."""
    order = read_order(body, SHIP)
    return Call(operation, order.ship_to.name, tuple(value for package in references(order) for value in package))


def references(order: Order) -> tuple[tuple[str, ...], ...]:
    """The reference numbers of each package, the shipment's own with every one."""
    shared = tuple(reference.value for reference in order.references)
    return tuple(shared + tuple(reference.value for reference in parcel.references) for parcel in order.parcels)


def _charges(desk: Desk, order: Order) -> Charges:
    charges = price(order, order.service)
    fault = desk.effects.get(Kind.ABOVE_QUOTE)
    return raised(charges, fault.percent) if fault else charges


def _accept(desk: Desk, document: dict[str, Any], order: Order, charges: Charges, *, negotiated: bool) -> Shipment:
    slow = desk.effects.get(Kind.SLOW_TO_SHOW)
    return desk.ledger.accept(
        document,
        account=order.account,
        service=order.service,
        references=references(order),
        prices=(charges.published, charges.negotiated if negotiated else None),
        now=desk.now,
        shown=desk.now + timedelta(seconds=slow.seconds if slow else 0),
        has_label=not desk.effects.get(Kind.LABEL_LOST),
    )


def _label_format(document: dict[str, Any]) -> str:
    """The format asked for, checked as UPS checks it before it ships."""
    specification = part(document[SHIP.root], "LabelSpecification")
    image_format = text(part(specification, "LabelImageFormat"), "Code").upper()
    if image_format not in drawing.SHIP_FORMATS:
        raise Refusal("120700", image_format)
    stock = part(specification, "LabelStockSize")
    if (text(stock, "Height"), text(stock, "Width")) not in _STOCKS:
        raise Refusal("120704")
    return image_format


def _results(order: Order, charges: Charges, shipment: Shipment, image_format: str) -> dict[str, Any]:
    results: dict[str, Any] = {
        "ShipmentCharges": {
            "TransportationCharges": money(charges.transport),
            "ItemizedCharges": itemized(charges.items),
            "ServiceOptionsCharges": money(charges.options),
            "TotalCharges": money(charges.published),
        },
        "BillingWeight": billing_weight(charges),
        "ShipmentIdentificationNumber": shipment.tracking_number,
        "PackageResults": [
            {
                "TrackingNumber": package.tracking_number,
                "ServiceOptionsCharges": money(charges.options / len(order.parcels)),
                "ShippingLabel": {
                    "ImageFormat": {"Code": image_format},
                    "GraphicImage": encoded(drawing.draw(label, image_format)),
                },
            }
            for package, label in zip(shipment.packages, labels.labels_of(shipment), strict=True)
        ],
    }
    if shipment.negotiated is not None:
        results["NegotiatedRateCharges"] = {"TotalCharge": money(shipment.negotiated)}
    return results


def encoded(image: bytes) -> str:
    """An image as it stands in JSON."""
    return base64.b64encode(image).decode("ascii")
