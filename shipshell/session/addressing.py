"""The addresses of a batch before it is rated: checked with UPS where the settings say so, each once a session."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shipshell.planning.addresses import check_addresses, judged, unchecked
from shipshell.planning.asking import Progress
from shipshell.session.replies import Output, Rating

if TYPE_CHECKING:
    from collections.abc import Generator

    from shipshell.planning.batch import Batch
    from shipshell.session.services import Services


def addressed(services: Services, batch: Batch) -> Generator[Output, None, Batch]:
    """The batch with what UPS says of its addresses; progress comes out as replies."""
    if not services.settings.check_addresses:
        return unasked(batch)
    trouble = yield from look_up(services, batch)
    checked = known_already(services, batch)
    if not trouble:
        return checked
    return unchecked(replace(checked, notes=(*checked.notes, *trouble)), _not_known(services, batch))


def _not_known(services: Services, batch: Batch) -> list[int]:
    """The rows of whose addresses UPS said nothing."""
    key = services.patient_carrier().address_key
    return [row for row, one in batch.requests.items() if key(one.ship_to.address) not in services.checked]


def unasked(batch: Batch) -> Batch:
    """The batch as it is where UPS was asked about none of its addresses: what the source does not say is a home."""
    return judged(batch, lambda _: None)


def known_already(services: Services, batch: Batch) -> Batch:
    """The batch with what UPS said before of its addresses; it is not asked."""
    if not services.settings.check_addresses:
        return unasked(batch)
    key = services.patient_carrier().address_key
    return judged(batch, lambda address: services.checked.get(key(address)))


def look_up(services: Services, batch: Batch) -> Generator[Output, None, list[str]]:
    """Have UPS check the addresses that it was not asked about before; what kept it from checking all, in words."""
    trouble: list[str] = []
    if not services.settings.check_addresses:
        return trouble
    addresses = [request.ship_to.address for request in batch.requests.values()]
    for step in check_addresses(addresses, services.patient_carrier(), services.checked, seconds=services.seconds):
        if isinstance(step, Progress):
            yield Rating(step)
        else:
            trouble.append(step)
    return trouble
