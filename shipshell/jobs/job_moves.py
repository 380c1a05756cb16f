"""How jobs begin, change hands and end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peewee import IntegrityError

from shipshell.jobs.encoding import job_values, opening_words, row_values
from shipshell.jobs.moves import Moves
from shipshell.jobs.states import JobStatus, job_sources
from shipshell.jobs.writer import CHUNK, StateConflict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shipshell.jobs.records import NewJob, NewRow

#: How often another number is drawn where one was used before.
_TRIES = 20


class JobMoves(Moves):
    """The moves of jobs."""

    def open_job(self, job: NewJob, lock: Callable[[int], None]) -> int:
        """Store an approved batch, every row pending, owned by us and executing; its number.

        Args:
            lock: takes the lock of the job's number, before anybody else can see the job without one.

        Raises:
            StateConflict: E-4008, other shells took every number that was tried.
        """
        for _ in range(_TRIES):
            try:
                return self._insert_job(job, lock)
            except IntegrityError:
                continue  # another shell took the number between our look and our insert
        raise StateConflict("E-4008", "no job number could be had", hint="Try again.")

    def _insert_job(self, job: NewJob, lock: Callable[[int], None]) -> int:
        with self._writer.transaction():
            number = self._t.numbering.give()
            values = job_values(job) | {"created_at": self._writer.now}
            self._t.job.insert(number=number, status=JobStatus.EXECUTING, owner=self._owner, **values).execute()
            self._insert_rows(number, job.rows)
            lock(number)
            self._writer.log(number, None, "-> executing", opening_words(job))
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
        # The words about a row may name its recipient: the log has them, without the name, in the row's own line.
        where = reason if error_row is None else f"row {error_row}"
        self._move_job(
            job, job_sources(status), status, where, guard=ours,
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
