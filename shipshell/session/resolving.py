"""A person's word on a row: what became of one in doubt, what a wrong word should have been, and a voided one again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shipshell.jobs.late import denied_of, late_of, said_of
from shipshell.jobs.states import BY_WORD, UNSETTLED, RowState
from shipshell.model.errors import ShipshellError
from shipshell.model.shipment import Confirmation
from shipshell.session.execution import booking_for
from shipshell.session.offering import offer
from shipshell.session.relabelling import recover_label
from shipshell.session.replies import Output, Said
from shipshell.session.targets import holding_job

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.intents import types as intents
    from shipshell.jobs.records import JobRecord, RowRecord
    from shipshell.session.conversation import Conversation
    from shipshell.session.services import Services


def resolve(talk: Conversation, intent: intents.Resolve) -> Iterator[Output]:
    """Take a person's word on a row."""
    services = talk.services
    job, row = _row_meant(talk, intent)
    with holding_job(services, job.number):
        talk.forget()
        if row.state is RowState.SHIPPED:
            yield from _said_anew(services, job, row, intent.tracking or "")
        elif intent.outcome != "not_shipped" and denied_of(services.tables(job.number), job.number, row.row):
            yield from _shipped_after_all(services, job, row, intent.tracking or "")
        elif intent.outcome != "not_shipped":
            yield from _shipped(services, job, row, intent.tracking or "")
        elif row.state is RowState.VOIDED:
            yield _ships_again(services, row)
        else:
            yield _did_not_ship(services, job, row)
    if job.number in talk.offers:
        yield from offer(talk, job.number)


# -- what it does --------------------------------------------------------------------------------------------------


def _shipped(services: Services, job: JobRecord, row: RowRecord, number: str) -> Iterator[Said]:
    _refuse_taken(services, job, number)
    reference, found = _reference(services, row), Confirmation(number, number)
    booked = booking_for(services, job)
    ledger = services.ledger(job.number)
    booked(row, number, lambda: ledger.shipped(row, reference, found, price=None, label=None, words=BY_WORD))
    yield from _told(services, job, row, number)


def _shipped_after_all(services: Services, job: JobRecord, row: RowRecord, number: str) -> Iterator[Said]:
    """Take a number for a row of which a person said that it did not ship, and which was not sent since."""
    _refuse_taken(services, job, number)
    reference, found = _reference(services, row), Confirmation(number, number)
    booked = booking_for(services, job)
    ledger = services.ledger(job.number)
    booked(row, number, lambda: ledger.said_after_all(row, reference, found))
    yield from _told(services, job, row, number)


def _said_anew(services: Services, job: JobRecord, row: RowRecord, number: str) -> Iterator[Said]:
    """Take another number for a row whose number rests on a person's word: one that UPS shows for it, or any free one.

    Raises:
        ShipshellError: E-1021, the number is another row's.
    """
    if number == row.tracking_number:
        yield Said(f"Row {row.row} of job {job.number} has {number} already.")
        return
    shown = any(
        one.row.id == row.id and one.tracking_number == number for one in late_of(services.tables(row.job), row.job)
    )
    if not shown:
        _refuse_taken(services, job, number)
    reference, booked = _reference(services, row), booking_for(services, job)
    ledger = services.ledger(job.number)  # of a table's job, on the connection that was opened for the booking
    replaced = replace(row, had=row.tracking_number)
    booked(replaced, number, lambda: ledger.said_anew(row, reference, number))
    yield from _told(services, job, row, number)


def _refuse_taken(services: Services, job: JobRecord, number: str) -> None:
    if services.stores.number_is_taken(number, job.environment):
        raise ShipshellError("E-1021", f"{number} already belongs to another row", hint="Check the number.")


def _told(services: Services, job: JobRecord, row: RowRecord, number: str) -> Iterator[Said]:
    """Say what was taken for a row, and get its label; a number that UPS gives none for may be mistyped."""
    later = "resume will write it" if job.status in UNSETTLED else f'say "retry {job.number}" to write it'
    yield Said(f"Row {row.row} of job {job.number} shipped as {number}; {later} into the source.")
    shipped = services.reader(job.number).row(job.number, row.row)
    label = recover_label(services, job, shipped, _reference(services, shipped))
    yield Said(f"Row {row.row}: {label.words}")
    if label.is_refused:
        again = f'"row {row.row} of job {job.number} shipped as 1Z..."'
        yield Said(f"Warning: UPS does not know {number}, or gives its label no more. If it is mistyped, say {again}.")


