"""Recovery: what became of rows whose outcome nobody knows, and how an interrupted job stands."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from shipshell.jobs.course import STOPPED
from shipshell.jobs.lane import waits_ahead
from shipshell.jobs.locks import clear_stale
from shipshell.jobs.states import JobStatus, RowState
from shipshell.jobs.verdicts import NOTHING_SHOWN, NeverLeft
from shipshell.model.errors import Problem, ShipshellError
from shipshell.model.events import Doubt, Interrupted, JobEvent, JobNotice, LastShipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shipshell.jobs.lane import Lane
    from shipshell.jobs.ledger import Ledger
    from shipshell.jobs.reader import Reader
    from shipshell.jobs.records import AttemptRecord, JobRecord, RowRecord
    from shipshell.jobs.settlement import Settlement

_UNKNOWN = (RowState.SENDING, RowState.IN_DOUBT)
_DONE = (RowState.SHIPPED, RowState.SKIPPED)


@dataclass(frozen=True, slots=True)
class Recovery:
    """Settles what a crash left of one job."""

    settlement: Settlement
    lane: Lane
    clock: Callable[[], datetime]

    def ask_again(self, delays: tuple[float, ...]) -> Iterator[JobEvent]:
        """Look up every row of unknown outcome: its kept reply first, else the carrier, now and at each of `delays`.

        What is found is adopted; the rest is in doubt, and stays so. A wish to stop ends the waiting only.

        Args:
            delays: moments, in seconds from the beginning of the attempt.
        """
        reader, job = self.settlement.reader, self.settlement.job
        for row in reader.rows(job.number, _UNKNOWN):
            attempt = reader.latest_attempt(row)
            if attempt is not None:
                yield from self._look_up(row, attempt, delays)
        with suppress(ShipshellError):  # the replies stay in the spool, and the next run tries again
            self.settlement.receipts.sync()

    def adopt_kept(self) -> Iterator[JobEvent]:
        """Book what kept replies say of rows of unknown outcome, also of those set aside. Nobody is asked."""
        reader = self.settlement.reader
        for row in reader.doubtful(self.settlement.job.number):
            attempt = reader.latest_attempt(row)
            kept = self.lane.kept(attempt.reference) if attempt else None
            if attempt and kept:
                yield from self.settlement.settle(row, attempt.reference, kept)
        with suppress(ShipshellError):  # as above
            self.settlement.receipts.sync()

    def _look_up(self, row: RowRecord, attempt: AttemptRecord, delays: tuple[float, ...]) -> Iterator[JobEvent]:
        problem = row.problem or Problem("E-3007", "shipshell was interrupted before the answer came", row=row.row)
        waits = waits_ahead(delays, self._age(attempt.started_at))
        verdict = self.lane.look_up(attempt.reference, problem, waits)
        if isinstance(verdict, NeverLeft):
            self.settlement.ledger.never_left(row, attempt.reference, verdict.problem.message)
            yield JobNotice(row.job, f"Row {row.row}: {verdict.problem.message}. Resume sends it.")
        else:
            yield from self.settlement.settle(row, attempt.reference, verdict)

    def _age(self, started_at: str) -> float:
        started = datetime.strptime(started_at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        return max(0.0, (self.clock() - started).total_seconds())


def interruption(reader: Reader, job: JobRecord) -> Interrupted:
    """How an unsettled job stands, for the question that is put to a person."""
    counts, last = reader.counts(job.number), reader.last_shipped(job.number)
    error, row = _why(reader, job)
    voided = tuple(row.row for row in reader.rows(job.number, (RowState.VOIDED,)) if not row.tracking_number)
    return Interrupted(
        job.number,
        done=counts.shipped,
        total=job.total_rows,
        remaining=counts.left,
        last=LastShipped(last.row, last.recipient, last.tracking_number) if last else None,
        error=error,
        error_row=row,
        in_doubt=doubts(reader, job.number),
        voided=voided,
    )


def _why(reader: Reader, job: JobRecord) -> tuple[str, int | None]:
    """Why a job stopped, and at which row, if that still stands; "" where the reason is gone, or was a wish."""
    if job.error_row is None:
        return ("" if job.reason == STOPPED else job.reason), None
    stands = _stands(reader.row(job.number, job.error_row))
    return (job.reason, job.error_row) if stands else ("", None)


def _stands(row: RowRecord) -> bool:
    """Whether what went wrong with a row still stands: not where it is done, or was done and voided by us since."""
    return row.state not in _DONE and not (row.state is RowState.VOIDED and row.tracking_number)


def doubts(reader: Reader, job: int) -> tuple[Doubt, ...]:
    """Each row of unknown outcome, with what the carrier said of it."""
    attempts = ((row, reader.latest_attempt(row)) for row in reader.rows(job, _UNKNOWN))
    return tuple(_doubt(row, attempt) for row, attempt in attempts if attempt)


def _doubt(row: RowRecord, attempt: AttemptRecord) -> Doubt:
    absent, is_open = attempt.words == NOTHING_SHOWN, row.state is RowState.SENDING
    return Doubt(row.row, attempt.reference, attempt.words, is_absent=absent, is_open=is_open)


def clear_locks(folder: Path, reader: Reader, clock: Callable[[], datetime]) -> None:
    """Take away the lock files that dead processes left in `folder` and beside the sources of their jobs."""
    files = {job.number: Path(job.source_location) for job in reader.jobs()} if any(folder.iterdir()) else {}
    clear_stale(folder, lambda job: files[job] if job in files and files[job].is_absolute() else None, clock)


def lay_down(ledger: Ledger, job: JobRecord) -> None:
    """Note that nobody executes a job any more; the caller holds its lock. Why it stopped stays as it was noted."""
    if job.status == JobStatus.EXECUTING:
        ledger.lay_down(job.number)
