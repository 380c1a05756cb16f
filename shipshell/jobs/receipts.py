"""What is done once a shipment is known to exist: its label on disk, its number and charge in the job store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.model.events import RowShipped
from shipshell.model.money import Money

if TYPE_CHECKING:
    from shipshell.jobs.lane import Accepted
    from shipshell.jobs.ledger import Ledger
    from shipshell.jobs.records import RowRecord
    from shipshell.jobs.spool import LabelFile, LabelStore, Spool


@dataclass(frozen=True, slots=True)
class Receipts:
    """Books accepted shipments."""

    ledger: Ledger
    spool: Spool
    labels: LabelStore

    def book(self, row: RowRecord, reference: str, accepted: Accepted, currency: str) -> RowShipped:
        """Save the label, commit the number, forget the spooled reply; what to report.

        A label that cannot be saved stops nothing: the reply stays in the spool, and so the label can still be had.
        """
        found = accepted.confirmation
        label = self._save_label(row, accepted)
        words = "found by its reference" if accepted.looked_up else ""
        at = self.ledger.shipped(row, reference, found, price=found.price, label=label, words=words)
        if label or found.label is None:
            self.spool.drop(reference)
        estimate = None if row.quote is None else Money(row.quote, currency)
        cost = found.price.due if found.price else estimate
        path = str(label.path) if label else ""
        return RowShipped(row.job, row.row, row.recipient, found.tracking_number, cost, reference, path, at)

    def _save_label(self, row: RowRecord, accepted: Accepted) -> LabelFile | None:
        found = accepted.confirmation
        if found.label is None:
            return None
        try:
            return self.labels.save(row.job, row.row, found.tracking_number, found.label)
        except (ShipshellError, OSError):
            return None
