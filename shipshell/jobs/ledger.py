"""The ledger: the only writer of the job store. Every move is named, guarded by the state before it, and logged.

A guarded move is one `UPDATE ... WHERE state IN (what may come before)`; anything but one row changed raises, so that
two processes can never both believe that they made the same move.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from peewee import IntegrityError, fn

from shipshell.jobs.encoding import charge_values, job_values, order_values, problem_text, row_values
from shipshell.jobs.prepared import slot
from shipshell.jobs.states import OPEN_OUTCOMES, JobStatus, Outcome, RowState, WriteBackState, job_sources
from shipshell.jobs.writer import CHUNK, StateConflict, Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from shipshell.jobs.records import NewJob, NewRow, RowRecord
    from shipshell.jobs.spool import LabelFile
    from shipshell.jobs.tables import Tables
    from shipshell.model.errors import Problem
    from shipshell.model.money import Price
    from shipshell.model.shipment import Confirmation

_TRIES = 20


class Ledger:
    """Writes one job store on behalf of one owner.

    Args:
        owner: the token that a job carries while this process runs it.
        clock: the present moment, with a time zone.
        randomness: `randomness(n)` gives n random bytes.
    """

    def __init__(
        self, tables: Tables, *, owner: str, clock: Callable[[], datetime], randomness: Callable[[int], bytes]
    ) -> None:
        self._t = tables
        self._owner = owner
        self._randomness = randomness
        self._writer = Writer(tables, clock)

    # -- jobs ---------------------------------------------------------------------------------------------------

    def open_job(self, job: NewJob, lock: Callable[[int], None]) -> int:
        """Store an approved batch, every row pending, owned by us and executing; its number.

        Args:
            lock: takes the lock of the job's number, before anybody else can see the job without one.
        """
        for _ in range(_TRIES):
            try:
                return self._insert_job(job, lock)
            except IntegrityError:
                continue  # another shell took the number between our look and our insert
        raise StateConflict("E-4008", "no job number could be had", hint="Try again.")

    def _insert_job(self, job: NewJob, lock: Callable[[int], None]) -> int:
        with self._writer.transaction():
            number = (self._t.job.select(fn.MAX(self._t.job.number)).scalar() or 0) + 1
            values = job_values(job) | {"created_at": self._writer.now}
            self._t.job.insert(number=number, status=JobStatus.EXECUTING, owner=self._owner, **values).execute()
            self._insert_rows(number, job.rows)
            lock(number)
            self._writer.log(number, None, "-> executing", f"{len(job.rows)} rows")
        return int(number)

    def _insert_rows(self, number: int, rows: Sequence[NewRow]) -> None:
        for start in range(0, len(rows), CHUNK):
            self._t.row.insert_many([row_values(number, row) for row in rows[start : start + CHUNK]]).execute()

    def take_over(self, job: int) -> None:
        """Run a halted or interrupted job from now on. The caller holds the job's lock."""
        before = (JobStatus.HALTED, JobStatus.EXECUTING)
        self._move_job(
            job, before, JobStatus.EXECUTING, "taken over",
            owner=self._owner, finished_at="", reason="", error_row=None,
        )  # fmt: skip

    def finish(self, job: int, status: JobStatus, reason: str = "", error_row: int | None = None) -> None:
        """Move a job that is ours, or nobody's, to the status in which it stops running."""
        ours = self._t.job.owner.in_((self._owner, ""))
        self._move_job(
            job, job_sources(status), status, reason, guard=ours,
            owner="", finished_at=self._writer.now, reason=reason, error_row=error_row,
        )  # fmt: skip

    def lay_down(self, job: int) -> None:
        """Halt a job whose owner died. The caller holds the job's lock. Why it stopped stays as it was noted."""
        before = (JobStatus.EXECUTING,)
        self._move_job(job, before, JobStatus.HALTED, "interrupted", owner="", finished_at=self._writer.now)

    def _move_job(
        self,
        job: int,
        before: Sequence[JobStatus],
        status: JobStatus,
        detail: str,
        *,
        guard: Any = True,
        **fields: Any,
    ) -> None:
        table = self._t.job
        with self._writer.transaction():
            query = table.update(status=status, **fields).where(table.number == job, table.status.in_(before), guard)
            self._writer.require(query.execute(), f"job {job} cannot become {status}", job)
            self._writer.log(job, None, f"-> {status}", detail)

    def together(self) -> AbstractContextManager[None]:
        """All moves within happen, or none."""
        return self._writer.transaction()

    # -- a row is sent ------------------------------------------------------------------------------------------

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
                reference=reference,
                outcome=Outcome.SENDING.value,
                started_at=self._writer.now,
            )

    def _may_claim(self) -> Any:
        jobs = self._t.job
        ours = jobs.select().where(
            jobs.number == slot("job"), jobs.owner == self._owner, jobs.status == JobStatus.EXECUTING
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
            self._move(row, (RowState.SENDING,), RowState.FAILED, problem.message, problem=problem_text(problem))

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
            self._writer.log(row.job, row.row, "looked up", f"{reference} {answer}")

    def found_voided(self, row: RowRecord, reference: str, words: str) -> None:
        """UPS says that the shipment of a row in doubt existed and was voided."""
        with self._writer.transaction():
            self._end_attempt(row, reference, Outcome.VOIDED, words)
            self._move(row, (RowState.IN_DOUBT,), RowState.VOIDED, words, problem="")

    def voided(self, row: RowRecord, tracking_number: str, words: str) -> None:
        """Commit that a shipment which a row bought was voided.

        The row is voided with it, if that is still its number; one that was restarted since stays as it is.
        """
        with self._writer.transaction():
            self._void_attempt(row, tracking_number, words)
            detail = f"{tracking_number} {words}"
            if row.tracking_number == tracking_number:
                written = WriteBackState.NONE.value
                self._move(row, (RowState.SHIPPED,), RowState.VOIDED, detail, write_back=written, problem="")
            else:
                self._writer.log(row.job, row.row, "earlier shipment voided", detail)

    # -- a row is not sent, or sent again -----------------------------------------------------------------------

    def withheld(self, row: RowRecord, problem: Problem) -> None:
        """Commit that a pending row was not sent for a reason of its own (its order changed)."""
        self._move_alone(row, (RowState.PENDING,), RowState.FAILED, problem.message, problem=problem_text(problem))

    def word_not_shipped(self, row: RowRecord, reference: str) -> None:
        """A person says that a row in doubt did not ship: it is pending again; one that was set aside stays so."""
        before = RowState.SKIPPED if row.state is RowState.SKIPPED else RowState.IN_DOUBT
        target = RowState.SKIPPED if before is RowState.SKIPPED else RowState.PENDING
        with self._writer.transaction():
            self._end_attempt(row, reference, Outcome.NOT_SHIPPED, "a person's word")
            self._move(row, (before,), target, "a person's word", problem="")

    def skip(self, row: RowRecord, words: str) -> None:
        """Set a row aside. A reference that is still in doubt stays so in its attempt, and holds the order."""
        self._move_alone(row, (RowState.PENDING, RowState.FAILED, RowState.IN_DOUBT), RowState.SKIPPED, words)

    def again(self, row: RowRecord) -> None:
        """Make a failed row pending, because somebody resumes the job."""
        self._move_alone(row, (RowState.FAILED,), RowState.PENDING, "resumed", problem="")

    def amend(self, row: RowRecord, new: NewRow) -> None:
        """Replace what an unshipped row asks for by its corrected form, as approved."""
        table, before = self._t.row, (RowState.PENDING, RowState.FAILED)
        with self._writer.transaction():
            query = table.update(**order_values(new)).where(table.id == row.id, table.state.in_(before))
            self._writer.require(query.execute(), f"row {row.row} cannot be corrected any more", row.job)
            self._writer.log(row.job, row.row, "amended", "")

    def start_again(self, row: RowRecord) -> None:
        """Restart: a row that is done is pending again; its earlier attempts stay in the history.

        Raises:
            StateConflict: an attempt at it is in doubt.
        """
        before = (RowState.SHIPPED, RowState.VOIDED, RowState.FAILED, RowState.SKIPPED)
        self._move_alone(
            row, before, RowState.PENDING, "restarted", guard=self._is_no_doubt,
            tracking_number="", shipped_at="", write_back=WriteBackState.NONE.value, problem="",
        )  # fmt: skip

    # -- write-back ---------------------------------------------------------------------------------------------

    def written(self, row_ids: Iterable[int]) -> None:
        """Note that rows' numbers are in the source; committed with the next move."""
        self._writer.mark_written(row_ids)

    def commit_marks(self) -> None:
        """Commit the notes of `written` that wait for a move."""
        self._writer.commit_marks()

    def write_failed(self, row: RowRecord, problem: Problem) -> None:
        """Commit that the number of a shipped row could not be written into the source."""
        table = self._t.row
        with self._writer.transaction():
            query = table.update(write_back=WriteBackState.FAILED)
            changed = query.where(table.id == row.id, table.state == RowState.SHIPPED).execute()
            self._writer.require(changed, f"row {row.row} of job {row.job} is not shipped", row.job)
            self._writer.log(row.job, row.row, "write-back failed", problem.message)

    # -- inside -------------------------------------------------------------------------------------------------

    def _move(
        self,
        row: RowRecord,
        before: Sequence[RowState],
        target: RowState,
        detail: str,
        *,
        guard: Callable[[], Any] = lambda: True,
        **fields: Any,
    ) -> None:
        table = self._t.row

        def build() -> Any:
            query = table.update(state=target, **{name: slot(name) for name in fields})
            return query.where(table.id == slot("id"), table.state.in_(before), guard())

        shape = (target, before, guard, *fields)
        moved = self._writer.prepared.run(shape, build, id=row.id, job=row.job, **fields)
        self._writer.require(moved.rowcount, f"row {row.row} of job {row.job} cannot become {target}", row.job)
        self._writer.log(row.job, row.row, f"-> {target}", detail)

    def _move_alone(
        self, row: RowRecord, before: Sequence[RowState], target: RowState, detail: str, **more: Any
    ) -> None:
        with self._writer.transaction():
            self._move(row, before, target, detail, **more)

    def _is_no_doubt(self) -> Any:
        """No attempt at the row in the slot `id` waits for its outcome."""
        table = self._t.attempt
        return ~fn.EXISTS(table.select().where(table.job_row == slot("id"), table.outcome.in_(OPEN_OUTCOMES)))

    def _end_attempt(self, row: RowRecord, reference: str, outcome: Outcome, words: str, **fields: Any) -> None:
        table = self._t.attempt
        fields |= {"ended_at": self._writer.now, "words": words}

        def build() -> Any:
            query = table.update(outcome=outcome, **{name: slot(name) for name in fields})
            at = (table.reference == slot("reference"), table.job_row == slot("id"))
            return query.where(*at, table.outcome.in_(OPEN_OUTCOMES))

        ended = self._writer.prepared.run((outcome, *fields), build, reference=reference, id=row.id, **fields)
        words = f"nobody waits for the outcome of {reference or 'an attempt'} at row {row.row}"
        self._writer.require(ended.rowcount, words, row.job)

    def _void_attempt(self, row: RowRecord, tracking_number: str, words: str) -> None:
        """Note that the shipment of an attempt stands no more; when it was bought stays."""
        table = self._t.attempt
        query = table.update(outcome=Outcome.VOIDED, words=words).where(table.job_row == row.id)
        voided = query.where(table.tracking_number == tracking_number, table.outcome == Outcome.SHIPPED).execute()
        self._writer.require(voided, f"no shipment {tracking_number} of row {row.row} stands", row.job)

    def _insert_label(self, reference: str, label: LabelFile) -> None:
        table = self._t.attempt

        def build() -> Any:
            attempt = table.select(table.id).where(table.reference == slot("reference"))
            values = {name: slot(name) for name in ("path", "format", "sha256")}
            return self._t.label.insert(attempt=attempt, **values)

        values = {"path": str(label.path), "format": label.format, "sha256": label.sha256}
        self._writer.prepared.run("label", build, reference=reference, **values)
