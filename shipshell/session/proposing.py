"""A batch put before a person: rated, shown, read back, and what blocks it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shipshell.model.errors import Problem
from shipshell.model.service import BY_CODE
from shipshell.planning.composing import Circumstances, compose
from shipshell.planning.preview import Preview
from shipshell.planning.rating import Quotes, rate_rows
from shipshell.planning.shipper import check_shipper
from shipshell.planning.understanding import first_look, understand
from shipshell.session.addressing import addressed
from shipshell.session.execution import holding
from shipshell.session.keeping import keeping_notes, refuse_homeless
from shipshell.session.lagging import lag_notes
from shipshell.session.pending import Draft, Pending
from shipshell.session.questions import ask_about_columns, ask_about_parcels, open_columns, open_parcels
from shipshell.session.replies import Asked, Output, Previewed, Rating, Said
from shipshell.session.spending import costs, past_limit
from shipshell.session.wording import grouped, plural, row_ranges

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

    from shipshell.model.shipment import ShipmentRequest
    from shipshell.planning.batch import Batch
    from shipshell.planning.understanding import Understood
    from shipshell.session.conversation import Conversation
    from shipshell.session.services import Services
    from shipshell.sources.base import Table

APPROVAL_OPTIONS = ("looks good, just run it", "no, cancel")


def circumstances(services: Services) -> Circumstances:
    """What a batch is read against.

    Raises:
        ShipshellError: E-5005, E-5004, there is no shipper, or none that UPS would take.
    """
    environment, shipper = services.settings.environment, services.shipper()
    check_shipper(shipper.party)
    return Circumstances(
        shipper,
        services.settings.defaults,
        services.history,
        environment,
        lambda number: environment != "emulator" and services.is_emulated(number),
    )


def look_alone(services: Services, draft: Draft) -> Table:
    """Look at a source that nobody is shipping, and clear away what a crash of ours may have left beside it."""
    with holding(services, draft.source):
        draft.source.tidy()
        look = first_look(draft.source, draft.instructions)
    refuse_homeless(services, draft.source)
    return look


def understood_in(services: Services, draft: Draft, look: Table) -> Understood:
    """The source of a draft as it stands, understood; `look` is its first look."""
    return understand(draft.source, look, draft.instructions, services.settings.defaults.weight_unit)


def prepare(talk: Conversation, draft: Draft, look: Table) -> Generator[Output, None, Batch | None]:
    """The batch that a draft asks for; None where a question comes first, which is asked while the draft waits."""
    understood = understood_in(talk.services, draft, look)
    column_map = understood.column_map
    talk.forget()
    if not understood.is_plain:
        talk.draft = replace(draft, unanswered=open_columns(draft, column_map))
        yield from ask_about_columns(draft, column_map)
        return None
    batch = compose(understood, draft.instructions, circumstances(talk.services))
    if batch.repeated and not draft.instructions.parcels:
        talk.draft = replace(draft, unanswered=open_parcels(draft, batch))
        yield from ask_about_parcels(draft, batch)
        return None
    return replace(batch, notes=(*batch.notes, *filter(None, [draft.remembered])))


def show_anew(talk: Conversation, draft: Draft) -> Iterator[Output]:
    """Show a batch as its source stands now; the caller holds the source."""
    batch = yield from prepare(talk, draft, first_look(draft.source, draft.instructions))
    if batch:
        yield from show(talk, draft, batch)


def show(talk: Conversation, draft: Draft, batch: Batch) -> Iterator[Output]:
    """Have the addresses of a batch checked, rate it, show it, and wait for a word."""
    checked = yield from addressed(talk.services, batch)
    said = (*lag_notes(draft.source, talk.services.seconds), *keeping_notes(talk.services, draft.source))
    notes = (*checked.notes, *said)
    yield from show_checked(talk, draft, replace(checked, notes=notes))


def show_checked(talk: Conversation, draft: Draft, batch: Batch) -> Iterator[Output]:
    """Rate a batch whose addresses were checked, show it, and wait for a word."""
    shown = yield from rated(talk.services, batch)
    talk.pending = Pending(draft, shown)
    yield Previewed(shown, grouped(batch.problems))
    yield Said(read_back(talk.services, shown.batch, total_said(shown)))
    yield from what_now(talk.pending, past_limit(talk, costs(shown.quotes)))


def what_now(pending: Pending, past: Problem | None) -> Iterator[Output]:
    """Ask for the approval of all that it would buy, or say what stands in its way.

    Args:
        past: why it goes past a limit, None where it does not.
    """
    shown = pending.preview
    if shown.blocked:
        yield Said(f'{blocking(shown).message}. Mend the file, or say "leave out the bad rows".')
    elif past:
        yield Said(f"Nothing can be bought like this: {past.message}. {past.hint}")
    elif shown.batch.requests:
        again = f", {len(shown.batch.again)} of them again," if shown.batch.again else ""
        yield Asked(f"Buy {plural(pending.count, 'shipment')}{again} for {pending.cost}?", APPROVAL_OPTIONS)
    else:
        yield Said("Nothing is left to ship.")


def rated(services: Services, batch: Batch) -> Generator[Output, None, Preview]:
    """The batch with its quotes, as of now."""
    quotes = yield from rated_requests(services, batch.requests)
    return Preview(batch, quotes, services.clock())


def rated_requests(services: Services, requests: Mapping[int, ShipmentRequest]) -> Generator[Output, None, Quotes]:
    """Rate shipments: progress comes out as replies, the quotes as the generator's value."""
    quotes = Quotes({}, {})
    for step in rate_rows(requests, services.patient_carrier(), seconds=services.seconds):
        if isinstance(step, Quotes):
            quotes = step
        else:
            yield Rating(step)
    return quotes


