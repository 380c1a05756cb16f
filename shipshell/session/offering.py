"""Interrupted jobs are looked at once and offered: resume, restart, or cancel?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.jobs.recovery import clear_locks, interruption, lay_down
from shipshell.jobs.states import JobStatus, RowState
from shipshell.model.errors import Problem, ShipshellError
from shipshell.session.execution import Hold, ask_about, hold_job
from shipshell.session.replies import Offered, Output
from shipshell.session.run import Stop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.jobs.records import JobRecord
    from shipshell.session.conversation import Conversation
    from shipshell.session.services import Services

UNKNOWN = (RowState.SENDING, RowState.IN_DOUBT)
UNSETTLED = (JobStatus.EXECUTING, JobStatus.HALTED)


def offer_all(talk: Conversation) -> Iterator[Output]:
    """Look at every unsettled job that nobody executes, and put the question; the newest first."""
    services = talk.services
    clear_locks(services.settings.data / "locks", services.reader, services.clock)
    for job in services.reader.unsettled():
        hold = Hold()
        try:
            hold_job(services, hold, job.number)
        except ShipshellError:
            continue  # it runs in another live shell
        try:
            _look_once(services, job)
        finally:
            hold.release()
        talk.offers.append(job.number)
        yield from offer(talk, job.number)


def offer(talk: Conversation, number: int) -> Iterator[Output]:
    """Put the three-way question about one job, if it still waits for an answer."""
    reader = talk.services.reader
    job = reader.job(number)
    if job.status in UNSETTLED:
        yield Offered(interruption(reader, job))
    else:  # another shell settled it
        talk.settled(number)


def _look_once(services: Services, job: JobRecord) -> None:
    """One look-up for each row of unknown outcome, without waiting; what is found is adopted."""
    lay_down(services.ledger, job)
    if not services.reader.rows(job.number, UNKNOWN):
        return
    if same_place(services, job):
        ask_about(services, job, services.quick_carrier(), (), Stop())
    else:
        _leave_in_doubt(services, job)


def _leave_in_doubt(services: Services, job: JobRecord) -> None:
    """A row in hand of a job that ships elsewhere: only a look-up there, or a person, can say what became of it."""
    for row in services.reader.rows(job.number, (RowState.SENDING,)):
        attempt = services.reader.latest_attempt(row)
        if attempt:
            words = "shipshell was interrupted before the answer came"
            services.ledger.in_doubt(row, attempt.reference, Problem("E-3007", words, row=row.row), "")


def same_place(services: Services, job: JobRecord) -> bool:
    """Whether we ship where the job ships: in its environment, for its account, at its host."""
    carrier = services.carrier()
    return (carrier.environment, carrier.account, carrier.host) == (job.environment, job.account, job.host)
