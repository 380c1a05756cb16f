"""Attempts at buying a row: claimed, and what became of them."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from peewee import IntegrityError, fn

from shipshell.jobs.encoding import charge_values, problem_text
from shipshell.jobs.moves import Moves
from shipshell.jobs.prepared import slot
from shipshell.jobs.states import JobStatus, Outcome, RowState, WriteBackState
from shipshell.jobs.writer import StateConflict

if TYPE_CHECKING:
    from shipshell.jobs.records import RowRecord
    from shipshell.jobs.spool import LabelFile
    from shipshell.model.errors import Problem
    from shipshell.model.money import Price
    from shipshell.model.shipment import Confirmation

#: How often another number is drawn where one was used before.
_TRIES = 20


class AttemptMoves(Moves):
    """The moves of a row that is sent."""

    def claim(self, row: RowRecord) -> str:
        """Commit that `row` is about to be sent, under a fresh reference; that reference.

        Raises:
            StateConflict: the row is not pending, an attempt at it is in doubt, or the job is no longer ours.
        """
        for _ in range(_TRIES):
            reference = f"SS-{base64.b32encode(self._randomness(5)).decode()}-{row.row}"
            try:
                self._claim(row, reference)
            except IntegrityError:
                continue  # the reference was used before
            return reference
        raise StateConflict("E-4008", f"no reference could be had for row {row.row}", hint="Try again.")

    def _claim(self, row: RowRecord, reference: str) -> None:
        with self._writer.transaction():
            self._move(row, (RowState.PENDING,), RowState.SENDING, reference, guard=self._may_claim, problem="")
            self._writer.insert(
                self._t.attempt,
                job_row=row.id,
                duplicate_key=row.duplicate_key,
                record_key=row.record_key,
                content=row.content,
                reference=reference,
                outcome=Outcome.SENDING.value,
                started_at=self._writer.now,
            )

    def _may_claim(self) -> Any:
        jobs = self._t.job
        ours = jobs.select().where(
            jobs.number == slot("job", jobs.number), jobs.owner == self._owner, jobs.status == JobStatus.EXECUTING
        )
        return fn.EXISTS(ours) & self._is_no_doubt()

    def shipped(
        self,
        row: RowRecord,
        reference: str,
        found: Confirmation,
        *,
        price: Price | None,
        label: LabelFile | None,
        words: str = "",
    ) -> str:
        """Commit the number, charge and label of an accepted shipment; the time of shipping.

        Args:
            price: the charge UPS stated; None takes the row's quote, marked as an estimate.
        """
        at, before = self._writer.now, (RowState.SENDING, RowState.IN_DOUBT, RowState.SKIPPED)
        with self._writer.transaction():
            self._end_attempt(
                row, reference, Outcome.SHIPPED, words,
                tracking_number=found.tracking_number, shipment_id=found.shipment_id, **charge_values(price, row),
            )  # fmt: skip
            self._move(
                row, before, RowState.SHIPPED, f"{reference} {found.tracking_number}",
                tracking_number=found.tracking_number, shipped_at=at, write_back=WriteBackState.DUE.value, problem="",
            )  # fmt: skip
            if label:
                self._insert_label(reference, label)
        return at

    def labelled(self, reference: str, label: LabelFile) -> None:
        """Commit the label of a shipment that was booked without one."""
        with self._writer.transaction():
            self._insert_label(reference, label)

    def refused(self, row: RowRecord, reference: str, problem: Problem) -> None:
        """Commit that the carrier said no: nothing exists under `reference`."""
        with self._writer.transaction():
            self._end_attempt(row, reference, Outcome.REFUSED, problem.message)
            said = f"{problem.message.rstrip('.')} (UPS {problem.carrier_code})"
            words = said if problem.carrier_code else problem.message
            self._move(row, (RowState.SENDING,), RowState.FAILED, words, problem=problem_text(problem))

    def never_left(self, row: RowRecord, reference: str, words: str) -> None:
        """Commit that a request certainly never arrived; the row is pending again."""
        with self._writer.transaction():
            self._end_attempt(row, reference, Outcome.NEVER_LEFT, words)
            self._move(row, (RowState.SENDING, RowState.IN_DOUBT), RowState.PENDING, words, problem="")

    def in_doubt(self, row: RowRecord, reference: str, problem: Problem, answer: str) -> None:
        """Commit that nobody knows what became of a request.

        Args:
            answer: what the carrier said when it was asked; "" where it was not.
        """
        with self._writer.transaction():
            self._end_attempt(row, reference, Outcome.IN_DOUBT, answer)
            self._log_answer(row, reference, answer)
            self._move(row, (RowState.SENDING,), RowState.IN_DOUBT, problem.message, problem=problem_text(problem))

    def still_in_doubt(self, row: RowRecord, reference: str, answer: str) -> None:
        """Commit what the carrier answers now about a row in doubt; the same answer as before is not noted again."""
        table = self._t.attempt
        query = table.update(words=answer).where(table.job_row == row.id, table.reference == reference)
        with self._writer.transaction():
            if query.where(table.outcome == Outcome.IN_DOUBT, table.words != answer).execute():
                self._log_answer(row, reference, answer)

    def _log_answer(self, row: RowRecord, reference: str, answer: str) -> None:
        if answer:
            self._log(row, "looked up", f"{reference} {answer}")

    def found_voided(self, row: RowRecord, reference: str, words: str) -> None:
        """UPS says that the shipment of a row in doubt existed and was voided."""
        with self._writer.transaction():
            self._end_attempt(row, reference, Outcome.VOIDED, words)
            self._move(row, (RowState.IN_DOUBT,), RowState.VOIDED, words, problem="")

    def ended_aside(self, row: RowRecord, reference: str, outcome: Outcome, words: str) -> None:
        """Commit that the doubt of a row which was set aside ended without a shipment; the row stays set aside."""
        with self._writer.transaction():
            self._end_attempt(row, reference, outcome, words)
            self._log(row, f"{outcome}, and set aside", words)

    def _insert_label(self, reference: str, label: LabelFile) -> None:
        table = self._t.attempt

        def build() -> Any:
            attempt = table.select(table.id).where(table.reference == slot("reference"))
            values = {name: slot(name) for name in ("path", "format", "sha256")}
            return self._t.label.insert(attempt=attempt, **values)

        values = {"path": label.path.as_posix(), "format": label.format, "sha256": label.sha256}
        self._writer.prepared.run("label", build, reference=reference, **values)
