"""Where a parcel is, as its carrier tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.jobs.purchases import purchases_numbered
from shipshell.model.errors import ShipshellError
from shipshell.session.replies import Fields, Output, Said
from shipshell.session.targets import latest_job, refuse_elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.carriers.tracking import TrackingStatus
    from shipshell.intents import types as intents
    from shipshell.session.conversation import Conversation
    from shipshell.session.services import Services


def track(talk: Conversation, intent: intents.Track) -> Iterator[Output]:
    """Tell what the carrier shows of a parcel: any that has a number, or a row's."""
    services = talk.services
    number = intent.tracking or _number_of(services, intent)
    status = services.patient_carrier().track(number)
    _note(services, number, status)
    if status is None:
        yield Said(f"UPS shows nothing of {number}. A new number may take a day to show.")
    else:
        yield Fields(number, tuple((name, value) for name, value in _told(status) if value))


def _number_of(services: Services, intent: intents.Track) -> str:
    """The number of a row: of the job that is named, else of the latest.

    Raises:
        ShipshellError: E-1021, it has none; E-1022, E-1023, E-5008.
    """
    job = services.stores.job(intent.job) if intent.job is not None else latest_job(services)
    refuse_elsewhere(services, job)
    row = services.reader(job.number).row(job.number, intent.row or 0)
    if not row.tracking_number:
        words = f"row {row.row} of job {job.number} has no tracking number: it is {row.state}"
        raise ShipshellError("E-1021", words, hint=f'Say "job {job.number}" to see its numbers.')
    return row.tracking_number


def _note(services: Services, number: str, status: TrackingStatus | None) -> None:
    """Have the jobs that bought this number log that it was tracked; anybody else's parcel is nobody's business."""
    for store in services.stores.readable():
        for bought in purchases_numbered(store.tables, number):
            store.ledger.asked(bought.row, "tracked", f"{number} {status.kind if status else 'nothing shown'}")


def _told(status: TrackingStatus) -> tuple[tuple[str, str], ...]:
    return (
        ("Status", status.words),
        ("Place", status.place),
        ("Time", f"{status.at:%Y-%m-%d %H:%M}, local time of the place" if status.at else ""),
        ("Delivered", status.delivered.isoformat() if status.delivered else ""),
        ("Expected", status.expected.isoformat() if status.expected and not status.delivered else ""),
    )
