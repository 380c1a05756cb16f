"""Shipping a job again from its first row: what it would cost, the question, and after its y the new attempts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.jobs.states import RowState
from shipshell.model.errors import Problem, ShipshellError
from shipshell.session.corrections import corrections
from shipshell.session.pending import Restarting
from shipshell.session.proposing import place_said, rated
from shipshell.session.replies import Failed, Output, Said
from shipshell.session.resuming import start
from shipshell.session.spending import costs, refuse_over_limit
from shipshell.session.targets import taking
from shipshell.session.wording import plural, restart_question, row_ranges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.intents import types as intents
    from shipshell.jobs.records import JobRecord
    from shipshell.planning.preview import Preview
    from shipshell.session.conversation import Conversation
    from shipshell.session.corrections import Corrections
    from shipshell.session.services import Services
    from shipshell.session.targets import Taken


def restart(talk: Conversation, intent: intents.Restart) -> Iterator[Output]:
    """Show what shipping every row again would cost, and ask."""
    if intent.void:
        raise ShipshellError("E-1021", "restart and void is not available yet", hint='Say "restart" or "cancel".')
    with taking(talk, intent.job, "restart") as taken:
        yield from _ask(talk, taken.job, _every_row(talk.services, taken))


def _every_row(services: Services, taken: Taken) -> Corrections:
    """How all rows of a job but those in doubt stand in the source now."""
    job = taken.job
    doubtful = {row.row for row in services.reader.doubtful(job.number)}
    rows = [row for row in services.reader.rows(job.number) if row.row not in doubtful]
    return corrections(services, job, taken.source, rows)


def _ask(talk: Conversation, job: JobRecord, found: Corrections) -> Iterator[Output]:
    services = talk.services
    if found.problems:
        yield from found.failures()
        return
    shown = yield from rated(services, found.only(found.able))
    if shown.unrated:
        rows = row_ranges(shown.unrated)
        hint = "Mend them in the source, or say resume."
        raise ShipshellError("E-2011", f"rows {rows} have no rate; nothing was bought", hint=hint)
    refuse_over_limit(talk, costs(shown.quotes))
    yield Said(_cost(services, job, found, shown))
    talk.restarting = Restarting(job.number, shown)
    yield restart_question(services.reader.row_numbers(job.number, RowState.SHIPPED))


def _cost(services: Services, job: JobRecord, found: Corrections, shown: Preview) -> str:
    bought = f"{plural(len(found.able), 'shipment')} for {shown.total}"
    words = [f"Restarting job {job.number} buys {bought}; {place_said(services)}."]
    doubtful = [row.row for row in services.reader.doubtful(job.number)]
    if doubtful:
        words.append(f"In doubt and left alone: rows {row_ranges(doubtful)}.")
    if found.changed:
        words.append(f"Corrected since they were approved: rows {row_ranges(row.row for row, _ in found.changed)}.")
    words += [f"Row {row.row} ({row.recipient}) {reason}; it is left out." for row, reason in found.gone]
    return " ".join(words)


def approve_restart(talk: Conversation, restarting: Restarting) -> Iterator[Output]:
    """The y: attempt every row anew but those in doubt; where anything changed since the question, ask again."""
    services, shown = talk.services, restarting.preview
    with taking(talk, restarting.job, "restart") as taken:
        found = _every_row(services, taken)
        if shown.is_stale(services.clock()) or found.only(found.able).requests != shown.batch.requests:
            words = f"job {taken.job.number} or its source changed since the question was put; nothing was bought"
            yield Failed(Problem("E-1010", words, hint="Look at the new total, and answer again."))
            yield from _ask(talk, taken.job, found)
            return
        refuse_over_limit(talk, costs(shown.quotes))
        _begin_again(services, found, shown)
        yield start(talk, taken)


def _begin_again(services: Services, found: Corrections, shown: Preview) -> None:
    for row, _reason in found.gone:
        if row.state in (RowState.PENDING, RowState.FAILED):
            services.ledger.skip(row, "left out of the restart")
    for row, place in found.able:
        if row.state is not RowState.PENDING:
            services.ledger.start_again(row)
        services.ledger.amend(row, found.amended(row, place, shown))
