"""Asking for a batch: from a line to a draft, from a draft to a preview, or in auto mode straight to a run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.model.service import BY_CODE, service_named
from shipshell.planning.instructions import Instructions
from shipshell.session.approving import ship_at_once
from shipshell.session.execution import holding
from shipshell.session.launching import refuse_opened, refuse_unsettled
from shipshell.session.offering import offer_found
from shipshell.session.pending import Copying, Draft
from shipshell.session.proposing import look_alone, prepare, show
from shipshell.session.recalling import keep, recalled
from shipshell.session.replies import Asked, Failed, Output, Previewed
from shipshell.session.sheets import waiting_for_sheet
from shipshell.session.superseding import superseding
from shipshell.session.voids_left import mend_on
from shipshell.session.wording import grouped
from shipshell.sources.sql_address import without_password

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.intents import types as intents
    from shipshell.session.conversation import Conversation

#: The code of workbooks in which a number would do damage.
_TAKES_NO_NUMBERS = "E-1014"


def ship(talk: Conversation, intent: intents.Ship) -> Iterator[Output]:
    """Read the source and show the preview, or in auto mode ship at once."""
    yield from superseding(talk, waiting_for_sheet(talk, intent, _ship(talk, intent)))


def _ship(talk: Conversation, intent: intents.Ship) -> Iterator[Output]:
    draft = _draft(talk, intent)
    with holding(talk.services, draft.source):
        yield from offer_found(talk, draft.source)
        refuse_unsettled(talk.services, draft.source)
        yield from mend_on(talk.services, draft.source)
    yield from carry_on(talk, draft)


def preview(talk: Conversation, intent: intents.Preview) -> Iterator[Output]:
    """Show what would ship; without a source, show the pending preview again. Never ships by itself.

    Raises:
        ShipshellError: E-1021, nothing was named and no preview is pending.
    """
    if intent.source:
        yield from superseding(talk, waiting_for_sheet(talk, intent, _preview(talk, intent)))
        return
    pending = talk.pending
    if pending is None:
        raise ShipshellError("E-1021", "no preview is pending", hint='Say "preview orders.csv".')
    if pending.resuming is None:
        yield from carry_on(talk, pending.draft)
    else:
        yield Previewed(pending.preview, grouped(pending.preview.batch.problems), pending.resuming)


def _preview(talk: Conversation, intent: intents.Preview) -> Iterator[Output]:
    yield from carry_on(talk, replace(_draft(talk, intent), mode="confirm"))


def carry_on(talk: Conversation, draft: Draft) -> Iterator[Output]:
    """Compose the batch and show it, or in auto mode ship it; what is doubtful is asked first."""
    try:
        table = look_alone(talk.services, draft)
    except ShipshellError as error:
        yield from _offer_copy(talk, draft, error)
        return
    draft = recalled(talk.services, draft, table)
    batch = yield from prepare(talk, draft, table)
    if batch is None:
        return
    keep(talk.services, draft, table)
    if draft.mode == "auto":
        yield from ship_at_once(talk, draft, batch)
    else:
        yield from show(talk, draft, batch)


def _offer_copy(talk: Conversation, draft: Draft, refused: ShipshellError) -> Iterator[Output]:
    """Where a source takes no numbers without damage, ask whether to ship from a copy of its orders.

    Raises:
        ShipshellError: the refusal itself, where it is another one.
    """
    copy = getattr(draft.source, "copied", None)
    if copy is None or refused.problem.code != _TAKES_NO_NUMBERS:
        raise refused
    talk.forget()
    talk.copying = Copying(draft, copy)
    yield Failed(refused.problem)
    words = f"Copy the orders of {draft.source.name} into a CSV file beside it, and ship from that?"
    yield Asked(f"{words} The copy buys nothing. [y/N]", ("y", "n"))


def _draft(talk: Conversation, intent: intents.Ship | intents.Preview) -> Draft:
    typed, sheet = intent.source or "", intent.sheet or ""
    source = talk.services.open_source(typed, sheet)
    instructions = Instructions(
        without_password(typed),
        sheet,
        filter=intent.filter or "",
        service=_service_code(intent.service),
        including_shipped=intent.including_shipped,
        asked=talk.services.clock().astimezone().date(),
    )
    draft = Draft(source, instructions, intent.mode or talk.mode, intent.anyway)
    refuse_opened(draft)
    return draft


def _service_code(name: str | None) -> str:
    if not name:
        return ""
    service = service_named(name)
    if service is None:
        known = ", ".join(one.name for one in BY_CODE.values())
        raise ShipshellError("E-1027", f"there is no UPS service {name!r}", hint=f"Services are {known}.")
    return service.code
