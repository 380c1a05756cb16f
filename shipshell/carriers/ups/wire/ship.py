"""Ship: buy a label, stamped with a reference number of our own."""

from __future__ import annotations

from decimal import ROUND_UP, Decimal
from typing import TYPE_CHECKING, Any

from shipshell.carriers.base import OutcomeUnknown
from shipshell.carriers.ups.wire.label import read_label, ship_label
from shipshell.carriers.ups.wire.parts import (
    bill_shipper,
    destination_form,
    lane,
    package_form,
    references_on_package,
    ship_from_form,
    shipment_options,
    shipper_form,
)
from shipshell.carriers.ups.wire.tree import dig, parse, price, remarks, text, unreadable
from shipshell.model.shipment import Confirmation

if TYPE_CHECKING:
    from shipshell.carriers.ups.wire.tree import Json
    from shipshell.model.address import Party
    from shipshell.model.money import Price
    from shipshell.model.shipment import ShipmentRequest

SHIP_PATH = "/shipments/v2409/ship"

_NEXT_DAY_AIR_EARLY = "14"


def ship_body(request: ShipmentRequest, reference: str) -> Json:
    """UPS's Ship request for `request`, with `reference` in the first slot and the customer's own in the second."""
    contact = _wants_contact(request)
    shipper = request.shipper.party
    shipment: Json = {
        "Shipper": shipper_form(request.shipper) | _contact(shipper, attention=contact),
        "ShipTo": {
            "Name": request.ship_to.name,
            "Address": destination_form(request.ship_to.address),
            **_contact(request.ship_to, attention=contact),
        },
        "ShipFrom": ship_from_form(shipper) | _contact(shipper, attention=contact),
        "PaymentInformation": bill_shipper(request.shipper),
        "ShipmentRatingOptions": {"NegotiatedRatesIndicator": ""},
        "Service": {"Code": request.service},
        **shipment_options(request),
        **_goods(request),
        **_package_and_references(request, reference),
    }
    return {
        "ShipmentRequest": {
            "Request": {
                "RequestOption": "nonvalidate",
                "SubVersion": "2205",
                "TransactionReference": {"CustomerContext": reference},
            },
            "Shipment": shipment,
            "LabelSpecification": ship_label(request.label_format),
        }
    }


def read_ship(raw: bytes) -> Confirmation:
    """The shipment that UPS confirms. A missing price or label does not hide the number.

    Raises:
        OutcomeUnknown: it confirms none that can be read.
    """
    answer = parse(raw).get("ShipmentResponse")
    status = text(answer, "Response", "ResponseStatus", "Code")
    if status not in ("", "1"):
        raise unreadable(f"its status is {status}")
    results = dig(answer, "ShipmentResults")
    shipment_id = text(results, "ShipmentIdentificationNumber")
    tracking_number = text(results, "PackageResults", "TrackingNumber") or shipment_id
    if not tracking_number:
        raise unreadable("it holds no tracking number")
    return Confirmation(
        tracking_number=tracking_number,
        shipment_id=shipment_id or tracking_number,
        price=_charge(results),
        label=read_label(dig(results, "PackageResults", "ShippingLabel"), "ImageFormat"),
        alerts=remarks(dig(answer, "Response", "Alert")),
    )


def _charge(results: Any) -> Price | None:
    try:
        return price(dig(results, "ShipmentCharges"), dig(results, "NegotiatedRateCharges"))
    except OutcomeUnknown:
        return None


def _wants_contact(request: ShipmentRequest) -> bool:
    """Whether UPS insists on a person: across borders, and for a delivery at eight in the morning."""
    origin, destination = lane(request)
    return origin != destination or request.service == _NEXT_DAY_AIR_EARLY


def _contact(party: Party, *, attention: bool) -> Json:
    """How to reach `party`; its name stands for the person where one is wanted and not known."""
    form: Json = {"AttentionName": party.attention or (party.name if attention else "")}
    form["Phone"] = {"Number": party.phone} if party.phone else {}
    form["EMailAddress"] = party.email
    return {key: value for key, value in form.items() if value}


def _goods(request: ShipmentRequest) -> Json:
    """What is inside, where it is said, and its value from the US to Puerto Rico and Canada: whole dollars, from 1."""
    form: Json = {"Description": request.description} if request.description else {}
    value = request.package.declared_value
    if value is not None and lane(request) in (("US", "PR"), ("US", "CA")):
        dollars = max(Decimal(1), value.quantize(Decimal(1), rounding=ROUND_UP))
        form["InvoiceLineTotal"] = {"CurrencyCode": "USD", "MonetaryValue": f"{dollars:f}"}
    return form


def _package_and_references(request: ShipmentRequest, reference: str) -> Json:
    references = [{"Value": value} for value in (reference, request.reference) if value]
    package = package_form(request, "Packaging")
    if references_on_package(request):
        return {"Package": [package | {"ReferenceNumber": references}]}
    return {"Package": [package], "ReferenceNumber": references}
