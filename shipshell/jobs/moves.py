"""Guarded moves of rows: what every move in the ledger is made of.

A guarded move is one `UPDATE ... WHERE state IN (what may come before)`; anything but one row changed raises, so that
two processes can never both believe that they made the same move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peewee import fn

from shipshell.jobs.encoding import nameless
from shipshell.jobs.prepared import slot
from shipshell.jobs.states import OPEN_OUTCOMES
from shipshell.jobs.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from shipshell.jobs.records import RowRecord
    from shipshell.jobs.states import Outcome, RowState
    from shipshell.jobs.tables import Tables


class Moves:
    """Moves rows of one job store on behalf of one owner.

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

    def let_go(self) -> None:
        """Give up a connection that broke; the next use connects anew."""
        self._writer.let_go()

    def together(self) -> AbstractContextManager[None]:
        """All moves within happen, or none."""
        return self._writer.transaction()

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
        self._log(row, f"-> {target}", detail)

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

    def _log(self, row: RowRecord, move: str, words: str) -> None:
        """Add a line about a row to the audit log, which names nobody."""
        self._writer.log(row.job, row.row, move, nameless(words, row.recipient))
