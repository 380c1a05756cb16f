"""Voiding what was bought: read back, asked where it is more than one, answered one by one, and out of the source."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from shipshell.carriers.base import CarrierError, OutcomeUnknown
from shipshell.carriers.voids import VoidBefore, VoidRefused
from shipshell.jobs.purchases import purchases_numbered, purchases_of
from shipshell.model.errors import ShipshellError
from shipshell.model.money import Money
from shipshell.session.emptying import empty_in_source
from shipshell.session.offering import same_place
from shipshell.session.pending import Voiding
from shipshell.session.proposing import place_said
from shipshell.session.replies import Asked, Failed, Output, Said
from shipshell.session.targets import holding_job, latest_job, refuse_elsewhere
from shipshell.session.wording import plural, row_ranges, rows_named

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from shipshell.intents import types as intents
    from shipshell.jobs.purchases import Purchase
    from shipshell.jobs.records import JobRecord
    from shipshell.session.conversation import Conversation
    from shipshell.session.services import Services


def void(talk: Conversation, intent: intents.Void) -> Iterator[Output]:
    """Void one shipment after reading it back; ask before voiding several."""
    services = talk.services
    job, meant = _meant(services, intent)
    refuse_elsewhere(services, job)
    standing = [one for one in meant if not one.voided]
    voiding = Voiding(job.number, tuple(one.tracking_number for one in meant))
    if len(standing) > 1:
        talk.forget()
        talk.voiding = voiding
        yield Asked(f"Void {shipments_said(job, standing)}; {place_said(services)}? [y/N]", ("y", "n"))
        return
    if standing:
        yield Said(f"Voiding {shipments_said(job, standing)}; {place_said(services)}.")
    yield from _carry_out(services, voiding)


def approve_void(talk: Conversation, voiding: Voiding) -> Iterator[Output]:
    """The y: void exactly what was read back."""
    talk.forget()
    refuse_elsewhere(talk.services, talk.services.stores.job(voiding.job))
    yield from _carry_out(talk.services, voiding)


# -- what is meant -------------------------------------------------------------------------------------------------


def _meant(services: Services, intent: intents.Void) -> tuple[JobRecord, list[Purchase]]:
    """The job, and what it bought that is to be voided; at least one shipment, voided before or not.

    Raises:
        ShipshellError: E-1021, E-1022, E-1023.
    """
    if intent.tracking:
        found = _numbered(services, intent.tracking)
        return services.stores.job(found.row.job), [found]
    if intent.job is None:
        named = rows_named(_rows(intent))
        hint = f'Say "void {named} of job {latest_job(services).number}".'
        raise ShipshellError("E-1021", "it was not said of which job", hint=hint)
    return services.stores.job(intent.job), _of_job(services, intent.job, _rows(intent))


def _rows(intent: intents.Void) -> tuple[int, ...]:
    return intent.rows if intent.row is None else (intent.row,)


def _numbered(services: Services, number: str) -> Purchase:
    """The shipment of that number, rather one that was bought where we ship."""
    found = [one for store in services.stores.readable() for one in purchases_numbered(store.tables, number)]
    if not found:
        hint = "Only what shipshell bought from this home can be voided here; void others with UPS."
        raise ShipshellError("E-1022", f"no job has a shipment {number}", hint=hint)
    here = (one for one in found if same_place(services, services.stores.job(one.row.job)))
    return next(here, found[0])


def _of_job(services: Services, job: int, rows: Sequence[int]) -> list[Purchase]:
    """What some rows of a job bought; all of it where no row is named."""
    every = purchases_of(services.tables(job), job)
    if not rows:
        if not every:
            raise ShipshellError(
                "E-1022", f"job {job} has shipped nothing", hint=f'Say "job {job}" to see how it stands.'
            )
        return every
    bought = {one.row.row for one in every}
    for wanted in rows:
        row = services.reader(job).row(job, wanted)
        if wanted not in bought:
            raise ShipshellError(
                "E-1022", f"row {wanted} of job {job} has no shipment: it is {row.state}", hint="Nothing was voided."
            )
    return [one for one in every if one.row.row in rows]


def shipments_said(job: JobRecord, standing: Sequence[Purchase]) -> str:
    """Shipments of a job with their cost, in words: of one, everything."""
    rows = row_ranges(one.row.row for one in standing)
    if len(standing) > 1:
        return f"{plural(len(standing), 'shipment')} of job {job.number}, rows {rows}, {_cost(job, standing)} in all"
    one = standing[0]
    return f"row {rows} of job {job.number}: {one.row.recipient}, {one.tracking_number}, {_cost(job, standing)}"


def _cost(job: JobRecord, shipments: Sequence[Purchase]) -> Money:
    return Money(sum((one.charge for one in shipments if one.charge), Decimal(0)), job.currency)


# -- doing it ------------------------------------------------------------------------------------------------------


def _carry_out(services: Services, voiding: Voiding) -> Iterator[Output]:
    """Void what still stands; then empty the cells of all that is void, in case that an earlier try could not."""
    with holding_job(services, voiding.job):
        job = services.stores.job(voiding.job)
        bought = purchases_of(services.tables(job.number), job.number)
        meant = [one for one in bought if one.tracking_number in voiding.numbers]
        before = [one for one in meant if one.voided]
        if before:
            yield Said(f"Voided before: {rows_named(one.row.row for one in before)} of job {job.number}.")
        done = yield from void_each(services, [one for one in meant if not one.voided])
        if len(done) > 1:
            yield Said(f"Voided: {shipments_said(job, done)}.")
        yield from empty_in_source(services, job, [one.row for one in (*before, *done)])


def void_each(services: Services, standing: Sequence[Purchase]) -> Generator[Output, None, list[Purchase]]:
    """Void shipments of a job that we hold, and say of each what came of it; those that are void now."""
    done: list[Purchase] = []
    for place, one in enumerate(standing):
        try:
            answer = _void_one(services, one)
        except CarrierError as error:  # no other one would fare better
            words = f"{one.tracking_number} was not voided: {error.problem.message}"
            yield Failed(replace(error.problem, message=words, row=None), (one.row.row,))
            rest = [left.row.row for left in standing[place + 1 :]]
            if rest:
                yield Said(f"Not asked about, and not voided: {rows_named(rest)}.")
            break
        if isinstance(answer, Said):
            done.append(one)
        yield answer
    return done


def _void_one(services: Services, one: Purchase) -> Said | Failed:
    """Void one shipment, and book it; that it is asked for is committed before, in case the answer never comes.

    Raises:
        CarrierError: it was not even asked.
    """
    row, ledger = one.row, services.ledger(one.row.job)
    ledger.voiding(row, one.tracking_number)
    try:
        outcome = services.patient_carrier().void(one.shipment_id)
    except OutcomeUnknown as error:
        words = f"nobody knows whether {one.tracking_number} is void: {error.problem.message}"
        return Failed(replace(error.problem, message=words, hint="Void it again: that is safe."), (row.row,))
    except CarrierError as error:
        ledger.not_voided(row, one.tracking_number, error.problem.message)
        raise
    if isinstance(outcome, VoidRefused):
        ledger.not_voided(row, one.tracking_number, outcome.problem.message)
        words = f"{one.tracking_number} was not voided: {outcome.problem.message}"
        return Failed(replace(outcome.problem, message=words, row=None), (row.row,))
    before = isinstance(outcome, VoidBefore)
    ledger.voided(row, one.tracking_number, "already, as UPS says" if before else "at UPS")
    words = "was voided already" if before else "is voided"
    return Said(f"Row {row.row} ({row.recipient}): {one.tracking_number} {words}.")
