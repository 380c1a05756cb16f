"""Asking UPS again for what ended without an answer: adopted where it turned up, offered to be voided where twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from shipshell.carriers.base import CarrierError, Found, FoundVoided, Inconclusive, NotFound
from shipshell.jobs.encoding import stamp
from shipshell.jobs.receipts import Receipts
from shipshell.jobs.states import UNSETTLED, Outcome, RowState
from shipshell.jobs.unanswered import unanswered_of
from shipshell.jobs.verdicts import NOTHING_SHOWN, Accepted
from shipshell.model.errors import ShipshellError
from shipshell.session.execution import booking_for
from shipshell.session.offering import offer
from shipshell.session.pending import Voiding
from shipshell.session.proposing import place_said
from shipshell.session.replies import Asked, Failed, Output, Said
from shipshell.session.targets import holding_job, refuse_elsewhere
from shipshell.session.wording import plural

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from shipshell.carriers.base import Finding
    from shipshell.intents import types as intents
    from shipshell.jobs.records import JobRecord, RowRecord
    from shipshell.jobs.unanswered import Unanswered
    from shipshell.model.history import Prior
    from shipshell.model.shipment import Confirmation
    from shipshell.session.conversation import Conversation
    from shipshell.session.services import Services

#: UPS's look-ups by reference reach back that far at least.
_PERIOD = timedelta(days=14)

_TOLD_OTHERWISE = (
    "UPS shows {0}, but it was said to have shipped as {1}: track both, and void the one that is not on its way."
)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of asking about one attempt; `surplus` is the number of a shipment that its row does not need."""

    words: str
    surplus: str = ""


def reconcile(talk: Conversation, intent: intents.Reconcile) -> Iterator[Output]:
    """Ask about every attempt of the last days, of one job or of all, that ended without an answer."""
    services = talk.services
    since = stamp(services.clock() - _PERIOD)
    jobs = [services.stores.job(intent.job)] if intent.job else services.stores.jobs()
    waiting = [job for job in jobs if unanswered_of(services.tables(job.number), job.number, since)]
    if not waiting:
        yield Said(f"Nothing of the last {_PERIOD.days} days ended without an answer.")
    for job in waiting:
        try:
            yield from _reconcile_job(talk, job, since)
        except ShipshellError as error:
            if intent.job:
                raise
            yield Said(f"Job {job.number} was not asked about: {error.problem.message}.")
    if not talk.voiding and any(job.number in talk.offers for job in waiting):
        yield from offer(talk, talk.offers[0])


def _reconcile_job(talk: Conversation, job: JobRecord, since: str) -> Iterator[Output]:
    services = talk.services
    refuse_elsewhere(services, job)
    with holding_job(services, job.number):
        waiting = unanswered_of(services.tables(job.number), job.number, since)
        yield Said(f"Asking UPS about {plural(len(waiting), 'attempt')} of job {job.number}.")
        surplus = yield from _ask_about_each(services, job, waiting)
    if surplus:
        yield from _offer_to_void(talk, job, surplus)


def _ask_about_each(
    services: Services, job: JobRecord, waiting: list[Unanswered]
) -> Generator[Output, None, tuple[str, ...]]:
    surplus = []
    for one in waiting:
        named = f"Row {one.row.row} of job {job.number} ({one.reference})"
        try:
            finding = services.patient_carrier().find(one.reference)
        except CarrierError as error:
            words = f"{one.reference} could not be looked up: {error.problem.message}"
            yield Failed(replace(error.problem, message=words), (one.row.row,))
            continue
        answer = _settle(services, job, one, finding)
        yield Said(f"{named}: {answer.words}")
        if answer.surplus:
            surplus.append(answer.surplus)
    return tuple(surplus)


def _offer_to_void(talk: Conversation, job: JobRecord, surplus: tuple[str, ...]) -> Iterator[Output]:
    """Ask whether to void what turned up twice; one question stands at a time."""
    numbers = ", ".join(surplus)
    if talk.voiding:
        yield Said(f'Job {job.number} bought twice: {numbers}. Then say "reconcile job {job.number}", or void them.')
        return
    talk.forget()
    talk.voiding = Voiding(job.number, surplus)
    words = f"Void {plural(len(surplus), 'shipment')} that job {job.number} bought twice, {numbers}"
    yield Asked(f"{words}; {place_said(talk.services)}? [y/N]", ("y", "n"))


