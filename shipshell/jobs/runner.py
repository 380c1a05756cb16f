"""The runner: ships a job's pending rows in source order and says what happens, event by event.

One thread owns the ledger and the write-back; lanes (threads) only talk to the carrier. The first error halts the job:
no further row is sent, and the rows in hand are settled.
"""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from peewee import PeeweeException

from shipshell.jobs.course import STOPPED
from shipshell.jobs.states import JobStatus, RowState, WriteBackState
from shipshell.jobs.verdicts import Accepted
from shipshell.jobs.writer import StateConflict, store_failed
from shipshell.model.errors import Problem, ShipshellError
from shipshell.model.events import (
    JobEvent,
    JobFinished,
    JobNotice,
    JobStarted,
    RowFailed,
    RowInDoubt,
    WriteBackFailed,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shipshell.jobs.lane import Lane, Pause
    from shipshell.jobs.records import RowRecord
    from shipshell.jobs.settlement import Settlement
    from shipshell.jobs.verdicts import Verdict
    from shipshell.jobs.writeback import WriteBack


@dataclass(frozen=True, slots=True)
class _InHand:
    """A row that is with the carrier now, or whose outcome waits to be booked."""

    row: RowRecord
    reference: str
    verdict: Future[Verdict]


class Runner:
    """Runs one job that we own. `run` is called once.

    Args:
        noted: hears of each attempt once the store knows it, before its request leaves.
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
        noted: Callable[[RowRecord, str], None],
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
        self._noted = noted
        self._lanes = lanes
        self._pause = pause
        self._stopping = stopping
        self._after = 0
        self._hand: list[_InHand] = []
        self._unbooked: list[_InHand] = []
        self._unexpected: Exception | None = None

    def run(self) -> Iterator[JobEvent]:
        """Ship every pending row, then settle the write-back and the job.

        Where the listener leaves early, the rows in hand are settled and the job halts all the same.

        Raises:
            ShipshellError: the job's end was reported, but could not be noted; the next start finds it interrupted.
            Exception: whatever nobody foresaw, after the job was halted and its end reported.
        """
        try:
            yield JobStarted(self._job.number, self._job.total_rows)
            yield from self._mend()
            yield from self._ship_all()
        except BaseException:
            self._course.halt(STOPPED)
            with suppress(ShipshellError):
                self._wind_up()
            raise
        yield from self._wind_up()
        if self._unexpected:
            raise self._unexpected

    # -- sending ------------------------------------------------------------------------------------------------

    def _ship_all(self) -> Iterator[JobEvent]:
        with ThreadPoolExecutor(self._lanes, thread_name_prefix="lane") as pool:
            while True:
                yield from self._fill(pool)
                if self._hand:
                    yield from self._settle_some()
                elif self._course.halting or not self._course.retrying:
                    return
                else:
                    yield from self._writeback.flush()
                    self._wait_for_retry()

    def _mend(self) -> Iterator[JobEvent]:
        """Write and report what was booked before an interruption, or adopted since, but never reported."""
        try:
            yield from self._relabel()
            self._settlement.receipts.tidy(self._reader, self._lane.kept)
            yield from self._catch_up()
        except Exception as error:  # noqa: BLE001 - see _halt_on
            self._halt_on(error)

    def _catch_up(self) -> Iterator[JobEvent]:
        """Write whatever the source lacks, also what was in it once: it may have been put back from a copy."""
        rows, failed = self._writeback.replay(self._reader.rows(self._job.number, (RowState.SHIPPED,)))
        for row in rows:
            if row.write_back is WriteBackState.DUE:
                shipped = self._reader.shipped_event(row, self._settlement.receipts.labels)
                yield shipped
                yield from self._settlement.compare(row, shipped)
            if row.id in failed:
                yield WriteBackFailed(row.job, row.row, failed[row.id])
            elif row.write_back is WriteBackState.WRITTEN:
                yield JobNotice(row.job, f"Row {row.row}: its number was gone from the source, and is in it again.")

    def _relabel(self) -> Iterator[JobEvent]:
        """Make the labels that a full disk prevented, from the kept replies."""
        for row, reference in self._reader.unlabelled(self._job.number):
            kept = self._lane.kept(reference)
            if kept:
                self._settlement.receipts.relabel(row, reference, kept.confirmation)
                yield JobNotice(row.job, f"Row {row.row}: its label is saved now.")

    def _fill(self, pool: ThreadPoolExecutor) -> Iterator[JobEvent]:
        """Send rows until every lane is busy, nothing is left, or the job halts."""
        while len(self._hand) < self._lanes and not (self._course.halting or self._lane.unsure):
            row = None
            try:
                row = self._next()
                if row is None:
                    return
                yield from self._send(pool, row)
            except Exception as error:  # noqa: BLE001 - see _halt_on
                self._halt_on(error, row)

    def _send(self, pool: ThreadPoolExecutor, row: RowRecord) -> Iterator[JobEvent]:
        if self._stopping():
            self._course.halt(STOPPED)
            return
        problem = self._writeback.objection(row)
        if problem:
            self._ledger.withheld(row, problem)
            self._course.halt(problem.message, row.row)
            yield RowFailed(row.job, row.row, problem)
            return
        request = row.request
        reference = self._ledger.claim(row)
        self._noted(row, reference)
        self._hand.append(_InHand(row, reference, pool.submit(self._lane.send, request, reference)))

    def _next(self) -> RowRecord | None:
        ripe = self._course.take_ripe(self._settlement.seconds())
        if ripe is not None:
            return self._reader.row(self._job.number, ripe)
        if self._course.retrying:
            return None  # the carrier asks for patience: the rows behind wait as well
        row = self._reader.next_pending(self._job.number, self._after)
        if row is not None:
            self._after = row.row
        return row

    def _wait_for_retry(self) -> None:
        if self._pause(self._course.next_retry_in(self._settlement.seconds()) or 0.0):
            self._course.halt(STOPPED)

    # -- settling -----------------------------------------------------------------------------------------------

    def _settle_some(self) -> Iterator[JobEvent]:
        """Settle the rows that came back, in source order; write what is due."""
        wait([sent.verdict for sent in self._hand], timeout=self._patience(), return_when=FIRST_COMPLETED)
        for sent in sorted((sent for sent in self._hand if sent.verdict.done()), key=lambda sent: sent.row.row):
            self._hand.remove(sent)
            yield from self._settle(sent)
        if self._writeback.due_in() == 0.0:
            yield from self._writeback.flush()

    def _settle(self, sent: _InHand) -> Iterator[JobEvent]:
        try:
            verdict = sent.verdict.result()
            if not isinstance(verdict, Accepted):
                yield from self._writeback.flush()  # what shipped before is told before what went wrong
            yield from self._settlement.settle(sent.row, sent.reference, verdict)
        except Exception as error:  # noqa: BLE001 - see _halt_on
            self._halt_on(error, sent.row)
            self._unbooked.append(sent)

    def _patience(self) -> float | None:
        """How long to wait for the carrier before something else is due; None where nothing is."""
        retry = None if self._course.halting else self._course.next_retry_in(self._settlement.seconds())
        return min((one for one in (self._writeback.due_in(), retry) if one is not None), default=None)

    def _halt_on(self, error: Exception, row: RowRecord | None = None) -> None:
        """Halt, whatever broke, so that the rows in hand are settled; what nobody foresaw is raised at the end."""
        if isinstance(error, PeeweeException):
            self._ledger.let_go()
            error = store_failed(error)
        if isinstance(error, ShipshellError):
            words = error.problem.message
        else:
            words = f"something unexpected happened ({type(error).__name__})"
            self._unexpected = self._unexpected or error
        self._course.halt(words, row.row if row else None)

    # -- the end ------------------------------------------------------------------------------------------------

    def _wind_up(self) -> list[JobEvent]:
        """Settle what is in hand, write what waits, and note how the job ended; all of it before any is reported."""
        events: list[JobEvent] = []
        while self._hand:
            events += self._settle_some()
        events += self._book_again()
        events += self._writeback.flush()
        events += self._write_what_failed()
        with suppress(ShipshellError):  # the replies stay in the spool, and the next run tries again
            self._settlement.receipts.sync()
        return [*events, self._finish()]

    def _finish(self) -> JobFinished:
        """Note how the job ended; where the store refuses even that, it halted all the same, and why is raised."""
        number, reason = self._job.number, self._course.reason
        try:
            self._ledger.finish(number, self._outcome(), reason, self._course.error_row)
        except StateConflict:  # another shell has taken it over: how it ends is told there
            raise
        except ShipshellError as error:
            self._unexpected = self._unexpected or error
            told = self._reader.summary(number)
            return replace(told, status=JobStatus.HALTED, reason=reason or error.problem.message)
        return self._reader.summary(number)

    def _book_again(self) -> Iterator[JobEvent]:
        """Try once more to book what the job store refused; failing that, the next start learns it from the spool."""
        for sent in self._unbooked:
            try:
                yield from self._settlement.settle(sent.row, sent.reference, sent.verdict.result())
            except Exception as error:  # noqa: BLE001 - it is told, and its row stays in doubt
                words = f"its outcome could not be noted: {error}"
                yield RowInDoubt(sent.row.job, sent.row.row, sent.reference, Problem("E-3007", words))

    def _write_what_failed(self) -> Iterator[JobEvent]:
        self._commit_marks()
        rows = self._reader.unwritten(self._job.number)
        failed = self._writeback.catch_up(rows)
        self._commit_marks()
        for row in rows:
            if row.id not in failed:
                yield JobNotice(row.job, f"Row {row.row}: its number is in the source now.")

    def _commit_marks(self) -> None:
        with suppress(ShipshellError):  # the numbers are in the source: a lost mark costs a comparison
            self._ledger.commit_marks()

    def _outcome(self) -> JobStatus:
        number = self._job.number
        counts = self._reader.counts(number)
        if counts.left:
            return JobStatus.HALTED
        odd = self._course.reason not in ("", STOPPED)
        if odd or counts.skipped or counts.voided or self._reader.unwritten(number):
            return JobStatus.COMPLETE_WITH_WARNINGS
        return JobStatus.COMPLETE
