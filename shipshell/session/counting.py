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
    raise ShipshellError("E-1020", words, hint=_what_to_say(talk, asked))


def _what_to_say(talk: Conversation, asked: int) -> str:
    """How one says yes to what the question is about, or to less of it."""
    if talk.pending is None:
        return 'Say "yes" for that one, or "no".' if asked == 1 else f'Say "yes" for all {asked}, or "no".'
    rows = talk.pending.preview.batch.requests
    if asked > 1 and rows:
        return f'Say "looks good, just run it" to ship all {asked}, or leave some out first: "skip row {max(rows)}".'
    return 'Say "looks good, just run it" to ship that one, or "no".' if asked else 'Say "no" to drop the preview.'


def _asked_about(talk: Conversation) -> int | None:
    """How many shipments the question would buy or void, None where none stands."""
    if talk.voiding:
        return len(talk.voiding.numbers)
    if talk.restarting:
        return len(talk.restarting.preview.batch.requests)
    return talk.pending.count if talk.pending else None
