"""A job store put back from a backup: what it does not know any more was sent, and must not be sent again.

Attempts of jobs that it knows become doubts, which recovery settles as after a crash. Of jobs that it does not know,
the orders are held.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.session.replies import Said
from shipshell.session.targets import holding_job
from shipshell.session.wording import plural, rows_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.jobs.records import JobRecord
    from shipshell.jobs.sent_log import Sent
    from shipshell.session.services import Services


def remember_all(services: Services) -> Iterator[Said]:
    """Bring back what the user's own store forgot; what came of it."""
    forgotten = sorted(services.forgotten(services.sent.every()), key=_job) if services.is_put_back() else []
    for (number, opened), found in groupby(forgotten, key=_job):
        sent, job = list(found), _known(services, number, opened)
        yield from _hold(services, number, sent) if job is None else _take(services, job, sent)


def remember(services: Services, job: JobRecord) -> Iterator[Said]:
    """Bring back what the store of a job that we hold forgot of it: a table is put back from a backup as well."""
    sent = services.sent.of_job(job.number, job.created_at)
    unknown = services.reader(job.number).unknown([one.reference for one in sent])
    if unknown:
        yield _bring_back(services, job, [one for one in sent if one.reference in unknown])


def _job(sent: Sent) -> tuple[int, str]:
    return sent.job, sent.opened


def _known(services: Services, number: int, opened: str) -> JobRecord | None:
    """The job of that number, if it is still the same."""
    try:
        job = services.stores.job(number)
    except ShipshellError:
        return None
    return job if job.created_at == opened else None


def _take(services: Services, job: JobRecord, sent: list[Sent]) -> Iterator[Said]:
    try:
        with holding_job(services, job.number):
            yield _bring_back(services, job, sent)
    except ShipshellError:
        return  # another shell has it in hand


def _bring_back(services: Services, job: JobRecord, sent: list[Sent]) -> Said:
    ledger, reader = services.ledger(job.number), services.reader(job.number)
    with ledger.together():
        for one in sent:
            ledger.sent_before(reader.row(job.number, one.row), one)
    rows = rows_named(dict.fromkeys(one.row for one in sent))
    return Said(
        f"The job store is an older copy, which knew nothing of sending {rows} of job {job.number}. "
        "What came of it is in doubt: resume asks UPS before it sends anything."
    )


def _hold(services: Services, number: int, sent: list[Sent]) -> Iterator[Said]:
    """Keep the orders of a job that the store does not know from being bought again, and its number from being used."""
    services.lost.note(sent)
    services.stores.reserve(number)
    yield Said(
        f"The job store is an older copy, which knows nothing of job {number}: from {sent[0].at} on it sent "
        f"{plural(len(sent), 'order')}. What it sent is held, as shipped; the tracking numbers are in its source, the "
        f"labels in the folder labels/job-{number}."
    )
