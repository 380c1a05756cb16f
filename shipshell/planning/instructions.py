"""What a person asked for; a job keeps it, to read its source again in the same way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipshell.sources.identity import Identity


@dataclass(frozen=True, slots=True)
class Instructions:
    """What a person asked for.

    Attributes:
        source: as typed.
        filter: as typed, "" for all rows.
        service: a UPS service code that goes before the rows' own, "" for none.
        chosen: columns mapped by hand, to fields.
        left_out: rows left out by hand, as they were when they were shown.
        parcels: `each` where rows that repeat an order are to be parcels of their own, `together` where they are to
            be one, "" where nobody said so.
        asked: the day on which the person said it, by which a filter's `yesterday` is told.
    """

    source: str
    sheet: str = ""
    filter: str = ""
    service: str = ""
    including_shipped: bool = False
    chosen: tuple[tuple[str, str], ...] = ()
    left_out: tuple[Identity, ...] = ()
    parcels: str = ""
    asked: date | None = None

    @classmethod
    def from_plan(cls, plan: Mapping[str, Any]) -> Instructions:
        """The instructions of a job, from the `plan` that it keeps; rows that were left out are no part of it."""
        return cls(
            plan["source"],
            plan["sheet"],
            plan["filter"],
            plan["service"],
            plan["including_shipped"],
            tuple((column, field) for column, field in plan["chosen"]),
            parcels=plan["parcels"],
            asked=date.fromisoformat(plan["asked"]) if plan.get("asked") else None,
        )

    @property
    def plan(self) -> dict[str, Any]:
        """What a job keeps of them."""
        return {
            "source": self.source,
            "sheet": self.sheet,
            "filter": self.filter,
            "service": self.service,
            "including_shipped": self.including_shipped,
            "parcels": self.parcels,
            "chosen": [list(pair) for pair in self.chosen],
            "asked": self.asked.isoformat() if self.asked else "",
        }

    @property
    def said(self) -> bool:
        """Whether a person said how columns are read or parcels made."""
        return bool(self.chosen or self.parcels)

    def leaving_out(self, identities: tuple[Identity, ...]) -> Instructions:
        """The same, with more rows left out."""
        return replace(self, left_out=(*self.left_out, *identities))

    def mapping(self, column: str, field: str) -> Instructions:
        """The same, with one more column mapped by hand."""
        others = tuple(pair for pair in self.chosen if pair[0] != column)
        return replace(self, chosen=(*others, (column, field)))
