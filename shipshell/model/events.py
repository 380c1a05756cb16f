"""What happens to a job, as values: the runner and recovery yield these, the shell draws them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shipshell.model.errors import Problem
    from shipshell.model.money import Money


@dataclass(frozen=True, slots=True)
class JobStarted:
    """A job begins, or goes on; `rows` counts all its rows."""

    job: int
    rows: int


@dataclass(frozen=True, slots=True)
class RowShipped:
    """A row's number is durable in the job tables and in the source (or the write-back's failure was noted).

    Attributes:
        cost: the charge; None where UPS did not say and no quote stands for it.
        label: the label file's path, empty where UPS gave none.
        shipped_at: ISO 8601, UTC.
    """

    job: int
    row: int
    recipient: str
    tracking_number: str
    cost: Money | None
    reference: str
    label: str
    shipped_at: str


@dataclass(frozen=True, slots=True)
class RowFailed:
    """A row was refused, or was not sent for a reason of its own; nothing was bought for it."""

    job: int
    row: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class RowInDoubt:
    """A row's request may have reached the carrier; nobody knows."""

    job: int
    row: int
    reference: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Overcharged:
    """A row was shipped, and charged so far above its quote that the job halts."""

    job: int
    row: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class WriteBackFailed:
    """A number is in the job tables but not in the source."""

    job: int
    row: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class JobNotice:
    """A remark in passing: a wait, a retry, a look-up."""

    job: int
    text: str


@dataclass(frozen=True, slots=True)
class JobFinished:
    """A job stopped running, for good or until somebody resumes it.

    Attributes:
        status: `complete`, `complete_with_warnings`, `halted` or `cancelled`.
        in_doubt: rows of unknown outcome, those set aside included.
        reason: why it halted, where it did.
        unwritten: rows whose numbers are not in the source.
        voided: how many rows' shipments were voided; they are in no other count.
    """

    job: int
    status: str
    shipped: int
    failed: int
    in_doubt: int
    remaining: int
    total_cost: Money
    reason: str = ""
    unwritten: tuple[int, ...] = ()
    voided: int = 0


@dataclass(frozen=True, slots=True)
class LastShipped:
    """The last row that was completed before an interruption."""

    row: int
    recipient: str
    tracking_number: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row of unknown outcome.

    Attributes:
        answer: what the carrier said when it was last asked under `reference`; "" where it was not asked.
        is_absent: it said that it shows no such shipment.
        is_open: nobody has settled it yet: its answer may be at hand, or has to be asked for, before any person's word.
    """

    row: int
    reference: str
    answer: str = ""
    is_absent: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A job that stopped before its end and waits for a decision.

    Attributes:
        remaining: rows that are neither shipped nor set aside nor voided.
        error: why it stopped, where nobody asked for it and that is not settled since.
        error_row: the row that was next, or in hand, when there was an error; None where no row is to be tried again.
        voided: rows whose shipments the carrier shows as voided; they are not sent again without a word.
    """

    job: int
    done: int
    total: int
    remaining: int
    last: LastShipped | None = None
    error: str = ""
    error_row: int | None = None
    in_doubt: tuple[Doubt, ...] = ()
    voided: tuple[int, ...] = ()


JobEvent = JobStarted | RowShipped | RowFailed | RowInDoubt | Overcharged | WriteBackFailed | JobNotice | JobFinished