def blocking(shown: Preview) -> Problem:
    """Why a preview cannot be approved."""
    wrong, unrated = shown.batch.problems, shown.unrated
    parts = []
    if wrong:
        parts.append(f"{plural(len(wrong), 'row')} with errors ({row_ranges(wrong)})")
    if unrated:
        parts.append(f"{plural(len(unrated), 'row')} without a rate ({row_ranges(unrated)})")
    code = "E-2010" if wrong else "E-2011"
    hint = 'Mend the file and preview again, or say "leave out the bad rows".'
    return Problem(code, f"Nothing can be bought yet: {' and '.join(parts)}", hint=hint)


def total_said(shown: Preview) -> str:
    """What a preview costs, "" where nothing was rated."""
    return str(shown.total) if shown.quotes.quoted else ""


def read_back(services: Services, batch: Batch, cost: str) -> str:
    """What was understood, in a line: count, what ships again, total, service, filter, account, environment.

    Args:
        cost: the total in words, "" where nothing was rated.
    """
    parts = [plural(len(batch.requests), "row")]
    if batch.again:
        again = plural(len(batch.again), "row")
        parts.append(f"{again} that shipped before will ship again ({row_ranges(batch.again)})")
    if cost:
        parts.append(f"total {cost}")
    parts.append(_services_said(batch))
    if batch.filter_words:
        parts.append(f"only where {batch.filter_words}")
    return f"{', '.join(parts)}; {place_said(services)}."


def place_said(services: Services) -> str:
    """Who pays, and where it ships."""
    return f"account {services.account}, {services.settings.environment.upper()}"


def _services_said(batch: Batch) -> str:
    if batch.instructions.service:
        name = BY_CODE[batch.instructions.service].name
        changes = f" (changes {plural(batch.service_changes, 'row')})" if batch.service_changes else ""
        return f"service {name}{changes}"
    names = sorted({BY_CODE[request.service].name for request in batch.requests.values()})
    return f"service {', '.join(names)}" if names else "no service"
