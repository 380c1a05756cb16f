"""Replies that were kept before a crash and never booked: they are at hand whatever became of their job since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.jobs.states import UNSETTLED
from shipshell.model.errors import ShipshellError
from shipshell.session.execution import adopt_kept
from shipshell.session.replies import Said
from shipshell.session.targets import holding_job

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.session.services import Services


def adopt_all(services: Services) -> Iterator[Said]:
    """Book every kept reply of a job that nobody holds, wherever it ships; of a job that is over, say so."""
    references = services.spool.references()
    for number in services.stores.waiting(references) if references else ():
        try:
            with holding_job(services, number):
                job = services.stores.job(number)
                before = {row.row for row in services.reader(number).doubtful(number)}
                adopt_kept(services, job)
        except ShipshellError:
            continue  # another shell has it in hand
        if job.status not in UNSETTLED:  # else the question about it, and its resume, tell
            left = {row.row for row in services.reader(number).doubtful(number)}
            yield from (_told(services, number, row) for row in sorted(before - left))


def _told(services: Services, job: int, row: int) -> Said:
    found = services.reader(job).row(job, row)
    words = f"Row {row} of job {job} ({found.recipient}) was in doubt; it shipped as {found.tracking_number}, as a kept"
    return Said(f'{words} reply of UPS says. Say "retry {job}" to write the number into the source.')
