"""From an approval to a run: what was approved is what ships, or nothing does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.model.errors import Problem, ShipshellError
from shipshell.planning.composing import compose
from shipshell.planning.limits import any_limit
from shipshell.planning.preview import Preview, changed_rows
from shipshell.planning.rating import Quotes
from shipshell.planning.understanding import first_look
from shipshell.session.addressing import unasked
from shipshell.session.execution import hold_source
from shipshell.session.launching import launch
from shipshell.session.proposing import (
    blocking,
    circumstances,
    rated,
    read_back,
    show_anew,
    show_checked,
    total_said,
    understood_in,
)
from shipshell.session.replies import Failed, Output, Said
from shipshell.session.spending import costs, refuse_over_limit, refuse_unlimited_production
from shipshell.session.wording import grouped, rows_named
from shipshell.sources.identity import Locator

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from shipshell.intents import types as intents
    from shipshell.planning.batch import Batch
    from shipshell.session.conversation import Conversation
    from shipshell.session.pending import Draft, Pending
    from shipshell.session.services import Services

_LOOK_ANEW = "Look at the new preview, and approve that."


def approve(talk: Conversation, intent: intents.Approve) -> Iterator[Output]:
    """Buy exactly what was shown; where anything of it changed, show it anew instead.

    Raises:
        ShipshellError: E-1021, no preview is pending; else why nothing of it may be bought, such as E-2010 or E-2020.
    """
    pending = talk.pending
    if pending is None:
        words = "a question comes first" if talk.draft else "there is nothing to approve"
        raise ShipshellError("E-1021", words, hint='Answer it, or say "ship orders.csv".')
    if pending.preview.blocked:
        raise ShipshellError.of(blocking(pending.preview))
    if not pending.preview.batch.requests:
        talk.forget()
        yield Said("Nothing is left to ship; nothing was bought.")
        return
    yield from _buy(talk, pending, intent.mode or talk.mode)


def ship_at_once(talk: Conversation, draft: Draft, batch: Batch) -> Iterator[Output]:
    """Auto mode: every row is valid, or nothing is bought; no table."""
    refuse_unlimited_production(talk)
    if draft.remembered:
        yield Said(draft.remembered)
    if batch.held:
        yield Said("\n".join(f"Held: row {row}: {reason}" for row, reason in batch.held.items()))
    if batch.problems:
        yield from grouped(batch.problems)
        yield Said("Nothing was bought.")
        return
    if not batch.requests:
        yield Said("Nothing is left to ship; nothing was bought.")
        return
    shown = yield from _priced(talk, unasked(batch))
    if shown.blocked:
        yield from grouped({row: [problem] for row, problem in shown.unrated.items()})
        yield Said("Nothing was bought.")
        return
    refuse_over_limit(talk, costs(shown.quotes))
    yield Said(read_back(talk.services, shown.batch, total_said(shown)))
    hold = hold_source(talk.services, draft.source)
    with hold.unless_running(talk):
        _refuse_changed(draft)
        yield launch(talk, draft, shown, hold)


def _priced(talk: Conversation, batch: Batch) -> Generator[Output, None, Preview]:
    """The batch with its quotes where a limit asks for them, else without."""
    if any_limit(talk.limits):
        return (yield from rated(talk.services, batch))
    return Preview(batch, Quotes({}, {}), talk.services.clock())


def _refuse_changed(draft: Draft) -> None:
    if draft.source.changed():
        raise ShipshellError(
            "E-1010", f"{draft.source.name} changed while it was read; nothing was bought", hint="Ship it again."
        )


def _buy(talk: Conversation, pending: Pending, mode: str) -> Iterator[Output]:
    hold = hold_source(talk.services, pending.draft.source)
    with hold.unless_running(talk):
        shown = yield from _as_it_stands(talk, pending)
        if shown is None:
            return
        refuse_over_limit(talk, costs(shown.quotes))
        started = launch(talk, pending.draft, shown, hold)
        talk.mode = mode
        yield started


def _as_it_stands(talk: Conversation, pending: Pending) -> Generator[Output, None, Preview | None]:
    """The preview to buy on; None where something changed and it was shown anew."""
    draft, shown = pending.draft, pending.preview
    if draft.source.changed():
        talk.pending = None  # once the source is read again, nothing else would tell that it changed
        changed = _changed_rows(talk.services, draft, shown.batch)
        if changed:
            words = f"{draft.source.name} changed since it was shown ({changed}); nothing was bought"
            yield Failed(Problem("E-1010", words, hint=_LOOK_ANEW))
            yield from show_anew(talk, draft)
            return None
        talk.pending = pending
    if shown.is_stale(talk.services.clock()):
        return (yield from _rated_anew(talk, pending))
    return shown


def _changed_rows(services: Services, draft: Draft, approved: Batch) -> str:
    """Which approved rows no longer stand in the source as they did, in words; "" where all do.

    Rows that arrived since do not matter: they wait for the next batch.
    """
    understood = understood_in(services, draft, first_look(draft.source, draft.instructions))
    if not understood.is_plain:
        return "its columns"
    now = compose(understood, draft.instructions, circumstances(services))
    locator = Locator(understood.table.frame, approved.columns, [approved.identities[row] for row in approved.requests])
    changed = changed_rows(approved, now, {row: locator.locate(row) for row in approved.requests})
    return f"what was to ship: {rows_named(changed)}" if changed else ""


def _rated_anew(talk: Conversation, pending: Pending) -> Generator[Output, None, Preview | None]:
    """The preview with fresh quotes if its total is the same; None, and shown anew, if not."""
    shown = pending.preview
    fresh = yield from rated(talk.services, shown.batch)
    if fresh.total == shown.total and not fresh.blocked:
        return fresh
    words = f"the preview was old; UPS now asks {fresh.total} instead of {shown.total}; nothing was bought"
    yield Failed(Problem("E-2021", words, hint=_LOOK_ANEW))
    yield from show_checked(talk, pending.draft, shown.batch)
    return None
