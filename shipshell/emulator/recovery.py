"""Label Recovery: finds a shipment by its number or a reference, and gives its labels once more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shipshell.emulator import drawing, labels
from shipshell.emulator.desk import success
from shipshell.emulator.faults import Call, Kind
from shipshell.emulator.order import part, text
from shipshell.emulator.replies import Refusal
from shipshell.emulator.shipping import encoded
from shipshell.emulator.tracking import tracking_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipshell.emulator.desk import Desk
    from shipshell.emulator.ledger import Shipment
    from shipshell.emulator.replies import Request

_ROOT = "LabelRecoveryRequest"
#: The service digits of a candidate that nobody shipped.
_STRANGER = "00"
_VERSIONS = frozenset({"v1", "v1701", "v1903"})


def answer(desk: Desk, request: Request, arguments: Mapping[str, str]) -> dict[str, Any]:
    """A LabelRecoveryResponse: the labels of the one shipment found, or the candidates where several are."""
    if arguments["version"] not in _VERSIONS:
        raise Refusal("20002", arguments["version"])
    asked = part(request.json(), _ROOT, required=True)
    image_format = _format(asked)
    found = _found(desk, asked)
    context = text(part(part(asked, "Request"), "TransactionReference"), "CustomerContext")
    response = {"Response": success(context)}
    if len(found) > 1 or desk.effects.get(Kind.TWO_CANDIDATES):
        return {"LabelRecoveryResponse": response | _candidates(found)}
    if not found[0].has_label:
        raise Refusal("9801028")
    return {"LabelRecoveryResponse": response | _recovered(found[0], image_format)}


def describe(operation: str, body: dict[str, Any], _: Mapping[str, str]) -> Call:
    """What rules see of the call."""
    asked = part(body, _ROOT)
    reference, _account = _reference(asked)
    return Call(operation, "", (reference,) if reference else (), text(asked, "TrackingNumber"))


def _format(asked: dict[str, Any]) -> str:
    specification = part(asked, "LabelSpecification")
    image_format = text(part(specification, "LabelImageFormat"), "Code").upper() or "GIF"
    if image_format not in drawing.RECOVERY_FORMATS:
        raise Refusal("20008", f"LabelImageFormat {image_format}")
    if image_format in drawing.IMAGE_FORMATS and "LabelStockSize" in specification:
        raise Refusal("9801050")
    return image_format


def _reference(asked: dict[str, Any]) -> tuple[str, str]:
    values = part(asked, "ReferenceValues")
    return text(part(values, "ReferenceNumber"), "Value"), text(values, "ShipperNumber")


def _found(desk: Desk, asked: dict[str, Any]) -> list[Shipment]:
    """The shipments that were asked for and are not voided, at least one.

    Raises:
        Refusal: there is none, or only voided ones.
    """
    number, (reference, account) = text(asked, "TrackingNumber"), _reference(asked)
    if not number and not (reference and account):
        raise Refusal("20007", "TrackingNumber, or ReferenceNumber and ShipperNumber")
    if number:
        by_number = desk.ledger.with_number(number)
        found = [by_number] if by_number else []
    else:
        found = desk.ledger.with_reference(reference, account)
    shown = [shipment for shipment in found if shipment.shown <= desk.now]
    if not shown:
        raise Refusal("9801031")
    live = [shipment for shipment in shown if not shipment.voided]
    if not live:
        raise Refusal("9801040")
    return live


def _recovered(shipment: Shipment, image_format: str) -> dict[str, Any]:
    return {
        "ShipmentIdentificationNumber": shipment.tracking_number,
        "LabelResults": [
            {
                "TrackingNumber": label.tracking_number,
                "LabelImage": {
                    "LabelImageFormat": {"Code": image_format},
                    "GraphicImage": encoded(drawing.draw(label, image_format)),
                },
            }
            for package, label in zip(shipment.packages, labels.labels_of(shipment), strict=True)
            if not package.voided
        ],
    }


def _candidates(found: list[Shipment]) -> dict[str, Any]:
    """Every shipment found; where it is only one, a stranger joins it."""
    candidates = [_candidate(shipment) for shipment in found]
    if len(candidates) == 1:
        candidates.append(candidates[0] | {"TrackingNumber": tracking_number(_STRANGER, found[0].id)})
    return {"LabelResults": [], "TrackingCandidate": candidates}


def _candidate(shipment: Shipment) -> dict[str, Any]:
    label = labels.labels_of(shipment)[0]
    day = f"{shipment.created:%Y%m%d}"
    return {
        "TrackingNumber": shipment.tracking_number,
        "DestinationPostalCode": label.postal_code,
        "DestinationCountryCode": label.country,
        "PickupDateRange": {"BeginDate": day, "EndDate": day},
    }
