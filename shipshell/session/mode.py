"""The mode of a session, `auto` or `confirm`: set where no batch executes, and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.session.replies import Said
from shipshell.session.wording import mode_is_locked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.intents import types as intents
    from shipshell.session.conversation import Conversation
    from shipshell.session.replies import Output


def set_mode(talk: Conversation, intent: intents.SetMode) -> Iterator[Output]:
    """Set the mode; while a batch executes, say that it is locked."""
    run = talk.run
    if run:
        yield Said(mode_is_locked(run.job, run.standing.done, run.standing.total))
        return
    talk.mode = intent.mode or talk.mode
    tail = " The preview still wants its approval." if talk.pending else ""
    yield Said(f"Mode: {talk.mode}.{tail}")


def show_mode(talk: Conversation, _intent: intents.ShowMode) -> Iterator[Output]:
    """Say the mode."""
    yield Said(f"Mode: {talk.mode}.")
