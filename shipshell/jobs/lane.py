"""One row's way to the carrier and back: it is sent once, and what nobody knows is looked up.

A lane does HTTP and the spool only; it never touches the job store or the source.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.carriers.base import (
    Carrier,
    CarrierError,
    Found,
    FoundVoided,
    NotFound,
    NotSent,
    OutcomeUnknown,
    Refused,
    Throttled,
)
from shipshell.model.errors import Problem, ShipshellError

if TYPE_CHECKING:
    from shipshell.jobs.spool import Spool
    from shipshell.model.shipment import Confirmation, ShipmentRequest


@dataclass(frozen=True, slots=True)
class Accepted:
    """The shipment exists. `looked_up` where it was found by reference after its answer was lost."""

    confirmation: Confirmation
    looked_up: bool = False


@dataclass(frozen=True, slots=True)
class Declined:
    """The carrier refused it: nothing exists. `field` is the one of ours that it complains of, "" if it names none."""

    problem: Problem
    field: str = ""


@dataclass(frozen=True, slots=True)
class NeverLeft:
    """The request certainly did nothing: it may be sent again, after `wait` seconds where the carrier said so."""

    problem: Problem
    wait: float | None = None


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Nobody knows."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Voided:
    """It existed, and was voided since."""

    words: str


Verdict = Accepted | Declined | NeverLeft | Doubtful | Voided

#: `pause(seconds)` waits, and says whether somebody asked to stop meanwhile.
Pause = Callable[[float], bool]


class Lane:
    """Sends rows to one carrier.

    Args:
        delays: seconds to wait before each look-up of an unknown outcome.
    """

    def __init__(self, carrier: Carrier, spool: Spool, *, delays: tuple[float, ...], pause: Pause) -> None:
        self._carrier = carrier
        self._spool = spool
        self._delays = delays
        self._pause = pause

    def send(self, request: ShipmentRequest, reference: str) -> Verdict:
        """Send `request` once; what became of it."""
        try:
            confirmation = self._carrier.ship(request, reference, lambda raw: self._spool.keep(reference, raw))
        except Refused as error:
            return Declined(error.problem, error.field)
        except NotSent as error:
            return NeverLeft(error.problem)
        except Throttled as error:
            return self._after_throttling(reference, error)
        except OutcomeUnknown as error:
            return self.look_up(reference, error.problem, self._delays)
        except ShipshellError as error:  # the spool could not keep the reply: the disk is full, the shipment exists
            return self.look_up(reference, error.problem, (0.0,))
        return Accepted(confirmation)

    def look_up(self, reference: str, problem: Problem, delays: tuple[float, ...]) -> Verdict:
        """What became of an attempt whose answer is missing: from its kept reply, else by asking after each delay.

        Args:
            problem: why nobody knows; it stands in the verdict if that remains so.
        """
        kept = self._from_spool(reference)
        if kept:
            return kept
        for delay in delays:
            if self._pause(delay):
                break
            verdict = self._ask(reference)
            if verdict:
                return verdict
        return Doubtful(problem)

    def _from_spool(self, reference: str) -> Accepted | None:
        raw = self._spool.read(reference)
        if raw is None:
            return None
        try:
            return Accepted(self._carrier.read_reply(raw))
        except CarrierError:
            return None  # it was cut short or garbled on its way: the carrier must be asked

    def _ask(self, reference: str) -> Verdict | None:
        try:
            finding = self._carrier.find(reference)
        except CarrierError:
            return None  # no answer tells nothing
        if isinstance(finding, Found):
            return Accepted(finding.confirmation, looked_up=True)
        if isinstance(finding, FoundVoided):
            return Voided(finding.words)
        if isinstance(finding, NotFound) and finding.proven:
            return NeverLeft(Problem("E-3002", "the request never arrived"))
        return None

    def _after_throttling(self, reference: str, error: Throttled) -> Verdict:
        """Gateways refuse before they process, but UPS promises nothing: one look-up before it is sent again."""
        try:
            finding = self._carrier.find(reference)
        except CarrierError:
            return Doubtful(error.problem)
        if isinstance(finding, Found):
            return Accepted(finding.confirmation, looked_up=True)
        if isinstance(finding, NotFound):
            return NeverLeft(error.problem, error.retry_after)
        return Doubtful(error.problem)
