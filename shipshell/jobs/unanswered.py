"""Attempts that ended without the carrier's answer: what is asked about again later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.jobs.records import RowRecord
from shipshell.jobs.states import BY_WORD, Outcome

if TYPE_CHECKING:
    from shipshell.jobs.tables import Tables

#: Nobody knows; a person said so; or it was judged from what a look-up did not show.
_WITHOUT_ANSWER = (Outcome.IN_DOUBT, Outcome.NOT_SHIPPED, Outcome.NEVER_LEFT)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An attempt whose outcome the carrier never told.

    Attributes:
        row: as it is now; it may have shipped under another reference since.
        reference: the attempt's own.
        tracking_number: what a person said that it shipped as; "" where nobody did.
        content: the digest of what was asked for; the row may have been corrected since.
    """

    row: RowRecord
    reference: str
    outcome: Outcome
    tracking_number: str
    content: str


def unanswered_of(tables: Tables, job: int, since: str) -> list[Unanswered]:
    """The attempts of a job, begun `since` a moment (as the tables write it), that the carrier never answered."""
    attempt, row = tables.attempt, tables.row
    by_word = (attempt.outcome == Outcome.SHIPPED) & (attempt.words == BY_WORD)
    query = attempt.select().join(row, on=(attempt.job_row == row.id)).where(row.job == job)
    query = query.where(attempt.started_at >= since, attempt.outcome.in_(_WITHOUT_ANSWER) | by_word)
    return [
        Unanswered(
            RowRecord.of(row.get_by_id(one.job_row)),
            one.reference,
            Outcome(one.outcome),
            one.tracking_number,
            one.content,
        )
        for one in query.order_by(row.row, attempt.id)
    ]
