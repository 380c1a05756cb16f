"""Rate: what a shipment would cost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from shipshell.carriers.ups.wire.parts import (
    bill_shipper,
    destination_form,
    package_form,
    ship_from_form,
    shipment_options,
    shipper_form,
)
from shipshell.carriers.ups.wire.tree import dig, parse, price, remarks, unreadable
from shipshell.model.shipment import Quote

if TYPE_CHECKING:
    from shipshell.carriers.ups.wire.tree import Json
    from shipshell.model.shipment import ShipmentRequest

RATE_PATH = "/rating/v2409/Rate"


def rate_body(request: ShipmentRequest) -> Json:
    """UPS's Rate request for `request`."""
    shipment: Json = {
        "Shipper": shipper_form(request.shipper),
        "ShipTo": {"Name": request.ship_to.name, "Address": destination_form(request.ship_to.address)},
        "ShipFrom": ship_from_form(request.shipper.party),
        "PaymentDetails": bill_shipper(request.shipper),
        "Service": {"Code": request.service},
        "NumOfPieces": "1",
        "Package": [package_form(request, "PackagingType")],
        "ShipmentRatingOptions": {"NegotiatedRatesIndicator": ""},
        **shipment_options(request),
    }
    return {
        "RateRequest": {
            "Request": {"SubVersion": "2409"},
            "PickupType": {"Code": "01"},
            "CustomerClassification": {"Code": "00"},
            "Shipment": shipment,
        }
    }


def rate_key(request: ShipmentRequest) -> str:
    """Canonical text of the Rate request less names: requests with equal keys cost the same, and one need be asked.

    The body itself holds no phone and no reference number.
    """
    shipment: Json = rate_body(request)["RateRequest"]["Shipment"]
    for party in ("Shipper", "ShipTo", "ShipFrom"):
        del shipment[party]["Name"]
    return json.dumps(shipment, sort_keys=True, separators=(",", ":"))


def read_rate(raw: bytes) -> Quote:
    """The quote in UPS's answer.

    Raises:
        OutcomeUnknown: it holds no price.
    """
    answer = parse(raw).get("RateResponse")
    rated = dig(answer, "RatedShipment")
    if not rated:
        raise unreadable("it holds no rate")
    charged = price(rated, dig(rated, "NegotiatedRateCharges"))
    return Quote(charged, remarks(dig(answer, "Response", "Alert")) + remarks(dig(rated, "RatedShipmentAlert")))
