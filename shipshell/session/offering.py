"""Interrupted jobs are looked at once and offered: resume, restart, or cancel?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.jobs.recovery import clear_locks, interruption, lay_down
from shipshell.jobs.states import UNSETTLED, RowState
from shipshell.model.errors import Problem, ShipshellError
from shipshell.model.events import RowFailed
from shipshell.session.execution import Hold, ask_about, hold_job
from shipshell.session.replies import Offered, Output, Said
from shipshell.session.run import Stop
from shipshell.session.wording import plural, row_ranges

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shipshell.jobs.records import JobRecord
    from shipshell.model.events import JobEvent
    from shipshell.session.conversation import Conversation
    from shipshell.session.services import Services
    from shipshell.sources.base import Source

UNKNOWN = (RowState.SENDING, RowState.IN_DOUBT)
#: What a job keeps as its host where it ships to the emulator inside the program.
INSIDE = "emulator:"


def offer_all(talk: Conversation) -> Iterator[Output]:
    """Look at every unsettled job that nobody executes, and put the question; the newest first."""
    services = talk.services
    clear_locks(services.settings.data / "locks", services.stores.own.reader, services.clock)
    for job in services.stores.unsettled():
        yield from _take_up(talk, job)
    yield from _out_of_reach(services)


def offer_found(talk: Conversation, source: Source) -> Iterator[Output]:
    """Offer the jobs on a source that were not known before: another machine left them in its database."""
    for job in talk.services.stores.unsettled_on(source):
        if job.number not in talk.offers:
            yield from _take_up(talk, job)


def _take_up(talk: Conversation, job: JobRecord) -> Iterator[Output]:
    """Look at an unsettled job and put the question, unless it runs in another live shell."""
    hold = Hold()
    try:
        hold_job(talk.services, hold, job.number)
    except ShipshellError:
        return
    try:
        told = _look_once(talk.services, job)
    finally:
        hold.release()
    yield from told
    talk.offers.append(job.number)
    yield from offer(talk, job.number)


def _out_of_reach(services: Services) -> Iterator[Said]:
    for place in services.stores.unreachable():
        jobs = plural(len(place.jobs), "job")
        yield Said(f"{jobs} ({row_ranges(place.jobs)}) cannot be looked at: {place.error.problem.message}.")


def offer(talk: Conversation, number: int) -> Iterator[Output]:
    """Put the three-way question about one job, if it still waits for an answer."""
    reader = talk.services.reader(number)
    job = reader.job(number)
    if job.status in UNSETTLED:
        yield Offered(interruption(reader, job))
    else:  # another shell settled it
        talk.settled(number)


def _look_once(services: Services, job: JobRecord) -> tuple[Said, ...]:
    """One look-up for each row of unknown outcome, without waiting; what is found is adopted.

    Returns what a person must hear besides the question.
    """
    lay_down(services.ledger(job.number), job)
    if not services.reader(job.number).rows(job.number, UNKNOWN):
        return ()
    if same_place(services, job):
        return found_voided(ask_about(services, job, services.quick_carrier(), (), Stop()))
    _leave_in_doubt(services, job)
    return ()


def found_voided(events: Iterable[JobEvent]) -> tuple[Said, ...]:
    """What look-ups found voided: such a row is neither in doubt any more nor sent again by itself."""
    failed = (event for event in events if isinstance(event, RowFailed))
    return tuple(Said(f"Row {one.row}: {one.problem.message.rstrip('.')}. {one.problem.hint}") for one in failed)


def _leave_in_doubt(services: Services, job: JobRecord) -> None:
    """A row in hand of a job that ships elsewhere: only a look-up there, or a person, can say what became of it."""
    for row in services.reader(job.number).rows(job.number, (RowState.SENDING,)):
        attempt = services.reader(row.job).latest_attempt(row)
        if attempt:
            words = "shipshell was interrupted before the answer came"
            services.ledger(row.job).in_doubt(row, attempt.reference, Problem("E-3007", words, row=row.row), "")


def same_place(services: Services, job: JobRecord) -> bool:
    """Whether we ship where the job ships: in its environment, for its account, at its host."""
    carrier = services.carrier()
    here = (carrier.environment, carrier.account, carrier.host) == (job.environment, job.account, job.host)
    return here and not in_another_emulator(services, job)


def in_another_emulator(services: Services, job: JobRecord) -> bool:
    """Whether a job ships to the emulator inside another machine's shipshell: ours knows nothing of its shipments."""
    return job.host == INSIDE and services.stores.is_adopted(job.number)
