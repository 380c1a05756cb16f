"""Void: cancel a shipment, or single packages of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from shipshell.carriers.ups.wire.tree import as_list, dig, parse, text, unreadable
from shipshell.carriers.voids import VoidDone, VoidOutcome, VoidRefused
from shipshell.model.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipshell.carriers.ups.wire.tree import Json

#: How many packages one request may name.
MOST_PACKAGES = 20

_DONE = "1"


def void_path(shipment_id: str) -> str:
    """Where a shipment is cancelled."""
    return f"/shipments/v2409/void/cancel/{quote(shipment_id, safe='')}"


def void_query(tracking_numbers: Sequence[str]) -> dict[str, str]:
    """Which of its packages, at most `MOST_PACKAGES`; UPS voids the whole shipment where none is named."""
    if len(tracking_numbers) == 1:
        return {"trackingnumber": tracking_numbers[0]}
    listed = json.dumps(list(tracking_numbers), separators=(",", ":"))
    return {"trackingnumber": listed} if tracking_numbers else {}


def read_void(raw: bytes) -> VoidOutcome:
    """What became of a whole shipment: it is void only if none of its packages stands.

    Raises:
        OutcomeUnknown: the answer does not say.
    """
    answer = _answer(raw)
    parts = [(f"{number}: ", status) for number, status in _packages(answer).items()]
    standing = [words + _words(status) for words, status in [("", _summary(answer)), *parts] if not _is_done(status)]
    return _refused("; ".join(standing)) if standing else VoidDone()


def read_package_voids(raw: bytes, tracking_numbers: Sequence[str]) -> dict[str, VoidOutcome]:
    """What became of each package that was named; the summary counts for all where UPS lists none.

    Raises:
        OutcomeUnknown: the answer does not say it of each.
    """
    answer = _answer(raw)
    listed = _packages(answer) or dict.fromkeys(tracking_numbers, _summary(answer))
    missing = [number for number in tracking_numbers if number not in listed]
    if missing:
        raise unreadable(f"it does not say what became of {', '.join(missing)}")
    return {
        number: VoidDone() if _is_done(listed[number]) else _refused(_words(listed[number]))
        for number in tracking_numbers
    }


def _answer(raw: bytes) -> Json:
    answer = parse(raw).get("VoidShipmentResponse")
    if not isinstance(answer, dict):
        raise unreadable("it is no answer to a void")
    return answer


def _summary(answer: Json) -> Any:
    return dig(answer, "SummaryResult", "Status")


def _packages(answer: Json) -> dict[str, Any]:
    """The status of each package, by its number; the key is seen in the singular too."""
    blocks = as_list(answer.get("PackageLevelResults") or answer.get("PackageLevelResult"))
    return {text(one, "TrackingNumber"): dig(one, "Status") for one in blocks}


def _is_done(status: Any) -> bool:
    code = text(status, "Code")
    if not code:
        raise unreadable("it does not say what is void")
    return code == _DONE


def _words(status: Any) -> str:
    return text(status, "Description") or "not voided"


def _refused(words: str) -> VoidRefused:
    hint = "It stands as before. Look the number up on UPS's site, or void it again later."
    return VoidRefused(Problem("E-3010", f"UPS says: {words}", hint=hint))
