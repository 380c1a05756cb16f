"""From an approval to a run: what was approved is what ships, or nothing does."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from shipshell.jobs.records import NewJob, NewRow
from shipshell.model.errors import Problem, ShipshellError
from shipshell.planning.batch import compose, understand_columns
from shipshell.planning.limits import any_limit, over_limit
from shipshell.planning.preview import Preview, changed_rows
from shipshell.planning.rating import Quotes
from shipshell.session.execution import hold_job, hold_source, start_run
from shipshell.session.proposing import blocking, rated, read_back, show, surroundings
from shipshell.session.replies import Failed, Output, Said, Started
from shipshell.session.wording import grouped, row_ranges
from shipshell.sources.identity import Locator

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from shipshell.intents import types as intents
    from shipshell.planning.batch import Batch
    from shipshell.session.conversation import Conversation
    from shipshell.session.execution import Hold
    from shipshell.session.pending import Draft, Pending
    from shipshell.session.services import Services


def approve(talk: Conversation, intent: intents.Approve) -> Iterator[Output]:
    """Buy exactly what was shown; where anything of it changed, show it anew instead."""
    pending = talk.pending
    if pending is None:
        raise ShipshellError("E-1021", "there is nothing to approve", hint='Say "ship orders.csv" first.')
    if pending.preview.blocked:
        raise ShipshellError.of(blocking(pending.preview))
    if not pending.preview.batch.requests:
        talk.pending = None
        yield Said("Nothing is left to ship; nothing was bought.")
        return
    yield from _buy(talk, pending, intent.mode or talk.mode)


def ship_at_once(talk: Conversation, draft: Draft, batch: Batch) -> Iterator[Output]:
    """Auto mode: every row is valid, or nothing is bought; no table."""
    _refuse_unlimited_production(talk)
    if batch.held:
        yield Said("\n".join(f"Held: row {row}: {reason}" for row, reason in batch.held.items()))
    if batch.problems:
        yield from grouped(batch.problems)
        return
    if not batch.requests:
        yield Said("Nothing is left to ship; nothing was bought.")
        return
    quotes = (yield from rated(talk.services, batch)) if any_limit(talk.limits) else Quotes({}, {})
    shown = Preview(batch, quotes, talk.services.clock())
    if shown.blocked:
        yield from grouped({row: [problem] for row, problem in quotes.unrated.items()})
        return
    _refuse_over_limit(talk, shown)
    yield Said(read_back(talk.services, shown))
    hold = hold_source(talk.services, draft.source)
    with hold.unless_running(talk):
        yield from _launch(talk, draft, shown, hold)


def _buy(talk: Conversation, pending: Pending, mode: str) -> Iterator[Output]:
    hold = hold_source(talk.services, pending.draft.source)
    with hold.unless_running(talk):
        shown = yield from _as_it_stands(talk, pending)
        if shown is None:
            return
        _refuse_over_limit(talk, shown)
        talk.pending = None
        talk.mode = mode
        yield from _launch(talk, pending.draft, shown, hold)


def _as_it_stands(talk: Conversation, pending: Pending) -> Generator[Output, None, Preview | None]:
    """The preview to buy on; None where something changed and it was shown anew."""
    draft, shown = pending.draft, pending.preview
    if draft.source.changed():
        changed = _changed_rows(talk.services, draft, shown.batch)
        if changed is not None:
            talk.pending = None
            where = f": {row_ranges(changed)}" if changed else ""
            words = (
                f"{draft.source.name} changed since it was shown (rows that were to ship{where}); nothing was bought"
            )
            yield Failed(Problem("E-1010", words, hint="Look at the new preview, and approve that."))
            yield from _show_anew(talk, draft)
            return None
    if shown.is_stale(talk.services.clock()):
        return (yield from _rated_anew(talk, pending))
    return shown


def _changed_rows(services: Services, draft: Draft, approved: Batch) -> list[int] | None:
    """The approved rows that no longer stand in the source as they did; None where all do.

    Rows that arrived since do not matter: they wait for the next batch.
    """
    table = draft.source.read()
    column_map = understand_columns(table, draft.instructions)
    if column_map.missing or column_map.doubtful:
        return []
    now = compose(table, column_map, draft.instructions, surroundings(services))
    locator = Locator(table.frame, approved.columns, [approved.identities[row] for row in approved.requests])
    places = {row: locator.locate(row) for row in approved.requests}
    changed = changed_rows(approved, now, places)
    return changed or None


def _show_anew(talk: Conversation, draft: Draft) -> Iterator[Output]:
    table = draft.source.read()
    column_map = understand_columns(table, draft.instructions)
    if column_map.missing or column_map.doubtful:
        return
    batch = compose(table, column_map, draft.instructions, surroundings(talk.services))
    yield from show(talk, draft, batch)


def _rated_anew(talk: Conversation, pending: Pending) -> Generator[Output, None, Preview | None]:
    """The preview with fresh quotes if its total is the same; None, and shown anew, if not."""
    shown = pending.preview
    quotes = yield from rated(talk.services, shown.batch)
    fresh = Preview(shown.batch, quotes, talk.services.clock())
    if fresh.total == shown.total and not fresh.blocked:
        return fresh
    words = f"the preview was old; UPS now asks {fresh.total} instead of {shown.total}; nothing was bought"
    yield Failed(Problem("E-1010", words, hint="Look at the new preview, and approve that."))
    yield from show(talk, pending.draft, shown.batch)
    return None


def _refuse_over_limit(talk: Conversation, shown: Preview) -> None:
    services = talk.services
    quotes = {row: quote.price.due.amount for row, quote in shown.quotes.quoted.items()}
    spent = services.history.spent_on(services.settings.environment, services.account, date.today())  # noqa: DTZ011
    problem = over_limit(talk.limits, quotes, spent) if any_limit(talk.limits) else None
    if problem:
        raise ShipshellError.of(problem)


def _refuse_unlimited_production(talk: Conversation) -> None:
    settings = talk.services.settings
    if settings.environment == "production" and settings.limits.batch is None:
        raise ShipshellError(
            "E-5007",
            "auto mode in production needs a limit per batch",
            hint=f"Add to {settings.config_file}: [limits] batch = 500",
        )


def _launch(talk: Conversation, draft: Draft, shown: Preview, hold: Hold) -> Iterator[Output]:
    services = talk.services
    new = _new_job(services, draft, shown)
    number = services.ledger.open_job(new, lambda number: hold_job(services, hold, number))
    services.settings.note_use()
    talk.run = start_run(services, services.reader.job(number), draft.source, hold, talk.over)
    yield Started(talk.run)


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
    )
