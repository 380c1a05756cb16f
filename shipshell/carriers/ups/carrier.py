"""UPS as a carrier: requests built, sent and read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.carriers.address_check import AddressUnchecked
from shipshell.carriers.base import Found, Refused, Unauthorised
from shipshell.carriers.ups.codes import Verdict, verdict_of
from shipshell.carriers.ups.lookup import ReferenceLookup
from shipshell.carriers.ups.transport import EMULATOR_SCHEME
from shipshell.carriers.ups.voiding import void_packages, void_shipment
from shipshell.carriers.ups.wire.address import ADDRESS_PATH, address_body, address_key, can_check, read_address
from shipshell.carriers.ups.wire.rate import RATE_PATH, rate_body, rate_key, read_rate
from shipshell.carriers.ups.wire.recovery import RECOVERY_PATH, label_body, read_recovery
from shipshell.carriers.ups.wire.ship import SHIP_PATH, read_ship, ship_body
from shipshell.carriers.ups.wire.track import read_track, track_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from shipshell.carriers.address_check import AddressCheck
    from shipshell.carriers.base import Finding, Keep
    from shipshell.carriers.tracking import TrackingStatus
    from shipshell.carriers.ups.client import UpsClient
    from shipshell.carriers.voids import VoidOutcome
    from shipshell.model.address import Address
    from shipshell.model.shipment import Confirmation, LabelFormat, LabelImage, Quote, ShipmentRequest


class UpsCarrier:
    """One UPS account in one environment; implements `carriers.base.Carrier`.

    Args:
        label_format: that of labels which are recovered.
        absence_is_proof: what a look-up does not find, was never made. Never so of UPS, where a request may still be on
            its way; it is so of an emulator inside this program that shows each shipment at once.
        track_lookups: what Label Recovery does not find is looked for by Track too, where absence is no proof.
    """

    def __init__(
        self,
        client: UpsClient,
        *,
        environment: str,
        account: str,
        label_format: LabelFormat = "GIF",
        absence_is_proof: bool = False,
        track_lookups: bool = True,
    ) -> None:
        self._client = client
        self._environment = environment
        self._account = account
        self._label_format = label_format
        self._lookup = ReferenceLookup(client, account, label_format, absence_is_proof, track_lookups)

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
        return self._lookup.find(reference)

    def recover_label(self, tracking_number: str) -> LabelImage | None:
        """The label of a parcel once more; None where the answer holds none. Reads only.

        Raises:
            Refused: E-4013, UPS gives none: it does not know the parcel, or it was voided, or the label expired.
            CarrierError: any other kind.
        """
        raw = self._client.post(RECOVERY_PATH, label_body(tracking_number, self._label_format), refusal="E-4013")
        finding = read_recovery(raw)
        if not isinstance(finding, Found) or finding.confirmation.tracking_number != tracking_number:
            return None
        return finding.confirmation.label

    def track_reference(self, reference: str, shipped_on: date) -> Finding:
        """Look for `reference` among the account's parcels since `shipped_on`; UPS forgets them after 120 days.

        Raises:
            CarrierError: the look-up itself failed, so that nothing is known.
        """
        return self._lookup.tracked(reference, shipped_on)

    def track(self, tracking_number: str) -> TrackingStatus | None:
        """Where the parcel is; None where UPS shows nothing of it.

        Raises:
            Refused: E-3012, UPS takes it for no number of a parcel.
            CarrierError: any other kind.
        """
        try:
            raw = self._client.get(track_path(tracking_number), {}, refusal="E-3012")
        except Refused as refusal:
            if verdict_of(refusal) is Verdict.NOT_FOUND:
                return None
            raise
        return read_track(raw, tracking_number)

    def void(self, shipment_id: str) -> VoidOutcome:
        """Cancel a whole shipment; one that is void already counts as done. Safe to repeat.

        Raises:
            CarrierError: any of its kinds but a plain `Refused`.
        """
        return void_shipment(self._client, shipment_id)

    def void_packages(self, shipment_id: str, tracking_numbers: Sequence[str]) -> dict[str, VoidOutcome]:
        """Cancel single packages of a shipment, twenty with one request; otherwise as `void`."""
        return void_packages(self._client, shipment_id, tracking_numbers)

    def check_address(self, address: Address) -> AddressCheck:
        """Whether UPS knows `address`, in the United States and Puerto Rico.

        Raises:
            Refused: E-3011, UPS does not check it.
            CarrierError: any other kind.
        """
        if not can_check(address):
            return AddressUnchecked()
        try:
            raw = self._client.post(ADDRESS_PATH, address_body(address), refusal="E-3011")
        except Refused as refusal:
            # The test host knows two states; elsewhere the same code is a fault that must not go unseen.
            if verdict_of(refusal) is Verdict.UNCHECKED and self._environment == "test":
                return AddressUnchecked()
            raise
        return read_address(raw, address)

    def address_key(self, address: Address) -> str:
        """Addresses with equal keys get the same answer."""
        return address_key(address)

    def _check_account(self, request: ShipmentRequest) -> None:
        """A shipment billed to another account could never be looked up under this one."""
        billed = request.shipper.account_number
        if billed != self._account:
            raise Unauthorised(
                "E-5008",
                f"The shipment is for account {billed}, and this is {self._account}",
                hint="Use the environment and account that the job was started with.",
            )
