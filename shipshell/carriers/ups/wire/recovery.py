"""Label Recovery: find the shipment that carries a reference number, or the label of a tracking number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.carriers.base import Finding, Found, Inconclusive
from shipshell.carriers.ups.wire.label import read_label, recovery_label
from shipshell.carriers.ups.wire.tree import as_list, dig, parse, text, unreadable
from shipshell.model.shipment import Confirmation

if TYPE_CHECKING:
    from shipshell.carriers.ups.wire.tree import Json
    from shipshell.model.shipment import LabelFormat

RECOVERY_PATH = "/labels/v1/recovery"


def recovery_body(reference: str, account: str, label_format: LabelFormat) -> Json:
    """UPS's Label Recovery request for what `account` shipped under `reference`."""
    values = {"ReferenceNumber": {"Value": reference}, "ShipperNumber": account}
    return _body(reference, label_format, {"ReferenceValues": values})


def label_body(tracking_number: str, label_format: LabelFormat) -> Json:
    """UPS's Label Recovery request for the label of a parcel."""
    return _body(tracking_number, label_format, {"TrackingNumber": tracking_number})


def _body(context: str, label_format: LabelFormat, asked: Json) -> Json:
    request = {"SubVersion": "1903", "TransactionReference": {"CustomerContext": context}}
    return {"LabelRecoveryRequest": {"Request": request, "LabelSpecification": recovery_label(label_format)} | asked}


def read_recovery(raw: bytes) -> Finding:
    """What a successful recovery found: one shipment with its number, or something that only a person can judge.

    Raises:
        OutcomeUnknown: the answer cannot be read.
    """
    answer = parse(raw).get("LabelRecoveryResponse")
    if not isinstance(answer, dict):
        raise unreadable("it is no label recovery")
    results = as_list(answer.get("LabelResults"))
    shipment_id = text(answer, "ShipmentIdentificationNumber")
    named = [text(one, "TrackingNumber") for one in results + as_list(answer.get("TrackingCandidate"))]
    numbers = sorted({number for number in named if number} or {shipment_id} - {""})
    if len(numbers) != 1:
        shown = ", ".join(numbers) or "no number"
        return Inconclusive(f"UPS knows the reference, but not one shipment for it: {shown}")
    labels = [read_label(dig(one, "LabelImage"), "LabelImageFormat") for one in results]
    label = next((found for found in labels if found), None)
    return Found(Confirmation(numbers[0], shipment_id or numbers[0], price=None, label=label))
