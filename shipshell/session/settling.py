"""What a person decides about a job without shipping: cancel, set rows aside, say what became of them, write again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.jobs.states import JobStatus, RowState, WriteBackState
from shipshell.model.errors import Problem, ShipshellError
from shipshell.session.execution import Hold, hold_job, hold_source, writeback_for
from shipshell.session.offering import offer
from shipshell.session.relabelling import recover_labels
from shipshell.session.replies import Failed, Output, Said
from shipshell.session.targets import latest_job, source_of, take_job, unsettled_job
from shipshell.session.voids_left import mend
from shipshell.session.wording import grouped, plural, rows_named
from shipshell.sources.base import peek

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
        services.ledger(job.number).finish(job.number, JobStatus.CANCELLED, job.reason, job.error_row)
        talk.settled(job.number)
        talk.restarting = None
        yield from _report_unwritten(services, job)
    finally:
        hold.release()
    yield services.reader(job.number).summary(job.number)
    yield Said(_cancelled_words(services, job))
    if talk.offers:
        yield from offer(talk, talk.offers[0])


def _report_unwritten(services: Services, job: JobRecord) -> Iterator[Output]:
    """Write what is missing of a job that ends, and report the rows that nobody has heard of yet."""
    rows = services.reader(job.number).unwritten(job.number)
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
    yield from (
        services.reader(row.job).shipped_event(row, services.labels)
        for row in rows
        if row.write_back is WriteBackState.DUE
    )
    yield from _write_failures(rows, failed)


def _write(services: Services, job: JobRecord, source: Source, rows: Sequence[RowRecord]) -> dict[int, Problem]:
    """Write the numbers of shipped rows into a source that we hold; what could not be written, by row id."""
    failed = writeback_for(services, job, source).catch_up(rows)
    services.ledger(job.number).commit_marks()
    return failed


def _write_failures(rows: Sequence[RowRecord], failed: dict[int, Problem]) -> tuple[Failed, ...]:
    return grouped({row.row: [failed[row.id]] for row in rows if row.id in failed})


def _cancelled_words(services: Services, job: JobRecord) -> str:
    shipped = services.reader(job.number).row_numbers(job.number, RowState.SHIPPED)
    words = f"Job {job.number} is cancelled."
    if shipped:
        words += f' {_stay(shipped)} shipped; to void that, say "void job {job.number}".'
    doubtful = [row.row for row in services.reader(job.number).doubtful(job.number)]
    if doubtful:
        words += f" {_stay(doubtful)} in doubt, and held, until somebody says what happened."
    unwritten = [row.row for row in services.reader(job.number).unwritten(job.number)]
    if unwritten:
        words += f' The numbers of {rows_named(unwritten)} are not in the source: say "retry {job.number}".'
    return words


def _stay(rows: Sequence[int]) -> str:
    return f"{rows_named(rows).capitalize()} {'stays' if len(rows) == 1 else 'stay'}"


def retry(talk: Conversation, intent: intents.Retry) -> Iterator[Output]:
    """Compare every number of a job with its source, and write what is missing."""
    services = talk.services
    job = services.stores.job(intent.job) if intent.job else latest_job(services)
    source = source_of(services, job)
    peek(source)  # one clear error where it is gone, instead of one for each row
    rows = services.reader(job.number).rows(job.number, (RowState.SHIPPED,))
    hold = hold_source(services, source)
    try:
        hold_job(services, hold, job.number)
        voids = mend(services, job, source)
        failed = _write(services, job, source, rows)
        if not failed and _is_mended(services, job):
            services.ledger(job.number).finish(job.number, JobStatus.COMPLETE)
    finally:
        hold.release()
    yield from voids
    if failed:
        yield from _write_failures(rows, failed)
    else:
        yield Said(f"All {plural(len(rows), 'tracking number')} of job {job.number} are in {source.name}.")
    yield from recover_labels(services, job, ())


def _is_mended(services: Services, job: JobRecord) -> bool:
    """Whether nothing but its missing numbers kept a job from being complete."""
    counts = services.reader(job.number).counts(job.number)
    aside = counts.skipped or counts.voided
    return job.status is JobStatus.COMPLETE_WITH_WARNINGS and not aside and not job.reason


def set_aside(talk: Conversation, number: int, rows: tuple[int, ...]) -> Iterator[Output]:
    """Leave failed and doubtful rows of an interrupted job behind, so that resume goes on with the rest.

    Raises:
        ShipshellError: E-1021, one of them is in another state; E-1022, the job has no such row.
    """
    services = talk.services
    hold = Hold()
    try:
        job = take_job(talk, hold, number, "mend")
        found = [services.reader(job.number).row(job.number, wanted) for wanted in dict.fromkeys(rows)]
        for row in found:
            if row.state not in _SETTABLE:
                words = f"row {row.row} of job {number} is {row.state}"
                raise ShipshellError("E-1021", words, hint="Nothing was changed.")
        talk.forget()
        for row in found:
            services.ledger(row.job).skip(row, "set aside by a person")
    finally:
        hold.release()
    yield Said(f"Set aside: {rows_named(rows)} of job {number}. Resume goes on with the rest.")
    yield from offer(talk, number)
