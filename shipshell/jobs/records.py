"""What the job store holds, read as values: a job, a row, an attempt."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shipshell.jobs.states import JobStatus, Outcome, RowState, WriteBackState
from shipshell.model.errors import Problem
from shipshell.model.shipment import ShipmentRequest
from shipshell.sources.identity import Identity

if TYPE_CHECKING:
    from shipshell.jobs.tables import Attempt, Job, JobRow


@dataclass(frozen=True, slots=True)
class JobRecord:
    """A job as it stood when it was read. `plan` is the JSON that planning needs to read the source again."""

    number: int
    status: JobStatus
    mode: str
    environment: str
    account: str
    host: str
    source_kind: str
    source_name: str
    source_location: str
    plan: dict[str, Any]
    total_rows: int
    quoted_total: Decimal | None
    currency: str
    created_at: str
    finished_at: str
    reason: str
    error_row: int | None

    @classmethod
    def of(cls, job: Job) -> JobRecord:
        """The record of a table row."""
        return cls(
            job.number,
            JobStatus(job.status),
            job.mode,
            job.environment,
            job.account,
            job.host,
            job.source_kind,
            job.source_name,
            job.source_location,
            json.loads(job.plan),
            job.total_rows,
            Decimal(job.quoted_total) if job.quoted_total else None,
            job.currency,
            job.created_at,
            job.finished_at,
            job.reason,
            job.error_row,
        )


@dataclass(frozen=True, slots=True)
class RowRecord:
    """A row of a job as it stood when it was read; `had` is the number in its cell when it was approved."""

    id: int
    job: int
    row: int
    state: RowState
    write_back: WriteBackState
    recipient: str
    request_json: str
    identity_json: str
    had: str
    duplicate_key: str
    record_key: str
    content: str
    quote: Decimal | None
    tracking_number: str
    shipped_at: str
    problem: Problem | None

    @property
    def request(self) -> ShipmentRequest:
        """The request as approved."""
        return ShipmentRequest.from_json(json.loads(self.request_json))

    @property
    def identity(self) -> Identity:
        """What the row was in the source when it was approved."""
        return Identity(**json.loads(self.identity_json))

    @classmethod
    def of(cls, row: JobRow) -> RowRecord:
        """The record of a table row."""
        return cls(
            row.id,
            row.job,
            row.row,
            RowState(row.state),
            WriteBackState(row.write_back),
            row.recipient,
            row.request,
            row.identity,
            row.had,
            row.duplicate_key,
            row.record_key,
            row.content,
            Decimal(row.quote) if row.quote else None,
            row.tracking_number,
            row.shipped_at,
            Problem(**json.loads(row.problem)) if row.problem else None,
        )


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """One attempt at a row."""

    reference: str
    outcome: Outcome
    started_at: str
    ended_at: str
    tracking_number: str
    charge: Decimal | None
    estimated: bool
    words: str

    @classmethod
    def of(cls, attempt: Attempt) -> AttemptRecord:
        """The record of a table row."""
        charge = Decimal(attempt.charge) if attempt.charge else None
        return cls(
            attempt.reference,
            Outcome(attempt.outcome),
            attempt.started_at,
            attempt.ended_at,
            attempt.tracking_number,
            charge,
            attempt.estimated,
            attempt.words,
        )


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row of a job that is about to be opened."""

    row: int
    recipient: str
    request: ShipmentRequest
    identity: Identity
    had: str
    duplicate_key: str
    content: str
    quote: Decimal | None
    record_key: str = ""


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job that is about to be opened: what was approved, and where it ships."""

    mode: str
    environment: str
    account: str
    host: str
    source_kind: str
    source_name: str
    source_location: str
    plan: dict[str, Any]
    digest: str
    quoted_total: Decimal | None
    currency: str
    rows: tuple[NewRow, ...]
