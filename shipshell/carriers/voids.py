"""What came of asking a carrier to void a shipment or a package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shipshell.model.errors import Problem


@dataclass(frozen=True, slots=True)
class VoidDone:
    """It is void by this request: it will not be billed."""


@dataclass(frozen=True, slots=True)
class VoidBefore:
    """It is void by an earlier request, whoever made it: it will not be billed."""


@dataclass(frozen=True, slots=True)
class VoidRefused:
    """It still stands, and may be billed. The problem (E-3010) holds the carrier's words and code."""

    problem: Problem


VoidOutcome = VoidDone | VoidBefore | VoidRefused
