"""What a person decides about a job without shipping: cancel, set rows aside, say what became of them, write again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.jobs.states import JobStatus, RowState, WriteBackState
from shipshell.model.errors import Problem, ShipshellError
from shipshell.model.shipment import Confirmation
from shipshell.session.execution import Hold, hold_job, hold_source, writeback_for
from shipshell.session.offering import UNSETTLED, offer
from shipshell.session.replies import Failed, Output, Said
from shipshell.session.targets import holding_job, latest_job, source_of, take_job, unsettled_job
from shipshell.session.wording import grouped, plural, row_ranges

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shipshell.intents import types as intents
    from shipshell.jobs.records import JobRecord, RowRecord
    from shipshell.session.conversation import Conversation
    from shipshell.session.services import Services
    from shipshell.sources.base import Source

_SETTABLE = (RowState.FAILED, RowState.IN_DOUBT, RowState.PENDING)


def cancel(talk: Conversation, intent: intents.CancelJob) -> Iterator[Output]:
    """Settle a job: what shipped stays shipped, and its numbers go into the source."""
    services = talk.services
    wanted = unsettled_job(talk, intent.job, "cancel")
    hold = Hold()
    try:
        job = take_job(talk, hold, wanted.number, "cancel")
        services.ledger.finish(job.number, JobStatus.CANCELLED, job.reason, job.error_row)
        talk.settled(job.number)
        talk.restarting = None
        yield from _report_unwritten(services, job)
    finally:
        hold.release()
    yield services.reader.summary(job.number)
    yield Said(_cancelled_words(services, job))
    if talk.offers:
        yield from offer(talk, talk.offers[0])


def _report_unwritten(services: Services, job: JobRecord) -> Iterator[Output]:
    """Write what is missing of a job that ends, and report the rows that nobody has heard of yet."""
    rows = services.reader.unwritten(job.number)
    if not rows:
        return
    try:
        source = source_of(services, job)
        hold = hold_source(services, source)
        try:
            failed = _write(services, job, source, rows)
        finally:
            hold.release()
    except ShipshellError as error:
        failed = {row.id: error.problem for row in rows}
    yield from (services.reader.shipped_event(row) for row in rows if row.write_back is WriteBackState.DUE)
    yield from _write_failures(rows, failed)


def _write(services: Services, job: JobRecord, source: Source, rows: Sequence[RowRecord]) -> dict[int, Problem]:
    """Write the numbers of shipped rows into a source that we hold; what could not be written, by row id."""
    failed = writeback_for(services, job, source).catch_up(rows)
    services.ledger.commit_marks()
    return failed


def _write_failures(rows: Sequence[RowRecord], failed: dict[int, Problem]) -> tuple[Failed, ...]:
    return grouped({row.row: [failed[row.id]] for row in rows if row.id in failed})


def _cancelled_words(services: Services, job: JobRecord) -> str:
    shipped = services.reader.row_numbers(job.number, RowState.SHIPPED)
    words = f"Job {job.number} is cancelled."
    if shipped:
        words += f' Rows {row_ranges(shipped)} stay shipped; to void them, say "void job {job.number}".'
    doubtful = [row.row for row in services.reader.doubtful(job.number)]
    if doubtful:
        words += f" Rows {row_ranges(doubtful)} stay in doubt, and held, until somebody says what became of them."
    unwritten = [row.row for row in services.reader.unwritten(job.number)]
    if unwritten:
        words += f' The numbers of rows {row_ranges(unwritten)} are not in the source: say "retry {job.number}".'
    return words


def retry(talk: Conversation, intent: intents.Retry) -> Iterator[Output]:
    """Compare every number of a job with its source, and write what is missing."""
    services = talk.services
    job = services.reader.job(intent.job) if intent.job else latest_job(services)
    source = source_of(services, job)
    source.read()  # one clear error where it is gone, instead of one for each row
    rows = services.reader.rows(job.number, (RowState.SHIPPED,))
    hold = hold_source(services, source)
    try:
        hold_job(services, hold, job.number)
        failed = _write(services, job, source, rows)
        if not failed and _is_mended(services, job):
            services.ledger.finish(job.number, JobStatus.COMPLETE)
    finally:
        hold.release()
    if failed:
        yield from _write_failures(rows, failed)
    else:
        yield Said(f"All {plural(len(rows), 'tracking number')} of job {job.number} are in {source.name}.")


def _is_mended(services: Services, job: JobRecord) -> bool:
    """Whether nothing but its missing numbers kept a job from being complete."""
    counts = services.reader.counts(job.number)
    aside = counts.skipped or counts.voided
    return job.status is JobStatus.COMPLETE_WITH_WARNINGS and not aside and not job.reason


def set_aside(talk: Conversation, number: int, rows: tuple[int, ...]) -> Iterator[Output]:
    """Leave failed and doubtful rows of an interrupted job behind, so that resume goes on with the rest."""
    services = talk.services
    hold = Hold()
    try:
        job = take_job(talk, hold, number, "mend")
        found = [services.reader.row(job.number, wanted) for wanted in dict.fromkeys(rows)]
        for row in found:
            if row.state not in _SETTABLE:
                words = f"row {row.row} of job {number} is {row.state}"
                raise ShipshellError("E-1021", words, hint="Nothing was changed.")
        talk.forget()
        for row in found:
            services.ledger.skip(row, "set aside by a person")
    finally:
        hold.release()
    yield Said(f"Set aside: rows {row_ranges(rows)} of job {number}. Resume goes on with the rest.")
    yield from offer(talk, number)


def resolve(talk: Conversation, intent: intents.Resolve) -> Iterator[Output]:
    """Take a person's word on a row in doubt."""
    services = talk.services
    job, row = _doubtful_row(talk, intent)
    with holding_job(services, job.number):
        talk.forget()
        attempt = services.reader.latest_attempt(row)
        reference = attempt.reference if attempt else ""
        if intent.outcome == "not_shipped":
            services.ledger.word_not_shipped(row, reference)
        else:
            _take_number(services, job, row, reference, intent.tracking or "")
    yield Said(_resolved_words(job, row, intent.tracking if intent.outcome == "shipped" else None))
    if job.number in talk.offers:
        yield from offer(talk, job.number)


