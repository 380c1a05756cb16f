"""What is done once a shipment is known to exist: its label on disk, its number and charge in the job store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shipshell.model.errors import Problem, ShipshellError
from shipshell.model.events import RowShipped
from shipshell.model.money import Money

if TYPE_CHECKING:
    from shipshell.jobs.ledger import Ledger
    from shipshell.jobs.reader import Reader
    from shipshell.jobs.records import RowRecord
    from shipshell.jobs.spool import LabelFile, LabelStore, Spool
    from shipshell.jobs.verdicts import Accepted
    from shipshell.model.shipment import Confirmation

#: Labels are made durable so many at a time: one by one they would cost as much as the rest of a row.
_SYNCED_TOGETHER = 50


@dataclass(frozen=True, slots=True)
class Receipt:
    """A booked shipment: what to report, and why its label could not be saved, if that is so."""

    shipped: RowShipped
    trouble: Problem | None


#: Books a shipment of a row, of this number, with whatever must be committed together; gives the time of shipping.
Booked = Callable[["RowRecord", str, Callable[[], str]], str]


def alone(_row: RowRecord, _number: str, book: Callable[[], str]) -> str:
    """Book a shipment, and nothing with it; the time of shipping."""
    return book()


@dataclass(frozen=True, slots=True)
class Receipts:
    """Books accepted shipments. Replies stay in the spool until the labels made from them are durable."""

    ledger: Ledger
    spool: Spool
    labels: LabelStore
    booked: Booked = alone
    _unsynced: dict[str, LabelFile] = field(default_factory=dict)

    def book(self, row: RowRecord, reference: str, accepted: Accepted, currency: str) -> Receipt:
        """Save the label and commit the number, whether or not the label could be saved: `relabel` makes it later."""
        found = accepted.confirmation
        label, trouble = self._try_to_save(row, found)
        words = "found by its reference" if accepted.looked_up else ""
        at = self.booked(
            row,
            found.tracking_number,
            lambda: self.ledger.shipped(row, reference, found, price=found.price, label=label, words=words),
        )
        if label:
            self._unsynced[reference] = label
            trouble = self._sync_many()
        elif trouble is None:
            self.spool.drop(reference)
        estimate = None if row.quote is None else Money(row.quote, currency)
        cost = found.price.due if found.price else estimate
        path = str(self.labels.at(label.path)) if label else ""
        return Receipt(
            RowShipped(row.job, row.row, row.recipient, found.tracking_number, cost, reference, path, at), trouble
        )

    def relabel(self, row: RowRecord, reference: str, found: Confirmation) -> None:
        """Save the label of a shipment that was booked without one.

        Raises:
            ShipshellError: E-4010, it still cannot be saved.
        """
        if found.label is not None and found.tracking_number == row.tracking_number:
            label = self.labels.save(row.job, row.row, found.tracking_number, found.label)
            self.ledger.labelled(reference, label)
            self.labels.sync([label])
        self.spool.drop(reference)

    def sync(self) -> None:
        """Make the labels saved so far durable, and forget the replies they were made from.

        Raises:
            ShipshellError: E-4010; the replies stay.
        """
        self.labels.sync(self._unsynced.values())
        for reference in self._unsynced:
            self.spool.drop(reference)
        self._unsynced.clear()

    def tidy(self, reader: Reader, kept: Callable[[str], Accepted | None]) -> None:
        """Forget the replies that a crash left although all they say is booked; a label lost with it is made anew.

        Where the shipment is void by now, nobody needs its label.

        Args:
            kept: what the kept reply of a reference says.

        Raises:
            ShipshellError: E-4010.
        """
        for reference, label in reader.booked(self.spool.references()):
            reply = None if self.labels.holds(label) else kept(reference)
            if reply and reply.confirmation.label:
                self.labels.restore(label, reply.confirmation.label)
            self._unsynced[reference] = label
        self.sync()
        for reference in reader.voided(self.spool.references()):
            self.spool.drop(reference)

    def _sync_many(self) -> Problem | None:
        if len(self._unsynced) < _SYNCED_TOGETHER:
            return None
        try:
            self.sync()
        except ShipshellError as error:
            return error.problem
        return None

    def _try_to_save(self, row: RowRecord, found: Confirmation) -> tuple[LabelFile | None, Problem | None]:
        if found.label is None:
            return None, None
        try:
            return self.labels.save(row.job, row.row, found.tracking_number, found.label), None
        except ShipshellError as error:
            return None, error.problem
