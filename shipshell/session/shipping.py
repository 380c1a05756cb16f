"""Asking for a batch: from a line to a draft, from a draft to a preview, or in auto mode straight to a run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.model.service import BY_CODE, service_named
from shipshell.planning.batch import Instructions, compose, understand_columns
from shipshell.session.approving import ship_at_once
from shipshell.session.execution import hold_source
from shipshell.session.pending import Draft
from shipshell.session.proposing import show, surroundings
from shipshell.session.replies import Asked, Listing, Output

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.intents import types as intents
    from shipshell.planning.mapping import ColumnMap
    from shipshell.session.conversation import Conversation
    from shipshell.session.services import Services
    from shipshell.sources.base import Source, Table


def ship(talk: Conversation, intent: intents.Ship) -> Iterator[Output]:
    """Read the source and show the preview, or in auto mode ship at once."""
    draft = _draft(talk, intent)
    _refuse_unsettled(talk, draft.source)
    yield from propose(talk, draft)


def preview(talk: Conversation, intent: intents.Preview) -> Iterator[Output]:
    """Show what would ship; without a source, show the pending preview again. Never ships by itself."""
    if intent.source:
        draft = _draft(talk, intent)
        yield from propose(talk, replace(draft, mode="confirm"))
        return
    if talk.pending is None:
        raise ShipshellError("E-1021", "no preview is pending", hint='Say "preview orders.csv".')
    yield from propose(talk, talk.pending.draft)


def _draft(talk: Conversation, intent: intents.Ship | intents.Preview) -> Draft:
    source = talk.services.open_source(intent.source or "")
    if intent.sheet:
        raise ShipshellError("E-1007", f"{source.name} has no sheets", hint="Leave the sheet out.")
    opened_by = source.opened_by()
    if opened_by and not intent.anyway:
        raise ShipshellError(
            "E-1009",
            f"{source.name} is open in another program: {opened_by}",
            hint=f'Close it there, or say "ship {source.name} anyway".',
        )
    instructions = Instructions(
        intent.source or "",
        filter=intent.filter or "",
        service=_service_code(intent.service),
        including_shipped=intent.including_shipped,
    )
    return Draft(source, instructions, intent.mode or talk.mode)


def _service_code(name: str | None) -> str:
    if not name:
        return ""
    service = service_named(name)
    if service is None:
        known = ", ".join(one.name for one in BY_CODE.values())
        raise ShipshellError("E-1027", f"there is no UPS service {name!r}", hint=f"Services are {known}.")
    return service.code


def _refuse_unsettled(talk: Conversation, source: Source) -> None:
    for job in talk.services.reader.unsettled():
        if job.source_location == source.location:
            raise ShipshellError(
                "E-4005",
                f"job {job.number} on {source.name} is not settled",
                hint=f'Say "resume job {job.number}", "restart job {job.number}" or "cancel job {job.number}" first.',
            )


def propose(talk: Conversation, draft: Draft) -> Iterator[Output]:
    """Compose the batch and show it; what is doubtful is asked first."""
    talk.pending = talk.draft = None
    table = _read(talk.services, draft.source)
    column_map = understand_columns(table, draft.instructions)
    if column_map.missing or column_map.doubtful:
        talk.draft = draft
        yield from _ask_about_columns(draft, column_map)
        return
    batch = compose(table, column_map, draft.instructions, surroundings(talk.services))
    if draft.mode == "auto":
        yield from ship_at_once(talk, draft, batch)
    else:
        yield from show(talk, draft, batch)


def _read(services: Services, source: Source) -> Table:
    """Read a source that nobody is shipping, and clear away what a crash of ours may have left beside it."""
    hold = hold_source(services, source)
    try:
        source.tidy()
        return source.read()
    finally:
        hold.release()


def _ask_about_columns(draft: Draft, column_map: ColumnMap) -> Iterator[Output]:
    for doubt in column_map.doubtful:
        options = tuple(f'map "{name}" to {doubt.field}' for name in doubt.candidates)
        yield Asked(f"{draft.source.name}: {doubt.question}", options)
    if column_map.missing:
        fields = ", ".join(column_map.missing)
        unused = ", ".join(f'"{name}"' for name in column_map.unused) or "none"
        raise ShipshellError(
            "E-1029",
            f"{draft.source.name} has no column for {fields}; columns not used: {unused}",
            hint=f'If one of them is meant, say for example: map "{(column_map.unused or ("Column",))[0]}" to '
            f"{column_map.missing[0]}",
        )


def exclude(talk: Conversation, intent: intents.ExcludeRows) -> Iterator[Output]:
    """Leave rows out, or all that block the batch, and show what is left; never approves."""
    pending = talk.pending
    if pending is None:
        raise ShipshellError("E-1021", "no preview is pending", hint='Say "ship orders.csv" first.')
    if pending.resuming is not None:
        raise ShipshellError("E-1021", "these rows belong to a job", hint='Say "no", then "skip row 48".')
    batch, shown = pending.preview.batch, pending.preview
    rows = tuple({*batch.problems, *shown.unrated}) if intent.bad else intent.rows
    if not rows:
        raise ShipshellError("E-1022", "no row is bad", hint="Every row can ship as it is.")
    known = {*batch.requests, *batch.problems}
    for row in rows:
        if row not in known:
            raise ShipshellError("E-1022", f"row {row} is not in this batch", hint='Say "show rows 1-20" to see it.')
    identities = tuple(batch.identities[row] for row in sorted(rows))
    draft = replace(pending.draft, instructions=batch.instructions.leaving_out(identities))
    yield from propose(talk, draft)


def map_column(talk: Conversation, intent: intents.Map) -> Iterator[Output]:
    """Take a person's word on a column, and go on with the batch that waits for it."""
    draft = talk.draft or (talk.pending.draft if talk.pending else None)
    if draft is None:
        raise ShipshellError("E-1021", "no batch is pending", hint='Say "ship orders.csv" first.')
    instructions = draft.instructions.mapping(intent.column or "", intent.field or "")
    yield from propose(talk, replace(draft, instructions=instructions))


def show_columns(talk: Conversation) -> Iterator[Output]:
    """Show what each column was understood as."""
    draft = talk.draft or (talk.pending.draft if talk.pending else None)
    if draft is None:
        raise ShipshellError("E-1021", "no batch is pending", hint='Say "preview orders.csv" first.')
    column_map = understand_columns(draft.source.read(), draft.instructions)
    matched = [
        (column, field.replace("_", " "), match.sure)
        for field, match in column_map.matches.items()
        for column in match.columns
    ]
    unused = [(column, "not used", "") for column in column_map.unused]
    yield Listing(f"Columns of {draft.source.name}", ("Column", "Read as", "How sure"), (*matched, *unused))
