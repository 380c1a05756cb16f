"""Voids that were cut short, by a crash or a lost answer: what came of them is asked, and what they left is mended."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from shipshell.carriers.base import CarrierError, Found, FoundVoided
from shipshell.jobs.purchases import purchases_of
from shipshell.model.errors import Problem, ShipshellError
from shipshell.session.emptying import Answers, empty_left, empty_what_is_left
from shipshell.session.offering import same_place
from shipshell.session.replies import Failed, Said
from shipshell.session.targets import holding_job
from shipshell.session.wording import failure_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.jobs.purchases import Purchase
    from shipshell.jobs.records import JobRecord
    from shipshell.session.services import Services
    from shipshell.sources.base import Source


def mend_all(services: Services) -> Iterator[Said]:
    """Mend what voids left of any job that nobody holds; what cannot be mended now is only said."""
    for number in services.stores.unfinished_voids():
        try:
            with holding_job(services, number):
                job = services.stores.job(number)
                answers = (*_ask_about_each(services, job), *empty_what_is_left(services, job))
        except ShipshellError:
            continue  # another shell has it in hand, or its database cannot be reached
        yield from map(_only_said, answers)


def mend_on(services: Services, source: Source) -> Iterator[Said]:
    """Mend what voids left in a source that we hold; otherwise their orders would look shipped."""
    for number in services.stores.unfinished_voids():
        job = services.stores.job(number)
        if services.stores.location(job) == source.location:
            with suppress(ShipshellError), holding_job(services, number):  # else another shell voids right now
                yield from mend_first(services, job, source)


def mend_first(services: Services, job: JobRecord, source: Source) -> Iterator[Said]:
    """The same as `mend`, before something else is done that it need not keep from being done."""
    return map(_only_said, mend(services, job, source))


def mend(services: Services, job: JobRecord, source: Source) -> Answers:
    """Mend what voids left of a job that we hold with its source."""
    return (*_ask_about_each(services, job), *empty_left(services, job, source))


def _only_said(answer: Said | Failed) -> Said:
    """What cannot be mended is no failure of a command that asked for something else."""
    if isinstance(answer, Said):
        return answer
    return Said(f"{failure_text(answer)}. {answer.problem.hint}")


def _ask_about_each(services: Services, job: JobRecord) -> Answers:
    """Look up every shipment whose void was not answered; only where the job ships."""
    asked = [one for one in purchases_of(services.tables(job.number), job.number) if one.void_asked]
    if not asked or not same_place(services, job):
        return tuple(_still_unknown(one, "UPS can be asked only where its job shipped") for one in asked)
    return tuple(_ask_about(services, one) for one in asked)


def _ask_about(services: Services, one: Purchase) -> Said | Failed:
    """What a look-up says of a shipment whose void was not answered.

    That it shows a shipment which stands is no proof: the void may still be on its way. Only UPS's answer to a void is.
    """
    row = one.row
    try:
        finding = services.quick_carrier().find(one.reference)
    except CarrierError as error:
        return _still_unknown(one, error.problem.message)
    if isinstance(finding, FoundVoided):
        services.ledger(row.job).voided(row, one.tracking_number, finding.words)
        return Said(f"Row {row.row} ({row.recipient}): UPS shows {one.tracking_number} as voided.")
    return _still_unknown(one, "UPS still shows it" if isinstance(finding, Found) else "UPS does not say")


def _still_unknown(one: Purchase, why: str) -> Failed:
    words = f"the void of {one.tracking_number} was not answered: {why}"
    return Failed(
        Problem("E-3010", words, hint=f'Say "void {one.tracking_number}": to void it again is safe.'), (one.row.row,)
    )
