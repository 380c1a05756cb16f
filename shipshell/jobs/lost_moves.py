"""Moves that a job store once made and forgot: it was put back from a backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.jobs.moves import Moves
from shipshell.jobs.states import OPEN_OUTCOMES, Outcome, RowState

if TYPE_CHECKING:
    from shipshell.jobs.records import RowRecord
    from shipshell.jobs.sent_log import Sent

#: The words of attempts that a later one at the same row followed: they made nothing, or what they made was voided.
_FOLLOWED = "the job store forgot what came of it"


class LostMoves(Moves):
    """The moves that bring back what was sent, as if the store had lost its process just then."""

    def sent_before(self, row: RowRecord, sent: Sent) -> None:
        """Commit an attempt at a row that the store forgot: nobody knows its outcome, and what was known is old.

        A row that has a shipment keeps it; `reconcile` asks about the attempt.
        """
        is_shipped = row.state is RowState.SHIPPED
        with self._writer.transaction():
            self._end_those_before(row)
            self._writer.insert(
                self._t.attempt, job_row=row.id, duplicate_key=sent.order, record_key=sent.record,
                content=sent.content, reference=sent.reference, started_at=sent.at,
                outcome=(Outcome.NOT_SHIPPED if is_shipped else Outcome.SENDING).value,
            )  # fmt: skip
            if not is_shipped:
                table = self._t.row
                table.update(state=RowState.SENDING, problem="").where(table.id == row.id).execute()
            self._log(row, "sent before", sent.reference)

    def _end_those_before(self, row: RowRecord) -> None:
        table = self._t.attempt
        query = table.update(outcome=Outcome.NOT_SHIPPED, words=_FOLLOWED, ended_at=self._writer.now)
        query.where(table.job_row == row.id, table.outcome.in_(OPEN_OUTCOMES)).execute()
