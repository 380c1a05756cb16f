"""What earlier jobs shipped, spent and left in doubt, for planning (model's `History`)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from shipshell.jobs.encoding import stamp
from shipshell.jobs.states import OPEN_OUTCOMES, JobStatus, Outcome, RowState
from shipshell.jobs.tables import tuples
from shipshell.model.history import Prior

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from shipshell.jobs.tables import Tables

_CHUNK = 400


class JobHistory:
    """Reads one job store."""

    def __init__(self, tables: Tables) -> None:
        self._t = tables

    def prior(self, environment: str, keys: Collection[str]) -> Mapping[str, Prior]:
        """For each key that an earlier job of `environment` shipped and did not void, or left in doubt: the latest."""
        wanted = sorted(set(keys))
        found: dict[str, Prior] = {}
        for start in range(0, len(wanted), _CHUNK):
            found.update(self._priors(environment, wanted[start : start + _CHUNK]))
        return found

    def _priors(self, environment: str, keys: list[str]) -> list[tuple[str, Prior]]:
        """By attempts, not by the rows' states: a row that was restarted or set aside still holds what it bought."""
        row, job, attempt = self._t.row, self._t.job, self._t.attempt
        doubtful = attempt.outcome.in_(OPEN_OUTCOMES)
        query = (
            attempt.select(row.duplicate_key, row.job, row.row, attempt.outcome, attempt.tracking_number, row.content)
            .join(row, on=(attempt.job_row == row.id))
            .join(job, on=(row.job == job.number))
            .where(row.duplicate_key.in_(keys), job.environment == environment)
            .where(doubtful | (attempt.outcome == Outcome.SHIPPED))
            .order_by(doubtful, attempt.id)  # a doubt comes last, and so counts: nothing overrides it
        )
        return [(key, Prior(*rest)) for key, *rest in tuples(query)]

    def spent_on(self, environment: str, account: str, day: date) -> Decimal:
        """What the account's jobs were charged on a local day, voided shipments left out, and what they may yet be.

        A doubt counts at its quote, and so does every row that a job under way has not sent yet.
        """
        row, job, attempt = self._t.row, self._t.job, self._t.attempt
        ours = (job.environment == environment, job.account == account)
        today = _utc_bounds(day)
        charged = attempt.select(attempt.charge).join(row, on=(attempt.job_row == row.id))
        charged = charged.switch(attempt).join(job, on=(row.job == job.number)).where(*ours)
        charged = charged.where(attempt.outcome == Outcome.SHIPPED, attempt.ended_at.between(*today))
        doubtful = row.select(row.quote).join(attempt, on=(attempt.job_row == row.id))
        doubtful = doubtful.switch(row).join(job, on=(row.job == job.number)).where(*ours)
        doubtful = doubtful.where(attempt.outcome.in_(OPEN_OUTCOMES), attempt.started_at.between(*today))
        ahead = row.select(row.quote).join(job, on=(row.job == job.number)).where(*ours)
        ahead = ahead.where(job.status == JobStatus.EXECUTING, row.state == RowState.PENDING)
        amounts = (amount for query in (charged, doubtful, ahead) for (amount,) in tuples(query))
        return sum((Decimal(amount) for amount in amounts if amount), Decimal(0))


def _utc_bounds(day: date) -> tuple[str, str]:
    """The first and last second of a local day, as the tables write times."""
    start = datetime.combine(day, time()).astimezone()
    end = datetime.combine(day + timedelta(days=1), time()).astimezone() - timedelta(seconds=1)
    return stamp(start), stamp(end)
