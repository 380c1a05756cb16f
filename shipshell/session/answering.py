"""What a person says about a batch before it ships: rows to leave out, what columns mean, how rows become parcels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.planning.understanding import first_look, understand_columns
from shipshell.session.replies import Listing, Output
from shipshell.session.shipping import carry_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.intents import types as intents
    from shipshell.planning.mapping import ColumnMap
    from shipshell.session.conversation import Conversation
    from shipshell.session.pending import Draft, Pending


def exclude(talk: Conversation, intent: intents.ExcludeRows) -> Iterator[Output]:
    """Leave rows out, or all that block the batch, and show what is left; never approves.

    Raises:
        ShipshellError: E-1021, no preview is pending; E-1022, a row is not in it.
    """
    pending = talk.pending
    if pending is None:
        raise ShipshellError("E-1021", "no preview is pending", hint='Say "ship orders.csv" first.')
    batch = pending.preview.batch
    identities = tuple(batch.identities[row] for row in rows_meant(pending, intent))
    yield from carry_on(talk, replace(pending.draft, instructions=pending.draft.instructions.leaving_out(identities)))


def rows_meant(pending: Pending, intent: intents.ExcludeRows) -> list[int]:
    """The rows of a preview that are to be left out: those named, or all that block it.

    Raises:
        ShipshellError: E-1022, none is bad, or one is not in it.
    """
    batch, unrated = pending.preview.batch, pending.preview.unrated
    rows = sorted({*batch.problems, *unrated} if intent.bad else intent.rows)
    if not rows:
        raise ShipshellError("E-1022", "no row is bad", hint="Every row can ship as it is.")
    for row in rows:
        if row not in batch.requests and row not in batch.problems:
            raise ShipshellError("E-1022", f"row {row} is not in this batch", hint='Say "show rows 1-20" to see it.')
    return rows


def map_column(talk: Conversation, intent: intents.Map) -> Iterator[Output]:
    """Take a person's word on a column, and go on with the batch that waits for it."""
    draft = _waiting(talk)
    instructions = draft.instructions.mapping(intent.column or "", intent.field or "")
    yield from carry_on(talk, replace(draft, instructions=instructions, remembered="", told=True))


def parcels(talk: Conversation, intent: intents.Parcels) -> Iterator[Output]:
    """Take a person's word on rows that repeat an order, and go on with the batch that waits for it."""
    draft = _waiting(talk)
    instructions = replace(draft.instructions, parcels=intent.how or "")
    yield from carry_on(talk, replace(draft, instructions=instructions, remembered="", told=True))


def show_columns(talk: Conversation) -> Iterator[Output]:
    """Show what each column was understood as."""
    draft = _waiting(talk)
    yield Listing(
        f"Columns of {draft.source.name}", ("Column", "Read as", "How sure"), _understood(_column_map(talk, draft))
    )


def _understood(column_map: ColumnMap) -> tuple[tuple[str, str, str], ...]:
    """What each column is read as, and how sure that is; then what no column can feed."""
    matched = [
        (column, field.replace("_", " "), match.sure)
        for field, match in column_map.matches.items()
        for column in match.columns
    ]
    asked = {column: doubt.field for doubt in column_map.doubtful for column in doubt.candidates}
    unused = [
        (column, f"{asked[column].replace('_', ' ')}?", "asked") if column in asked else (column, "not used", "")
        for column in column_map.unused
    ]
    missing = [("", field.replace("_", " "), "missing") for field in column_map.missing]
    return (*matched, *unused, *missing)


def _column_map(talk: Conversation, draft: Draft) -> ColumnMap:
    """How a pending preview read the columns, or how a draft reads them now.

    The source of a preview is not read again: by that it would forget that somebody changed it since it was shown.
    """
    if talk.pending:
        return talk.pending.preview.batch.column_map
    return understand_columns(first_look(draft.source, draft.instructions), draft.instructions)


def _waiting(talk: Conversation) -> Draft:
    """The batch that waits for a word."""
    if talk.pending and talk.pending.resuming is not None:
        raise ShipshellError(
            "E-1021",
            f"these rows belong to job {talk.pending.resuming.job}, which ships as it was approved",
            hint='Approve them, or say "no" to leave the job as it is.',
        )
    draft = talk.draft or (talk.pending.draft if talk.pending else None)
    if draft is None:
        raise ShipshellError("E-1021", "no batch is pending", hint='Say "ship orders.csv" first.')
    return draft
