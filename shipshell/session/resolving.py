"""A person's word on a row: what became of one in doubt, and that one which UPS shows as voided is to ship again."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
        if intent.outcome != "not_shipped":
            yield from _shipped(services, job, row, intent.tracking or "")
        elif row.state is RowState.VOIDED:
            yield _ships_again(services, row)
        else:
            yield _did_not_ship(services, job, row)
    if job.number in talk.offers:
        yield from offer(talk, job.number)


# -- what it does --------------------------------------------------------------------------------------------------


def _shipped(services: Services, job: JobRecord, row: RowRecord, number: str) -> Iterator[Said]:
    if services.stores.number_is_taken(number, job.environment):
        raise ShipshellError("E-1021", f"{number} already belongs to another row", hint="Check the number.")
    reference, found = _reference(services, row), Confirmation(number, number)
    booked = booking_for(services, job)
    ledger = services.ledger(job.number)
    booked(row, number, lambda: ledger.shipped(row, reference, found, price=None, label=None, words=BY_WORD))
    later = "resume will write it" if job.status in UNSETTLED else f'say "retry {job.number}" to write it'
    yield Said(f"Row {row.row} of job {job.number} shipped as {number}; {later} into the source.")
    shipped = services.reader(job.number).row(job.number, row.row)
    yield Said(f"Row {row.row}: {recover_label(services, job, shipped, reference)}")


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
    found = _in_doubt(talk, intent) or _voided(talk, intent)
    if not found:
        raise ShipshellError("E-1022", f"no row {intent.row} is in doubt", hint='Say "jobs" to see what is.')
    if len(found) > 1 and found[0][0].number not in talk.offers[:1]:
        jobs = ", ".join(str(job.number) for job, _ in found)
        hint = f'Say which: "row {intent.row} of job {found[0][0].number} did not ship".'
        raise ShipshellError("E-1022", f"row {intent.row} is in doubt in jobs {jobs}", hint=hint)
    return found[0]


def _in_doubt(talk: Conversation, intent: intents.Resolve) -> list[tuple[JobRecord, RowRecord]]:
    services = talk.services
    numbers = [intent.job] if intent.job else [*talk.offers, *(job.number for job in services.stores.jobs())]
    return [
        (services.stores.job(number), row)
        for number in dict.fromkeys(numbers)
        for row in services.reader(number).doubtful(number)
        if row.row == intent.row and row.state is not RowState.SENDING
    ]


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