def _did_not_ship(services: Services, job: JobRecord, row: RowRecord) -> Said:
    services.ledger(row.job).word_not_shipped(row, _reference(services, row))
    aside = row.state is RowState.SKIPPED or job.status not in UNSETTLED
    later = "it may ship in another batch" if aside else "resume will send it again"
    return Said(f"Row {row.row} of job {job.number} did not ship: {later}.")


def _ships_again(services: Services, row: RowRecord) -> Said:
    services.ledger(row.job).start_again(row)
    return Said(f"Row {row.row} of job {row.job} is voided: resume will send it again.")


def _reference(services: Services, row: RowRecord) -> str:
    attempt = services.reader(row.job).latest_attempt(row)
    return attempt.reference if attempt else ""


# -- which row is meant --------------------------------------------------------------------------------------------


def _row_meant(talk: Conversation, intent: intents.Resolve) -> tuple[JobRecord, RowRecord]:
    """The row that is meant: of the job named, else of the one offered first, else of the only one that has it.

    Raises:
        ShipshellError: E-1022, there is none, or it might be one of several.
    """
    found = _in_doubt(talk, intent) or _voided(talk, intent) or _told_before(talk, intent)
    if not found:
        raise _nothing_in_doubt(talk, intent)
    if len(found) > 1 and found[0][0].number not in talk.offers[:1]:
        jobs = ", ".join(str(job.number) for job, _ in found)
        hint = f'Say which: "row {intent.row} of job {found[0][0].number} did not ship".'
        raise ShipshellError("E-1022", f"row {intent.row} is in doubt in jobs {jobs}", hint=hint)
    return found[0]


def _nothing_in_doubt(talk: Conversation, intent: intents.Resolve) -> ShipshellError:
    if talk.offers and not intent.job:
        named = f'Say "jobs" to see what is, and name a job that is over: "row {intent.row} of job 8 shipped as 1Z...".'
        jobs = ", ".join(map(str, talk.offers))
        return ShipshellError("E-1022", f"no row {intent.row} of job {jobs} is in doubt", hint=named)
    return ShipshellError("E-1022", f"no row {intent.row} is in doubt", hint='Say "jobs" to see what is.')


def _in_doubt(talk: Conversation, intent: intents.Resolve) -> list[tuple[JobRecord, RowRecord]]:
    services = talk.services
    return [
        (services.stores.job(number), row)
        for number in _jobs_meant(talk, intent)
        for row in services.reader(number).doubtful(number)
        if row.row == intent.row and row.state is not RowState.SENDING
    ]


def _told_before(talk: Conversation, intent: intents.Resolve) -> list[tuple[JobRecord, RowRecord]]:
    """Rows that a person spoke of before, where a number is said: another one than before, or one after a denial."""
    services, number = talk.services, intent.row
    if intent.outcome == "not_shipped" or number is None:
        return []
    for find in (said_of, denied_of):
        rows = [find(services.tables(job), job, number) for job in _jobs_meant(talk, intent)]
        if any(rows):
            return [(services.stores.job(row.job), row) for row in rows if row]
    return []


def _jobs_meant(talk: Conversation, intent: intents.Resolve) -> list[int]:
    """The job named, else those that wait for a decision: only where none does may any other be meant."""
    if intent.job:
        return [intent.job]
    return list(talk.offers) or [job.number for job in talk.services.stores.jobs()]


def _voided(talk: Conversation, intent: intents.Resolve) -> list[tuple[JobRecord, RowRecord]]:
    """Of jobs that can be resumed, the row that UPS shows as voided, and that a person says did not ship."""
    services = talk.services
    jobs = [services.stores.job(number) for number in ([intent.job] if intent.job else talk.offers)]
    return [
        (job, row)
        for job in jobs
        if job.status in UNSETTLED and intent.outcome == "not_shipped"
        for row in services.reader(job.number).rows(job.number, (RowState.VOIDED,))
        if row.row == intent.row
    ]
