"""From a batch that may be bought to a run of it: the last checks, the job, and its start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.jobs.locks import decision_lock
from shipshell.jobs.records import NewJob, NewRow
from shipshell.model.errors import ShipshellError
from shipshell.planning.duplicates import held_as_duplicates
from shipshell.session.execution import hold_job, start_run
from shipshell.session.replies import Started
from shipshell.session.spending import costs, refuse_over_limit
from shipshell.session.wording import rows_named

if TYPE_CHECKING:
    from shipshell.model.history import History
    from shipshell.planning.batch import Batch
    from shipshell.planning.preview import Preview
    from shipshell.session.conversation import Conversation
    from shipshell.session.execution import Hold
    from shipshell.session.pending import Draft
    from shipshell.session.services import Services
    from shipshell.sources.base import Source


def refuse_unsettled(services: Services, source: Source) -> None:
    """Stop where an earlier job on the source waits for a decision; the caller holds the source.

    Raises:
        ShipshellError: E-4005.
    """
    for job in services.stores.unsettled_on(source):
        raise ShipshellError(
            "E-4005",
            f"job {job.number} on {source.name} is not settled",
            hint=f'Say "resume job {job.number}", "restart job {job.number}" or "cancel job {job.number}" first.',
        )


def refuse_opened(draft: Draft) -> None:
    """Stop where another program holds the source open: it would write its own copy over our numbers.

    Raises:
        ShipshellError: E-1009.
    """
    opened_by = draft.source.opened_by()
    if opened_by and not draft.anyway:
        raise ShipshellError(
            "E-1009",
            f"{draft.source.name} is open in another program: {opened_by}",
            hint=f'Close it there, or say "ship {draft.source.name} anyway".',
        )


def refuse_repeats(services: Services, batch: Batch, history: History) -> None:
    """Stop where another job shipped an order of the batch, left it in doubt, or began to ship it since it was shown.

    Raises:
        ShipshellError: E-1010.
    """
    keys = {row: batch.keys[row] for row in batch.requests}
    including = batch.instructions.including_shipped
    held = held_as_duplicates(keys, history, services.settings.environment, including_shipped=including)
    if held:
        row, reason = next(iter(held.items()))
        words = f"{rows_named(held)} may not ship any more (row {row}: {reason}); nothing was bought"
        raise ShipshellError("E-1010", words, hint='Say "preview" to see what is left.')


def launch(talk: Conversation, draft: Draft, shown: Preview, hold: Hold) -> Started:
    """Open the job and start it, unless somebody else bought meanwhile what forbids it; the caller holds the source.

    Raises:
        ShipshellError: E-2020; E-1009, E-1010, E-4005; E-4xxx, the job could not be stored.
    """
    services = talk.services
    refuse_opened(draft)
    refuse_unsettled(services, draft.source)
    services.settings.note_use()
    store = services.stores.made_for(draft.source)
    with decision_lock(services.settings.data):
        refuse_over_limit(talk, costs(shown.quotes))
        refuse_repeats(services, shown.batch, services.history)
        number = store.ledger.open_job(_new_job(services, draft, shown), lambda job: hold_job(services, hold, job))
    talk.forget()
    talk.run = start_run(services, services.stores.job(number), draft.source, hold, talk.over)
    return Started(talk.run)


def _new_job(services: Services, draft: Draft, shown: Preview) -> NewJob:
    carrier = services.carrier()
    return NewJob(
        draft.mode,
        carrier.environment,
        carrier.account,
        carrier.host,
        draft.source.kind,
        draft.source.name,
        draft.source.location,
        shown.batch.plan,
        shown.digest,
        shown.total.amount if shown.quotes.quoted else None,
        shown.total.currency,
        tuple(new_row(shown, row) for row in shown.batch.requests),
    )


def new_row(shown: Preview, row: int) -> NewRow:
    """What the job store keeps of one approved row."""
    batch, request = shown.batch, shown.batch.requests[row]
    quote = shown.quotes.quoted.get(row)
    return NewRow(
        row,
        request.ship_to.attention or request.ship_to.name,
        request,
        batch.identities[row],
        batch.had.get(row, ""),
        batch.keys[row].key,
        batch.keys[row].content,
        quote.price.due.amount if quote else None,
        batch.keys[row].record,
    )
