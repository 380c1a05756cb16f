"""Voiding in as few requests as UPS allows, its refusals read as answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.carriers.base import Refused, Unauthorised
from shipshell.carriers.ups.codes import Verdict, verdict_of
from shipshell.carriers.ups.wire.void import MOST_PACKAGES, read_package_voids, read_void, void_path, void_query
from shipshell.carriers.voids import VoidBefore, VoidOutcome, VoidRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipshell.carriers.ups.client import UpsClient


def void_shipment(client: UpsClient, shipment_id: str) -> VoidOutcome:
    """Cancel a whole shipment.

    Raises:
        CarrierError: any of its kinds but a plain `Refused`.
    """
    try:
        raw = _void(client, shipment_id, ())
    except Unauthorised:
        raise
    except Refused as refusal:
        return _outcome(refusal)
    return read_void(raw)


def void_packages(client: UpsClient, shipment_id: str, tracking_numbers: Sequence[str]) -> dict[str, VoidOutcome]:
    """Cancel single packages of a shipment; what came of each, by its number. Otherwise as `void_shipment`."""
    outcomes: dict[str, VoidOutcome] = {}
    for start in range(0, len(tracking_numbers), MOST_PACKAGES):
        outcomes |= _void_together(client, shipment_id, tracking_numbers[start : start + MOST_PACKAGES])
    return outcomes


def _void_together(client: UpsClient, shipment_id: str, tracking_numbers: Sequence[str]) -> dict[str, VoidOutcome]:
    """Cancel a few packages. A refusal does not say which of several it is about: each is then asked alone."""
    try:
        raw = _void(client, shipment_id, tracking_numbers)
    except Unauthorised:
        raise
    except Refused as refusal:
        if len(tracking_numbers) == 1:
            return {tracking_numbers[0]: _outcome(refusal)}
        alone = (_void_together(client, shipment_id, [number]) for number in tracking_numbers)
        return {number: outcome for one in alone for number, outcome in one.items()}
    return read_package_voids(raw, tracking_numbers)


def _void(client: UpsClient, shipment_id: str, tracking_numbers: Sequence[str]) -> bytes:
    return client.delete(void_path(shipment_id), void_query(tracking_numbers), refusal="E-3010")


def _outcome(refusal: Refused) -> VoidOutcome:
    """What a refusal says: that it was void before, or that it stands."""
    return VoidBefore() if verdict_of(refusal) is Verdict.DONE else VoidRefused(refusal.problem)
