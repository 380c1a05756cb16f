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
        state: `shipped`, `in_doubt`, `sending`, or `pending` where a job that executes has still to send it.
        tracking_number: "" where a shipment's is not known.
        content: the digest of what that row asked for, to tell a repeat from a changed order.
        record: which record of which table that row is; "" of a file.
    """

    job: int
    row: int
    state: str
    tracking_number: str
    content: str
    record: str = ""


class History(Protocol):
    """Reads what earlier jobs of one environment did."""

    def prior(self, environment: str, keys: Collection[str], besides: int = 0) -> Mapping[str, Prior]:
        """For each key that a job but `besides` shipped and did not void, left in doubt, or is about to send.

        A key is that of an order or that of a record.
        """

    def spent_on(self, environment: str, account: str, day: date) -> Decimal:
        """What the account's jobs were charged on a local day, or may yet be; voided shipments left out."""
