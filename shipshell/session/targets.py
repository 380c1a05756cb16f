"""The job that a person means, held while something is done to it: by its number, or the newest that was offered."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.jobs.recovery import lay_down
from shipshell.jobs.states import UNSETTLED
from shipshell.model.errors import ShipshellError
from shipshell.session.execution import Hold, hold_job, hold_source
from shipshell.session.offering import INSIDE, in_another_emulator, same_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.jobs.records import JobRecord
    from shipshell.session.conversation import Conversation
    from shipshell.session.services import Services
    from shipshell.sources.base import Source


def unsettled_job(talk: Conversation, number: int | None, verb: str) -> JobRecord:
    """The job that is meant, which must wait for a decision.

    Raises:
        ShipshellError: E-1021, E-1023; what kept the jobs from being looked at when the shell started.
    """
    if number is None and not talk.offers:
        if talk.unoffered and talk.services.stores.has_unsettled():
            raise ShipshellError.of(talk.unoffered)
        raise ShipshellError("E-1021", f"there is no job to {verb}", hint='Say "jobs" to list them.')
    job = talk.services.stores.job(number if number is not None else talk.offers[0])
    if job.status not in UNSETTLED:
        talk.settled(job.number)
        raise ShipshellError(
            "E-1021", f"job {job.number} is {job.status}: nothing to {verb}", hint='Say "jobs" to list the jobs.'
        )
    return job


def latest_job(services: Services) -> JobRecord:
    """The newest job.

    Raises:
        ShipshellError: E-1023, there is none yet.
    """
    jobs = services.stores.jobs()
    if not jobs:
        raise ShipshellError("E-1023", "there is no job yet", hint='Say "ship orders.csv" first.')
    return jobs[0]


@dataclass(frozen=True, slots=True)
class Taken:
    """A job that nobody else can move now, with the source that it ships from, and what holds both."""

    job: JobRecord
    source: Source
    hold: Hold


@contextlib.contextmanager
def taking(talk: Conversation, number: int | None, verb: str) -> Iterator[Taken]:
    """Take the unsettled job that is meant, to ship; given back at the end, unless a run took it over.

    Whatever else waited for a word is forgotten.

    Raises:
        ShipshellError: E-1008, E-4004 somebody else holds the source or the job; E-1009, E-1021, E-1023, E-5008.
    """
    wanted = unsettled_job(talk, number, verb)
    source = source_here(talk.services, wanted)
    talk.forget()
    hold = hold_source(talk.services, source)
    with hold.unless_running(talk):
        yield Taken(take_job(talk, hold, wanted.number, verb), source, hold)


def take_job(talk: Conversation, hold: Hold, number: int, verb: str) -> JobRecord:
    """Add a job that nobody executes to what is held, and lay it down; as it stands once nobody else can move it.

    Raises:
        ShipshellError: E-4004, another shell executes it; E-1021, it was settled meanwhile.
    """
    hold_job(talk.services, hold, number)
    lay_down(talk.services.ledger(number), unsettled_job(talk, number, verb))
    return talk.services.stores.job(number)


@contextlib.contextmanager
def holding_job(services: Services, number: int) -> Iterator[None]:
    """Hold a job for as long as the block lasts.

    Raises:
        ShipshellError: E-4004.
    """
    hold = Hold()
    try:
        hold_job(services, hold, number)
        yield
    finally:
        hold.release()


def source_here(services: Services, job: JobRecord) -> Source:
    """The source of a job that ships where we ship.

    Raises:
        ShipshellError: E-5008, it ships elsewhere; E-1009, another program holds the source open.
    """
    refuse_elsewhere(services, job)
    return source_of(services, job)


def refuse_elsewhere(services: Services, job: JobRecord) -> None:
    """Stop where a job ships in another environment, for another account or at another host than we do.

    Raises:
        ShipshellError: E-5008.
    """
    if in_another_emulator(services, job):
        raise ShipshellError(
            "E-5008",
            f"job {job.number} ships to the emulator inside another machine's shipshell",
            hint="Go on with it there, or cancel it.",
        )
    if not same_place(services, job):
        raise ShipshellError(
            "E-5008",
            f"job {job.number} ships in {job.environment} for account {job.account} at {_host_said(job)}",
            hint="Start shipshell in that environment and account to go on with it.",
        )


def _host_said(job: JobRecord) -> str:
    return "the emulator inside shipshell" if job.host == INSIDE else job.host or "UPS"


def source_of(services: Services, job: JobRecord) -> Source:
    """The source of a job, to be written.

    Raises:
        ShipshellError: E-1009, another program holds it open.
    """
    source = services.open_source(services.stores.location(job), job.plan["sheet"])
    opened_by = source.opened_by()
    if opened_by:
        raise ShipshellError(
            "E-1009",
            f"{source.name} is open in another program: {opened_by}",
            hint="Close it there first; if it is not open, remove its lock file.",
        )
    return source
