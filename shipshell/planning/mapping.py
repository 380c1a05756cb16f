"""Maps the columns of a source to the fields of a shipment, by their headers and, where those leave a doubt, a sample.

Each header is read into a candidate for one field; the plainest candidate of the recipient's own party wins. Two
equally good ones are a `Doubt`, a question for a person. Nothing is taken from another party's columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from shipshell.planning.candidates import Candidate, candidates_of
from shipshell.planning.chosen import IGNORED, chosen_columns
from shipshell.planning.fields import FIELDS, PARTS, REQUIRED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from shipshell.planning.candidates import Candidates

#: How a column came to its field: a person said so, its header is plain, or nothing better was there.
Sure = Literal["chosen", "plain", "likely"]

#: Fields that may have any number of columns; each counts by itself.
_GATHERED = ("billing", "status", "done_at")
#: What is no part of the order itself: a change in it changes no parcel.
_NOT_ORDERED = ("status", "done_at")
_ADDRESS = ("address1", "city", "postal_code")


@dataclass(frozen=True, slots=True)
class Match:
    """The columns that feed one field, whose cells are joined in this order, with their units ("" for none)."""

    columns: tuple[str, ...]
    units: tuple[str, ...]
    sure: Sure


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question for a person: which of the candidates feeds the field?"""

    field: str
    candidates: tuple[str, ...]
    question: str


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Which columns feed which fields.

    Attributes:
        matches: by field (or part of one, see `fields.PARTS`).
        doubtful: what must be asked before anything ships.
        missing: required fields that no column can feed.
        unused: columns that feed nothing, in their order.
    """

    matches: Mapping[str, Match]
    doubtful: tuple[Doubt, ...] = ()
    missing: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def order_columns(self) -> tuple[str, ...]:
        """Every column that a shipment is made from, each once: what a fingerprint of a row covers."""
        fed = (match for field, match in self.matches.items() if field not in _NOT_ORDERED)
        return tuple(dict.fromkeys(column for match in fed for column in match.columns))

    def columns_of(self, field: str) -> tuple[str, ...]:
        """The columns of a field, () if it has none."""
        match = self.matches.get(field)
        return match.columns if match else ()

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready form from which `from_json` makes an equal value."""
        return {
            "matches": {
                field: {"columns": list(match.columns), "units": list(match.units), "sure": match.sure}
                for field, match in self.matches.items()
            },
            "doubtful": [
                {"field": doubt.field, "candidates": list(doubt.candidates), "question": doubt.question}
                for doubt in self.doubtful
            ],
            "missing": list(self.missing),
            "unused": list(self.unused),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ColumnMap:
        """The map that `to_json` wrote."""
        return cls(
            {
                field: Match(tuple(match["columns"]), tuple(match["units"]), match["sure"])
                for field, match in data["matches"].items()
            },
            tuple(Doubt(item["field"], tuple(item["candidates"]), item["question"]) for item in data["doubtful"]),
            tuple(data["missing"]),
            tuple(data["unused"]),
        )


def map_columns(columns: Sequence[str], sample: pd.DataFrame | None, chosen: Mapping[str, str]) -> ColumnMap:
    """The map of `columns` (headers as they stand, unique) to fields.

    Args:
        sample: some or all rows of the table, to look at where headers leave a doubt.
        chosen: what a person said, field by column; it goes before everything. The field `nothing` leaves a column out.

    Raises:
        ShipshellError: E-1024, E-1025 for a column or field in `chosen` that does not exist, with the nearest names.
    """
    said = chosen_columns(columns, chosen)
    free = [column for column in columns if column not in {name for names in said.values() for name in names}]
    found = candidates_of(free, sample)
    matches = {field: _said(names, found) for field, names in said.items() if field != IGNORED}
    doubts = []
    for field in (*FIELDS, *PARTS):
        outcome = None if field in matches else _settle(field, found, matches)
        if isinstance(outcome, Doubt):
            doubts.append(outcome)
        elif outcome:
            matches[field] = outcome
    return _finished(columns, matches, tuple(doubts))


def _said(names: Sequence[str], found: Candidates) -> Match:
    return Match(tuple(names), tuple(found.unit_in(name) for name in names), "chosen")


def _settle(field: str, found: Candidates, matches: Mapping[str, Match]) -> Match | Doubt | None:
    """The match of one field, the question about it, or None where no column can feed it."""
    ranked = found.of(field)
    if field in _GATHERED:
        columns = tuple(column for candidate in ranked for column in candidate.columns)
        return Match(columns, ("",) * len(columns), "plain") if columns else None
    if not ranked:
        return _item_weight(found) if field == "weight" else None
    best = [candidate for candidate in ranked if candidate.standing == ranked[0].standing]
    asked = field in FIELDS and FIELDS[field].asked
    if asked and len(best) > 1:
        return _which(field, best)
    if _of_another(field, best[0], found, matches):
        return _which(field, best) if asked else None
    return Match(best[0].columns, best[0].units, "plain" if best[0].plain else "likely")


def _of_another(field: str, best: Candidate, found: Candidates, matches: Mapping[str, Match]) -> bool:
    """Whether the only candidate may well belong to somebody else than the recipient."""
    if best.party == "to":
        return False
    explicit = any(candidate.party == "to" for part in _ADDRESS for candidate in found.of(part))
    if best.party == "customer":
        return explicit or field not in ("name", "company", "phone", "email")
    if field == "name":
        return explicit and len(best.columns) == 1 and best.bare
    line1 = matches.get("address1")
    return field in ("address2", "address3") and line1 is not None and found.party_of(line1.columns[-1]) == "to"


def _item_weight(found: Candidates) -> Doubt | None:
    per_item = found.of_items("weight")
    if not per_item:
        return None
    names = _listed(per_item)
    return Doubt(
        "weight",
        per_item,
        f"{names} is the weight of one item, not of the parcel. Which column is the parcel's weight?",
    )


def _which(field: str, best: Sequence[Candidate]) -> Doubt:
    names = tuple(column for candidate in best for column in candidate.columns)
    shown = field.replace("_", " ")
    if len(best) == 1:
        return Doubt(field, names, f"Is {_listed(names)} the recipient's {shown}?")
    return Doubt(field, names, f"Which column is the {shown}: {_listed(names)}?")


def _listed(names: Sequence[str]) -> str:
    return " or ".join(f'"{name}"' for name in names)


def _finished(columns: Sequence[str], matches: Mapping[str, Match], doubts: tuple[Doubt, ...]) -> ColumnMap:
    asked = {doubt.field for doubt in doubts}
    there = asked | set(matches)
    if there & {"company", "attention"}:
        there.add("name")
    if "packaging" in there:
        there.add("weight")  # a UPS Letter needs none; the rows that do will say so
    used = {column for match in matches.values() for column in match.columns}
    return ColumnMap(
        matches,
        doubts,
        tuple(field for field in REQUIRED if field not in there),
        tuple(column for column in columns if column not in used),
    )
