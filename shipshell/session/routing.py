"""Which question a word answers: the same yes, no or `skip row 7` means what stands at that moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.session import (
    answering,
    approving,
    copying,
    counting,
    reconciling,
    restarting,
    resuming,
    settling,
    voiding,
)
from shipshell.session.pending import VoidingSurplus
from shipshell.session.replies import Said, Started

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.intents import types as intents
    from shipshell.session.conversation import Conversation
    from shipshell.session.replies import Output


def approve(talk: Conversation, intent: intents.Approve) -> Iterator[Output]:
    """Say yes to the question that stands.

    Raises:
        ShipshellError: E-1020, to another number than it is about.
    """
    counting.refuse_miscounted(talk, intent)
    if talk.voiding:
        return voiding.approve_void(talk, talk.voiding)
    if talk.copying:
        return copying.approve_copy(talk, talk.copying)
    if talk.restarting:
        return restarting.approve_restart(talk, talk.restarting)
    pending = talk.pending
    if pending and pending.resuming:
        return _switching(talk, intent, resuming.approve_corrections(talk, pending, pending.resuming))
    return approving.approve(talk, intent)


def _switching(talk: Conversation, intent: intents.Approve, outputs: Iterator[Output]) -> Iterator[Output]:
    """The outputs; as soon as they start a batch, the mode is what was said with the approval."""
    for output in outputs:
        if isinstance(output, Started):
            talk.mode = intent.mode or talk.mode
        yield output


def reject(talk: Conversation, _intent: intents.Reject) -> Iterator[Output]:
    """Say no to the question that stands, or drop the preview.

    Raises:
        ShipshellError: E-1021, nothing stands.
    """
    if isinstance(talk.voiding, VoidingSurplus):
        yield from reconciling.keep(talk, talk.voiding)
    elif talk.voiding:
        talk.voiding = None
        yield Said("Nothing was voided.")
    elif talk.copying:
        talk.copying = None
        yield Said("Nothing was copied, and nothing was bought.")
    elif talk.restarting:
        talk.restarting = None
        yield Said("Nothing was restarted.")
    elif talk.pending or talk.draft:
        talk.forget()
        yield Said("Dropped; nothing was bought.")
    else:
        raise ShipshellError("E-1021", "there is nothing to drop", hint='Say "ship orders.csv" to begin.')


def exclude(talk: Conversation, intent: intents.ExcludeRows) -> Iterator[Output]:
    """Set rows of an interrupted job aside, else leave rows out of the preview."""
    pending = talk.pending
    if pending and pending.resuming:
        rows = intent.rows or tuple(answering.rows_meant(pending, intent))
        return settling.set_aside(talk, pending.resuming.job, rows)
    if pending is None and talk.offers and intent.rows:
        return settling.set_aside(talk, talk.offers[0], intent.rows)
    return answering.exclude(talk, intent)
