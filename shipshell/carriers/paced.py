"""Any carrier at a pace that it accepts: reads and voids wait and are asked again, purchases are passed on once."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from shipshell.carriers.base import CarrierError, NotSent, OutcomeUnknown, Throttled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from shipshell.carriers.address_check import AddressCheck
    from shipshell.carriers.base import Carrier, Finding, Keep
    from shipshell.carriers.tracking import TrackingStatus
    from shipshell.carriers.voids import VoidOutcome
    from shipshell.model.address import Address
    from shipshell.model.shipment import Confirmation, LabelImage, Quote, ShipmentRequest

T = TypeVar("T")

READS_AT_ONCE = 8
#: How long one read is tried again while the carrier throttles or cannot be reached.
PATIENCE_SECONDS = 300.0
#: Likewise while no connection opens: a person waits at a preview, and can ask for it again.
UNREACHABLE_SECONDS = 10.0
#: Likewise an address check, of which no more than a warning comes.
CHECK_SECONDS = 20.0
LONGEST_WAIT_SECONDS = 60.0
#: Further tries of a rate whose outcome is unknown; each may take a whole timeout.
UNKNOWN_RETRIES = 2
#: Good answers in a row after which one more read at once is dared.
ANSWERS_PER_STEP = 20


def backoff(attempt: int, random: Callable[[], float]) -> float:
    """Seconds to wait after failure number `attempt`, from 0: at most 1, 2, 4 ... 60, and at least half of that.

    `random` gives numbers from 0 to 1.
    """
    longest = min(LONGEST_WAIT_SECONDS, 2.0 ** min(attempt, 10))
    return longest * (0.5 + random() / 2)


class Pace:
    """How many requests may be on their way at once, and until when none may start. Shared by all threads."""

    def __init__(
        self, at_once: int = READS_AT_ONCE, *, monotonic: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._full = at_once
        self._monotonic, self._sleep = monotonic, sleep
        self._changed = threading.Condition()
        self._allowed = at_once
        self._under_way = 0
        self._good_answers = 0
        self._halved_at = monotonic()
        self._paused_until = 0.0

    @property
    def at_once(self) -> int:
        """How many requests may be on their way now."""
        return self._allowed

    @contextmanager
    def slot(self) -> Iterator[float]:
        """A place for one request, once there is one and no pause; gives the moment of its start."""
        with self._changed:
            self._changed.wait_for(lambda: self._under_way < self._allowed)
            self._under_way += 1
        try:
            while (left := self._paused_until - self._monotonic()) > 0:
                self._sleep(left)
            yield self._monotonic()
        finally:
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def slow_down(self, started: float, pause: float) -> None:
        """A request that `started` then was throttled: for `pause` seconds nothing starts, and then fewer at once.

        Requests that were under way together are told together; they halve the number once. A very long pause is cut
        short, so that the next request hears of it and fails instead of waiting unseen.
        """
        with self._changed:
            now = self._monotonic()
            self._good_answers = 0
            self._paused_until = max(self._paused_until, now + min(pause, LONGEST_WAIT_SECONDS))
            if started >= self._halved_at:
                self._allowed = max(1, self._allowed // 2)
                self._halved_at = now

    def went_well(self) -> None:
        """A request was answered: after a while of that, one more may go at once, up to the number at the start."""
        with self._changed:
            self._good_answers += 1
            if self._good_answers >= ANSWERS_PER_STEP:
                self._good_answers = 0
                self._allowed = min(self._full, self._allowed + 1)
                self._changed.notify_all()


class _Patience:
    """How long one read is tried: some seconds from its first failure; unknown outcomes, a few times only."""

    def __init__(self, monotonic: Callable[[], float], seconds: float) -> None:
        self._unknown_left = UNKNOWN_RETRIES
        self._monotonic = monotonic
        self._seconds = seconds
        self._since: float | None = None
        self.failures = 0

    def outlasts(self, error: CarrierError, wait: float) -> bool:
        """Whether to try again `wait` seconds after `error`."""
        now = self._monotonic()
        self.failures += 1
        self._since = now if self._since is None else self._since
        patience = UNREACHABLE_SECONDS if isinstance(error, NotSent) else self._seconds
        self._unknown_left -= isinstance(error, OutcomeUnknown)
        return self._unknown_left >= 0 and now + wait <= self._since + patience


class PacedCarrier:
    """`carrier` at a pace that it accepts; implements `carriers.base.Carrier`.

    What was throttled is asked again for up to five minutes, or twenty seconds if it is an address; what was never
    sent, for ten seconds: rates, address checks, tracking, and voids, which are safe to repeat. Rates of unknown
    outcome are asked twice more; look-ups by reference wait for throttling only. A purchase is passed on once,
    whatever comes of it; when it is throttled, the reads slow down too. A `sleep` that raises ends the waiting: its
    error comes out of the call.
    """

    def __init__(
        self,
        carrier: Carrier,
        *,
        monotonic: Callable[[], float],
        sleep: Callable[[float], None],
        random: Callable[[], float],
        reads_at_once: int = READS_AT_ONCE,
    ) -> None:
        self._carrier = carrier
        self._monotonic, self._sleep, self._random = monotonic, sleep, random
        self.pace = Pace(reads_at_once, monotonic=monotonic, sleep=sleep)

    @property
    def name(self) -> str:
        """The carrier's name, as shown."""
        return self._carrier.name

    @property
    def environment(self) -> str:
        """`emulator`, `test` or `production`."""
        return self._carrier.environment

    @property
    def account(self) -> str:
        """The account number that pays."""
        return self._carrier.account

    @property
    def host(self) -> str:
        """Scheme, host and port that requests go to."""
        return self._carrier.host

    def rate_key(self, request: ShipmentRequest) -> str:
        """Requests with equal keys cost the same."""
        return self._carrier.rate_key(request)

    def rate(self, request: ShipmentRequest) -> Quote:
        """Ask what `request` would cost, patiently."""
        return self._patiently(lambda: self._carrier.rate(request), (Throttled, NotSent, OutcomeUnknown))

    def ship(self, request: ShipmentRequest, reference: str, keep: Keep) -> Confirmation:
        """Buy `request`; passed on once."""
        started = self._monotonic()
        try:
            return self._carrier.ship(request, reference, keep)
        except Throttled as error:
            self.pace.slow_down(started, self._wait(error, 0))
            raise

    def read_reply(self, raw: bytes) -> Confirmation:
        """The confirmation in a reply that `keep` was given earlier."""
        return self._carrier.read_reply(raw)

    def find(self, reference: str) -> Finding:
        """Look up the shipment that carries `reference`, patient with throttling only.

        Whoever looks up has a schedule of its own; waiting for a network at each of its steps would add up.
        """
        return self._patiently(lambda: self._carrier.find(reference), (Throttled,))

    def recover_label(self, tracking_number: str) -> LabelImage | None:
        """The label of a parcel once more; as patient as `find`."""
        return self._patiently(lambda: self._carrier.recover_label(tracking_number), (Throttled,))

    def track_reference(self, reference: str, shipped_on: date) -> Finding:
        """Look `reference` up among the parcels on their way; as patient as `find`."""
        return self._patiently(lambda: self._carrier.track_reference(reference, shipped_on), (Throttled,))

    def track(self, tracking_number: str) -> TrackingStatus | None:
        """Where the parcel is."""
        return self._patiently(lambda: self._carrier.track(tracking_number), (Throttled, NotSent))

    def void(self, shipment_id: str) -> VoidOutcome:
        """Cancel a whole shipment."""
        return self._patiently(lambda: self._carrier.void(shipment_id), (Throttled, NotSent))

    def void_packages(self, shipment_id: str, tracking_numbers: Sequence[str]) -> dict[str, VoidOutcome]:
        """Cancel single packages of a shipment."""
        return self._patiently(lambda: self._carrier.void_packages(shipment_id, tracking_numbers), (Throttled, NotSent))

    def check_address(self, address: Address) -> AddressCheck:
        """Whether there is such an address."""
        return self._patiently(lambda: self._carrier.check_address(address), (Throttled, NotSent), CHECK_SECONDS)

    def address_key(self, address: Address) -> str:
        """Addresses with equal keys get the same answer."""
        return self._carrier.address_key(address)

    def _patiently(
        self, ask: Callable[[], T], worth_while: tuple[type[CarrierError], ...], seconds: float = PATIENCE_SECONDS
    ) -> T:
        """What `ask` answers, asked again after errors that are `worth_while`, for so many seconds."""
        patience = _Patience(self._monotonic, seconds)
        while True:
            try:
                with self.pace.slot() as started:
                    answer = ask()
            except worth_while as error:
                wait = self._wait(error, patience.failures)
                if isinstance(error, Throttled):
                    self.pace.slow_down(started, wait)
                if not patience.outlasts(error, wait):
                    raise
            else:
                self.pace.went_well()
                return answer
            self._sleep(wait)

    def _wait(self, error: CarrierError, attempt: int) -> float:
        """Seconds until the next try: the carrier's own word where it gave one."""
        said = error.retry_after if isinstance(error, Throttled) else None
        return backoff(attempt, self._random) if said is None else said
