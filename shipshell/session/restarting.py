"""Shipping a job again from its first row: its cost, the question, after its y the voids and the new attempts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shipshell.jobs.locks import decision_lock
from shipshell.jobs.purchases import purchases_of
from shipshell.jobs.states import RowState
from shipshell.model.errors import Problem, ShipshellError
from shipshell.session.corrections import OtherJobs, corrections, differences
from shipshell.session.emptying import empty_cells
from shipshell.session.launching import new_row, refuse_repeats
from shipshell.session.pending import Restarting
from shipshell.session.proposing import place_said, rated
from shipshell.session.put_back import remember
from shipshell.session.replies import Asked, Failed, Output, Said
from shipshell.session.resuming import start
from shipshell.session.spending import costs, refuse_over_limit
from shipshell.session.targets import taking
from shipshell.session.voiding import shipments_said, void_each
from shipshell.session.voids_left import mend_first
from shipshell.session.wording import plural, restart_question, rows_named

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from decimal import Decimal

    from shipshell.intents import types as intents
    from shipshell.jobs.purchases import Purchase
    from shipshell.jobs.records import JobRecord
    from shipshell.planning.preview import Preview
    from shipshell.session.conversation import Conversation
    from shipshell.session.corrections import Corrections
    from shipshell.session.services import Services
    from shipshell.session.targets import Taken


def restart(talk: Conversation, intent: intents.Restart) -> Iterator[Output]:
    """Show what shipping every row again would cost, and ask."""
    with taking(talk, intent.job, "restart") as taken:
        yield from remember(talk.services, taken.job)
        yield from mend_first(talk.services, taken.job, taken.source)
        to_void = _standing(talk.services, taken.job) if intent.void else []
        yield from _ask(talk, taken.job, _every_row(talk.services, taken), to_void)


def _standing(services: Services, job: JobRecord) -> list[Purchase]:
    """What the job bought and did not void, but of rows in doubt."""
    doubtful = {row.id for row in services.reader(job.number).doubtful(job.number)}
    bought = purchases_of(services.tables(job.number), job.number)
    return [one for one in bought if not one.voided and one.row.id not in doubtful]


def _every_row(services: Services, taken: Taken) -> Corrections:
    """How all rows of a job but those in doubt stand in the source now."""
    job = taken.job
    doubtful = {row.row for row in services.reader(job.number).doubtful(job.number)}
    rows = [row for row in services.reader(job.number).rows(job.number) if row.row not in doubtful]
    return corrections(services, job, taken.source, rows)


def _ask(talk: Conversation, job: JobRecord, found: Corrections, to_void: Sequence[Purchase]) -> Iterator[Output]:
    services = talk.services
    if found.problems:
        yield from found.failures()
        return
    shown = yield from rated(services, found.only(found.able))
    if shown.unrated:
        words = f"{rows_named(shown.unrated)} cannot be rated; nothing was bought"
        raise ShipshellError("E-2011", words, hint="Mend that in the source, or say resume.")
    refuse_over_limit(talk, costs(shown.quotes), spent_on_batch=_spent(services, job))
    if found.changed:
        yield differences(found)
    yield Said(_cost(services, job, found, shown))
    talk.restarting = Restarting(job.number, shown, tuple(one.tracking_number for one in to_void))
    if to_void:
        yield _void_question(job, to_void)
    else:
        yield restart_question(services.reader(job.number).row_numbers(job.number, RowState.SHIPPED))


def _spent(services: Services, job: JobRecord) -> Decimal:
    """What the job cost so far: a restart buys on top of it."""
    return services.reader(job.number).charged(job.number).amount


def _void_question(job: JobRecord, to_void: Sequence[Purchase]) -> Asked:
    words = f"What was bought is voided first: {shipments_said(job, to_void)}."
    return Asked(f"{words} A row whose void UPS refuses is not sent again. Continue? [y/N]", ("y", "n"))


def _cost(services: Services, job: JobRecord, found: Corrections, shown: Preview) -> str:
    bought = f"{plural(len(found.able), 'shipment')} for {shown.total}"
    words = [f"Restarting job {job.number} buys {bought}; {place_said(services)}."]
    doubtful = [row.row for row in services.reader(job.number).doubtful(job.number)]
    if doubtful:
        words.append(f"In doubt and left alone: {rows_named(doubtful)}.")
    if found.changed:
        words.append(f"Corrected since they were approved: {rows_named(row.row for row in found.changed)}.")
    words += [f"Row {row.row} ({row.recipient}) {reason}; it is left out." for row, reason in found.gone]
    return " ".join(words)


def approve_restart(talk: Conversation, restarting: Restarting) -> Iterator[Output]:
    """The y: attempt every row anew but those in doubt; where anything changed since the question, ask again."""
    services, shown = talk.services, restarting.preview
    with taking(talk, restarting.job, "restart") as taken:
        found = _every_row(services, taken)
        to_void = _standing(services, taken.job) if restarting.void_first else []
        if _is_outdated(services, restarting, found, to_void):
            words = f"job {taken.job.number} or its source changed since the question was put; nothing was bought"
            yield Failed(Problem("E-1010", words, hint="Look at the new total, and answer again."))
            yield from _ask(talk, taken.job, found, to_void)
            return
        refuse_over_limit(talk, costs(shown.quotes), spent_on_batch=_spent(services, taken.job))
        kept = yield from _void_first(services, taken, to_void)
        left = replace(found, able=tuple(row for row in found.able if row.row not in kept))
        if not left.able:
            yield Said(f"No row of job {taken.job.number} is left to send; nothing was bought.")
            return
        with decision_lock(services.settings.data):
            refuse_over_limit(talk, _left_costs(left, shown), spent_on_batch=_spent(services, taken.job))
            refuse_repeats(services, left.only(left.able), OtherJobs(services.history, taken.job.number))
            with services.ledger(taken.job.number).together():  # half a restart would look like one to be resumed
                _begin_again(services, left, shown)
                started = start(talk, taken)
        yield started


def _left_costs(left: Corrections, shown: Preview) -> dict[int, Decimal]:
    rows = {row.row for row in left.able}
    return {row: cost for row, cost in costs(shown.quotes).items() if row in rows}


def _is_outdated(services: Services, restarting: Restarting, found: Corrections, to_void: Sequence[Purchase]) -> bool:
    """Whether the answer would mean something else than what was read back."""
    shown = restarting.preview
    changed = found.only(found.able).requests != shown.batch.requests
    return (
        changed
        or shown.is_stale(services.clock())
        or tuple(one.tracking_number for one in to_void) != restarting.void_first
    )


def _void_first(services: Services, taken: Taken, to_void: Sequence[Purchase]) -> Generator[Output, None, set[int]]:
    """Void what the job bought; the rows of which a shipment still stands, and which must not be sent."""
    voided = yield from void_each(services, to_void)
    yield from empty_cells(services, taken.job, taken.source, [one.row for one in voided])
    kept = {one.row.row for one in to_void if one not in voided}
    if kept:
        yield Said(f"Not sent again, as not voided: {rows_named(kept)}.")
    return kept


def _begin_again(services: Services, found: Corrections, shown: Preview) -> None:
    for row, _reason in found.gone:
        if row.state in (RowState.PENDING, RowState.FAILED):
            services.ledger(row.job).skip(row, "left out of the restart")
    for row in found.able:
        if row.state is not RowState.PENDING:
            services.ledger(row.job).start_again(row)
        services.ledger(row.job).amend(row, new_row(shown, row.row))
