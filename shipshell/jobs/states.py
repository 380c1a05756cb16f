"""The states of jobs and rows, and the only moves between them."""

from __future__ import annotations

from enum import StrEnum


class JobStatus(StrEnum):
    """Where a job stands."""

    EXECUTING = "executing"
    """Somebody runs it: its owner's lock is held. If nobody holds that lock, the job was interrupted."""

    COMPLETE = "complete"
    """Every row was shipped and every number is in the source."""

    COMPLETE_WITH_WARNINGS = "complete_with_warnings"
    """It ran to its end, but some numbers are not in the source, or some rows were set aside. `retry` can mend it."""

    HALTED = "halted"
    """It stopped early: an error, a doubt, or a person's word. It waits to be resumed, restarted or cancelled."""

    CANCELLED = "cancelled"
    """A person settled it; what was shipped stays shipped."""


class RowState(StrEnum):
    """Where a row stands."""

    PENDING = "pending"
    """Not sent, or certainly never arrived. It may be claimed."""

    SENDING = "sending"
    """An attempt was committed and its request may be on its way. At start-up this means: nobody knows."""

    SHIPPED = "shipped"
    """UPS accepted it; its number is in the job tables."""

    FAILED = "failed"
    """UPS refused it, or it was not sent for a reason of its own: nothing exists. `resume` makes it pending again."""

    IN_DOUBT = "in_doubt"
    """Its request may have arrived and look-ups did not settle it. Never sent again before somebody knows."""

    SKIPPED = "skipped"
    """A person set it aside, or its order left the source. If it was in doubt, its attempt stays so and holds it."""

    VOIDED = "voided"
    """It was shipped, and the shipment was voided."""


class Outcome(StrEnum):
    """What became of one attempt at buying a row."""

    SENDING = "sending"
    IN_DOUBT = "in_doubt"
    SHIPPED = "shipped"
    REFUSED = "refused"
    NEVER_LEFT = "never_left"
    NOT_SHIPPED = "not_shipped"
    """By a person's word."""
    VOIDING = "voiding"
    """It shipped, and its void was asked for; UPS has not said yet what came of that."""
    VOIDED = "voided"


#: The words of an attempt whose outcome a person told.
BY_WORD = "a person's word"

#: Those of a number that a person said, where the carrier shows another one under the attempt's reference.
SAID = "said, and the carrier shows another one"

#: Those of shipments that turned up after their attempt had ended otherwise: as the row's own, beside another one for
#: the same order, in place of the number that a person said, and beside another one that is to stay.
TURNED_UP = "turned up later"
BESIDE = "turned up beside another one"
INSTEAD = "turned up, not as said"
KEPT = "turned up beside another one, and both are to stay"

#: How the audit log names a number that could not be written into the source.
WRITE_FAILED = "write-back failed"

#: Outcomes that nobody knows. While a row has such an attempt, in whatever state, no other one is made.
OPEN_OUTCOMES = (Outcome.SENDING, Outcome.IN_DOUBT)

#: Shipments that are to be paid, as far as anybody knows.
STANDING_OUTCOMES = (Outcome.SHIPPED, Outcome.VOIDING)


class WriteBackState(StrEnum):
    """Whether a row's number is in the source; of a row that is not shipped, whether a void number is out of it."""

    NONE = "none"
    DUE = "due"
    WRITTEN = "written"
    FAILED = "failed"


#: A job that waits for a decision: halted, or interrupted while it was executing.
UNSETTLED = (JobStatus.EXECUTING, JobStatus.HALTED)

#: A row's moves, by what may follow a state (design, section 3). One that waits to be sent is shipped at once where a
#: shipment of an earlier attempt turns up.
ROW_MOVES: dict[RowState, frozenset[RowState]] = {
    RowState.PENDING: frozenset({RowState.SENDING, RowState.SKIPPED, RowState.FAILED, RowState.SHIPPED}),
    RowState.SENDING: frozenset({RowState.SHIPPED, RowState.FAILED, RowState.IN_DOUBT, RowState.PENDING}),
    RowState.IN_DOUBT: frozenset({RowState.SHIPPED, RowState.PENDING, RowState.SKIPPED, RowState.VOIDED}),
    RowState.SHIPPED: frozenset({RowState.VOIDED, RowState.PENDING}),
    RowState.FAILED: frozenset({RowState.PENDING, RowState.SKIPPED, RowState.SHIPPED}),
    RowState.SKIPPED: frozenset({RowState.PENDING, RowState.SHIPPED}),
    RowState.VOIDED: frozenset({RowState.PENDING}),
}

#: A job's moves. One that was interrupted is laid down (`executing` -> `halted`) before it goes on.
JOB_MOVES: dict[JobStatus, frozenset[JobStatus]] = {
    JobStatus.EXECUTING: frozenset({JobStatus.COMPLETE, JobStatus.COMPLETE_WITH_WARNINGS, JobStatus.HALTED}),
    JobStatus.HALTED: frozenset({JobStatus.EXECUTING, JobStatus.CANCELLED}),
    JobStatus.COMPLETE: frozenset(),
    JobStatus.COMPLETE_WITH_WARNINGS: frozenset({JobStatus.COMPLETE}),
    JobStatus.CANCELLED: frozenset(),
}


def job_sources(target: JobStatus) -> tuple[JobStatus, ...]:
    """The states from which a job may move to `target`."""
    return tuple(state for state, nexts in JOB_MOVES.items() if target in nexts)
