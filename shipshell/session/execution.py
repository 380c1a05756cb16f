"""From an approved job to a run of it: its locks, its write-back, its lane to the carrier."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from shipshell.jobs.course import Course
from shipshell.jobs.lane import Lane
from shipshell.jobs.locks import Lock, job_lock, source_lock, take_source
from shipshell.jobs.receipts import Receipts
from shipshell.jobs.recovery import Recovery
from shipshell.jobs.runner import Runner
from shipshell.jobs.settlement import Settlement
from shipshell.jobs.states import WriteBackState
from shipshell.jobs.writeback import WriteBack
from shipshell.model.errors import ShipshellError
from shipshell.session.run import Run, Stop
from shipshell.sources.identity import Columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shipshell.carriers.base import Carrier
    from shipshell.jobs.records import JobRecord, RowRecord
    from shipshell.model.events import JobEvent, JobFinished, RowShipped
    from shipshell.session.conversation import Conversation
    from shipshell.session.services import Services
    from shipshell.sources.base import Source


@dataclass(slots=True)
class Hold:
    """The locks that one execution holds. Released together, once."""

    locks: list[Lock] = field(default_factory=list)

    def add(self, lock: Lock) -> None:
        """Hold a lock that was taken."""
        self.locks.append(lock)

    def release(self) -> None:
        """Give everything back."""
        while self.locks:
            self.locks.pop().release()

    @contextlib.contextmanager
    def unless_running(self, talk: Conversation) -> Iterator[None]:
        """Give everything back at the end, unless a run took it over meanwhile."""
        try:
            yield
        finally:
            if talk.run is None:
                self.release()


def hold_source(services: Services, source: Source) -> Hold:
    """Take the lock of a source.

    Raises:
        ShipshellError: E-1008, E-1011.
    """
    lock = source_lock(Path(source.location), services.clock)
    take_source(lock, source.name)
    return Hold([lock])


@contextlib.contextmanager
def holding(services: Services, source: Source) -> Iterator[None]:
    """Hold the lock of a source for as long as the block lasts.

    Raises:
        ShipshellError: E-1008, E-1011.
    """
    hold = hold_source(services, source)
    try:
        yield
    finally:
        hold.release()


def hold_job(services: Services, hold: Hold, job: int) -> None:
    """Add a job's lock to what is held.

    Raises:
        ShipshellError: E-4004, another shell executes it.
    """
    lock = job_lock(services.settings.data / "locks", job, services.clock)
    if not lock.take():
        raise ShipshellError(
            "E-4004", f"job {job} is being executed by {lock.holder()}", hint="Wait until it ends, or stop it there."
        )
    hold.add(lock)


def settlement_for(
    services: Services, job: JobRecord, course: Course, announce: Callable[[RowRecord, RowShipped], None]
) -> Settlement:
    """How verdicts on a job's rows are booked."""
    receipts = Receipts(services.ledger, services.spool, services.labels)
    return Settlement(
        job, services.ledger, services.reader, receipts, announce, course, services.seconds, services.backoff
    )


def writeback_for(services: Services, job: JobRecord, source: Source) -> WriteBack:
    """The write-back of a job into its source."""
    rows = services.reader.rows(job.number)
    told = job.plan["columns"]
    return WriteBack(
        source,
        Columns(tuple(told["content"]), tuple(told["order"])),
        [row.identity for row in rows],
        services.ledger,
        seconds=services.seconds,
        ours=services.reader.gave_number,
    )


def ask_about(
    services: Services, job: JobRecord, carrier: Carrier, delays: tuple[float, ...], stop: Stop
) -> list[JobEvent]:
    """Look up every row of unknown outcome of a job that we hold; adopted ones are written into the source later."""
    settlement = settlement_for(services, job, Course(), lambda _row, _shipped: None)
    lane = Lane(carrier, services.spool, delays=delays, pause=stop.pause)
    return list(Recovery(settlement, lane, services.clock).ask_again(delays))


def start_run(
    services: Services, job: JobRecord, source: Source, hold: Hold, over: Callable[[JobFinished | None], None]
) -> Run:
    """A run of a job that we hold and own. `over` hears its end, after everything was released."""
    stop = Stop()

    def release(finished: JobFinished | None) -> None:
        with contextlib.suppress(OSError):
            hold.release()
        over(finished)

    return Run(
        job, stop, start=lambda: _events(services, job, source, stop), done=_reported(services, job), release=release
    )


def _reported(services: Services, job: JobRecord) -> int:
    """How many rows were shipped and reported before; a run reports those whose numbers are still due."""
    due = [row for row in services.reader.unwritten(job.number) if row.write_back is WriteBackState.DUE]
    return services.reader.counts(job.number).shipped - len(due)


def _events(services: Services, job: JobRecord, source: Source, stop: Stop) -> Iterator[JobEvent]:
    settings = services.settings.carrier
    writeback = writeback_for(services, job, source)
    lane = Lane(services.carrier(), services.spool, delays=settings.lookup_delays, pause=stop.pause)
    settlement = settlement_for(services, job, Course(), writeback.add)
    runner = Runner(settlement, lane, writeback, lanes=settings.concurrency, pause=stop.pause, stopping=stop.asked)
    yield from runner.run()
