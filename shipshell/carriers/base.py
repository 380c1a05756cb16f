"""What a carrier can do for us, and the ways in which it can fail to.

The failures are told apart by what they mean for money:

    CarrierError
    ├── Refused         the carrier answered no: nothing exists
    │   └── Unauthorised    it does not know us: nothing exists, and no other row would fare better
    ├── NotSent         the request never left this machine: nothing exists, try again
    ├── Throttled       told to slow down: for a Ship request, look up before sending again
    └── OutcomeUnknown  the request may have arrived: a shipment may exist
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shipshell.carriers.address_check import AddressCheck
    from shipshell.carriers.tracking import TrackingStatus
    from shipshell.carriers.voids import VoidOutcome
    from shipshell.model.address import Address
    from shipshell.model.shipment import Confirmation, LabelImage, Quote, ShipmentRequest

#: Stores a raw 2xx reply durably; called before the reply is parsed.
Keep = Callable[[bytes], None]


class CarrierError(ShipshellError):
    """The carrier did not do what it was asked."""


class Refused(CarrierError):
    """A definite no; nothing was made. `carrier_code` holds UPS's own code, `field` ours for what it complains of."""

    field: str = ""


class Unauthorised(Refused):
    """The credentials or the account were refused; the whole batch would be."""


class NotSent(CarrierError):
    """The connection was never opened; nothing was made."""


class Throttled(CarrierError):
    """HTTP 429. `retry_after` is in seconds where the carrier gave it."""

    retry_after: float | None = None


class OutcomeUnknown(CarrierError):
    """Nobody knows whether the request was carried out: timeout, reset, 5xx, an unreadable answer."""


@dataclass(frozen=True, slots=True)
class Found:
    """A look-up found the shipment."""

    confirmation: Confirmation


@dataclass(frozen=True, slots=True)
class FoundVoided:
    """A look-up found that the shipment existed and was voided."""

    words: str


@dataclass(frozen=True, slots=True)
class NotFound:
    """A look-up found nothing. Evidence, not proof: the request may still be on its way.

    `proven` where nothing can be on its way any more: the carrier lives inside this program, and so died with it.
    """

    proven: bool = False


@dataclass(frozen=True, slots=True)
class Inconclusive:
    """The carrier knows something, but not a single shipment with a number: several match, or it is not ready."""

    words: str


Finding = Found | FoundVoided | NotFound | Inconclusive


class Carrier(Protocol):
    """A carrier account in one environment.

    Every method that asks the carrier may raise any `CarrierError`; none repeats a Ship request.
    """

    @property
    def name(self) -> str:
        """The carrier's name, as shown (`UPS`)."""

    @property
    def environment(self) -> str:
        """`emulator`, `test` or `production`."""

    @property
    def account(self) -> str:
        """The account number that pays."""

    @property
    def host(self) -> str:
        """Scheme, host and port that requests go to, `emulator:` for the one inside."""

    def rate(self, request: ShipmentRequest) -> Quote:
        """Ask what `request` would cost."""

    def rate_key(self, request: ShipmentRequest) -> str:
        """What the price depends on: requests of one key cost the same, and are asked about once."""

    def ship(self, request: ShipmentRequest, reference: str, keep: Keep) -> Confirmation:
        """Buy `request`, stamped with `reference`; sent once. `keep` gets the raw reply before anything reads it."""

    def read_reply(self, raw: bytes) -> Confirmation:
        """The confirmation in a reply that `keep` was given earlier.

        Raises:
            OutcomeUnknown: the reply cannot be read.
        """

    def find(self, reference: str) -> Finding:
        """Look up the shipment that carries `reference`. Reads only."""

    def recover_label(self, tracking_number: str) -> LabelImage | None:
        """The label of a parcel of the account once more; None where the carrier gives none. Reads only."""

    def track_reference(self, reference: str, shipped_on: date) -> Finding:
        """Look `reference` up among the parcels on their way since `shipped_on`: a second source beside `find`.

        It gives no label and no charge, and what it does not show is never proven absent.
        """

    def track(self, tracking_number: str) -> TrackingStatus | None:
        """Where the parcel is; None where the carrier shows nothing, which does not say that it does not exist."""

    def void(self, shipment_id: str) -> VoidOutcome:
        """Cancel a whole shipment. Safe to repeat.

        Raises:
            OutcomeUnknown: nobody knows whether it is void; asking again tells.
        """

    def void_packages(self, shipment_id: str, tracking_numbers: Sequence[str]) -> dict[str, VoidOutcome]:
        """Cancel single packages of a shipment; what came of each, by its number. Otherwise as `void`."""

    def check_address(self, address: Address) -> AddressCheck:
        """Whether there is such an address, and whether it is a home. Reads only."""

    def address_key(self, address: Address) -> str:
        """What a check depends on: addresses of one key get the same answer, and are asked about once."""
