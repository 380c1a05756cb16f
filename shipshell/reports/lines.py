"""A job read for a report: each row with its latest attempt and label, in a few queries whatever its length."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shipshell.jobs.reader import Reader
from shipshell.jobs.records import AttemptRecord
from shipshell.jobs.spool import LabelFile
from shipshell.jobs.states import RowState
from shipshell.jobs.tables import tuples

if TYPE_CHECKING:
    from decimal import Decimal

    from shipshell.jobs.records import RowRecord
    from shipshell.jobs.tables import Tables


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a job, and what its latest attempt brought; that of a pending row counts no more."""

    row: RowRecord
    attempt: AttemptRecord | None
    label: LabelFile | None

    @property
    def shipped(self) -> bool:
        """Whether a shipment stands that was not voided."""
        return self.row.state is RowState.SHIPPED

    @property
    def charge(self) -> Decimal | None:
        """What the shipment costs; None where there is none, or nobody knows."""
        return self.attempt.charge if self.attempt and self.shipped else None

    @property
    def estimated(self) -> bool:
        """Whether the charge is the quote, because UPS did not state one."""
        return bool(self.attempt and self.attempt.estimated and self.charge is not None)


def lines_of(tables: Tables, job: int) -> list[Line]:
    """Every row of a job, in source order.

    Raises:
        ShipshellError: E-1023, there is no such job.
    """
    reader = Reader(tables)
    reader.job(job)
    attempts, labels = _attempts(tables, job), _labels(tables, job)
    return [_line(row, attempts.get(row.id), labels) for row in reader.rows(job)]


def _line(row: RowRecord, attempt: AttemptRecord | None, labels: dict[str, LabelFile]) -> Line:
    if attempt is None or row.state is RowState.PENDING:
        return Line(row, None, None)
    return Line(row, attempt, labels.get(attempt.reference))


def _attempts(tables: Tables, job: int) -> dict[int, AttemptRecord]:
    """The latest attempt at each row, by the row's id."""
    table = tables.attempt
    query = table.select().where(table.job_row.in_(_row_ids(tables, job))).order_by(table.id)
    return {attempt.job_row: AttemptRecord.of(attempt) for attempt in query}


def _labels(tables: Tables, job: int) -> dict[str, LabelFile]:
    """The latest label of each attempt, by the attempt's reference."""
    label, attempt = tables.label, tables.attempt
    query = label.select(attempt.reference, label.path, label.format, label.sha256)
    query = query.join(attempt, on=(label.attempt == attempt.id)).where(attempt.job_row.in_(_row_ids(tables, job)))
    found = tuples(query.order_by(label.id))
    return {reference: LabelFile(Path(path), name, sha256) for reference, path, name, sha256 in found}


def _row_ids(tables: Tables, job: int) -> Any:
    return tables.row.select(tables.row.id).where(tables.row.job == job)
