"""The runner: ships a job's pending rows in source order and says what happens, event by event.

One thread owns the ledger and the write-back; lanes (threads) only talk to the carrier. The first error halts the job:
no further row is sent, and the rows in hand are settled.
"""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.jobs.course import STOPPED
from shipshell.jobs.states import JobStatus, WriteBackState
from shipshell.model.errors import ShipshellError
from shipshell.model.events import JobEvent, JobNotice, JobStarted, RowFailed, WriteBackFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shipshell.jobs.lane import Lane, Pause, Verdict
    from shipshell.jobs.records import RowRecord
    from shipshell.jobs.settlement import Settlement
    from shipshell.jobs.writeback import WriteBack


@dataclass(frozen=True, slots=True)
class _InHand:
    """A row that is with the carrier now."""

    row: RowRecord
    reference: str


class Runner:
    """Runs one job that we own.

    Args:
        lanes: rows that may be with the carrier at once.
        pause: waits some seconds; True if somebody asked to stop meanwhile.
        stopping: whether somebody asked to stop after the rows in hand.
    """

    def __init__(
        self,
        settlement: Settlement,
        lane: Lane,
        writeback: WriteBack,
        *,
        lanes: int,
        pause: Pause,
        stopping: Callable[[], bool],
    ) -> None:
        self._settlement = settlement
        self._job = settlement.job
        self._ledger = settlement.ledger
        self._reader = settlement.reader
        self._writeback = writeback
        self._course = settlement.course
        self._lane = lane
        self._lanes = lanes
        self._pause = pause
        self._stopping = stopping
        self._after = 0

    def run(self) -> Iterator[JobEvent]:
        """Ship every pending row, then settle the write-back and the job."""
        yield JobStarted(self._job.number, self._job.total_rows)
        yield from self._report_the_adopted()
        yield from self._ship_all()
        yield from self._writeback.flush()
        yield from self._finish()

    def _report_the_adopted(self) -> Iterator[JobEvent]:
        """Write and report what was booked before an interruption, or adopted since, but never reported."""
        rows = self._reader.unwritten(self._job.number)
        failed = self._writeback.catch_up(rows)
        for row in rows:
            if row.write_back == WriteBackState.DUE:
                yield self._reader.shipped_event(row)
            if row.id in failed:
                yield WriteBackFailed(row.job, row.row, failed[row.id])

    def _ship_all(self) -> Iterator[JobEvent]:
        hand: dict[Future[Verdict], _InHand] = {}
        with ThreadPoolExecutor(self._lanes, thread_name_prefix="lane") as pool:
            while hand or not self._course.halting:
                try:
                    yield from self._fill(pool, hand)
                    if hand:
                        yield from self._settle_some(hand)
                    elif not self._course.retrying:
                        return
                    else:
                        yield from self._writeback.flush()
                        self._wait_for_retry()
                except ShipshellError as error:  # whatever broke, the rows in hand are settled
                    self._course.halt(error.problem.message, error.problem.row)

    def _fill(self, pool: ThreadPoolExecutor, hand: dict[Future[Verdict], _InHand]) -> Iterator[JobEvent]:
        """Send rows until every lane is busy, nothing is left, or the job halts."""
        while len(hand) < self._lanes:
            if self._stopping():
                self._course.halt(STOPPED)
            row = None if self._course.halting else self._next()
            if row is None:
                return
            problem = self._writeback.objection(row)
            if problem:
                self._ledger.withheld(row, problem)
                self._course.halt(problem.message, row.row)
                yield RowFailed(row.job, row.row, problem)
                return
            reference = self._ledger.claim(row)
            hand[pool.submit(self._lane.send, row.request, reference)] = _InHand(row, reference)

    def _next(self) -> RowRecord | None:
        ripe = self._course.ripe(self._settlement.seconds())
        if ripe is not None:
            return self._reader.row(self._job.number, ripe)
        if self._course.retrying:
            return None  # the carrier asks for patience: the rows behind wait as well
        row = self._reader.next_pending(self._job.number, self._after)
        if row is not None:
            self._after = row.row
        return row

    def _settle_some(self, hand: dict[Future[Verdict], _InHand]) -> Iterator[JobEvent]:
        done, _ = wait(hand, timeout=self._patience(), return_when=FIRST_COMPLETED)
        for future in sorted(done, key=lambda one: hand[one].row.row):
            sent = hand.pop(future)
            yield from self._settlement.settle(sent.row, sent.reference, future.result())
        if self._writeback.due_in() == 0.0:
            yield from self._writeback.flush()

    def _patience(self) -> float | None:
        """How long to wait for the carrier before something else is due."""
        waits = (self._writeback.due_in(), self._course.next_retry_in(self._settlement.seconds()))
        return min((one for one in waits if one is not None), default=None)

    def _wait_for_retry(self) -> None:
        if self._pause(self._course.next_retry_in(self._settlement.seconds()) or 0.0):
            self._course.halt(STOPPED)

    def _finish(self) -> Iterator[JobEvent]:
        number = self._job.number
        yield from self._write_what_failed()
        self._ledger.finish(number, self._outcome(), self._course.reason, self._course.error_row)
        yield self._reader.summary(number)

    def _write_what_failed(self) -> Iterator[JobEvent]:
        self._ledger.commit_marks()
        rows = self._reader.unwritten(self._job.number)
        failed = self._writeback.catch_up(rows)
        for row in rows:
            if row.id not in failed:
                yield JobNotice(row.job, f"Row {row.row}: its number is in the source now.")

    def _outcome(self) -> JobStatus:
        self._ledger.commit_marks()
        number = self._job.number
        counts = self._reader.counts(number)
        if counts.remaining or counts.failed or counts.in_doubt:
            return JobStatus.HALTED
        odd = self._course.reason not in ("", STOPPED)
        if odd or counts.skipped or counts.voided or self._reader.unwritten(number):
            return JobStatus.COMPLETE_WITH_WARNINGS
        return JobStatus.COMPLETE
