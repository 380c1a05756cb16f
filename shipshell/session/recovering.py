"""Interrupted jobs: offered, resumed, restarted, cancelled, and a person's word on rows in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.jobs.recovery import interruption, lay_down
from shipshell.jobs.states import JobStatus, RowState
from shipshell.model.errors import Problem, ShipshellError
from shipshell.model.shipment import Confirmation
from shipshell.planning.rating import Quotes, rate_rows
from shipshell.session.execution import Hold, ask_about, hold_job, hold_source, start_run, writeback_for
from shipshell.session.offering import UNKNOWN, offer, same_place
from shipshell.session.pending import Restarting
from shipshell.session.replies import Failed, Output, Rating, Said, Started
from shipshell.session.resuming import corrections, draft_of, quoted, settle_gone, show_corrections
from shipshell.session.run import Stop
from shipshell.session.wording import doubt_sentence, plural, restart_question, row_ranges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.intents import types as intents
    from shipshell.jobs.records import JobRecord, RowRecord
    from shipshell.planning.preview import Preview
    from shipshell.session.conversation import Conversation
    from shipshell.session.pending import Pending
    from shipshell.session.services import Services
    from shipshell.sources.base import Source


def resume(talk: Conversation, intent: intents.Resume) -> Iterator[Output]:
    """Go on at the first row that is not done, once every doubt is settled."""
    services = talk.services
    job = _target(talk, intent.job, "resume")
    source = _source_of(services, job)
    hold = hold_source(services, source)
    with hold.unless_running(talk):
        hold_job(services, hold, job.number)
        lay_down(services.ledger, job)
        yield from _ask_again(services, job)
        if services.reader.rows(job.number, UNKNOWN):
            yield from _still_in_doubt(talk, job)
            return
        source.tidy()
        yield from _go_on(talk, job, source, hold, approved=None)


def approve_corrections(talk: Conversation, pending: Pending) -> Iterator[Output]:
    """Go on with a job whose corrected rows were shown and approved."""
    services = talk.services
    job = services.reader.job(pending.resuming or 0)
    talk.pending = None
    hold = hold_source(services, pending.draft.source)
    with hold.unless_running(talk):
        hold_job(services, hold, job.number)
        yield from _go_on(talk, job, pending.draft.source, hold, approved=pending.preview)


def _go_on(
    talk: Conversation, job: JobRecord, source: Source, hold: Hold, approved: Preview | None
) -> Iterator[Output]:
    """Run what is left of a job that we hold; corrected rows only as they were approved (auto mode needs no word)."""
    services = talk.services
    found = corrections(services, job, source)
    yield from settle_gone(services, found)
    if found.problems:
        yield from found.failures()
        return
    if found.changed and (approved is None or approved.batch.requests != found.only_changed.requests):
        approved = yield from quoted(services, found)
        if talk.mode != "auto" or approved.blocked:
            yield from show_corrections(talk, job, draft_of(job, source), found, approved)
            return
    for row in services.reader.rows(job.number, (RowState.FAILED,)):
        services.ledger.again(row)
    if approved:
        for row, new in found.amendments(approved):
            services.ledger.amend(row, new)
    yield from _run(talk, job, source, hold)


def _run(talk: Conversation, job: JobRecord, source: Source, hold: Hold) -> Iterator[Output]:
    services = talk.services
    services.ledger.take_over(job.number)
    talk.settled(job.number)
    talk.run = start_run(services, services.reader.job(job.number), source, hold, talk.over)
    yield Started(talk.run)


def restart(talk: Conversation, intent: intents.Restart) -> Iterator[Output]:
    """Show what shipping every row again would cost, and ask."""
    if intent.void:
        raise ShipshellError("E-1021", "restart and void is not available yet", hint='Say "restart" or "cancel".')
    services = talk.services
    job = _target(talk, intent.job, "restart")
    rows = [row for row in services.reader.rows(job.number) if row.state not in UNKNOWN]
    total = Quotes({}, {})
    requests = {row.row: row.request for row in rows}
    for step in rate_rows(requests, services.patient_carrier(), seconds=services.seconds):
        if isinstance(step, Quotes):
            total = step
        else:
            yield Rating(step)
    yield Said(_restart_cost(job, rows, total, _doubtful_rows(services, job)))
    talk.restarting = Restarting(job.number)
    yield restart_question(services.reader.row_numbers(job.number, RowState.SHIPPED))


def _restart_cost(job: JobRecord, rows: list[RowRecord], quotes: Quotes, doubtful: list[int]) -> str:
    words = f"Restarting job {job.number} buys {plural(len(rows), 'shipment')} for {quotes.total}"
    if quotes.unrated:
        words += f"; {plural(len(quotes.unrated), 'row')} could not be rated ({row_ranges(quotes.unrated)})"
    if doubtful:
        words += f"; in doubt and left alone: rows {row_ranges(doubtful)}"
    return f"{words}."


def approve_restart(talk: Conversation) -> Iterator[Output]:
    """The y: make a new attempt of every row but those in doubt."""
    services, restarting = talk.services, talk.restarting
    talk.restarting = None
    if restarting is None:
        raise ShipshellError("E-1021", "no restart was asked for", hint='Say "restart job 7".')
    job = services.reader.job(restarting.job)
    source = _source_of(services, job)
    hold = hold_source(services, source)
    with hold.unless_running(talk):
        hold_job(services, hold, job.number)
        for row in services.reader.rows(job.number):
            if row.state not in (*UNKNOWN, RowState.PENDING):
                services.ledger.start_again(row)
        yield from _run(talk, job, source, hold)


def cancel(talk: Conversation, intent: intents.CancelJob) -> Iterator[Output]:
    """Settle a job: what shipped stays shipped."""
    services = talk.services
    job = _target(talk, intent.job, "cancel")
    hold = Hold()
    try:
        hold_job(services, hold, job.number)
        lay_down(services.ledger, job)
        services.ledger.finish(job.number, JobStatus.CANCELLED, job.reason, job.error_row)
    finally:
        hold.release()
    talk.settled(job.number)
    talk.restarting = None
    yield services.reader.summary(job.number)
    yield Said(_cancelled_words(services, job))
    if talk.offers:
        yield from offer(talk, talk.offers[0])


def _cancelled_words(services: Services, job: JobRecord) -> str:
    shipped = services.reader.row_numbers(job.number, RowState.SHIPPED)
    words = f"Job {job.number} is cancelled."
    if shipped:
        words += f' Rows {row_ranges(shipped)} stay shipped; to void them, say "void job {job.number}".'
    doubtful = _doubtful_rows(services, job)
    if doubtful:
        words += f" Rows {row_ranges(doubtful)} stay in doubt, and held, until somebody says what became of them."
    return words


def retry(talk: Conversation, intent: intents.Retry) -> Iterator[Output]:
    """Compare every number of a job with its source, and write what is missing."""
    services = talk.services
    job = services.reader.job(intent.job) if intent.job else _latest(services)
    source = _source_of(services, job, anywhere=True)
    hold = hold_source(services, source)
    try:
        hold_job(services, hold, job.number)
        rows = services.reader.rows(job.number, (RowState.SHIPPED,))
        failed = writeback_for(services, job, source).catch_up(rows)
        services.ledger.commit_marks()
        if not failed and job.status == JobStatus.COMPLETE_WITH_WARNINGS and _nothing_set_aside(services, job):
            services.ledger.finish(job.number, JobStatus.COMPLETE)
    finally:
        hold.release()
    yield from (Failed(failed[row.id], (row.row,)) for row in rows if row.id in failed)
    if not failed:
        yield Said(f"All {plural(len(rows), 'tracking number')} of job {job.number} are in {source.name}.")


def resolve(talk: Conversation, intent: intents.Resolve) -> Iterator[Output]:
    """Take a person's word on a row in doubt."""
    services = talk.services
    job, row = _doubtful_row(talk, intent)
    attempt = services.reader.latest_attempt(row)
    reference = attempt.reference if attempt else ""
    if intent.outcome == "not_shipped":
        services.ledger.word_not_shipped(row, reference)
        yield Said(f"Row {row.row} of job {job.number} did not ship: resume will send it again.")
    else:
        number = intent.tracking or ""
        _refuse_taken(services, row, number, job)
        found = Confirmation(number, number)
        services.ledger.shipped(row, reference, found, price=None, label=None, words="a person's word")
        yield Said(f"Row {row.row} of job {job.number} shipped as {number}; resume will write it into the source.")
    if job.number in talk.offers:
        yield from offer(talk, job.number)


