"""Shipments that show after their attempts had ended otherwise, and numbers that a person said, and says anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.jobs.encoding import charge_values
from shipshell.jobs.moves import Moves
from shipshell.jobs.states import (
    BESIDE,
    BY_WORD,
    INSTEAD,
    KEPT,
    SAID,
    STANDING_OUTCOMES,
    TURNED_UP,
    Outcome,
    RowState,
    WriteBackState,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipshell.jobs.records import RowRecord
    from shipshell.jobs.tables import Attempt
    from shipshell.model.shipment import Confirmation

#: Outcomes of attempts that made nothing, as far as anybody knew.
_NOTHING_MADE = (Outcome.NOT_SHIPPED, Outcome.NEVER_LEFT)

#: Follows an attempt's reference where the number that a person said stands beside the carrier's own.
_SAID = "-SAID"


class LateMoves(Moves):
    """The moves of a row about which the carrier, or a person, says something else than before."""

    def turned_up(self, row: RowRecord, reference: str, found: Confirmation) -> str:
        """Commit a shipment that shows although its attempt had ended without one; the row is shipped with it.

        Returns:
            The time of shipping, as far as we know it.
        """
        return self._stands_after_all(row, reference, found, TURNED_UP)

    def said_after_all(self, row: RowRecord, reference: str, found: Confirmation) -> str:
        """Commit that a row did ship, of which a person said before that it did not, and which was not sent since.

        Returns:
            The time of shipping, as far as we know it.
        """
        return self._stands_after_all(row, reference, found, BY_WORD)

    def turned_up_beside(self, row: RowRecord, reference: str, found: Confirmation) -> None:
        """Commit such a shipment of a row that has another one since: it stands beside that."""
        with self._writer.transaction():
            self._begin_to_stand(row, reference, found, BESIDE)
            self._log(row, "turned up", f"{reference} {found.tracking_number}")

    def is_beside(self, row: RowRecord, reference: str) -> None:
        """Commit that a shipment of a row stands beside that of another job for the same order."""
        self._reword(row, reference, STANDING_OUTCOMES, BESIDE)

    def kept_beside(self, row: RowRecord, reference: str) -> None:
        """Commit that a person wants a shipment which stands beside another one to stay."""
        self._reword(row, reference, (Outcome.SHIPPED,), KEPT)

    def turned_out(self, row: RowRecord, reference: str, found: Confirmation) -> None:
        """Commit that the carrier shows another shipment under `reference` than a person said: both stand.

        The row keeps the number that was said, which has an attempt of its own from now on, with its label.
        """
        said, label, shown = row.tracking_number, self._t.label, self._attempt(reference)
        with self._writer.transaction():
            self._begin_to_stand(row, reference, found, INSTEAD, (Outcome.SHIPPED,))
            own = self._t.attempt.insert(
                job_row=row.id, duplicate_key=row.duplicate_key, record_key=row.record_key,
                content=row.content, reference=f"{reference}{_SAID}", outcome=Outcome.SHIPPED.value,
                started_at=row.shipped_at, ended_at=row.shipped_at, tracking_number=said, shipment_id=said,
                words=SAID,
            ).execute()  # fmt: skip
            label.update(attempt=own).where(label.attempt == shown.id).execute()
            self._log(row, "turned out", f"{reference} {found.tracking_number}, not {said}")

    def said_anew(self, row: RowRecord, reference: str, number: str) -> str:
        """Commit another number for a shipment that rests on a person's word; the audit log keeps the one before.

        What the carrier shows for the row takes the place of what was said; the label of the wrong number goes.

        Args:
            reference: of the attempt that bears the number which was said.

        Returns:
            The time of shipping, as it was.
        """
        with self._writer.transaction():
            said, shown = self._attempt(reference), self._shown_instead(row, number)
            if shown:
                self._reword(row, shown.reference, (Outcome.SHIPPED,), TURNED_UP)
            self._take_back(row, said, number, is_shown=shown is not None)
            self._replace_number(row, number)
        return row.shipped_at

    # -- inside -------------------------------------------------------------------------------------------------

    def _stands_after_all(self, row: RowRecord, reference: str, found: Confirmation, words: str) -> str:
        at, before = self._writer.now, (RowState.PENDING, RowState.FAILED, RowState.SKIPPED)
        with self._writer.transaction():
            self._begin_to_stand(row, reference, found, words)
            self._move(
                row, before, RowState.SHIPPED, f"{reference} {found.tracking_number}",
                tracking_number=found.tracking_number, shipped_at=at, write_back=WriteBackState.DUE.value, problem="",
            )  # fmt: skip
        return at

    def _attempt(self, reference: str) -> Attempt:
        table = self._t.attempt
        found: Attempt = table.get(table.reference == reference)
        return found

    def _shown_instead(self, row: RowRecord, number: str) -> Attempt | None:
        """The row's attempt under which the carrier shows this number, and not the one that was said."""
        table = self._t.attempt
        query = table.select().where(table.job_row == row.id, table.tracking_number == number)
        found: Attempt | None = query.where(table.words == INSTEAD, table.outcome == Outcome.SHIPPED).first()
        return found

    def _take_back(self, row: RowRecord, said: Attempt, number: str, *, is_shown: bool) -> None:
        """Have the attempt of the number that was said bear the other one, or go where the carrier's own bears it."""
        table = self._t.attempt
        query = table.delete() if is_shown else table.update(tracking_number=number, shipment_id=number)
        by_word = table.words.in_((BY_WORD, SAID))
        changed = query.where(table.id == said.id, table.outcome == Outcome.SHIPPED, by_word).execute()
        self._writer.require(changed, f"the number of row {row.row} is not a person's word", row.job)
        self._t.label.delete().where(self._t.label.attempt == said.id).execute()

    def _replace_number(self, row: RowRecord, number: str) -> None:
        """Give a shipped row another number, which may take the place of the one before in the source."""
        table = self._t.row
        had = row.had if row.had and row.write_back is not WriteBackState.WRITTEN else row.tracking_number
        query = table.update(tracking_number=number, had=had, write_back=WriteBackState.DUE)
        query = query.where(table.id == row.id, table.state == RowState.SHIPPED)
        changed = query.where(table.tracking_number == row.tracking_number).execute()
        self._writer.require(changed, f"row {row.row} of job {row.job} has got another number meanwhile", row.job)
        self._log(row, "said anew", f"{number}, not {row.tracking_number}")

    def _begin_to_stand(
        self,
        row: RowRecord,
        reference: str,
        found: Confirmation,
        words: str,
        before: Sequence[Outcome] = _NOTHING_MADE,
    ) -> None:
        table = self._t.attempt
        query = table.update(
            outcome=Outcome.SHIPPED, words=words, tracking_number=found.tracking_number,
            shipment_id=found.shipment_id, **charge_values(found.price, row),
        )  # fmt: skip
        ended = query.where(table.reference == reference, table.outcome.in_(before)).execute()
        self._writer.require(ended, f"the attempt {reference} at row {row.row} ended otherwise", row.job)

    def _reword(self, row: RowRecord, reference: str, outcomes: Sequence[Outcome], words: str) -> None:
        """Note how it came that a shipment stands."""
        table = self._t.attempt
        with self._writer.transaction():
            query = table.update(words=words).where(table.reference == reference, table.outcome.in_(outcomes))
            self._writer.require(query.execute(), f"no shipment {reference} of row {row.row} stands", row.job)
            self._log(row, "noted", f"{reference} {words}")
