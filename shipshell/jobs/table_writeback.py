"""Numbers into a table; where its database keeps the job as well, a row's state and its number are committed as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peewee import PeeweeException

from shipshell.jobs.writeback import WriteBack
from shipshell.jobs.writer import StateConflict
from shipshell.model.errors import ShipshellError
from shipshell.sources.base import Numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from shipshell.jobs.records import RowRecord
    from shipshell.model.errors import Problem


class _Refused(Exception):
    """The table did not take a number; the savepoint around it is undone."""


class TableWriteBack(WriteBack):
    """The write-back into a table: what it refuses of one row does not touch the others."""

    def _write(self, wanted: list[tuple[RowRecord, Numbers]]) -> dict[int, Problem]:
        failed: dict[int, Problem] = {}
        for one in wanted:
            failed |= super()._write([one])
        return failed


class SharedWriteBack(TableWriteBack):
    """The write-back into a table beside which the job is kept: what the ledger does may take a number along."""

    def booked(self, row: RowRecord, number: str, book: Callable[[], str]) -> str:
        """Book a shipment and put its number into the table, in one transaction; the time of shipping.

        Where the table refuses the number, at once or when it is committed, the shipment is booked without it: `flush`
        tries again, and notes the failure.
        """
        try:
            with self._ledger.together():
                at = book()
                self._put_along(row, Numbers(number, at))
        except StateConflict:
            raise
        except (ShipshellError, PeeweeException):
            self._lines.forget()  # nothing that was written stands
            return book()
        return at

    def _put_along(self, row: RowRecord, numbers: Numbers) -> None:
        """Put the number in, or leave the open transaction as it was.

        Only what the table itself says is borne: where the savepoint cannot be undone the whole transaction is lost,
        and that must be known.
        """
        try:
            with self._ledger.together():
                try:
                    self._put_all([(row, numbers)])
                except Exception as error:  # `flush` finds out why
                    raise _Refused from error
        except _Refused:
            pass
