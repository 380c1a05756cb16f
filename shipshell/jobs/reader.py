"""Reading the job store: jobs, their rows, their latest attempts and the audit log. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peewee import fn

from shipshell.jobs.prepared import Prepared, slot
from shipshell.jobs.records import AttemptRecord, JobRecord, RowRecord
from shipshell.jobs.spool import LabelFile
from shipshell.jobs.states import (
    OPEN_OUTCOMES,
    STANDING_OUTCOMES,
    UNSETTLED,
    Outcome,
    RowState,
    WriteBackState,
)
from shipshell.jobs.tables import tuples
from shipshell.model.errors import ShipshellError
from shipshell.model.events import JobFinished, RowShipped
from shipshell.model.money import Money

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from shipshell.jobs.spool import LabelStore
    from shipshell.jobs.tables import Tables


#: How many values one query names: every database bounds the number of its variables.
_CHUNK = 400

#: States in which a row may hold the number of an earlier, void shipment.
_UNSHIPPED = (RowState.VOIDED, RowState.PENDING, RowState.FAILED, RowState.SKIPPED)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of a job's rows stand where.

    Attributes:
        sending: with the carrier now; of a job that nobody executes, nobody knows.
        skipped: set aside; `doubts_aside` of them while they were in doubt, and still are.
        remaining: not sent yet.
    """

    shipped: int
    failed: int
    sending: int
    in_doubt: int
    skipped: int
    doubts_aside: int
    voided: int
    remaining: int

    @property
    def unknown(self) -> int:
        """Rows whose outcome nobody knows, and which keep the job from its end."""
        return self.sending + self.in_doubt

    @property
    def left(self) -> int:
        """Rows that stand between the job and its end."""
        return self.remaining + self.failed + self.unknown