def _take_number(services: Services, job: JobRecord, row: RowRecord, reference: str, number: str) -> None:
    if services.reader.number_is_taken(number, job.environment):
        raise ShipshellError("E-1021", f"{number} already belongs to another row", hint="Check the number.")
    found = Confirmation(number, number)
    services.ledger.shipped(row, reference, found, price=None, label=None, words="a person's word")


def _resolved_words(job: JobRecord, row: RowRecord, number: str | None) -> str:
    waits = job.status in UNSETTLED
    if number:
        later = "resume will write it" if waits else f'say "retry {job.number}" to write it'
        return f"Row {row.row} of job {job.number} shipped as {number}; {later} into the source."
    aside = row.state is RowState.SKIPPED or not waits
    later = "it may ship in another batch" if aside else "resume will send it again"
    return f"Row {row.row} of job {job.number} did not ship: {later}."


def _doubtful_row(talk: Conversation, intent: intents.Resolve) -> tuple[JobRecord, RowRecord]:
    """The row that is meant: of the job named, else of the one offered first, else of the only one that has it.

    Raises:
        ShipshellError: E-1022, there is none, or it might be one of several.
    """
    reader = talk.services.reader
    numbers = [intent.job] if intent.job else [*talk.offers, *(job.number for job in reader.jobs())]
    found = [
        (reader.job(number), row)
        for number in dict.fromkeys(numbers)
        for row in reader.doubtful(number)
        if row.row == intent.row and row.state is not RowState.SENDING
    ]
    if not found:
        raise ShipshellError("E-1022", f"no row {intent.row} is in doubt", hint='Say "jobs" to see what is.')
    if len(found) > 1 and found[0][0].number not in talk.offers[:1]:
        jobs = ", ".join(str(job.number) for job, _ in found)
        hint = f'Say which: "row {intent.row} of job {found[0][0].number} did not ship".'
        raise ShipshellError("E-1022", f"row {intent.row} is in doubt in jobs {jobs}", hint=hint)
    return found[0]
