"""Going on with an interrupted job at the first row that is not done, once every doubt is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.jobs.locks import decision_lock
from shipshell.jobs.recovery import doubts
from shipshell.jobs.states import RowState
from shipshell.model.errors import Problem, ShipshellError
from shipshell.planning.instructions import Instructions
from shipshell.planning.limits import any_limit
from shipshell.session.addressing import look_up
from shipshell.session.corrections import OtherJobs, corrections, differences
from shipshell.session.execution import ask_about, start_run
from shipshell.session.launching import refuse_repeats
from shipshell.session.offering import UNKNOWN, found_voided, offer
from shipshell.session.pending import Draft, Pending
from shipshell.session.proposing import blocking, place_said, rated, rated_requests, what_now
from shipshell.session.replies import Failed, Listing, Output, Previewed, Said, Started
from shipshell.session.run import Stop
from shipshell.session.spending import costs, past_limit, refuse_over_limit, refuse_unlimited_production
from shipshell.session.targets import taking
from shipshell.session.voids_left import mend_first
from shipshell.session.wording import doubt_sentence, plural, row_ranges

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from decimal import Decimal

    from shipshell.intents import types as intents
    from shipshell.jobs.records import JobRecord
    from shipshell.planning.preview import Preview
    from shipshell.session.conversation import Conversation
    from shipshell.session.corrections import Corrections
    from shipshell.session.services import Services
    from shipshell.session.targets import Taken

_UNSHIPPED = (RowState.PENDING, RowState.FAILED)


def resume(talk: Conversation, intent: intents.Resume) -> Iterator[Output]:
    """Ask UPS again about rows in doubt, then ship what is left; corrected rows are shown first.

    Raises:
        ShipshellError: E-1021, not at the row that was said; what `taking` raises.
    """
    with taking(talk, intent.job, "resume") as taken:
        if intent.row is not None:
            _refuse_elsewhere(talk.services, taken.job, intent.row)
        yield from mend_first(talk.services, taken.job, taken.source)
        yield from _ask_again(talk.services, taken.job)
        if talk.services.reader(taken.job.number).rows(taken.job.number, UNKNOWN):
            yield from _still_in_doubt(talk, taken.job)
            return
        taken.source.tidy()
        yield from _go_on(talk, taken, approved=None)


def approve_corrections(talk: Conversation, pending: Pending, intent: intents.Approve) -> Iterator[Output]:
    """Go on with a job whose corrected rows were shown and approved."""
    if pending.preview.blocked:
        raise ShipshellError.of(blocking(pending.preview))
    with taking(talk, pending.resuming, "resume") as taken:
        for output in _go_on(talk, taken, approved=pending.preview):
            if isinstance(output, Started):
                talk.mode = intent.mode or talk.mode
            yield output


def _refuse_elsewhere(services: Services, job: JobRecord, row: int) -> None:
    """Stop where a job goes on at another row than a person said."""
    left = services.reader(job.number).rows(job.number, (*_UNSHIPPED, *UNKNOWN))
    first = min((one.row for one in left), default=None)
    if row == first:
        return
    where = f"goes on at row {first}" if first is not None else "has no row left"
    words = f"job {job.number} {where}, not at row {row}; nothing was sent"
    raise ShipshellError("E-1021", words, hint='Say "resume" alone, or set a row aside first: "skip row 7".')


def _ask_again(services: Services, job: JobRecord) -> Iterator[Output]:
    unknown = services.reader(job.number).rows(job.number, UNKNOWN)
    if unknown:
        yield Said(f"Asking UPS about rows {row_ranges(row.row for row in unknown)}.")
        delays = services.settings.carrier.lookup_delays
        yield from found_voided(ask_about(services, job, services.carrier(), delays, Stop()))


def _still_in_doubt(talk: Conversation, job: JobRecord) -> Iterator[Output]:
    words = doubt_sentence(doubts(talk.services.reader(job.number), job.number))
    talk.offer_first(job.number)
    yield Failed(Problem("E-3007", words, hint="Nothing was sent."))
    yield from offer(talk, job.number)


def _go_on(talk: Conversation, taken: Taken, approved: Preview | None) -> Iterator[Output]:
    """Run what is left of a job; corrected rows only as they were approved (auto mode needs no word)."""
    services, job = talk.services, taken.job
    found = yield from _as_they_stand(talk, taken)
    yield from _set_gone_aside(services, found)
    if found.problems:
        yield from found.failures()
        yield from offer(talk, job.number)
        return
    shown = yield from _to_amend(talk, found, approved)
    if shown and not _may_go_on(talk, shown, approved):
        yield from _show_corrections(talk, taken, found, shown)
        return
    prices = yield from _prices(talk, found, shown)
    with decision_lock(services.settings.data):
        refuse_over_limit(talk, prices, spent_on_batch=services.reader(job.number).charged(job.number).amount)
        refuse_repeats(services, found.only(found.able), OtherJobs(services.history, job.number))
        _make_ready(services, found, shown)
        started = start(talk, taken)
    left = plural(len(found.able), "row")
    yield Said(f"Job {job.number} goes on: {left} left; {place_said(services)}.")
    yield started


def _as_they_stand(talk: Conversation, taken: Taken) -> Generator[Output, None, Corrections]:
    """What became of the rows that are left; corrected addresses are checked with UPS as those of a preview are."""
    services, job = talk.services, taken.job
    rows = services.reader(job.number).rows(job.number, _UNSHIPPED)
    found = corrections(services, job, taken.source, rows)
    known = len(services.checked)
    if found.changed and talk.mode != "auto":
        trouble = yield from look_up(services, found.only(found.changed))
        yield from map(Said, trouble)
    return found if len(services.checked) == known else corrections(services, job, taken.source, rows)


def _make_ready(services: Services, found: Corrections, shown: Preview | None) -> None:
    if shown:
        for row, place in found.changed:
            services.ledger(row.job).amend(row, found.amended(row, place, shown))
    for row, _place in found.able:
        if row.state is RowState.FAILED:
            services.ledger(row.job).again(row)


def _set_gone_aside(services: Services, found: Corrections) -> Iterator[Output]:
    """Set aside the rows that cannot ship any more, and name them."""
    for row, reason in found.gone:
        services.ledger(row.job).skip(row, reason)
        yield Said(f"Row {row.row} ({row.recipient}) {reason}; it is left out.")


def _to_amend(
    talk: Conversation, found: Corrections, approved: Preview | None
) -> Generator[Output, None, Preview | None]:
    """The corrected rows with their quotes, None where there are none: as approved, if that still holds."""
    if not found.changed:
        return None
    batch = found.only(found.changed)
    fresh = approved and not approved.is_stale(talk.services.clock())
    if approved and fresh and approved.batch.requests == batch.requests:
        return approved
    return (yield from rated(talk.services, batch))


def _may_go_on(talk: Conversation, shown: Preview, approved: Preview | None) -> bool:
    """Whether corrected rows may ship: somebody approved just these at this total, or nobody is to be asked."""
    if shown.blocked:
        return False
    if talk.mode == "auto":
        refuse_unlimited_production(talk)
        return True
    return approved is not None and approved.batch.requests == shown.batch.requests and approved.total == shown.total


def _show_corrections(talk: Conversation, taken: Taken, found: Corrections, shown: Preview) -> Iterator[Output]:
    """Show what differs and what it costs, and wait for a word."""
    job, requests = taken.job, found.batch.requests
    lines = tuple(line for row, place in found.changed for line in differences(row, requests[place]))
    talk.pending = Pending(Draft(taken.source, Instructions.from_plan(job.plan), job.mode), shown, resuming=job.number)
    yield Listing("Corrected since they were approved", ("#", "Field", "Was", "Is"), lines)
    yield Previewed(shown, ())
    yield from what_now(shown, _past_limit(talk, found, shown))


def _past_limit(talk: Conversation, found: Corrections, shown: Preview) -> Problem | None:
    """Why what is left of a job goes past a limit, by the quotes that are known."""
    job = found.changed[0][0].job
    known = {row: price for row, price in _known(found, shown).items() if price is not None}
    return past_limit(talk, known, spent_on_batch=talk.services.reader(job).charged(job).amount)


def _known(found: Corrections, shown: Preview | None) -> dict[int, Decimal | None]:
    """What each row that is left was quoted at, by `#` in the job: as shown now, else when it was approved."""
    fresh = costs(shown.quotes) if shown else {}
    return {row.row: fresh.get(place, row.quote) for row, place in found.able}


def _prices(
    talk: Conversation, found: Corrections, shown: Preview | None
) -> Generator[Output, None, dict[int, Decimal]]:
    """What the rows that are left cost, by `#` in the job; asked of UPS only where a limit needs to know.

    Raises:
        ShipshellError: E-2011, a limit is set and a row has no rate.
    """
    if not any_limit(talk.limits):
        return {}
    known = _known(found, shown)
    unknown = {row.row: found.batch.requests[place] for row, place in found.able if known[row.row] is None}
    asked = yield from rated_requests(talk.services, unknown)
    if asked.unrated:
        rows = row_ranges(asked.unrated)
        raise ShipshellError("E-2011", f"a limit is set, but rows {rows} have no rate", hint="Nothing was sent.")
    return {row: price for row, price in {**known, **costs(asked)}.items() if price is not None}


def start(talk: Conversation, taken: Taken) -> Started:
    """Run a job from now on."""
    services, number = talk.services, taken.job.number
    services.ledger(number).take_over(number)
    talk.settled(number)
    talk.run = start_run(services, services.stores.job(number), taken.source, taken.hold, talk.over)
    return Started(talk.run)
