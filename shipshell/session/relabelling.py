"""Labels that a shipment lacks (a full disk, a person's word, only Track knew it): from its kept reply, else of UPS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.carriers.base import CarrierError
from shipshell.jobs.receipts import Receipts
from shipshell.model.shipment import Confirmation
from shipshell.session.offering import same_place
from shipshell.session.replies import Said

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from shipshell.jobs.records import JobRecord, RowRecord
    from shipshell.model.shipment import LabelImage
    from shipshell.session.services import Services


def recover_labels(services: Services, job: JobRecord, rows: Collection[int]) -> Iterator[Said]:
    """Get the labels that rows of a job lack, of all its rows where none is named; what came of each."""
    for row, reference in services.reader(job.number).unlabelled(job.number):
        if not rows or row.row in rows:
            yield Said(f"Row {row.row}: {recover_label(services, job, row, reference)}")


def recover_label(services: Services, job: JobRecord, row: RowRecord, reference: str) -> str:
    """Get the label of a shipped row that lacks it; what came of it, in words."""
    number, kept = row.tracking_number, _kept_label(services, reference)
    if kept:
        _save(services, row, reference, kept)
        return "its label is saved now, from UPS's first reply."
    if not same_place(services, job):
        return f"its label is not here: UPS gives it in {job.environment} for account {job.account} only."
    ledger = services.ledger(job.number)
    try:
        label = services.quick_carrier().recover_label(number)
    except CarrierError as error:
        ledger.asked(row, "label asked", f"{number} {error.problem.message}")
        return f"its label is not here: {error.problem.message.rstrip('.')}."
    ledger.asked(row, "label asked", f"{number} {'given' if label else 'none'}")
    if label is None:
        return "its label is not here: UPS gives none for this number."
    _save(services, row, reference, label)
    return "UPS gave its label, which is saved."


def _kept_label(services: Services, reference: str) -> LabelImage | None:
    """The label in UPS's reply to an attempt, where that is still kept and can be read."""
    raw = services.spool.read(reference)
    if raw is None:
        return None
    try:
        return services.quick_carrier().read_reply(raw).label
    except CarrierError:  # cut short or garbled on its way
        return None


def _save(services: Services, row: RowRecord, reference: str, label: LabelImage) -> None:
    receipts = Receipts(services.ledger(row.job), services.spool, services.labels)
    receipts.relabel(row, reference, Confirmation(row.tracking_number, row.tracking_number, label=label))
