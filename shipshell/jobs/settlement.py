"""What a verdict does: the move in the ledger, the number to be written back, the event, and whether the job halts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from shipshell.jobs.complaints import traced
from shipshell.jobs.states import RowState
from shipshell.jobs.verdicts import Accepted, Declined, Doubtful, NeverLeft, Verdict, Voided
from shipshell.model.errors import Problem
from shipshell.model.events import JobEvent, JobNotice, Overcharged, RowFailed, RowInDoubt, RowShipped
from shipshell.model.money import Money

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shipshell.jobs.course import Course
    from shipshell.jobs.ledger import Ledger
    from shipshell.jobs.reader import Reader
    from shipshell.jobs.receipts import Receipts
    from shipshell.jobs.records import JobRecord, RowRecord

#: A charge that is above its quote by more than both halts the job.
_TOLERATED_RATIO = Decimal("1.05")
_TOLERATED_AMOUNT = Decimal(1)


@dataclass(frozen=True, slots=True)
class Settlement:
    """Settles the rows of one job.

    Args:
        announce: takes each row that was booked as shipped; it is not reported until its number is in the source.
        seconds: a monotonic clock.
        backoff: seconds to wait before try n (from 0) of a request that never arrived.
    """

    job: JobRecord
    ledger: Ledger
    reader: Reader
    receipts: Receipts
    announce: Callable[[RowRecord, RowShipped], None]
    course: Course
    seconds: Callable[[], float]
    backoff: Callable[[int], float]

    def settle(self, row: RowRecord, reference: str, verdict: Verdict) -> Iterator[JobEvent]:
        """Carry out what `verdict` means for the attempt `reference` at `row`."""
        if isinstance(verdict, Accepted):
            yield from self._accepted(row, reference, verdict)
        elif isinstance(verdict, Declined):
            yield from self._declined(row, reference, verdict)
        elif isinstance(verdict, NeverLeft):
            yield from self._never_left(row, reference, verdict)
        elif isinstance(verdict, Voided):
            yield from self._voided(row, reference, verdict)
        else:
            yield from self._doubtful(row, reference, verdict)

    def _accepted(self, row: RowRecord, reference: str, verdict: Accepted) -> Iterator[JobEvent]:
        number = verdict.confirmation.tracking_number
        if self.reader.number_is_taken(number, self.job.environment):
            words = f"UPS names {number} for this shipment, which was given to another one before"
            yield from self._doubtful(row, reference, Doubtful(Problem("E-3007", words), words))
            return
        self.course.through(row.row)
        receipt = self.receipts.book(row, reference, verdict, self.job.currency)
        self.announce(row, receipt.shipped)
        trouble = verdict.trouble or receipt.trouble
        if trouble:
            self.course.halt(trouble.message)
        yield from self.compare(row, receipt.shipped)

    def _declined(self, row: RowRecord, reference: str, verdict: Declined) -> Iterator[JobEvent]:
        plan = self.job.plan
        problem = traced(verdict.problem, verdict.field, row.request, plan.get("fields", {}), row.row)
        problem = replace(problem, origin=plan.get("origin", 0))
        self.ledger.refused(row, reference, problem)
        self.course.halt(problem.message, row.row)
        yield RowFailed(row.job, row.row, problem)

    def _doubtful(self, row: RowRecord, reference: str, verdict: Doubtful) -> Iterator[JobEvent]:
        self._note_doubt(row, reference, verdict)
        self.course.halt(verdict.problem.message, row.row)
        yield RowInDoubt(row.job, row.row, reference, verdict.problem)

    def _note_doubt(self, row: RowRecord, reference: str, verdict: Doubtful) -> None:
        if row.state != RowState.IN_DOUBT:
            self.ledger.in_doubt(row, reference, verdict.problem, verdict.answer)
        else:
            self.ledger.still_in_doubt(row, reference, verdict.answer)

    def _never_left(self, row: RowRecord, reference: str, verdict: NeverLeft) -> Iterator[JobEvent]:
        self.ledger.never_left(row, reference, verdict.problem.message)
        tries = self.course.tries(row.row)
        delay = self.backoff(tries) if verdict.wait is None else verdict.wait
        if self.course.try_again(row.row, self.seconds(), delay):
            yield JobNotice(row.job, f"Row {row.row}: {verdict.problem.message}. Trying again in {delay:.0f} s.")
            return
        self.course.through(row.row)
        self.ledger.withheld(row, verdict.problem)
        self.course.halt(verdict.problem.message, row.row)
        yield RowFailed(row.job, row.row, verdict.problem)

    def _voided(self, row: RowRecord, reference: str, verdict: Voided) -> Iterator[JobEvent]:
        words = f"UPS shows that the shipment for reference {reference} was voided: {verdict.words}"
        hint = f'It is not sent again by itself: for that, say "row {row.row} did not ship", then resume.'
        problem = Problem("E-3007", words, hint=hint)
        if row.state != RowState.IN_DOUBT:
            self.ledger.in_doubt(row, reference, problem, verdict.words)
        self.ledger.found_voided(row, reference, verdict.words)
        self.course.halt(problem.message, row.row)
        yield RowFailed(row.job, row.row, problem)

    def compare(self, row: RowRecord, shipped: RowShipped) -> Iterator[JobEvent]:
        """Halt, and say so, where a row's charge is too far above its quote, or in another currency.

        Where either is not known, nobody can tell.
        """
        if row.quote is None or shipped.cost is None:
            return
        charge, tolerated = shipped.cost, max(row.quote * _TOLERATED_RATIO, row.quote + _TOLERATED_AMOUNT)
        if charge.currency == self.job.currency and charge.amount <= tolerated:
            return
        words = f"row {row.row} was charged {shipped.cost}, but quoted {Money(row.quote, self.job.currency)}"
        self.course.halt(words)
        hint = "It is shipped; no further row was sent. Say resume to go on, or cancel."
        yield Overcharged(row.job, row.row, Problem("E-3008", words, hint=hint))
