"""Voids: asked for, refused, done, and their numbers taken out of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shipshell.jobs.moves import Moves
from shipshell.jobs.states import STANDING_OUTCOMES, Outcome, RowState, WriteBackState
from shipshell.jobs.writer import CHUNK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipshell.jobs.records import RowRecord


class VoidMoves(Moves):
    """The moves of a shipment that is voided."""

    def voiding(self, row: RowRecord, tracking_number: str) -> None:
        """Commit that the carrier is about to be asked to void a shipment which a row bought."""
        with self._writer.transaction():
            self._end_standing(row, tracking_number, Outcome.VOIDING)
            self._log(row, "void asked", tracking_number)

    def not_voided(self, row: RowRecord, tracking_number: str, words: str) -> None:
        """Commit that the carrier voids a shipment not: it stands as before."""
        with self._writer.transaction():
            self._end_standing(row, tracking_number, Outcome.SHIPPED)
            self._log(row, "void refused", f"{tracking_number} {words}")

    def voided(self, row: RowRecord, tracking_number: str, words: str) -> None:
        """Commit that a shipment which a row bought was voided; its number is to be taken out of the source.

        The row is voided with it, if that is still its number; one that was restarted since stays as it is.
        """
        with self._writer.transaction():
            self._end_standing(row, tracking_number, Outcome.VOIDED, words=words)
            detail, due = f"{tracking_number} {words}", WriteBackState.DUE.value
            if row.tracking_number == tracking_number:
                self._move(row, (RowState.SHIPPED,), RowState.VOIDED, detail, write_back=due, problem="")
            else:
                self._mark_unshipped((row.id,), WriteBackState.DUE)
                self._log(row, "earlier shipment voided", detail)

    def cleared(self, row_ids: Sequence[int]) -> None:
        """Commit that the source holds no void number of these rows any more."""
        with self._writer.transaction():
            for start in range(0, len(row_ids), CHUNK):
                self._mark_unshipped(row_ids[start : start + CHUNK], WriteBackState.NONE)

    def _mark_unshipped(self, row_ids: Sequence[int], state: WriteBackState) -> None:
        """Note of rows that are not shipped whether a void number waits to be taken out; of others it says more."""
        table = self._t.row
        table.update(write_back=state).where(table.id.in_(row_ids), table.state != RowState.SHIPPED).execute()

    def _end_standing(self, row: RowRecord, tracking_number: str, outcome: Outcome, **fields: Any) -> None:
        """Note what became of a shipment that stood; when it was bought stays."""
        table = self._t.attempt
        query = table.update(outcome=outcome, **fields).where(table.job_row == row.id)
        query = query.where(table.tracking_number == tracking_number, table.outcome.in_(STANDING_OUTCOMES))
        self._writer.require(query.execute(), f"no shipment {tracking_number} of row {row.row} stands", row.job)
