"""Writing to the job store: transactions, the audit log, and marks that ride along with the next transaction."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from peewee import IntegrityError, PeeweeException

from shipshell.jobs.encoding import stamp
from shipshell.jobs.prepared import Prepared, slot
from shipshell.jobs.states import RowState, WriteBackState
from shipshell.jobs.store import first_complaint
from shipshell.jobs.store_file import StoreFile
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from peewee import Model

    from shipshell.jobs.tables import Tables

#: How many rows one statement takes: every database bounds the number of its variables.
CHUNK = 200


def store_failed(error: PeeweeException) -> ShipshellError:
    """What the database of a job store complains of, in our words: E-4010."""
    return ShipshellError(
        "E-4010",
        f"the job store could not be written: {str(first_complaint(error)).strip()}",
        hint="Make room on the disk, close what locks it, or start its server; then start shipshell and say resume.",
    )


class StateConflict(ShipshellError):
    """A move was refused because the row or job is not in the state it needs."""


class Writer:
    """Writes to one job store, from one thread.

    Args:
        clock: the present moment, with a time zone.
    """

    def __init__(self, tables: Tables, clock: Callable[[], datetime]) -> None:
        self._t = tables
        self._clock = clock
        self._written: list[int] = []
        self._file = StoreFile.of(tables.database)
        self.prepared = Prepared(tables.database)

    @property
    def now(self) -> str:
        """The present moment, as the tables write it."""
        return stamp(self._clock())

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, on disk when it ends.

        Raises:
            ShipshellError: E-4010, the store cannot be written; nothing of the transaction is in it. E-4002, its file
                is not there any more.
            IntegrityError: somebody else took what must be unique.
        """
        marked = 0 if self._t.database.in_transaction() else len(self._written)
        if self._file:
            self._file.require()
        try:
            with self._t.transaction():
                self._mark_written(marked)
                yield
        except IntegrityError:
            raise
        except PeeweeException as error:
            self.let_go()
            raise store_failed(error) from error
        del self._written[:marked]

    def let_go(self) -> None:
        """Give up the connection, which may be broken, unless a transaction is open: the next use connects anew."""
        if not self._t.database.in_transaction():
            with suppress(Exception):
                self._t.database.close()

    def log(self, job: int, row: int | None, move: str, detail: str) -> None:
        """Add a line to the audit log."""
        values = {"at": self.now, "job": job, "row": row, "move": move, "detail": detail}
        self.insert(self._t.event, **values)

    def insert(self, table: type[Model], **values: Any) -> None:
        """Add a row to `table`."""

        def build() -> Any:
            return table.insert(**{name: slot(name, getattr(table, name)) for name in values})

        self.prepared.run((table, *values), build, **values)

    def require(self, changed: int, words: str, job: int) -> None:
        """Refuse a move that changed anything but one row.

        Raises:
            StateConflict: E-4008; the transaction around it is undone.
        """
        if changed != 1:
            raise StateConflict("E-4008", words, hint=f'Say "job {job}" to see how it stands.')

    def mark_written(self, row_ids: Iterable[int]) -> None:
        """Have rows marked as written into the source, in the next transaction.

        Losing a mark in a crash costs a comparison at the next start, never a number; a commit of its own would double
        what a row costs.
        """
        self._written.extend(row_ids)

    def commit_marks(self) -> None:
        """Commit the marks that wait for a transaction."""
        if self._written:
            with self.transaction():
                pass

    def _mark_written(self, count: int) -> None:
        for row_id in self._written[:count]:
            self.prepared.run("written", self._written_query, id=row_id)

    def _written_query(self) -> Any:
        table = self._t.row
        query = table.update(write_back=WriteBackState.WRITTEN)
        return query.where(table.id == slot("id"), table.state == RowState.SHIPPED)