def set_aside(talk: Conversation, rows: tuple[int, ...]) -> Iterator[Output]:
    """Leave failed and doubtful rows of an interrupted job behind, so that resume goes on with the rest."""
    services, number = talk.services, talk.offers[0]
    for wanted in rows:
        row = services.reader.row(number, wanted)
        if row.state not in (RowState.FAILED, RowState.IN_DOUBT, RowState.PENDING):
            raise ShipshellError("E-1021", f"row {wanted} of job {number} is {row.state}", hint="Nothing was changed.")
        services.ledger.skip(row, "set aside by a person")
    yield Said(f"Set aside: rows {row_ranges(rows)} of job {number}. Resume goes on with the rest.")
    yield from offer(talk, number)


def _target(talk: Conversation, number: int | None, verb: str) -> JobRecord:
    """The job that is meant: the one named, else the newest that was offered."""
    reader = talk.services.reader
    if number is None and not talk.offers:
        raise ShipshellError("E-1021", f"there is no job to {verb}", hint='Say "jobs" to list them.')
    job = reader.job(number if number is not None else talk.offers[0])
    if job.status not in (JobStatus.HALTED, JobStatus.EXECUTING):
        raise ShipshellError(
            "E-1021", f"job {job.number} is {job.status}: nothing to {verb}", hint='Say "jobs" to list the jobs.'
        )
    return job


