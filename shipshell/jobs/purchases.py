"""What the rows of jobs bought: every shipment that an attempt brought, whether it stands or was voided."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from shipshell.jobs.reader import Reader
from shipshell.jobs.records import RowRecord
from shipshell.jobs.states import STANDING_OUTCOMES, Outcome

if TYPE_CHECKING:
    from shipshell.jobs.tables import Attempt, Tables

_BOUGHT = (*STANDING_OUTCOMES, Outcome.VOIDED)


@dataclass(frozen=True, slots=True)
class Purchase:
    """A shipment that a row bought.

    Attributes:
        row: as it is now; where it was restarted since, another number is its own.
        charge: what it cost, in the job's currency; None where nobody knows.
        void_asked: its void was asked for, and UPS has not said yet what came of that.
        reference: ours, under which it was sent.
    """

    row: RowRecord
    tracking_number: str
    shipment_id: str
    charge: Decimal | None
    voided: bool
    void_asked: bool
    reference: str


def purchases_of(tables: Tables, job: int) -> list[Purchase]:
    """Everything that a job's rows bought under a number, in source order; of one row, the earliest first."""
    rows = {row.id: row for row in Reader(tables).rows(job)}
    attempt, row = tables.attempt, tables.row
    ours = attempt.job_row.in_(row.select(row.id).where(row.job == job))
    query = attempt.select().where(ours, attempt.outcome.in_(_BOUGHT), attempt.tracking_number != "")
    found = [_purchase(rows[one.job_row], one) for one in query.order_by(attempt.id)]
    return sorted(found, key=lambda purchase: purchase.row.row)


def purchases_numbered(tables: Tables, tracking_number: str) -> list[Purchase]:
    """The shipments of this number, of any job; the latest first.

    There is at most one in each environment; the emulator counts anew where its folder was removed.
    """
    attempt = tables.attempt
    query = attempt.select().where(attempt.tracking_number == tracking_number, attempt.outcome.in_(_BOUGHT))
    return [
        _purchase(RowRecord.of(tables.row.get_by_id(one.job_row)), one) for one in query.order_by(attempt.id.desc())
    ]


def _purchase(row: RowRecord, attempt: Attempt) -> Purchase:
    charge = Decimal(attempt.charge) if attempt.charge else None
    voided, asked = attempt.outcome == Outcome.VOIDED, attempt.outcome == Outcome.VOIDING
    return Purchase(row, attempt.tracking_number, attempt.shipment_id, charge, voided, asked, attempt.reference)