# -- what a finding means ------------------------------------------------------------------------------------------


def _settle(services: Services, job: JobRecord, one: Unanswered, finding: Finding) -> _Answer:
    if isinstance(finding, Found):
        return _found(services, job, one, finding.confirmation)
    if one.outcome is Outcome.IN_DOUBT:
        _note(services, one, finding)
    if isinstance(finding, FoundVoided):
        return _Answer(f"UPS shows that it was voided: {finding.words}.")
    if isinstance(finding, Inconclusive):
        return _Answer(f"UPS could not say: {finding.words}.")
    return _Answer("UPS shows no shipment.")


def _note(services: Services, one: Unanswered, finding: Finding) -> None:
    """Book what UPS says of an attempt in doubt that it does not show as a shipment."""
    ledger = services.ledger(one.row.job)
    if isinstance(finding, FoundVoided):
        end, outcome, words = ledger.found_voided, Outcome.VOIDED, finding.words
    elif isinstance(finding, NotFound) and finding.proven:
        end, outcome, words = ledger.never_left, Outcome.NEVER_LEFT, "the request never arrived"
    else:
        answer = finding.words if isinstance(finding, Inconclusive) else NOTHING_SHOWN
        ledger.still_in_doubt(one.row, one.reference, answer)
        return
    if one.row.state is RowState.SKIPPED:
        ledger.ended_aside(one.row, one.reference, outcome, words)
    else:
        end(one.row, one.reference, words)


def _found(services: Services, job: JobRecord, one: Unanswered, found: Confirmation) -> _Answer:
    number = found.tracking_number
    if one.outcome is Outcome.SHIPPED and number == one.tracking_number:
        return _Answer(f"UPS shows {number}, as was said.")
    if services.stores.number_is_taken(number, job.environment):
        return _Answer(f"UPS names {number}, which was given to another shipment before.")
    if one.outcome is Outcome.SHIPPED:
        services.ledger(job.number).turned_out(one.row, one.reference, found)
        return _Answer(_TOLD_OTHERWISE.format(number, one.tracking_number))
    if one.row.state in (RowState.SHIPPED, RowState.VOIDED):
        services.ledger(job.number).turned_up_beside(one.row, one.reference, found)
        return _Answer(f"it turned up as {number}, and the row has {one.row.tracking_number} since.", number)
    _book(services, job, one, found)
    twin = _twin(services, job, one.row)
    if twin:
        theirs = f"row {twin.row} of job {twin.job} has {twin.tracking_number} for the same order"
        return _Answer(f"it turned up as {number}, and {theirs}.", number)
    later = "resume will write it" if job.status in UNSETTLED else f'say "retry {job.number}" to write it'
    words = f"found, it shipped as {number}; {later} into the source."
    if one.content not in ("", one.row.content):
        words += f' It was bought before the row was corrected: if that is wrong, say "void {number}".'
    return _Answer(words)


def _twin(services: Services, job: JobRecord, row: RowRecord) -> Prior | None:
    """Another job's shipment of the same order."""
    keys = [key for key in (row.duplicate_key, row.record_key) if key]
    found = services.history.prior(job.environment, keys, besides=job.number).values()
    return next((prior for prior in found if prior.tracking_number), None)


def _book(services: Services, job: JobRecord, one: Unanswered, found: Confirmation) -> None:
    ledger, booked = services.ledger(job.number), booking_for(services, job)
    if one.outcome is Outcome.IN_DOUBT:
        receipts = Receipts(ledger, services.spool, services.labels, booked)
        receipts.book(one.row, one.reference, Accepted(found, looked_up=True), job.currency)
        receipts.sync()
    else:
        booked(one.row, found.tracking_number, lambda: ledger.turned_up(one.row, one.reference, found))