def _latest(services: Services) -> JobRecord:
    jobs = services.reader.jobs()
    if not jobs:
        raise ShipshellError("E-1023", "there is no job yet", hint='Say "ship orders.csv" first.')
    return jobs[0]


def _source_of(services: Services, job: JobRecord, *, anywhere: bool = False) -> Source:
    if not anywhere and not same_place(services, job):
        raise ShipshellError(
            "E-5008",
            f"job {job.number} ships in {job.environment} for account {job.account} at {job.host or 'UPS'}",
            hint="Start shipshell in that environment and account to go on with it.",
        )
    return services.open_source(job.source_location)


def _ask_again(services: Services, job: JobRecord) -> Iterator[Output]:
    if services.reader.rows(job.number, UNKNOWN):
        delays = services.settings.carrier.lookup_delays
        yield from ask_about(services, job, services.carrier(), delays, Stop())


def _still_in_doubt(talk: Conversation, job: JobRecord) -> Iterator[Output]:
    stopped = interruption(talk.services.reader, job)
    words = doubt_sentence(stopped.in_doubt)
    talk.offer_first(job.number)
    yield Failed(Problem("E-3007", words, hint="Nothing was sent."))
    yield from offer(talk, job.number)


def _doubtful_rows(services: Services, job: JobRecord) -> list[int]:
    return [row.row for row in services.reader.rows(job.number, UNKNOWN)]


def _doubtful_row(talk: Conversation, intent: intents.Resolve) -> tuple[JobRecord, RowRecord]:
    reader = talk.services.reader
    numbers = [intent.job] if intent.job else [*talk.offers, *(job.number for job in reader.jobs())]
    for number in dict.fromkeys(numbers):
        job = reader.job(number)
        for row in reader.rows(number, (RowState.IN_DOUBT,)):
            if row.row == intent.row:
                return job, row
    raise ShipshellError("E-1022", f"no row {intent.row} is in doubt", hint='Say "jobs" to see what is.')


def _refuse_taken(services: Services, row: RowRecord, number: str, job: JobRecord) -> None:
    if services.reader.number_is_taken(number, row, job.environment):
        raise ShipshellError("E-1021", f"{number} already belongs to another row", hint="Check the number.")


def _nothing_set_aside(services: Services, job: JobRecord) -> bool:
    counts = services.reader.counts(job.number)
    return not (counts.skipped or counts.voided)
