"""What became of a request, as a lane found out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shipshell.model.errors import Problem
    from shipshell.model.shipment import Confirmation


@dataclass(frozen=True, slots=True)
class Accepted:
    """The shipment exists.

    Attributes:
        looked_up: it was found by reference after its answer was lost.
        trouble: what went wrong on our side all the same; no further row should be sent.
    """

    confirmation: Confirmation
    looked_up: bool = False
    trouble: Problem | None = None


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


#: What the carrier answered where it shows no shipment under a reference.
NOTHING_SHOWN = "shows no shipment"


@dataclass(frozen=True, slots=True)
class Doubtful:
    """Nobody knows.

    Attributes:
        problem: why the outcome is unknown.
        answer: what the carrier said when it was last asked: `NOTHING_SHOWN`, its words, or why it could not say; ""
            where it was not asked.
    """

    problem: Problem
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Voided:
    """It existed, and was voided since."""

    words: str


Verdict = Accepted | Declined | NeverLeft | Doubtful | Voided
