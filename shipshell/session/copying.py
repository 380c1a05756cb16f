"""The copy of a workbook that takes no numbers without damage: made on a person's word, and shipped from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shipshell.session.replies import Output, Said
from shipshell.session.shipping import carry_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.session.conversation import Conversation
    from shipshell.session.pending import Copying


def approve_copy(talk: Conversation, copying: Copying) -> Iterator[Output]:
    """The y: copy the orders, and go on with the copy as if it had been named."""
    talk.forget()
    name, copy = copying.draft.source.name, copying.copy()
    yield Said(f"The orders are in {copy.name} now, and tracking numbers go there; {name} stays as it is.")
    instructions = replace(copying.draft.instructions, source=str(copy), sheet="")
    source = talk.services.open_source(str(copy), "")
    yield from carry_on(talk, replace(copying.draft, source=source, instructions=instructions))
