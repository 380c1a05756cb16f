"""Where a parcel is, as its carrier shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class TrackingStatus:
    """The latest that a carrier knows of one parcel.

    Attributes:
        tracking_number: the parcel's own.
        kind: the carrier's class of status; UPS's are M label made, P picked up, I on its way, X exception,
            D delivered, MV voided, and others.
        code: the carrier's code of the status itself; may be empty.
        words: the status for a person.
        at: when that was, by the clock of the place where it happened; None where it is not said.
        place: where; may be empty.
        delivered: the day of delivery, once there was one.
        expected: the day it is scheduled for, or rescheduled; None where none is said.
    """

    tracking_number: str
    kind: str
    code: str
    words: str
    at: datetime | None = None
    place: str = ""
    delivered: date | None = None
    expected: date | None = None
