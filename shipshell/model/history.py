"""What earlier jobs did, as planning needs to know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Prior:
    """An earlier job's dealing with the same order: in which job and row, and how it stands.

    Attributes:
        state: `shipped`, `in_doubt` or `sending`.
        content: the digest of what that row asked for, to tell a repeat from a changed order.
    """

    job: int
    row: int
    state: str
    tracking_number: str
    content: str


class History(Protocol):
    """Reads what earlier jobs of one environment did."""

    def prior(self, environment: str, keys: Collection[str]) -> Mapping[str, Prior]:
        """For each duplicate key that an earlier job shipped and did not void, or left in doubt: the latest such."""

    def spent_on(self, environment: str, account: str, day: date) -> Decimal:
        """What the account's jobs were charged on a local day, or may yet be; voided shipments left out."""
