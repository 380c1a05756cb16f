"""Rows that are not sent, or sent again, and whether their numbers are in the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.jobs.encoding import order_values, problem_text
from shipshell.jobs.moves import Moves
from shipshell.jobs.states import BY_WORD, WRITE_FAILED, Outcome, RowState, WriteBackState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shipshell.jobs.records import NewRow, RowRecord
    from shipshell.model.errors import Problem


class RowMoves(Moves):
    """The moves of a row without the carrier."""

    def withheld(self, row: RowRecord, problem: Problem) -> None:
        """Commit that a pending row was not sent for a reason of its own (its order changed)."""
        self._move_alone(row, (RowState.PENDING,), RowState.FAILED, problem.message, problem=problem_text(problem))

    def word_not_shipped(self, row: RowRecord, reference: str) -> None:
        """A person says that a row in doubt did not ship: it is pending again; one that was set aside stays so."""
        before = RowState.SKIPPED if row.state is RowState.SKIPPED else RowState.IN_DOUBT
        target = RowState.SKIPPED if before is RowState.SKIPPED else RowState.PENDING
        with self._writer.transaction():
            self._end_attempt(row, reference, Outcome.NOT_SHIPPED, BY_WORD)
            self._move(row, (before,), target, BY_WORD, problem="")

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
            self._log(row, "amended", "")

    def start_again(self, row: RowRecord) -> None:
        """Restart: a row that is done is pending again; its earlier attempts stay in the history.

        Raises:
            StateConflict: an attempt at it is in doubt.
        """
        before = (RowState.SHIPPED, RowState.VOIDED, RowState.FAILED, RowState.SKIPPED)
        table, nothing = self._t.row, WriteBackState.NONE
        with self._writer.transaction():
            table.update(write_back=nothing).where(table.id == row.id, table.state == RowState.SHIPPED).execute()
            self._move(
                row, before, RowState.PENDING, "restarted", guard=self._is_no_doubt,
                tracking_number="", shipped_at="", problem="",
            )  # fmt: skip

    def asked(self, row: RowRecord, call: str, words: str) -> None:
        """Note a call to the carrier that changed nothing, and what it said."""
        with self._writer.transaction():
            self._log(row, call, words)

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
            self._log(row, WRITE_FAILED, problem.message)
