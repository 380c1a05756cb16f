"""What earlier jobs shipped, spent and left in doubt, for planning (model's `History`)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from shipshell.jobs.encoding import stamp
from shipshell.jobs.states import OPEN_OUTCOMES, STANDING_OUTCOMES, JobStatus, Outcome, RowState
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

    def prior(self, environment: str, keys: Collection[str], besides: int = 0) -> Mapping[str, Prior]:
        """For each key that a job of `environment` shipped and did not void, left in doubt, or is about to send.

        A key is that of an order or of a record. The latest counts; before it, what is about to be sent; first a doubt.

        Args:
            besides: a job that does not count.
        """
        asked = set(keys)
        wanted = sorted(asked)
        found: dict[str, Prior] = {}
        for start in range(0, len(wanted), _CHUNK):
            for column in (self._t.attempt.duplicate_key, self._t.attempt.record_key):
                found.update(self._priors(environment, column, wanted[start : start + _CHUNK], besides))
        for key, prior in self._ahead(environment, besides).items():
            if key in asked and (key not in found or found[key].state == Outcome.SHIPPED):
                found[key] = prior
        return found

    def _ahead(self, environment: str, besides: int) -> Mapping[str, Prior]:
        """What jobs that execute now have still to send: until then no attempt tells of it."""
        row, job = self._t.row, self._t.job
        query = (
            row.select(row.duplicate_key, row.record_key, row.job, row.row, row.state, row.content)
            .join(job, on=(row.job == job.number))
            .where(job.status == JobStatus.EXECUTING, job.environment == environment, job.number != besides)
            .where(row.state == RowState.PENDING)
        )
        return {
            key: Prior(number, where, state, "", content, record)
            for order, record, number, where, state, content in tuples(query)
            for key in (order, record)
            if key
        }

    def _priors(self, environment: str, column: Any, keys: list[str], besides: int) -> list[tuple[str, Prior]]:
        """By attempts, not by rows: one that was restarted, corrected or set aside still holds what it bought."""
        row, job, attempt = self._t.row, self._t.job, self._t.attempt
        doubtful = attempt.outcome.in_(OPEN_OUTCOMES)
        query = (
            attempt.select(
                column,
                row.job,
                row.row,
                attempt.outcome,
                attempt.tracking_number,
                attempt.content,
                attempt.record_key,
            )
            .join(row, on=(attempt.job_row == row.id))
            .join(job, on=(row.job == job.number))
            .where(column.in_(keys), job.environment == environment, job.number != besides)
            .where(doubtful | attempt.outcome.in_(STANDING_OUTCOMES))
            .order_by(doubtful, attempt.id)  # a doubt comes last, and so counts: nothing overrides it
        )
        found = tuples(query)
        return [(key, Prior(number, where, _held_as(outcome), *rest)) for key, number, where, outcome, *rest in found]

    def spent_on(self, environment: str, account: str, day: date) -> Decimal:
        """What the account's jobs were charged on a local day, voided shipments left out, and what they may yet be.

        A doubt counts at its quote, and so does every row that a job under way has not sent yet. What has neither
        charge nor quote is missing here: `unpriced.py` finds it.
        """
        row, job, attempt = self._t.row, self._t.job, self._t.attempt
        ours = (job.environment == environment, job.account == account)
        today = utc_bounds(day)
        charged = attempt.select(attempt.charge).join(row, on=(attempt.job_row == row.id))
        charged = charged.switch(attempt).join(job, on=(row.job == job.number)).where(*ours)
        charged = charged.where(attempt.outcome.in_(STANDING_OUTCOMES), attempt.ended_at.between(*today))
        doubtful = row.select(row.quote).join(attempt, on=(attempt.job_row == row.id))
        doubtful = doubtful.switch(row).join(job, on=(row.job == job.number)).where(*ours)
        doubtful = doubtful.where(attempt.outcome.in_(OPEN_OUTCOMES), attempt.started_at.between(*today))
        ahead = row.select(row.quote).join(job, on=(row.job == job.number)).where(*ours)
        ahead = ahead.where(job.status == JobStatus.EXECUTING, row.state == RowState.PENDING)
        amounts = (amount for query in (charged, doubtful, ahead) for (amount,) in tuples(query))
        return sum((Decimal(amount) for amount in amounts if amount), Decimal(0))


def _held_as(outcome: str) -> str:
    """How an attempt holds its order: a shipment stands until UPS says that it is void."""
    return Outcome.SHIPPED.value if outcome in STANDING_OUTCOMES else outcome


def utc_bounds(day: date) -> tuple[str, str]:
    """The first and last second of a local day, as the tables write times."""
    start = datetime.combine(day, time()).astimezone()
    end = datetime.combine(day + timedelta(days=1), time()).astimezone() - timedelta(seconds=1)
    return stamp(start), stamp(end)