class Reader:
    """Reads one job store; each thread that uses it has a connection of its own."""

    def __init__(self, tables: Tables) -> None:
        self._t = tables
        self._prepared = Prepared(tables.database)
        self._row_fields = tuple(tables.row._meta.fields.values())  # noqa: SLF001 - peewee's own name for these

    def job(self, number: int) -> JobRecord:
        """The job of that number.

        Raises:
            ShipshellError: E-1023.
        """
        job = self._t.job.get_or_none(self._t.job.number == number)
        if job is None:
            raise ShipshellError("E-1023", f"there is no job {number}", hint='Say "jobs" to list them.')
        return JobRecord.of(job)

    def jobs(self) -> list[JobRecord]:
        """All jobs, the newest first."""
        return [JobRecord.of(job) for job in self._t.job.select().order_by(self._t.job.number.desc())]

    def unsettled(self) -> list[JobRecord]:
        """Jobs that stopped, or were stopped, before their end and wait for a decision; the newest first."""
        query = self._t.job.select().where(self._t.job.status.in_(UNSETTLED)).order_by(self._t.job.number.desc())
        return [JobRecord.of(job) for job in query]

    def row(self, job: int, row: int) -> RowRecord:
        """One row of a job.

        Raises:
            ShipshellError: E-1022.
        """
        found = self._t.row.get_or_none(self._t.row.job == job, self._t.row.row == row)
        if found is None:
            raise ShipshellError("E-1022", f"job {job} has no row {row}", hint=f'Say "job {job}" to list its rows.')
        return RowRecord.of(found)

    def rows(self, job: int, states: Iterable[RowState] = tuple(RowState)) -> list[RowRecord]:
        """A job's rows in these states, in source order."""
        table = self._t.row
        query = table.select().where(table.job == job, table.state.in_(tuple(states))).order_by(table.row)
        return [RowRecord.of(row) for row in query]

    def doubtful(self, job: int) -> list[RowRecord]:
        """A job's rows with an attempt whose outcome nobody knows, in source order; those set aside, too."""
        table, attempt = self._t.row, self._t.attempt
        waiting = attempt.select(attempt.job_row).where(attempt.outcome.in_(OPEN_OUTCOMES))
        query = table.select().where(table.job == job, table.id.in_(waiting)).order_by(table.row)
        return [RowRecord.of(row) for row in query]

    def doubts_aside(self, job: int) -> list[int]:
        """The `#` of a job's rows that were set aside while they were in doubt, and still are."""
        return [row.row for row in self.doubtful(job) if row.state is RowState.SKIPPED]

    def waiting(self, references: Iterable[str]) -> list[int]:
        """The jobs of attempts of unknown outcome among these references, in order."""
        row, attempt = self._t.row, self._t.attempt
        query = row.select(row.job).join(attempt, on=(attempt.job_row == row.id)).distinct()
        query = query.where(attempt.reference.in_(list(references)), attempt.outcome.in_(OPEN_OUTCOMES))
        return sorted(number for (number,) in tuples(query))

    def unlabelled(self, job: int) -> list[tuple[RowRecord, str]]:
        """A job's shipped rows without a label file, with the references they were shipped under."""
        table, attempt, label = self._t.row, self._t.attempt, self._t.label
        query = (
            attempt.select(table.row, attempt.reference)
            .join(table, on=(attempt.job_row == table.id))
            .where(table.job == job, table.state == RowState.SHIPPED, attempt.outcome.in_(STANDING_OUTCOMES))
            .where(attempt.id.not_in(label.select(label.attempt)))
            .order_by(table.row)
        )
        return [(self.row(job, row), reference) for row, reference in tuples(query)]

    def next_pending(self, job: int, after: int = 0) -> RowRecord | None:
        """The first pending row behind row `after`, in source order."""
        cursor = self._prepared.run("next pending", self._next_pending_query, job=job, after=after)
        found = cursor.fetchone()
        if not found:
            return None
        values = {field.name: field.python_value(value) for field, value in zip(self._row_fields, found, strict=True)}
        return RowRecord.of(self._t.row(**values))

    def _next_pending_query(self) -> Any:
        table = self._t.row
        query = table.select(*self._row_fields)
        ours = (table.job == slot("job", table.job), table.row > slot("after"))
        return query.where(*ours, table.state == RowState.PENDING).order_by(table.row).limit(1)

    def unwritten(self, job: int) -> list[RowRecord]:
        """Shipped rows whose numbers are not known to be in the source."""
        table = self._t.row
        states = (WriteBackState.DUE, WriteBackState.FAILED)
        query = table.select().where(table.job == job, table.state == RowState.SHIPPED, table.write_back.in_(states))
        return [RowRecord.of(row) for row in query.order_by(table.row)]

    def uncleared(self, job: int) -> list[RowRecord]:
        """Rows that are not shipped, and whose cells may hold the number of a void shipment."""
        table = self._t.row
        states = (WriteBackState.DUE, WriteBackState.FAILED)
        query = table.select().where(table.job == job, table.state != RowState.SHIPPED, table.write_back.in_(states))
        return [RowRecord.of(row) for row in query.order_by(table.row)]

    def unfinished_voids(self) -> list[int]:
        """Jobs with a void that was not heard of again, or a void number that may still be in the source; in order."""
        row, job, attempt = self._t.row, self._t.job, self._t.attempt
        asked = row.select(row.job).join(attempt, on=(attempt.job_row == row.id))
        asked = asked.where(attempt.outcome == Outcome.VOIDING)
        # The index is by job and state: with the jobs named, no other row is read.
        left = row.select(row.job).where(row.job.in_(job.select(job.number)), row.state.in_(_UNSHIPPED))
        left = left.where(row.write_back.in_((WriteBackState.DUE, WriteBackState.FAILED)))
        return sorted({number for query in (asked, left) for (number,) in tuples(query)})

    def row_numbers(self, job: int, state: RowState) -> list[int]:
        """The `#` of a job's rows in one state."""
        table = self._t.row
        query = table.select(table.row).where(table.job == job, table.state == state).order_by(table.row)
        return [row for (row,) in tuples(query)]

    def last_shipped(self, job: int) -> RowRecord | None:
        """The shipped row that stands last in the source."""
        table = self._t.row
        query = table.select().where(table.job == job, table.state == RowState.SHIPPED).order_by(table.row.desc())
        row = query.limit(1).first()
        return RowRecord.of(row) if row else None

    def latest_attempt(self, row: RowRecord) -> AttemptRecord | None:
        """The newest attempt at a row."""
        table = self._t.attempt
        query = table.select().where(table.job_row == row.id).order_by(table.id.desc()).limit(1)
        attempt = query.first()
        return AttemptRecord.of(attempt) if attempt else None

    def shipped_event(self, row: RowRecord, labels: LabelStore) -> RowShipped:
        """The event that reports a shipped row, from what was booked; its label lies in `labels`."""
        attempt = self.latest_attempt(row)
        reference, charge = (attempt.reference, attempt.charge) if attempt else ("", None)
        cost = None if charge is None else Money(charge, self.job(row.job).currency)
        label = self.label_path(reference)
        path = str(labels.at(label)) if label else ""
        return RowShipped(row.job, row.row, row.recipient, row.tracking_number, cost, reference, path, row.shipped_at)

    def label_path(self, reference: str) -> Path | None:
        """The label file of an attempt, seen from the folder of labels; None if there is none."""
        label, attempt = self._t.label, self._t.attempt
        query = label.select(label.path).join(attempt, on=(label.attempt == attempt.id))
        found = query.where(attempt.reference == reference).tuples().first()
        return Path(found[0]) if found else None

    def booked(self, references: Iterable[str]) -> list[tuple[str, LabelFile]]:
        """Those of these references whose shipments are booked with number and label, and their labels."""
        attempt, label = self._t.attempt, self._t.label
        query = attempt.select(attempt.reference, label.path, label.format, label.sha256)
        query = query.join(label, on=(label.attempt == attempt.id))
        query = query.where(attempt.reference.in_(list(references)), attempt.outcome.in_(STANDING_OUTCOMES))
        return [(reference, LabelFile(Path(path), *rest)) for reference, path, *rest in tuples(query)]

    def voided(self, references: Iterable[str]) -> list[str]:
        """Those of these references whose shipments are void."""
        attempt = self._t.attempt
        query = attempt.select(attempt.reference).where(attempt.reference.in_(list(references)))
        return [reference for (reference,) in tuples(query.where(attempt.outcome == Outcome.VOIDED))]

    def unknown(self, references: Collection[str]) -> set[str]:
        """Those of these references that no attempt has."""
        attempt, asked = self._t.attempt, sorted(references)
        known: set[str] = set()
        for start in range(0, len(asked), _CHUNK):
            some = attempt.reference.in_(asked[start : start + _CHUNK])
            known.update(reference for (reference,) in tuples(attempt.select(attempt.reference).where(some)))
        return set(references) - known

    def number_is_taken(self, tracking_number: str, environment: str) -> bool:
        """Whether any attempt of that environment, also an earlier one at the same row, already has this number."""
        values = {"number": tracking_number, "environment": environment}
        return self._prepared.run("taken", self._taken_query, **values).fetchone() is not None

    def _taken_query(self) -> Any:
        row, job, attempt = self._t.row, self._t.job, self._t.attempt
        query = attempt.select(attempt.id).join(row, on=(attempt.job_row == row.id)).switch(attempt)
        query = query.join(job, on=(row.job == job.number)).where(job.environment == slot("environment"))
        return query.where(attempt.tracking_number == slot("number")).limit(1)

    def gave_number(self, row: RowRecord, tracking_number: str) -> bool:
        """Whether one of the row's own attempts brought this number."""
        table = self._t.attempt
        query = table.select(table.id).where(table.job_row == row.id, table.tracking_number == tracking_number)
        return bool(query.exists())

    def counts(self, job: int) -> Counts:
        """How a job's rows stand."""
        table = self._t.row
        query = table.select(table.state, fn.COUNT(table.id)).where(table.job == job).group_by(table.state)
        by_state: dict[str, int] = dict(tuples(query))
        skipped = by_state.get(RowState.SKIPPED, 0)
        return Counts(
            shipped=by_state.get(RowState.SHIPPED, 0),
            failed=by_state.get(RowState.FAILED, 0),
            sending=by_state.get(RowState.SENDING, 0),
            in_doubt=by_state.get(RowState.IN_DOUBT, 0),
            skipped=skipped,
            doubts_aside=len(self.doubts_aside(job)) if skipped else 0,
            voided=by_state.get(RowState.VOIDED, 0),
            remaining=by_state.get(RowState.PENDING, 0),
        )

    def charged(self, job: int) -> Money:
        """What the job bought and did not void, before a restart or since: charges, or the estimates for them."""
        row, attempt = self._t.row, self._t.attempt
        query = attempt.select(attempt.charge).join(row, on=(attempt.job_row == row.id))
        query = query.where(row.job == job, attempt.outcome.in_(STANDING_OUTCOMES))
        total = sum((Decimal(charge) for (charge,) in tuples(query) if charge), Decimal(0))
        return Money(total, self.job(job).currency)

    def summary(self, job: int) -> JobFinished:
        """How the job stands, as the event that ends a run."""
        record, counts = self.job(job), self.counts(job)
        return JobFinished(
            job,
            record.status,
            counts.shipped,
            counts.failed,
            counts.unknown + counts.doubts_aside,
            counts.remaining,
            self.charged(job),
            record.reason,
            tuple(row.row for row in self.unwritten(job)),
            counts.voided,
        )

    def last_words(self, job: int, move: str) -> dict[int, str]:
        """What the audit log says of the last such move of each row of a job, by the row's `#`."""
        table = self._t.event
        query = table.select(table.row, table.detail).where(table.job == job, table.move == move)
        return dict(tuples(query.order_by(table.id)))

    def log(self, job: int) -> list[tuple[str, int | None, str, str]]:
        """The audit log of a job: (time, row, move, detail), in order."""
        table = self._t.event
        query = table.select(table.at, table.row, table.move, table.detail).where(table.job == job)
        return tuples(query.order_by(table.id))
