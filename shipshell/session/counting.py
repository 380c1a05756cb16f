"""How many the question that stands is about: a yes to another number of rows is no yes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.session.wording import plural

if TYPE_CHECKING:
    from shipshell.intents import types as intents
    from shipshell.session.conversation import Conversation


def refuse_miscounted(talk: Conversation, intent: intents.Approve) -> None:
    """Stop where a person approves a number of rows that is not that of the question.

    Raises:
        ShipshellError: E-1020.
    """
    asked = _asked_about(talk)
    if asked is None or intent.count in (None, asked):
        return
    words = f"you speak of {intent.count}, but the question is about {plural(asked, 'row')}; nothing was done"
    hint = f'Say "yes" for all {asked}, or "no".'
    if talk.pending:
        hint = f'Say "looks good, just run it" to ship all {asked}, or leave some out first: "skip row 7".'
    raise ShipshellError("E-1020", words, hint=hint)


def _asked_about(talk: Conversation) -> int | None:
    """How many shipments the question would buy or void, None where none stands."""
    if talk.voiding:
        return len(talk.voiding.numbers)
    if talk.restarting:
        return len(talk.restarting.preview.batch.requests)
    return talk.pending.count if talk.pending else None
