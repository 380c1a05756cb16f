"""A job read for a report: each row with its attempts and labels, in a few queries whatever its length."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shipshell.jobs.reader import Reader
from shipshell.jobs.records import AttemptRecord
from shipshell.jobs.spool import LabelFile
from shipshell.jobs.states import (
    OPEN_OUTCOMES,
    STANDING_OUTCOMES,
    WRITE_FAILED,
    Outcome,
    RowState,
    WriteBackState,
)
from shipshell.jobs.tables import tuples
from shipshell.model.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from shipshell.jobs.records import RowRecord
    from shipshell.jobs.tables import Tables


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a job and what an attempt at it brought.

    Attributes:
        attempt: the latest one, which of a pending row counts no more; None where there is none.
        earlier: it is one that shipped before the row was restarted, and still stands: it was paid as well.
        aside: why the row is skipped, "" where it is not, or was in doubt: then its problem tells.
        unwritten: why its number could not be written into the source, "" where it could, or was not tried yet.
    """

    row: RowRecord
    attempt: AttemptRecord | None
    label: LabelFile | None
    earlier: bool = False
    aside: str = ""
    unwritten: str = ""

    @property
    def shipped(self) -> bool:
        """Whether a shipment stands that was not voided."""
        return self.earlier or self.row.state is RowState.SHIPPED

    @property
    def state(self) -> RowState:
        """The state of the row, or of the shipment that it had before."""
        return RowState.SHIPPED if self.earlier else self.row.state

    @property
    def tracking_number(self) -> str:
        """The number, "" where it has none."""
        return self.attempt.tracking_number if self.earlier and self.attempt else self.row.tracking_number

    @property
    def shipped_at(self) -> str:
        """When it shipped, "" where it did not."""
        return self.attempt.ended_at if self.earlier and self.attempt else self.row.shipped_at

    @property
    def problem(self) -> Problem | None:
        """What is wrong with it."""
        if self.attempt and self.attempt.outcome is Outcome.VOIDING:
            return Problem("E-3010", "its void was asked for, and nobody knows yet whether it is void")
        if self.earlier:
            return None
        if self.row.state is RowState.SKIPPED and self.attempt and self.attempt.outcome in OPEN_OUTCOMES:
            return Problem("E-3007", "it was set aside in doubt, and nobody knows yet whether it shipped")
        if self.unwritten:
            return Problem("E-4006", f"its number is not in the source: {self.unwritten}")
        return self.row.problem

    @property
    def charge(self) -> Decimal | None:
        """What the shipment costs; None where there is none, or nobody knows."""
        return self.attempt.charge if self.attempt and self.shipped else None

    @property
    def estimated(self) -> bool:
        """Whether the charge is the quote, because UPS did not state one."""
        return bool(self.attempt and self.attempt.estimated and self.charge is not None)


def lines_of(tables: Tables, job: int) -> list[Line]:
    """Every row of a job, in source order; behind a row that was restarted, its earlier shipments that still stand.

    Raises:
        ShipshellError: E-1023, there is no such job.
    """
    reader = Reader(tables)
    reader.job(job)
    attempts, labels, reasons = _attempts(tables, job), _labels(tables, job), _Reasons(reader, job)
    return [line for row in reader.rows(job) for line in _lines(row, attempts[row.id], labels, reasons)]


class _Reasons:
    """Why rows of a job stand as they do, by its audit log."""

    def __init__(self, reader: Reader, job: int) -> None:
        self._aside = reader.last_words(job, f"-> {RowState.SKIPPED}")
        self._unwritten = reader.last_words(job, WRITE_FAILED)

    def aside(self, row: RowRecord) -> str:
        return self._aside.get(row.row, "") if row.state is RowState.SKIPPED else ""

    def unwritten(self, row: RowRecord) -> str:
        failed = row.state is RowState.SHIPPED and row.write_back is WriteBackState.FAILED
        return self._unwritten.get(row.row, "") if failed else ""


def _lines(
    row: RowRecord, attempts: Sequence[AttemptRecord], labels: dict[str, LabelFile], reasons: _Reasons
) -> Iterator[Line]:
    latest = attempts[-1] if attempts and row.state is not RowState.PENDING else None
    label = labels.get(latest.reference) if latest else None
    doubtful = latest is not None and latest.outcome in OPEN_OUTCOMES
    aside = "" if doubtful else reasons.aside(row)
    yield Line(row, latest, label, aside=aside, unwritten=reasons.unwritten(row))
    for attempt in attempts:
        if attempt is not latest and attempt.outcome in STANDING_OUTCOMES:
            yield Line(row, attempt, labels.get(attempt.reference), earlier=True)


def _attempts(tables: Tables, job: int) -> defaultdict[int, list[AttemptRecord]]:
    """The attempts at each row, the latest last, by the row's id."""
    table = tables.attempt
    query = table.select().where(table.job_row.in_(_row_ids(tables, job))).order_by(table.id)
    found: defaultdict[int, list[AttemptRecord]] = defaultdict(list)
    for attempt in query:
        found[attempt.job_row].append(AttemptRecord.of(attempt))
    return found


def _labels(tables: Tables, job: int) -> dict[str, LabelFile]:
    """The latest label of each attempt, by the attempt's reference."""
    label, attempt = tables.label, tables.attempt
    query = label.select(attempt.reference, label.path, label.format, label.sha256)
    query = query.join(attempt, on=(label.attempt == attempt.id)).where(attempt.job_row.in_(_row_ids(tables, job)))
    found = tuples(query.order_by(label.id))
    return {reference: LabelFile(Path(path), name, sha256) for reference, path, name, sha256 in found}


def _row_ids(tables: Tables, job: int) -> Any:
    return tables.row.select(tables.row.id).where(tables.row.job == job)
