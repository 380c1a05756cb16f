"""A batch that waits for the name of its sheet: the name alone answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.session.pending import WithoutSheet
from shipshell.sources.base import SheetNotNamed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.intents import types as intents
    from shipshell.session.conversation import Conversation
    from shipshell.session.replies import Output


def waiting_for_sheet(
    talk: Conversation, intent: intents.Ship | intents.Preview, outputs: Iterator[Output]
) -> Iterator[Output]:
    """The outputs of a batch; where its sheet is not plain, it waits for the name."""
    try:
        yield from outputs
    except SheetNotNamed as error:
        talk.without_sheet = WithoutSheet(intent, error.sheets)
        raise
