"""Track by reference: the parcels that carry a reference number, as a second source beside Label Recovery."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

from shipshell.carriers.base import Finding, Found, FoundVoided, Inconclusive, NotFound
from shipshell.carriers.ups.wire.track import current_status, read_packages
from shipshell.carriers.ups.wire.tree import as_list, text
from shipshell.model.shipment import Confirmation

if TYPE_CHECKING:
    from datetime import date

    from shipshell.carriers.ups.wire.tree import Json

_VOIDED = "MV"
#: UPS counts days where it picks up, we count them in UTC.
_ONE_DAY = timedelta(days=1)


def reference_path(reference: str) -> str:
    """Where a reference is asked about."""
    return f"/track/v1/reference/details/{quote(reference, safe='')}"


def reference_query(account: str, since: date | None) -> dict[str, str]:
    """Among whose parcels, and from which day to now; None for the last 14 days, as UPS counts them.

    The last day is left to UPS: ours may be one that has not begun there, which it can refuse.
    """
    query = {"shipperNum": account, "refNumType": "SmallPackage"}
    return query | {"fromPickUpDate": f"{since - _ONE_DAY:%Y%m%d}"} if since else query


def read_reference(raw: bytes, reference: str) -> Finding:
    """What carries `reference`: one parcel with its number but neither label nor charge, or what a person can judge.

    Raises:
        OutcomeUnknown: it is no answer of Track.
    """
    packages = read_packages(raw)
    if not packages:
        return NotFound()
    live = [package for package in packages if text(current_status(package), "type") != _VOIDED]
    numbers = sorted({text(package, "trackingNumber") for package in live or packages})
    if not all(numbers) or len(numbers) != 1 or not all(_carries(package, reference) for package in packages):
        shown = ", ".join(number for number in numbers if number) or "no number"
        return Inconclusive(f"UPS tracks the reference, but not one shipment for it: {shown}")
    if not live:
        return FoundVoided(f"UPS tracks {numbers[0]} as voided")
    return Found(Confirmation(numbers[0], numbers[0]))


def _carries(package: Json, reference: str) -> bool:
    """Whether the parcel bears the reference, as far as UPS tells."""
    named = {text(one, "number").casefold() for one in as_list(package.get("referenceNumber"))} - {""}
    return not named or reference.casefold() in named
