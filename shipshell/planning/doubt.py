"""What must be asked about columns before anything ships, as questions that name the columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.planning.candidate import Candidate
from shipshell.planning.chosen import IGNORED
from shipshell.planning.fields import FIELDS_OF_PARTY
from shipshell.planning.headers import guess_header
from shipshell.planning.places import country_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from shipshell.planning.candidate import Candidates
    from shipshell.planning.header_words import Words

SIDES = ("length", "width", "height")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question for a person: which of the candidates feeds the field?"""

    field: str
    candidates: tuple[str, ...]
    question: str


def item_weight(found: Candidates) -> Doubt | None:
    """Where only articles have a weight: which column is the parcel's?"""
    per_item = found.of_items("weight")
    if not per_item:
        return None
    names = _listed(per_item)
    return Doubt(
        "weight",
        per_item,
        f"{names} is the weight of one item, not of the parcel. Which column is the parcel's weight?",
    )


def half_a_weight(columns: tuple[str, ...]) -> Doubt:
    """Whether a column that may be the half of a weight is the whole."""
    question = f"Is {_listed(columns)} the whole weight of the parcel, not one half of pounds and ounces?"
    return Doubt("weight", columns, question)


def which(field: str, best: Sequence[Candidate]) -> Doubt:
    """Which of the candidates feeds the field, or whether the only one does."""
    names = tuple(column for candidate in best for column in candidate.columns)
    shown = field.replace("_", " ")
    if len(best) == 1:
        whose = "recipient" if field in FIELDS_OF_PARTY else "parcel"
        return Doubt(field, names, f"Is {_listed(names)} the {whose}'s {shown}?")
    return Doubt(field, names, f"Which column is the {shown}: {_listed(names)}?")


def about_owners(found: Candidates) -> Doubt | None:
    """One question for the addresses whose owners nobody knows; its answer settles all their columns."""
    streets = [owner.street for owner in found.owners]
    if not streets:
        return None
    field = streets[0][0]
    names = tuple(name for part, name in streets if part == field)
    if len(names) == 1:
        return Doubt(field, names, f"Is {_listed(names)}, with the columns named like it, where the parcels go?")
    return Doubt(field, names, f"Where do the parcels go: {_listed(names)}, with the columns named like it?")


def guessed(field: str, unused: Sequence[str], found: Candidates) -> Doubt | None:
    """A question for a field that no header names, but which some may mean."""
    guesses = [
        column
        for column in unused
        if column not in found.headers and not _of_an_owner(column, found) and _may_mean(column, field)
    ]
    return which(field, [Candidate((column,), ("",), "", 0) for column in guesses]) if guesses else None


def abroad(unused: Sequence[str], found: Candidates, sample: pd.DataFrame | None) -> list[Doubt]:
    """A question for a country that no header names, where a column that may mean it leads out of the US."""
    if sample is None:
        return []
    leading = [column for column in unused if any(map(_is_abroad, sample[column].unique().tolist()))]
    doubt = guessed("country", leading, found)
    return [doubt] if doubt else []


def sides(unused: Sequence[str], found: Candidates) -> list[Doubt]:
    """Questions for length, width and height whose headers share words that nobody knows: a size not read costs."""
    shared: dict[Words, dict[str, str]] = {}
    for column in unused:
        guess = None if column in found.headers else guess_header(column)
        if guess and guess.field in SIDES:
            shared.setdefault(guess.owner, {})[guess.field] = column
    sides = next((columns for columns in shared.values() if len(columns) == len(SIDES)), {})
    return [Doubt(side, (sides[side],), _whose_side(sides[side], side)) for side in SIDES if sides]


def _whose_side(column: str, side: str) -> str:
    return f'Is "{column}" the parcel\'s {side}? If not, say: map "{column}" to {IGNORED}'


def _listed(names: Sequence[str]) -> str:
    return " or ".join(f'"{name}"' for name in names)


def _of_an_owner(column: str, found: Candidates) -> bool:
    return any(owner.has((column,)) for owner in found.owners)


def _is_abroad(cell: str) -> bool:
    return country_code(cell) not in {"", "US", "PR"}


def _may_mean(column: str, field: str) -> bool:
    guess = guess_header(column)
    return guess is not None and guess.field == field
