"""Labels that a shipment lacks: from its kept reply, else of UPS.

It never had one (a full disk, a person's word, only Track knew it), or its file is gone, or is not as it was bought.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.carriers.base import CarrierError, Refused
from shipshell.jobs.receipts import Receipts
from shipshell.jobs.states import BY_WORD, SAID
from shipshell.model.shipment import Confirmation
from shipshell.reports.lines import lines_of
from shipshell.session.offering import same_place
from shipshell.session.replies import Said
from shipshell.session.wording import rows_named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from shipshell.jobs.records import JobRecord, RowRecord
    from shipshell.model.shipment import LabelImage
    from shipshell.session.services import Services


def recover_labels(services: Services, job: JobRecord, rows: Collection[int]) -> Iterator[Said]:
    """Get the labels that rows of a job lack, of all its rows where none is named; what came of each."""
    lacking = []
    for row, reference in _lacking(services, job, rows):
        if kept := _kept_label(services, reference):
            yield _told(row, _save_kept(services, row, reference, kept))
        else:
            lacking.append((row, reference))
    if lacking and not same_place(services, job):
        yield Said(f"No label is here for {_named(lacking)}: {_elsewhere(job)}")
    elif lacking:
        yield from _ask_for_all(services, job, lacking)


def recover_lost(services: Services, job: JobRecord) -> Iterator[Said]:
    """Get the labels that a full disk kept a job from saving; of a number that a person gave, UPS was asked by then."""
    reader = services.reader(job.number)
    attempts = ((row, reader.latest_attempt(row)) for row, _ in reader.unlabelled(job.number))
    rows = [row.row for row, attempt in attempts if attempt and attempt.words not in (BY_WORD, SAID)]
    if rows:
        yield from recover_labels(services, job, rows)


def _lacking(services: Services, job: JobRecord, rows: Collection[int]) -> Iterator[tuple[RowRecord, str]]:
    """Each shipped row whose label is not on disk as it was bought, with the reference it was shipped under."""
    for line in lines_of(services.tables(job.number), job.number):
        wanted = line.shipped and not line.earlier and (not rows or line.row.row in rows)
        if wanted and line.attempt and not (line.label and services.labels.holds(line.label)):
            yield line.row, line.attempt.reference


def _ask_for_all(services: Services, job: JobRecord, lacking: Sequence[tuple[RowRecord, str]]) -> Iterator[Said]:
    """Ask UPS for each label, up to the first time that it could not be asked."""
    for at, (row, reference) in enumerate(lacking):
        try:
            yield _told(row, _ask(services, job, row, reference).words)
        except Refused as error:
            yield _told(row, _not_here(error))
        except CarrierError as error:
            yield Said(f"No label is here for {_named(lacking[at:])}: {error.problem.message.rstrip('.')}.")
            return


@dataclass(frozen=True, slots=True)
class Recovered:
    """What came of getting a label, in words; `is_refused` where UPS answered that it gives none for the number."""

    words: str
    is_refused: bool = False


def recover_label(services: Services, job: JobRecord, row: RowRecord, reference: str) -> Recovered:
    """Get the label of a shipped row that lacks it."""
    if kept := _kept_label(services, reference):
        return Recovered(_save_kept(services, row, reference, kept))
    if not same_place(services, job):
        return Recovered(f"its label is not here: {_elsewhere(job)}")
    try:
        return _ask(services, job, row, reference)
    except CarrierError as error:
        return Recovered(_not_here(error), isinstance(error, Refused))


def _ask(services: Services, job: JobRecord, row: RowRecord, reference: str) -> Recovered:
    """Ask UPS for a label, and save what it gives.

    Raises:
        CarrierError: it was not to be had.
    """
    ledger, number = services.ledger(job.number), row.tracking_number
    try:
        label = services.quick_carrier().recover_label(number)
    except CarrierError as error:
        ledger.asked(row, "label asked", f"{number} {error.problem.message}")
        raise
    ledger.asked(row, "label asked", f"{number} {'given' if label else 'none'}")
    if label is None:
        return Recovered("its label is not here: UPS gives none for this number.", is_refused=True)
    _save(services, row, reference, label)
    return Recovered("UPS gave its label, which is saved.")


def _told(row: RowRecord, words: str) -> Said:
    return Said(f"Row {row.row}: {words}")


def _named(lacking: Sequence[tuple[RowRecord, str]]) -> str:
    return rows_named(row.row for row, _ in lacking)


def _elsewhere(job: JobRecord) -> str:
    return f"UPS gives it in {job.environment} for account {job.account} only."


def _not_here(error: CarrierError) -> str:
    return f"its label is not here: {error.problem.message.rstrip('.')}."


def _save_kept(services: Services, row: RowRecord, reference: str, kept: LabelImage) -> str:
    _save(services, row, reference, kept)
    return "its label is saved now, from UPS's first reply."


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
