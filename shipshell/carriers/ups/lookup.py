"""Looking up by reference: what became of a shipment whose answer was lost. Label Recovery first, then Track."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.carriers.base import (
    CarrierError,
    Finding,
    Found,
    FoundVoided,
    Inconclusive,
    NotFound,
    Refused,
    Unauthorised,
)
from shipshell.carriers.ups.codes import Verdict, verdict_of
from shipshell.carriers.ups.wire.recovery import RECOVERY_PATH, read_recovery, recovery_body
from shipshell.carriers.ups.wire.track_reference import read_reference, reference_path, reference_query

if TYPE_CHECKING:
    from datetime import date

    from shipshell.carriers.ups.client import UpsClient
    from shipshell.model.shipment import LabelFormat


@dataclass(frozen=True, slots=True)
class ReferenceLookup:
    """Look-ups under one account; they read only.

    Attributes:
        label_format: that of labels which are recovered.
        absence_is_proof: what Label Recovery does not find was never made; nobody else is asked then.
        track_lookups: what Label Recovery does not find is looked for by Track too.
    """

    client: UpsClient
    account: str
    label_format: LabelFormat
    absence_is_proof: bool
    track_lookups: bool

    def find(self, reference: str) -> Finding:
        """The shipment that carries `reference`.

        Raises:
            CarrierError: Label Recovery failed, so that nothing is known; never a plain `Refused`.
        """
        finding = self._recovered(reference)
        if isinstance(finding, NotFound) and self.track_lookups and not self.absence_is_proof:
            return self._tracked_too(reference)
        return finding

    def tracked(self, reference: str, since: date | None) -> Finding:
        """The parcel that carries `reference` among those picked up `since` that day; None for the last 14 days.

        Raises:
            CarrierError: the look-up failed, so that nothing is known.
        """
        query = reference_query(self.account, since)
        try:
            raw = self.client.get(reference_path(reference), query, refusal="E-3012")
        except Refused as refusal:
            if verdict_of(refusal) is Verdict.NOT_FOUND:
                return NotFound()
            raise
        return read_reference(raw, reference)

    def _recovered(self, reference: str) -> Finding:
        try:
            raw = self.client.post(RECOVERY_PATH, recovery_body(reference, self.account, self.label_format))
        except Unauthorised:
            raise
        except Refused as refusal:
            finding = self._finding(refusal)
            if isinstance(finding, Inconclusive) and verdict_of(refusal) is Verdict.NO_LABEL and self.track_lookups:
                return self._numbered(reference, finding)
            return finding
        return read_recovery(raw)

    def _finding(self, refusal: Refused) -> Finding:
        """What UPS's refusal to recover a label says of the shipment; what is not plain is left to a person."""
        problem, verdict = refusal.problem, verdict_of(refusal)
        if verdict is Verdict.NOT_FOUND:
            return NotFound(proven=self.absence_is_proof)
        words = f"{problem.message} ({problem.carrier_code})"
        return FoundVoided(words) if verdict is Verdict.VOIDED else Inconclusive(words)

    def _numbered(self, reference: str, unlabelled: Inconclusive) -> Finding:
        """The number of a shipment that exists without a label, where Track has it."""
        tracked = self._tracked_too(reference)
        return tracked if isinstance(tracked, Found) else unlabelled

    def _tracked_too(self, reference: str) -> Finding:
        """What Track adds after Label Recovery found nothing. If it fails, that still stands: an app may lack Track."""
        try:
            return self.tracked(reference, None)
        except CarrierError:
            return NotFound()
