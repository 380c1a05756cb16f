"""Maps the columns of a source to the fields of a shipment, by their headers and, where those leave a doubt, a sample.

Each header is read into a candidate for one field; the plainest candidate of the recipient's own party wins. Two
equally good ones are a `Doubt`, a question for a person. Nothing is taken from another party's columns.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from shipshell.planning import doubt as ask
from shipshell.planning.candidates import candidates_of
from shipshell.planning.chosen import IGNORED, chosen_columns
from shipshell.planning.doubt import SIDES, Doubt
from shipshell.planning.fields import FIELDS, FIELDS_OF_PARTY, PARTS, REQUIRED
from shipshell.planning.headers import unit_named
from shipshell.planning.owners import ADDRESS, between_names, owners_of
from shipshell.planning.places import ends_in_place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from shipshell.planning.candidate import Candidate, Candidates

#: How a column came to its field: a person said so, its header is plain, or nothing better was there.
Sure = Literal["chosen", "plain", "likely"]

#: Fields that may have any number of columns; each counts by itself.
_GATHERED = (
    "billing",
    "payer",
    "insurance_paid",
    "order_payment",
    "adult_signature",
    "parcel_count",
    "piece_count",
    "carrier",
    "rush",
    "cod",
    "hazmat",
    "spare_reference",
    "status",
    "done_at",
    "to_ship",
    "tracking",
)
#: What is no part of the order itself: a change in it changes no parcel.
_NOT_ORDERED = ("status", "done_at", "to_ship", "tracking")
_LOOKED_AT = 50
#: Fields whose texts another one completes.
_BESIDE = {
    "weight": "weight_unit",
    "reference": "spare_reference",
    **dict.fromkeys(("length", "width", "height", "dimensions"), "size_unit"),
}
#: Fields that one cell may hold together, by the part that names it.
TOGETHER = {"city_state_zip": ("city", "state", "postal_code"), "city_state": ("city", "state")}


@dataclass(frozen=True, slots=True)
class Match:
    """The columns that feed one field, whose cells are joined in this order, with their units ("" for none)."""

    columns: tuple[str, ...]
    units: tuple[str, ...]
    sure: Sure


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Which columns feed which fields.

    Attributes:
        matches: by field (or part of one, see `fields.PARTS`).
        doubtful: what must be asked before anything ships.
        missing: required fields that no column can feed.
        unused: columns that feed nothing, in their order.
        whole: columns with a whole address in each cell, which cannot be taken apart with certainty.
    """

    matches: Mapping[str, Match]
    doubtful: tuple[Doubt, ...] = ()
    missing: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()

    @property
    def order_columns(self) -> tuple[str, ...]:
        """Every column that a shipment is made from, each once: what a fingerprint of a row covers."""
        fed = (match for field, match in self.matches.items() if field not in _NOT_ORDERED)
        return tuple(dict.fromkeys(column for match in fed for column in match.columns))

    def columns_of(self, field: str) -> tuple[str, ...]:
        """The columns of a field, () if it has none."""
        match = self.matches.get(field)
        return match.columns if match else ()

    def columns_behind(self, field: str) -> tuple[str, ...]:
        """All columns that a text of a field is made of: its own, that of its unit, or one that holds several."""
        own = self.columns_of(field)
        if not own:
            return next((self.columns_of(part) for part, held in TOGETHER.items() if field in held), ())
        return (*own, *self.columns_of(_BESIDE.get(field, "")))


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
    spoken_for = {name for field in ADDRESS for name in said.get(field, ())}
    owners = [owner for owner in owners_of(columns) if not owner.has(said.get(IGNORED, ()))]
    found = candidates_of(free, sample, owners, spoken_for)
    between = between_names(columns, spoken_for)
    matches = {field: _said(field, names) for field, names in said.items() if field != IGNORED}
    doubts = []
    for field in (*FIELDS, *PARTS):
        outcome = None if field in matches else _settle(field, found, matches, between)
        if isinstance(outcome, Doubt):
            doubts.append(outcome)
        elif outcome:
            matches[field] = outcome
    unused, whole = _unused(free, matches), _whole_addresses(columns, sample)
    return replace(_finished(unused, found, matches, doubts, sample), unused=_unused(columns, matches), whole=whole)


