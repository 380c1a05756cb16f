"""UPS as a carrier: requests built, sent and read, and its words about references understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.carriers.base import Finding, FoundVoided, Inconclusive, NotFound, Refused, Unauthorised
from shipshell.carriers.ups.codes import Verdict, meaning
from shipshell.carriers.ups.transport import EMULATOR_SCHEME
from shipshell.carriers.ups.wire.rate import RATE_PATH, rate_body, rate_key, read_rate
from shipshell.carriers.ups.wire.recovery import RECOVERY_PATH, read_recovery, recovery_body
from shipshell.carriers.ups.wire.ship import SHIP_PATH, read_ship, ship_body

if TYPE_CHECKING:
    from shipshell.carriers.base import Keep
    from shipshell.carriers.ups.client import UpsClient
    from shipshell.model.shipment import Confirmation, LabelFormat, Quote, ShipmentRequest


class UpsCarrier:
    """One UPS account in one environment; implements `carriers.base.Carrier`.

    Args:
        label_format: that of labels which a look-up recovers.
        absence_is_proof: what a look-up does not find, was never made. Never so of UPS, where a request may still be on
            its way; it is so of an emulator inside this program that shows each shipment at once.
    """

    def __init__(
        self,
        client: UpsClient,
        *,
        environment: str,
        account: str,
        label_format: LabelFormat = "GIF",
        absence_is_proof: bool = False,
    ) -> None:
        self._client = client
        self._environment = environment
        self._account = account
        self._label_format = label_format
        self._absence_is_proof = absence_is_proof

    @property
    def name(self) -> str:
        """The carrier's name, as shown."""
        return "UPS"

    @property
    def environment(self) -> str:
        """`emulator`, `test` or `production`."""
        return self._environment

    @property
    def account(self) -> str:
        """The account number that pays."""
        return self._account

    @property
    def host(self) -> str:
        """Scheme, host and port that requests go to, `emulator:` for the one inside."""
        inside = f"{EMULATOR_SCHEME}:"
        return inside if self._client.base_url.startswith(inside) else self._client.base_url

    def rate_key(self, request: ShipmentRequest) -> str:
        """Requests with equal keys cost the same: the Rate request less names."""
        return rate_key(request)

    def rate(self, request: ShipmentRequest) -> Quote:
        """Ask what `request` would cost.

        Raises:
            Refused: E-3009, UPS quotes no rate for it.
            CarrierError: any other kind.
        """
        self._check_account(request)
        return read_rate(self._client.post(RATE_PATH, rate_body(request), refusal="E-3009"))

    def ship(self, request: ShipmentRequest, reference: str, keep: Keep) -> Confirmation:
        """Buy `request`, stamped with `reference`; sent once. `keep` gets the raw reply before anything reads it.

        Raises:
            CarrierError: any of its kinds.
        """
        self._check_account(request)
        raw = self._client.post(SHIP_PATH, ship_body(request, reference))
        keep(raw)
        return read_ship(raw)

    def read_reply(self, raw: bytes) -> Confirmation:
        """The confirmation in a reply that `keep` was given earlier.

        Raises:
            OutcomeUnknown: the reply cannot be read.
        """
        return read_ship(raw)

    def find(self, reference: str) -> Finding:
        """Look up the shipment that carries `reference`. Reads only.

        Raises:
            CarrierError: the look-up itself failed, so that nothing is known; never a plain `Refused`.
        """
        try:
            raw = self._client.post(RECOVERY_PATH, recovery_body(reference, self._account, self._label_format))
        except Unauthorised:
            raise
        except Refused as refusal:
            return self._finding(refusal)
        return read_recovery(raw)

    def _finding(self, refusal: Refused) -> Finding:
        """What UPS's refusal to recover a label says of the shipment; what is not plain is left to a person."""
        problem = refusal.problem
        verdict = meaning(problem.carrier_code).verdict
        if verdict is Verdict.NOT_FOUND:
            return NotFound(proven=self._absence_is_proof)
        words = f"{problem.message} ({problem.carrier_code})"
        return FoundVoided(words) if verdict is Verdict.VOIDED else Inconclusive(words)

    def _check_account(self, request: ShipmentRequest) -> None:
        """A shipment billed to another account could never be looked up under this one."""
        billed = request.shipper.account_number
        if billed != self._account:
            raise Unauthorised(
                "E-5008",
                f"The shipment is for account {billed}, and this is {self._account}",
                hint="Use the environment and account that the job was started with.",
            )
