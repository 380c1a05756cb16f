"""What counts for a day's limit although nobody knows its cost: neither a charge nor a quote is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.jobs.history import utc_bounds
from shipshell.jobs.records import RowRecord
from shipshell.jobs.states import OPEN_OUTCOMES, STANDING_OUTCOMES, JobStatus, RowState

if TYPE_CHECKING:
    from datetime import date

    from shipshell.jobs.tables import Tables


def unpriced_on(tables: Tables, environment: str, account: str, day: date) -> list[RowRecord]:
    """The rows of an account's jobs without a price that shipped on a local day, may have, or are about to be sent."""
    row, job, attempt = tables.row, tables.job, tables.attempt
    today = utc_bounds(day)
    ours = (job.environment == environment) & (job.account == account)
    shipped = attempt.outcome.in_(STANDING_OUTCOMES) & (attempt.charge == "") & attempt.ended_at.between(*today)
    doubtful = attempt.outcome.in_(OPEN_OUTCOMES) & (row.quote == "") & attempt.started_at.between(*today)
    tried = row.select(row).join(attempt, on=(attempt.job_row == row.id)).switch(row)
    tried = tried.join(job, on=(row.job == job.number)).where(ours, shipped | doubtful)
    ahead = row.select(row).join(job, on=(row.job == job.number)).where(ours, row.quote == "")
    ahead = ahead.where(job.status == JobStatus.EXECUTING, row.state == RowState.PENDING)
    return [RowRecord.of(one) for query in (tried, ahead) for one in query]
