"""A batch that is asked for while another one waits: it takes that one's place, or the loss is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.session.replies import Failed, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.session.conversation import Conversation
    from shipshell.session.replies import Output


def superseding(talk: Conversation, outputs: Iterator[Output]) -> Iterator[Output]:
    """The outputs of another batch, without what waited for a word until now.

    Not even an error brings that back, for a yes that follows would be meant for the batch which the person just asked
    for. Where nothing comes in its place it is named, so that nobody takes it for pending.
    """
    lost = _waiting(talk)
    talk.forget()
    try:
        yield from outputs
    except ShipshellError as error:
        if not lost:
            raise
        yield Failed(error.problem)
    if lost and not (talk.pending or talk.draft or talk.copying):
        yield Said(lost)


def _waiting(talk: Conversation) -> str:
    """What waits for a word, as it is named once it does no more; "" for nothing."""
    pending, draft = talk.pending, talk.draft
    if pending and pending.resuming:
        job = pending.resuming.job
        return f'The preview of job {job} is dropped; nothing of it was bought. Say "resume job {job}" to see it again.'
    if pending:
        name = pending.draft.source.name
        return f"The preview of {name} is dropped; nothing of it was bought. Ask for it again to ship it."
    return f"The question about {draft.source.name} is dropped; nothing of it was bought." if draft else ""