def _said(field: str, names: Sequence[str]) -> Match:
    return Match(tuple(names), tuple(unit_named(name, field) for name in names), "chosen")


def _whole_addresses(columns: Sequence[str], sample: pd.DataFrame | None) -> tuple[str, ...]:
    if sample is None:
        return ()
    return tuple(name for name in columns if any(map(ends_in_place, sample[name].tolist()[:_LOOKED_AT])))


def _settle(
    field: str, found: Candidates, matches: Mapping[str, Match], between: frozenset[str]
) -> Match | Doubt | None:
    """The match of one field, the question about it, or None where no column can feed it.

    Args:
        between: columns that stand between another party's name and the recipient's.
    """
    ranked = found.of(field)
    if field in _GATHERED:
        columns = tuple(column for candidate in ranked for column in candidate.columns)
        return Match(columns, ("",) * len(columns), "plain") if columns else None
    if not ranked:
        return ask.item_weight(found) if field == "weight" else None
    best = [candidate for candidate in ranked if candidate.standing == ranked[0].standing]
    asked = field in FIELDS and FIELDS[field].asked
    if asked and len(best) > 1:
        return ask.which(field, best)
    if field == "weight" and not found.halves.isdisjoint(best[0].columns):
        return ask.half_a_weight(best[0].columns)
    unowned = best[0].party == "" and field in FIELDS_OF_PARTY and not between.isdisjoint(best[0].columns)
    if unowned or _of_another(field, best[0], found, matches):
        return ask.which(field, best) if asked else None
    return Match(best[0].columns, best[0].units, "plain" if best[0].plain else "likely")


def _of_another(field: str, best: Candidate, found: Candidates, matches: Mapping[str, Match]) -> bool:
    """Whether the only candidate may well belong to somebody else than the recipient."""
    if best.party == "to":
        return False
    explicit = any(candidate.party == "to" for part in ADDRESS for candidate in found.of(part))
    explicit |= bool(found.owners) and not all(found.of(part) for part in ADDRESS)
    if best.party == "customer":
        return explicit or field not in ("name", "company", "phone", "email")
    if field == "name":
        return explicit and len(best.columns) == 1 and best.bare
    line1 = matches.get("address1")
    return field in ("address2", "address3") and line1 is not None and found.party_of(line1.columns[-1]) == "to"


def _unused(columns: Sequence[str], matches: Mapping[str, Match]) -> tuple[str, ...]:
    used = {column for match in matches.values() for column in match.columns}
    return tuple(column for column in columns if column not in used)


def _finished(
    unused: Sequence[str],
    found: Candidates,
    matches: Mapping[str, Match],
    doubts: Sequence[Doubt],
    sample: pd.DataFrame | None,
) -> ColumnMap:
    """The map, with a question for each required field that only one of the unused columns could feed, by a guess."""
    lacking = _lacking(matches, doubts)
    owners = ask.about_owners(found) if set(lacking) & set(ADDRESS) else None
    told = {field for owner in found.owners for field in owner.columns} if owners else set()
    left = [field for field in lacking if field not in told]
    open_fields = left if "address2" in matches else [*left, "address2"]  # an apartment that is not read is lost
    guessed = [doubt for field in open_fields if (doubt := ask.guessed(field, unused, found))]
    if "country" not in {*matches, *told, *(doubt.field for doubt in doubts)}:
        guessed += ask.abroad(unused, found, sample)
    guessed += [] if matches.keys() & {*SIDES, "dimensions"} else ask.sides(unused, found)
    asked = {doubt.field for doubt in guessed}
    missing = tuple(field for field in left if field not in asked)
    return ColumnMap(matches, (*doubts, *([owners] if owners else []), *guessed), missing)


def _lacking(matches: Mapping[str, Match], doubts: Sequence[Doubt]) -> list[str]:
    """The required fields that are neither fed nor asked about."""
    there = {doubt.field for doubt in doubts} | set(matches)
    for part, fields in TOGETHER.items():
        if part in there:
            there.update(fields)
    if "company" in there:
        there.add("name")
    if "packaging" in there:
        there.add("weight")  # a UPS Letter needs none; the rows that do will say so
    return [field for field in REQUIRED if field not in there]
