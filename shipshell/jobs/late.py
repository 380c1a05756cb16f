"""What a person still has to decide about shipments that turned up late, and numbers that rest on a person's word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.jobs.records import RowRecord
from shipshell.jobs.states import BESIDE, BY_WORD, INSTEAD, SAID, Outcome, RowState

if TYPE_CHECKING:
    from shipshell.jobs.tables import Tables


@dataclass(frozen=True, slots=True)
class Late:
    """A shipment that turned up late, stands, and that nobody has decided about.

    Attributes:
        row: as it is now.
        is_surplus: the order was bought twice; else a person said another number than the carrier shows.
    """

    row: RowRecord
    reference: str
    tracking_number: str
    is_surplus: bool


def late_of(tables: Tables, job: int) -> list[Late]:
    """Those of a job whose rows are shipped: that of a row which is void since is the only one."""
    attempt, row = tables.attempt, tables.row
    query = attempt.select().join(row, on=(attempt.job_row == row.id)).where(row.job == job)
    query = query.where(row.state == RowState.SHIPPED, attempt.outcome == Outcome.SHIPPED)
    query = query.where(attempt.words.in_((BESIDE, INSTEAD))).order_by(row.row, attempt.id)
    return [
        Late(RowRecord.of(row.get_by_id(one.job_row)), one.reference, one.tracking_number, one.words == BESIDE)
        for one in query
    ]


def said_of(tables: Tables, job: int, number: int) -> RowRecord | None:
    """Row `number` of a job, if its own number rests on a person's word."""
    attempt, row = tables.attempt, tables.row
    query = row.select().join(attempt, on=(attempt.job_row == row.id))
    query = query.where(row.job == job, row.row == number, row.state == RowState.SHIPPED)
    query = query.where(attempt.outcome == Outcome.SHIPPED, attempt.words.in_((BY_WORD, SAID)))
    found = query.where(attempt.tracking_number == row.tracking_number).first()
    return RowRecord.of(found) if found else None


def denied_of(tables: Tables, job: int, number: int) -> RowRecord | None:
    """Row `number` of a job, if a person said of its latest attempt that it did not ship."""
    attempt, row = tables.attempt, tables.row
    query = attempt.select().join(row, on=(attempt.job_row == row.id)).where(row.job == job, row.row == number)
    latest = query.order_by(attempt.id.desc()).first()
    if not latest or (latest.outcome, latest.words) != (Outcome.NOT_SHIPPED, BY_WORD):
        return None
    return RowRecord.of(row.get_by_id(latest.job_row))
