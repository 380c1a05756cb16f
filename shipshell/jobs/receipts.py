"""What is done once a shipment is known to exist: its label on disk, its number and charge in the job store."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Receipt:
    """A booked shipment: what to report, and why its label could not be saved, if that is so."""

    shipped: RowShipped
    trouble: Problem | None


@dataclass(frozen=True, slots=True)
class Receipts:
    """Books accepted shipments."""

    ledger: Ledger
    spool: Spool
    labels: LabelStore

    def book(self, row: RowRecord, reference: str, accepted: Accepted, currency: str) -> Receipt:
        """Save the label, commit the number, forget the spooled reply.

        The number is committed whether or not the label could be saved. Without it the reply stays in the spool, from
        which `relabel` makes the label later.
        """
        found = accepted.confirmation
        label, trouble = self._try_to_save(row, found)
        words = "found by its reference" if accepted.looked_up else ""
        at = self.ledger.shipped(row, reference, found, price=found.price, label=label, words=words)
        if trouble is None:
            self.spool.drop(reference)
        estimate = None if row.quote is None else Money(row.quote, currency)
        cost = found.price.due if found.price else estimate
        path = str(label.path) if label else ""
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
        self.spool.drop(reference)

    def tidy(self, reader: Reader) -> None:
        """Forget the replies that a crash left although all they say is booked."""
        for reference in reader.booked(self.spool.references()):
            self.spool.drop(reference)

    def _try_to_save(self, row: RowRecord, found: Confirmation) -> tuple[LabelFile | None, Problem | None]:
        if found.label is None:
            return None, None
        try:
            return self.labels.save(row.job, row.row, found.tracking_number, found.label), None
        except ShipshellError as error:
            return None, error.problem
