"""Void: cancels a shipment, or single packages of it, while that is still possible."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from shipshell.emulator.desk import success
from shipshell.emulator.replies import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipshell.emulator.desk import Desk
    from shipshell.emulator.ledger import Shipment
    from shipshell.emulator.replies import Request

_WINDOW = timedelta(days=28)
_NUMBER_LENGTH = 18


def answer(desk: Desk, request: Request, arguments: Mapping[str, str]) -> dict[str, Any]:
    """A VoidShipmentResponse."""
    shipment = _shipment(desk, arguments["number"])
    numbers = _packages(shipment, request.query.get("trackingnumber", ""))
    live = [package.tracking_number for package in shipment.packages if not package.voided]
    if not set(numbers) & set(live):
        raise Refusal("190117")
    if desk.now - shipment.created > _WINDOW:
        raise Refusal("190101")
    desk.ledger.void(numbers, desk.now)
    status = {"Code": "1", "Description": "Voided"}
    return {
        "VoidShipmentResponse": {
            "Response": success(),
            "SummaryResult": {"Status": status},
            "PackageLevelResults": [{"TrackingNumber": number, "Status": status} for number in numbers],
        }
    }


def _shipment(desk: Desk, number: str) -> Shipment:
    if not number.startswith("1Z") or len(number) != _NUMBER_LENGTH:
        raise Refusal("190100", number)
    shipment = desk.ledger.with_number(number)
    if shipment is None or shipment.shown > desk.now:
        raise Refusal("190102")
    if shipment.tracking_number != number:
        raise Refusal("190100", "not the shipment's identification number")
    return shipment


def _packages(shipment: Shipment, wanted: str) -> tuple[str, ...]:
    """The tracking numbers to void: those asked for (one, or a JSON list), else all."""
    own = tuple(package.tracking_number for package in shipment.packages)
    if not wanted:
        return own
    numbers = tuple(_listed(wanted))
    if any(not isinstance(number, str) for number in numbers):
        raise Refusal("190109", wanted)
    if set(numbers) - set(own):
        raise Refusal("190122", wanted)
    return numbers


def _listed(wanted: str) -> list[Any]:
    if not wanted.startswith("["):
        return [wanted]
    try:
        numbers = json.loads(wanted)
    except ValueError:
        raise Refusal("190109", wanted) from None
    return list(numbers)
