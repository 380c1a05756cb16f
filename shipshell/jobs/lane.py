"""One row's way to the carrier and back: it is sent once, and what nobody knows is looked up.

A lane does HTTP and the spool only; it never touches the job store or the source.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from shipshell.carriers.base import (
    Carrier,
    Found,
    FoundVoided,
    Inconclusive,
    NotSent,
    OutcomeUnknown,
    Refused,
    Throttled,
)
from shipshell.jobs.verdicts import NOTHING_SHOWN, Accepted, Declined, Doubtful, NeverLeft, Verdict, Voided
from shipshell.model.errors import Problem, ShipshellError

if TYPE_CHECKING:
    from shipshell.jobs.spool import Spool
    from shipshell.model.shipment import ShipmentRequest

#: `pause(seconds)` waits, and says whether somebody asked to stop meanwhile.
Pause = Callable[[float], bool]


def waits_ahead(moments: tuple[float, ...], age: float = 0.0) -> tuple[float, ...]:
    """Seconds to wait before each look-up of an attempt that is `age` seconds old: one now, then at those moments."""
    ahead = sorted(moment - age for moment in moments if moment > age)
    return (0.0, *(later - earlier for earlier, later in zip((0.0, *ahead), ahead, strict=False)))


class Lane:
    """Sends rows to one carrier.

    Args:
        delays: the moments, in seconds from when an outcome became unknown, at which it is looked up.
    """

    def __init__(self, carrier: Carrier, spool: Spool, *, delays: tuple[float, ...], pause: Pause) -> None:
        self._carrier = carrier
        self._spool = spool
        self._waits = waits_ahead(delays)
        self._pause = pause
        self._unsure: set[str] = set()

    @property
    def unsure(self) -> bool:
        """Whether the outcome of a row in hand is being looked up: nothing else is sent until it is known."""
        return bool(self._unsure)

    def send(self, request: ShipmentRequest, reference: str) -> Verdict:
        """Send `request` once; what became of it. Whatever goes wrong is a verdict, never an error."""
        unkept: list[Problem] = []

        def keep(raw: bytes) -> None:
            try:
                self._spool.keep(reference, raw)
            except ShipshellError as error:  # the shipment exists, and its reply is still at hand: book it, then halt
                unkept.append(error.problem)

        try:
            confirmation = self._carrier.ship(request, reference, keep)
        except Refused as error:
            return Declined(error.problem, error.field)
        except NotSent as error:
            return NeverLeft(error.problem)
        except Throttled as error:
            # Gateways refuse before they process, but UPS promises nothing: it is looked up before it is sent again.
            return self._ask_again(reference, error.problem, self._waits, NeverLeft(error.problem, error.retry_after))
        except OutcomeUnknown as error:
            return self.look_up(reference, error.problem, self._waits)
        except Exception as error:  # noqa: BLE001 - the request may have arrived, whatever broke here
            return self.look_up(reference, _unexpected(error), self._waits)
        return Accepted(confirmation, trouble=unkept[0] if unkept else None)

    def look_up(self, reference: str, problem: Problem, waits: tuple[float, ...]) -> Verdict:
        """What became of an attempt whose answer is missing: from its kept reply, else by asking after each wait.

        Args:
            problem: why nobody knows; it stands in the verdict if that remains so.
        """
        self._unsure.add(reference)
        try:
            return self.kept(reference) or self._ask_again(reference, problem, waits)
        finally:
            self._unsure.discard(reference)

    def kept(self, reference: str) -> Accepted | None:
        """What the kept reply to an attempt says; None where there is none that can be read."""
        raw = self._spool.read(reference)
        if raw is None:
            return None
        try:
            return Accepted(self._carrier.read_reply(raw))
        except Exception:  # noqa: BLE001 - cut short or garbled on its way: the carrier must be asked
            return None

    def _ask_again(
        self, reference: str, problem: Problem, waits: tuple[float, ...], absent: Verdict | None = None
    ) -> Verdict:
        """Ask after each wait until there is an answer. A wish to stop ends the waiting, not before one more question.

        Args:
            absent: what it means that the carrier shows nothing; None where that means nothing.
        """
        verdict: Verdict = Doubtful(problem)
        for wait in waits:
            stopping = wait > 0 and self._pause(wait)
            verdict = self._ask(reference, problem, absent)
            if stopping or not isinstance(verdict, Doubtful):
                break
        return verdict

    def _ask(self, reference: str, problem: Problem, absent: Verdict | None) -> Verdict:
        try:
            finding = self._carrier.find(reference)
        except Exception as error:  # noqa: BLE001 - no answer tells nothing
            return Doubtful(problem, _unexpected(error).message)
        if isinstance(finding, Found):
            return Accepted(finding.confirmation, looked_up=True)
        if isinstance(finding, FoundVoided):
            return Voided(finding.words)
        if isinstance(finding, Inconclusive):
            return Doubtful(problem, finding.words)
        if finding.proven:
            return NeverLeft(Problem("E-3002", "the request never arrived"))
        return absent or Doubtful(problem, NOTHING_SHOWN)


def _unexpected(error: Exception) -> Problem:
    if isinstance(error, ShipshellError):
        return error.problem
    return Problem("E-4009", f"something unexpected happened ({type(error).__name__})")
