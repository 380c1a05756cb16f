"""Track: where a parcel is, by its number."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from shipshell.carriers.tracking import TrackingStatus
from shipshell.carriers.ups.wire.tree import as_list, dig, parse, text, unreadable

if TYPE_CHECKING:
    from shipshell.carriers.ups.wire.tree import Json


def track_path(tracking_number: str) -> str:
    """Where a parcel is asked about."""
    return f"/track/v1/details/{quote(tracking_number, safe='')}"


def read_packages(raw: bytes) -> list[Json]:
    """Every package in UPS's answer. There is none, under a 200 with a warning, where UPS has nothing to show.

    Raises:
        OutcomeUnknown: it is no answer of Track.
    """
    answer = parse(raw).get("trackResponse")
    if not isinstance(answer, dict):
        raise unreadable("it is no tracking answer")
    shipments = as_list(answer.get("shipment"))
    return [package for one in shipments for package in as_list(dig(one, "package")) if isinstance(package, dict)]


def read_track(raw: bytes, tracking_number: str) -> TrackingStatus | None:
    """The status of the parcel of that number; None where UPS shows nothing.

    Raises:
        OutcomeUnknown: it is no answer of Track.
    """
    packages = read_packages(raw)
    same = (package for package in packages if text(package, "trackingNumber") == tracking_number)
    package = next(same, packages[0] if packages else None)  # the number may be another carrier's for the same parcel
    return _status(package, tracking_number) if package else None


def current_status(package: Json) -> Json:
    """The block of the latest status: the current one, else that of the newest activity, which stands first."""
    return dig(package, "currentStatus") or dig(package, "activity", "status") or {}


def _status(package: Json, tracking_number: str) -> TrackingStatus:
    status = current_status(package)
    days = {text(one, "type"): _day(text(one, "date")) for one in as_list(package.get("deliveryDate"))}
    return TrackingStatus(
        tracking_number,
        kind=text(status, "type"),
        code=text(status, "code"),
        words=text(status, "description"),
        at=_moment(dig(package, "activity")),
        place=_place(dig(package, "activity", "location", "address")),
        delivered=days.get("DEL"),
        expected=days.get("RDD") or days.get("SDD"),
    )


def _day(digits: str) -> date | None:
    """The day written YYYYMMDD."""
    try:
        return date.fromisoformat(digits)
    except ValueError:
        return None


def _moment(activity: Any) -> datetime | None:
    """The local time of an activity, whose time is written HHMMSS; midnight where that cannot be read."""
    day = _day(text(activity, "date"))
    try:
        clock = time.fromisoformat(text(activity, "time"))
    except ValueError:
        clock = time()
    return datetime.combine(day, clock) if day else None


def _place(address: Any) -> str:
    parts = (text(address, key) for key in ("city", "stateProvince", "country"))
    return ", ".join(part for part in parts if part)
