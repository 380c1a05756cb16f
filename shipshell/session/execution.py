"""From an approved job to a run of it: its locks, its write-back, its lane to the carrier."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from peewee import PeeweeException

from shipshell.jobs.course import Course
from shipshell.jobs.encoding import stamp
from shipshell.jobs.lane import Lane
from shipshell.jobs.locks import source_lock, take_source
from shipshell.jobs.receipts import Receipts, alone
from shipshell.jobs.recovery import Recovery
from shipshell.jobs.runner import Runner
from shipshell.jobs.sent_log import Sent
from shipshell.jobs.settlement import Settlement
from shipshell.jobs.source_lines import SourceLines
from shipshell.jobs.states import WriteBackState
from shipshell.jobs.table_locks import table_lock
from shipshell.jobs.writeback import WriteBack
from shipshell.jobs.writer import store_failed
from shipshell.model.errors import ShipshellError
from shipshell.session.run import Run, Stop
from shipshell.sources.identity import Columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shipshell.carriers.base import Carrier
    from shipshell.jobs.locks import Holdable
    from shipshell.jobs.places import JobStore
    from shipshell.jobs.receipts import Booked
    from shipshell.jobs.records import JobRecord, RowRecord
    from shipshell.model.events import JobEvent, JobFinished, RowShipped
    from shipshell.session.conversation import Conversation
    from shipshell.session.services import Services
    from shipshell.sources.base import Source


@dataclass(slots=True)
class Hold:
    """The locks that one execution holds. Released together, once."""

    locks: list[Holdable] = field(default_factory=list)

    def add(self, lock: Holdable) -> None:
        """Hold a lock that was taken."""
        self.locks.append(lock)

    def release(self) -> None:
        """Give everything back, the source before the job: after a crash in between, the job's lock tells of both."""
        while self.locks:
            self.locks.pop(0).release()

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
    lock = _lock_of(source, services)
    take_source(lock, source.name)
    return Hold([lock])


def _lock_of(source: Source, services: Services) -> Holdable:
    from shipshell.sources.sql_table import SqlTable

    if isinstance(source, SqlTable):
        return table_lock(source.address, services.clock)
    return source_lock(Path(source.location), services.clock)


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
    lock = services.stores.of(job).lock(job)
    if not lock.take():
        raise ShipshellError(
            "E-4004", f"job {job} is being executed by {lock.holder()}", hint="Wait until it ends, or stop it there."
        )
    hold.add(lock)


def settlement_for(
    services: Services, job: JobRecord, announce: Callable[[RowRecord, RowShipped], None], booked: Booked
) -> Settlement:
    """How verdicts on a job's rows are booked."""
    store = services.stores.of(job.number)
    receipts = Receipts(store.ledger, services.spool, services.labels, booked)
    return Settlement(job, store.ledger, store.reader, receipts, announce, Course(), services.seconds, services.backoff)


def writeback_for(services: Services, job: JobRecord, source: Source) -> WriteBack:
    """The write-back of a job into its source."""
    services.stores.keeping(source)  # from now on the jobs beside a table are moved over the connection that writes it
    store = services.stores.of(job.number)
    rows = store.reader.rows(job.number)
    return _writeback_into(source, store)(
        SourceLines(source, Columns.from_plan(job.plan["columns"]), [row.identity for row in rows]),
        store.ledger,
        seconds=services.seconds,
        ours=store.reader.gave_number,
    )


def _writeback_into(source: Source, store: JobStore) -> type[WriteBack]:
    from shipshell.jobs.table_writeback import SharedWriteBack, TableWriteBack
    from shipshell.sources.sql_table import SqlTable

    if not isinstance(source, SqlTable):
        return WriteBack
    return SharedWriteBack if store.tables.database is source.database else TableWriteBack


def booking_for(services: Services, job: JobRecord) -> Booked:
    """How a shipment of a job is booked while nobody runs it: beside the orders, its number goes into the table."""
    if services.stores.of(job.number) is services.stores.own:
        return alone
    try:
        source = services.open_source(services.stores.location(job), job.plan["sheet"])
    except ShipshellError:  # the table cannot be had: its number is due
        return alone
    return writeback_for(services, job, source).booked


def ask_about(
    services: Services, job: JobRecord, carrier: Carrier, delays: tuple[float, ...], stop: Stop
) -> list[JobEvent]:
    """Look up every row of unknown outcome of a job that we hold; adopted ones are reported later."""
    return list(_recovery(services, job, carrier, delays, stop).ask_again(delays))


def adopt_kept(services: Services, job: JobRecord) -> list[JobEvent]:
    """Book what kept replies say of a job that we hold; no carrier is asked, so that it may ship elsewhere."""
    return list(_recovery(services, job, services.quick_carrier(), (), Stop()).adopt_kept())


def _recovery(services: Services, job: JobRecord, carrier: Carrier, delays: tuple[float, ...], stop: Stop) -> Recovery:
    settlement = settlement_for(services, job, lambda _row, _shipped: None, booking_for(services, job))
    lane = Lane(carrier, services.spool, delays=delays, pause=stop.pause)
    return Recovery(settlement, lane, services.clock)


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
    due = [row for row in services.reader(job.number).unwritten(job.number) if row.write_back is WriteBackState.DUE]
    return services.reader(job.number).counts(job.number).shipped - len(due)


def _events(services: Services, job: JobRecord, source: Source, stop: Stop) -> Iterator[JobEvent]:
    settings = services.settings.carrier
    writeback = writeback_for(services, job, source)
    lane = Lane(services.carrier(), services.spool, delays=settings.lookup_delays, pause=stop.pause)
    settlement = settlement_for(services, job, writeback.add, writeback.booked)
    noted, lanes = _noting(services, job), settings.concurrency
    runner = Runner(settlement, lane, writeback, noted=noted, lanes=lanes, pause=stop.pause, stopping=stop.asked)
    try:
        yield from runner.run()
    except PeeweeException as error:
        raise store_failed(error) from error


def _noting(services: Services, job: JobRecord) -> Callable[[RowRecord, str], None]:
    """Notes outside of the job store what is sent."""
    return lambda row, reference: services.sent.note([Sent.of(job, row, reference, stamp(services.clock()))])
