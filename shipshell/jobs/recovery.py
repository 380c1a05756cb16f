"""Recovery: what became of rows whose outcome nobody knows, and how an interrupted job stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from shipshell.jobs.states import JobStatus, RowState
from shipshell.model.errors import Problem
from shipshell.model.events import Interrupted, JobEvent, LastShipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shipshell.jobs.lane import Lane
    from shipshell.jobs.ledger import Ledger
    from shipshell.jobs.reader import Reader
    from shipshell.jobs.records import JobRecord
    from shipshell.jobs.settlement import Settlement

_UNKNOWN = (RowState.SENDING, RowState.IN_DOUBT)


def remaining_delays(delays: tuple[float, ...], age: float) -> tuple[float, ...]:
    """The delays that are left of a schedule for an attempt that is `age` seconds old; one look-up at once, always."""
    moments, sum_ = [], 0.0
    for delay in delays:
        sum_ += delay
        moments.append(sum_)
    ahead = [moment - age for moment in moments if moment > age]
    waits = [later - earlier for earlier, later in zip([0.0, *ahead], ahead, strict=False)]
    return (0.0, *waits)


@dataclass(frozen=True, slots=True)
class Recovery:
    """Settles what a crash left of one job."""

    settlement: Settlement
    lane: Lane
    clock: Callable[[], datetime]

    def ask_again(self, delays: tuple[float, ...]) -> Iterator[JobEvent]:
        """Look up every row of unknown outcome: its kept reply first, else the carrier, after each of `delays`.

        What is found is adopted; the rest is in doubt, and stays so.
        """
        reader, job = self.settlement.reader, self.settlement.job
        for row in reader.rows(job.number, _UNKNOWN):
            attempt = reader.latest_attempt(row)
            if attempt is None:
                continue
            problem = row.problem or Problem("E-3007", "shipshell was interrupted before the answer came", row=row.row)
            waits = remaining_delays(delays, self._age(attempt.started_at))
            verdict = self.lane.look_up(attempt.reference, problem, waits)
            yield from self.settlement.settle(row, attempt.reference, verdict)

    def _age(self, started_at: str) -> float:
        started = datetime.strptime(started_at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        return max(0.0, (self.clock() - started).total_seconds())


def interruption(reader: Reader, job: JobRecord) -> Interrupted:
    """How an unsettled job stands, for the question that is put to a person."""
    counts, last = reader.counts(job.number), reader.last_shipped(job.number)
    doubtful = []
    for row in reader.rows(job.number, _UNKNOWN):
        attempt = reader.latest_attempt(row)
        doubtful.append((row.row, attempt.reference if attempt else ""))
    return Interrupted(
        job.number,
        done=counts.shipped,
        total=job.total_rows,
        remaining=job.total_rows - counts.shipped,
        last=LastShipped(last.row, last.recipient, last.tracking_number) if last else None,
        error=job.reason if job.error_row is not None else "",
        error_row=job.error_row,
        in_doubt=tuple(doubtful),
    )


def lay_down(ledger: Ledger, job: JobRecord) -> None:
    """Note that nobody executes a job any more; the caller holds its lock. Why it stopped stays as it was noted."""
    if job.status == JobStatus.EXECUTING:
        ledger.finish(job.number, JobStatus.HALTED, job.reason, job.error_row)
