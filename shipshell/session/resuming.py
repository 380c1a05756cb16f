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
from shipshell.session.launching import new_row, refuse_repeats
from shipshell.session.offering import UNKNOWN, found_voided, offer
from shipshell.session.pending import Draft, Pending
from shipshell.session.proposing import blocking, rated, rated_requests, read_back, what_now
from shipshell.session.put_back import remember
from shipshell.session.relabelling import recover_lost
from shipshell.session.remainder import Remainder
from shipshell.session.replies import Failed, Output, Previewed, Said, Started
from shipshell.session.run import Stop
from shipshell.session.spending import costs, past_limit, refuse_over_limit, refuse_unlimited_production
from shipshell.session.targets import taking
from shipshell.session.voids_left import mend_first
from shipshell.session.wording import cost_said, doubt_sentence, plural, rows_named

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

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
        yield from remember(talk.services, taken.job)
        yield from _ask_again(talk.services, taken.job)
        if talk.services.reader(taken.job.number).rows(taken.job.number, UNKNOWN):
            yield from _still_in_doubt(talk, taken.job)
            return
        taken.source.tidy()
        yield from recover_lost(talk.services, taken.job)
        yield from _go_on(talk, taken, approved=None)


def approve_corrections(talk: Conversation, pending: Pending, remainder: Remainder) -> Iterator[Output]:
    """Go on with a job whose corrected rows were shown and approved, with all that is left of it."""
    if pending.preview.blocked:
        raise ShipshellError.of(blocking(pending.preview))
    with taking(talk, remainder.job, "resume") as taken:
        yield from _go_on(talk, taken, approved=pending)


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
        yield Said(f"Asking UPS about {rows_named(row.row for row in unknown)}.")
        delays = services.settings.carrier.lookup_delays
        yield from found_voided(ask_about(services, job, services.carrier(), delays, Stop()))


def _still_in_doubt(talk: Conversation, job: JobRecord) -> Iterator[Output]:
    words = doubt_sentence(doubts(talk.services.reader(job.number), job.number))
    talk.offer_first(job.number)
    yield Failed(Problem("E-3007", words, hint="Nothing was sent."))
    yield from offer(talk, job.number)


def _go_on(talk: Conversation, taken: Taken, approved: Pending | None) -> Iterator[Output]:
    """Run what is left of a job; corrected rows only as they were approved (auto mode needs no word)."""
    services, job = talk.services, taken.job
    found = yield from _as_they_stand(talk, taken)
    yield from _set_gone_aside(services, found)
    if found.problems:
        yield from found.failures()
        yield from offer(talk, job.number)
        return
    shown = yield from _to_amend(talk, found, approved)
    left = yield from _left(talk, job, found, shown)
    if shown and not _may_go_on(talk, shown, left, approved):
        yield from _ask(talk, taken, found, shown, left)
        return
    if shown and not approved:
        yield differences(found)
    with decision_lock(services.settings.data):
        refuse_over_limit(talk, left.known, spent_on_batch=services.reader(job.number).charged(job.number).amount)
        refuse_repeats(services, found.only(found.able), OtherJobs(services.history, job.number))
        _make_ready(services, found, shown)
        started = start(talk, taken)
    yield Said(f"Job {job.number} goes on: {read_back(services, found.only(found.able), cost_said(left))}")
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
        for row in found.changed:
            services.ledger(row.job).amend(row, new_row(shown, row.row))
    for row in found.able:
        if row.state is RowState.FAILED:
            services.ledger(row.job).again(row)


def _set_gone_aside(services: Services, found: Corrections) -> Iterator[Output]:
    """Set aside the rows that cannot ship any more, and name them."""
    for row, reason in found.gone:
        services.ledger(row.job).skip(row, reason)
        yield Said(f"Row {row.row} ({row.recipient}) {reason}; it is left out.")


def _to_amend(
    talk: Conversation, found: Corrections, approved: Pending | None
) -> Generator[Output, None, Preview | None]:
    """The corrected rows with their quotes, None where there are none: as approved, if that still holds."""
    if not found.changed:
        return None
    batch = found.only(found.changed)
    before = approved.preview if approved else None
    if before and not before.is_stale(talk.services.clock()) and before.batch.requests == batch.requests:
        return before
    return (yield from rated(talk.services, batch))


def _left(
    talk: Conversation, job: JobRecord, found: Corrections, shown: Preview | None
) -> Generator[Output, None, Remainder]:
    """All that is left to buy, at the quotes of now or else of its approval.

    Of rows that were never quoted (auto mode need not), UPS is asked where a limit or a person needs to know.

    Raises:
        ShipshellError: E-2011, a limit is set and a row has no rate.
    """
    fresh = costs(shown.quotes) if shown else {}
    prices = {row.row: fresh.get(row.row, row.quote) for row in found.able}
    unknown = [row for row in found.able if row not in found.changed and row.quote is None]
    if unknown and (any_limit(talk.limits) or (shown and talk.mode != "auto")):
        asked = yield from rated_requests(talk.services, found.only(unknown).requests)
        if asked.unrated and any_limit(talk.limits):
            words = f"a limit is set, but {rows_named(asked.unrated)} cannot be rated"
            raise ShipshellError("E-2011", words, hint="Nothing was sent.")
        prices |= costs(asked)
    return Remainder(job.number, prices, job.currency)


def _may_go_on(talk: Conversation, shown: Preview, left: Remainder, approved: Pending | None) -> bool:
    """Whether corrected rows may ship: somebody approved just this at these prices, or nobody is to be asked."""
    if shown.blocked:
        return False
    if talk.mode == "auto":
        refuse_unlimited_production(talk)
        return True
    return bool(approved and approved.preview.batch.requests == shown.batch.requests and approved.resuming == left)


def _ask(talk: Conversation, taken: Taken, found: Corrections, shown: Preview, left: Remainder) -> Iterator[Output]:
    """Show what differs and what it costs, read back all that would be bought, and wait for a word."""
    services, job = talk.services, taken.job
    talk.pending = Pending(Draft(taken.source, Instructions.from_plan(job.plan), job.mode), shown, resuming=left)
    yield differences(found)
    yield Previewed(shown, (), left)
    yield Said(_corrected_and_before(found, left))
    yield Said(read_back(services, found.only(found.able), cost_said(left)))
    spent = services.reader(job.number).charged(job.number).amount
    yield from what_now(talk.pending, past_limit(talk, left.known, spent_on_batch=spent))


def _corrected_and_before(found: Corrections, left: Remainder) -> str:
    """What is shown, and what comes on top of it because it was approved before."""
    changed = {row.row for row in found.changed}
    before = {row.row for row in found.able} - changed
    parts = [f"Corrected: {_priced(left.without(before))}"]
    if before:
        parts.append(f"approved before: {_priced(left.without(changed))}")
    return f"{'; '.join(parts)}."


def _priced(part: Remainder) -> str:
    return ", ".join(filter(None, (plural(len(part.prices), "row"), cost_said(part))))


def start(talk: Conversation, taken: Taken) -> Started:
    """Run a job from now on."""
    services, number = talk.services, taken.job.number
    services.ledger(number).take_over(number)
    talk.settled(number)
    talk.run = start_run(services, services.stores.job(number), taken.source, taken.hold, talk.over)
    return Started(talk.run)
