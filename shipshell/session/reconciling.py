"""Asking UPS again for what ended without an answer: adopted where it turned up, offered to be voided where twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from shipshell.carriers.base import CarrierError, Found, FoundVoided, Inconclusive, NotFound
from shipshell.jobs.encoding import stamp
from shipshell.jobs.late import late_of
from shipshell.jobs.receipts import Receipts
from shipshell.jobs.states import UNSETTLED, Outcome, RowState
from shipshell.jobs.unanswered import unanswered_of
from shipshell.jobs.verdicts import NOTHING_SHOWN, Accepted
from shipshell.model.errors import Problem, ShipshellError
from shipshell.session.execution import booking_for
from shipshell.session.offering import offer
from shipshell.session.pending import VoidingSurplus
from shipshell.session.proposing import place_said
from shipshell.session.replies import Asked, Failed, Output, Said
from shipshell.session.targets import holding_job, refuse_elsewhere
from shipshell.session.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.carriers.base import Finding
    from shipshell.intents import types as intents
    from shipshell.jobs.late import Late
    from shipshell.jobs.records import JobRecord, RowRecord
    from shipshell.jobs.unanswered import Unanswered
    from shipshell.model.history import Prior
    from shipshell.model.shipment import Confirmation
    from shipshell.session.conversation import Conversation
    from shipshell.session.services import Services

#: UPS's look-ups by reference reach back that far at least.
_PERIOD = timedelta(days=14)


def reconcile(talk: Conversation, intent: intents.Reconcile) -> Iterator[Output]:
    """Ask about every attempt of the last days, of one job or of all, that ended without an answer."""
    services = talk.services
    since = stamp(services.clock() - _PERIOD)
    jobs = [services.stores.job(intent.job)] if intent.job else services.stores.jobs()
    waiting = [job for job in jobs if _is_open(services, job.number, since)]
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


def _is_open(services: Services, job: int, since: str) -> bool:
    """Whether UPS is to be asked about a job, or a person has to decide about what UPS said before."""
    tables = services.tables(job)
    return bool(unanswered_of(tables, job, since) or late_of(tables, job))


def _reconcile_job(talk: Conversation, job: JobRecord, since: str) -> Iterator[Output]:
    services = talk.services
    refuse_elsewhere(services, job)
    with holding_job(services, job.number):
        waiting = unanswered_of(services.tables(job.number), job.number, since)
        if waiting:
            yield Said(f"Asking UPS about {plural(len(waiting), 'attempt')} of job {job.number}.")
        yield from _ask_about_each(services, job, waiting)
        late = late_of(services.tables(job.number), job.number)
    if late:
        talk.bought_twice.add(job.number)
    yield from (_told_otherwise(one) for one in late if not one.is_surplus)
    surplus = tuple(one.tracking_number for one in late if one.is_surplus)
    if surplus:
        yield from _offer_to_void(talk, job, surplus)


def _told_otherwise(one: Late) -> Said:
    row, number, said = one.row, one.tracking_number, one.row.tracking_number
    words = f"Row {row.row} of job {row.job}: UPS shows {number}, but it was said to have shipped as {said}"
    take = f'say "row {row.row} of job {row.job} shipped as {number}" to take that instead'
    return Said(f"{words}: {take}, or track both, and void the one that is not on its way.")


def undecided(talk: Conversation) -> Iterator[Failed]:
    """What `reconcile` found bought twice, or otherwise than was said, and nobody has decided about."""
    for job in sorted(talk.bought_twice):
        late = late_of(talk.services.tables(job), job)
        if late:
            numbers = ", ".join(one.tracking_number for one in late)
            words = f"job {job} bought {numbers} besides what its rows have, and nobody has decided about it"
            rows = tuple(dict.fromkeys(one.row.row for one in late))
            yield Failed(Problem("E-3013", words, hint=f'Say "reconcile job {job}", and answer it.'), rows)


def keep(talk: Conversation, voiding: VoidingSurplus) -> Iterator[Output]:
    """The n: what was bought twice is to stay, and is not asked about again."""
    services = talk.services
    talk.voiding = None
    with holding_job(services, voiding.job):
        for one in late_of(services.tables(voiding.job), voiding.job):
            if one.tracking_number in voiding.numbers:
                services.ledger(voiding.job).kept_beside(one.row, one.reference)
    yield Said(f"Nothing was voided; {', '.join(voiding.numbers)} will not be asked about again.")


def _ask_about_each(services: Services, job: JobRecord, waiting: list[Unanswered]) -> Iterator[Output]:
    for one in waiting:
        named = f"Row {one.row.row} of job {job.number} ({one.reference})"
        try:
            finding = services.patient_carrier().find(one.reference)
        except CarrierError as error:
            words = f"{one.reference} could not be looked up: {error.problem.message}"
            yield Failed(replace(error.problem, message=words), (one.row.row,))
            continue
        yield Said(f"{named}: {_settle(services, job, one, finding)}")


def _offer_to_void(talk: Conversation, job: JobRecord, surplus: tuple[str, ...]) -> Iterator[Output]:
    """Ask whether to void what turned up twice; one question stands at a time."""
    numbers = ", ".join(surplus)
    if talk.voiding:
        yield Said(f'Job {job.number} bought twice: {numbers}. Then say "reconcile job {job.number}", or void them.')
        return
    talk.forget()
    talk.voiding = VoidingSurplus(job.number, surplus)
    words = f"Void {plural(len(surplus), 'shipment')} that job {job.number} bought twice, {numbers}"
    yield Asked(f"{words}; {place_said(talk.services)}? [y/N]", ("y", "n"))


# -- what a finding means ------------------------------------------------------------------------------------------


def _settle(services: Services, job: JobRecord, one: Unanswered, finding: Finding) -> str:
    if isinstance(finding, Found):
        return _found(services, job, one, finding.confirmation)
    if one.outcome is Outcome.IN_DOUBT:
        _note(services, one, finding)
    if isinstance(finding, FoundVoided):
        return f"UPS shows that it was voided: {finding.words}."
    if isinstance(finding, Inconclusive):
        return f"UPS could not say: {finding.words}."
    return "UPS shows no shipment."


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


def _found(services: Services, job: JobRecord, one: Unanswered, found: Confirmation) -> str:
    number = found.tracking_number
    if one.outcome is Outcome.SHIPPED and number == one.tracking_number:
        return f"UPS shows {number}, as was said."
    if services.stores.number_is_taken(number, job.environment):
        return f"UPS names {number}, which was given to another shipment before."
    if one.outcome is Outcome.SHIPPED:
        services.ledger(job.number).turned_out(one.row, one.reference, found)
        return f"UPS shows {number}, not {one.tracking_number}."
    if one.row.state in (RowState.SHIPPED, RowState.VOIDED):
        services.ledger(job.number).turned_up_beside(one.row, one.reference, found)
        return f"it turned up as {number}, and the row has {one.row.tracking_number} since."
    _book(services, job, one, found)
    twin = _twin(services, job, one.row)
    if twin:
        services.ledger(job.number).is_beside(one.row, one.reference)
        theirs = f"row {twin.row} of job {twin.job} has {twin.tracking_number} for the same order"
        return f"it turned up as {number}, and {theirs}."
    later = "resume will write it" if job.status in UNSETTLED else f'say "retry {job.number}" to write it'
    words = f"found, it shipped as {number}; {later} into the source."
    if one.content not in ("", one.row.content):
        words += f' It was bought before the row was corrected: if that is wrong, say "void {number}".'
    return words


def _twin(services: Services, job: JobRecord, row: RowRecord) -> Prior | None:
    """Another job's shipment of the same order."""
    keys = [key for key in (row.duplicate_key, row.record_key) if key]
    found = services.history.prior(job.environment, keys, besides=job.number).values()
    return next((prior for prior in found if prior.tracking_number), None)


def _book(services: Services, job: JobRecord, one: Unanswered, found: Confirmation) -> None:
    booked = booking_for(services, job)
    ledger = services.ledger(job.number)  # of a table's job, on the connection that was opened for the booking
    if one.outcome is Outcome.IN_DOUBT:
        receipts = Receipts(ledger, services.spool, services.labels, booked)
        receipts.book(one.row, one.reference, Accepted(found, looked_up=True), job.currency)
        receipts.sync()
    else:
        booked(one.row, found.tracking_number, lambda: ledger.turned_up(one.row, one.reference, found))
