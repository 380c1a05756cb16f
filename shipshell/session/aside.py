"""Rows that were set aside: they are named when their job is over, for nobody would look for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.jobs.states import UNSETTLED, RowState
from shipshell.session.replies import Said
from shipshell.session.wording import rows_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.session.services import Services


def set_aside_of(services: Services, job: int) -> Iterator[Said]:
    """Of a job that ran to its end: which rows it left behind, and what one can say of those in doubt."""
    reader = services.reader(job)
    if reader.job(job).status in UNSETTLED:
        return
    doubtful = reader.doubts_aside(job)
    rest = [row for row in reader.row_numbers(job, RowState.SKIPPED) if row not in doubtful]
    if rest:
        yield Said(f"Set aside, and not shipped: {rows_named(rest)} of job {job}.")
    for row in doubtful:
        ways = f'"row {row} of job {job} did not ship", or "row {row} of job {job} shipped as 1Z..."'
        yield Said(f"Row {row} was set aside and is still in doubt: say {ways}.")
