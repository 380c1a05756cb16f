"""Track: what is known of a package, by its number or by a reference. Nothing ever leaves the shipper's dock here."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from shipshell.emulator import services
from shipshell.emulator.order import SHIP, read_order
from shipshell.emulator.replies import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipshell.emulator.desk import Desk
    from shipshell.emulator.ledger import Package, Shipment
    from shipshell.emulator.replies import Request

_KEPT = timedelta(days=120)
_DEFAULT_WINDOW = timedelta(days=14)
_LABEL_MADE = {
    "type": "M",
    "code": "MP",
    "description": "Shipper created a label, UPS has not received the package yet.",
}
_VOIDED = {"type": "MV", "code": "VP", "description": "The shipper voided the label."}


def by_number(desk: Desk, request: Request, arguments: Mapping[str, str]) -> dict[str, Any]:
    """A trackResponse for one tracking number."""
    _check_headers(request)
    shipment = desk.ledger.with_number(arguments["number"])
    found = [shipment] if shipment else []
    packages = [p for s in _shown(desk, found) for p in _packages(s) if p["trackingNumber"] == arguments["number"]]
    return _response(arguments["number"], packages)


def by_reference(desk: Desk, request: Request, arguments: Mapping[str, str]) -> dict[str, Any]:
    """A trackResponse for every package that carries the reference and was made within the dates asked for."""
    _check_headers(request)
    first = _day(request, "fromPickUpDate", desk.now.date() - _DEFAULT_WINDOW)
    last = _day(request, "toPickUpDate", desk.now.date())
    reference = arguments["reference"]
    found = desk.ledger.with_reference(reference, request.query.get("shipperNum") or None)
    made = [shipment for shipment in _shown(desk, found) if first <= shipment.created.date() <= last]
    packages = [package for shipment in made for package in _packages(shipment)]
    return _response(reference, packages)


def _check_headers(request: Request) -> None:
    for name in ("transId", "transactionSrc"):
        if not request.headers.get(name.lower()):
            raise Refusal("20007", name)


def _day(request: Request, name: str, default: date) -> date:
    """The date asked for, written YYYYMMDD."""
    day = request.query.get(name)
    try:
        return date.fromisoformat(day) if day else default
    except ValueError:
        raise Refusal("20008", f"{name} {day}") from None


def _shown(desk: Desk, found: list[Shipment]) -> list[Shipment]:
    return [shipment for shipment in found if shipment.shown <= desk.now < shipment.created + _KEPT]


def _response(inquiry: str, packages: list[dict[str, Any]]) -> dict[str, Any]:
    shipment: dict[str, Any] = {"inquiryNumber": inquiry}
    if packages:
        shipment["package"] = packages
    else:
        shipment["warnings"] = [{"code": "TW0001", "message": "Tracking Information Not Found"}]
    return {"trackResponse": {"shipment": [shipment]}}


def _packages(shipment: Shipment) -> list[dict[str, Any]]:
    order = read_order(shipment.request, SHIP)
    kind = "PACKAGE" if order.domestic else "SHIPMENT"
    service = {"code": order.service, "description": services.NAMES[order.service]}
    return [
        {
            "trackingNumber": package.tracking_number,
            "packageCount": len(shipment.packages),
            "currentStatus": _VOIDED if package.voided else _LABEL_MADE,
            "activity": _activity(shipment, package),
            "referenceNumber": [{"type": kind, "number": value} for value in package.references],
            "service": service,
        }
        for package in shipment.packages
    ]


def _activity(shipment: Shipment, package: Package) -> list[dict[str, Any]]:
    """What happened, newest first."""
    events = [(shipment.created, _LABEL_MADE)]
    if package.voided:
        events.insert(0, (package.voided, _VOIDED))
    return [{"date": f"{time:%Y%m%d}", "time": f"{time:%H%M%S}", "status": status} for time, status in events]
