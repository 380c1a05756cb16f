"""Which columns may feed which field, and how well: headers read, halves joined, order numbers told from names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from shipshell.planning.header_words import words_of
from shipshell.planning.headers import Header, party_of, read_header
from shipshell.planning.measures import weight_unit
from shipshell.planning.payers import billing_columns, terms_columns
from shipshell.planning.values import yes_or_no
from shipshell.planning.weight_halves import NUMBER, OUNCES_IN_POUND, may_be_half

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    import pandas as pd

    from shipshell.planning.headers import Party
    from shipshell.planning.owners import Owner

_ORDER = {"to": 0, "": 1, "customer": 2}
_JOINED_RANK = 1  # a joined pair ranks behind `Full Name` and `Total Weight`, before a bare `Weight`
_ORDER_NUMBERS = (1, 2, 5)  # ranks of what a shop numbers its orders by
_OTHER_PAPERS = (3, 4)  # ranks of invoices and purchase orders: beside an order number, the second reference
_SAMPLE = 200
_COUNTED = re.compile(r"(.+) \(\d+\)")
_ORDER_NUMBER = re.compile(r"#?\s*[A-Za-z]{0,4}[-_]?\d[\d-]*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Columns that may together feed a field.

    Attributes:
        units: one per column, "" where its header names none.
        party: the recipient's own, nobody's in particular, or the customer's.
        rank: of the phrase, 0 being the plainest.
    """

    columns: tuple[str, ...]
    units: tuple[str, ...]
    party: Party
    rank: int

    @property
    def standing(self) -> tuple[int, int]:
        """What candidates are compared by; the smaller wins."""
        return _ORDER[self.party], self.rank

    @property
    def plain(self) -> bool:
        """Whether the header leaves little doubt."""
        return self.party == "to" or (self.party == "" and self.rank == 0)

    @property
    def bare(self) -> bool:
        """Whether the header is one single word, which says little: `Name`."""
        return len(words_of(self.columns[0])) == 1


@dataclass(slots=True)
class Candidates:
    """The candidates of every field, what was read of every header, and who else has an address there.

    `halves` are columns of pounds or ounces whose other half is not there.
    """

    headers: dict[str, Header]
    owners: tuple[Owner, ...] = ()
    by_field: dict[str, list[Candidate]] = field(default_factory=dict)
    halves: frozenset[str] = frozenset()

    def of(self, name: str) -> list[Candidate]:
        """The candidates of a field, the best first, equals in the order of their columns."""
        return sorted(self.by_field.get(name, []), key=lambda candidate: candidate.standing)

    def of_items(self, name: str) -> tuple[str, ...]:
        """The columns that hold this field of one item instead of the parcel."""
        return tuple(
            column for column, header in self.headers.items() if header.party == "item" and header.field == name
        )

    def party_of(self, column: str) -> Party:
        """Whose column it is."""
        return self.headers[column].party if column in self.headers else party_of(column)


def candidates_of(
    columns: Sequence[str], sample: pd.DataFrame | None, owners: Sequence[Owner] = (), chosen: Collection[str] = ()
) -> Candidates:
    """The candidates that `columns` give, looked at in `sample` where headers alone leave a doubt.

    Args:
        owners: who has an address in the table.
        chosen: columns that a person said feed the address: whose column it is, is the recipient.
    """
    headers = {column: header for column in columns if (header := read_header(_uncounted(column, columns)))}
    for owner in owners:
        if owner.has(chosen):
            headers |= owner.headers(columns)
    found = Candidates(headers, tuple(owner for owner in owners if not owner.has(chosen)))
    for column, header in headers.items():
        if header.party in _ORDER:
            candidate = Candidate((column,), (header.unit,), header.party, header.rank)
            found.by_field.setdefault(header.field, []).append(candidate)
    found.by_field["billing"] = _gathered([*_columns_of("billing", found), *billing_columns(columns, sample)])
    found.by_field["payer"] = _gathered(terms_columns(columns, sample))
    _tell_order_numbers(found, sample)
    _tell_weight_units(found, columns, sample)
    _tell_answers(found, sample)
    _tell_descriptions(found)
    _join_names(found)
    _join_street_number(found)
    _join_pounds_and_ounces(found, sample)
    found.halves = _halves(found, sample)
    _spread_references(found)
    _spare_references(found)
    return found


def _uncounted(column: str, columns: Sequence[str]) -> str:
    """The header as it stood before it was made unique: `City (2)` beside a `City` is another `City`."""
    counted = _COUNTED.fullmatch(column)
    return counted[1] if counted and counted[1] in columns else column


def _columns_of(name: str, found: Candidates) -> list[str]:
    return [candidate.columns[0] for candidate in found.of(name)]


def _gathered(columns: Iterable[str]) -> list[Candidate]:
    """Each column counts by itself, and once."""
    return [Candidate((column,), ("",), "", 1) for column in dict.fromkeys(columns)]


def _tell_order_numbers(found: Candidates, sample: pd.DataFrame | None) -> None:
    """A `Name` full of `#1001` is the order's, not a person's."""
    names = found.by_field.get("name", [])
    numbers = [name for name in names if name.party == "" and _all_match(_ORDER_NUMBER, sample, name.columns[0])]
    found.by_field["name"] = [name for name in names if name not in numbers]
    found.by_field.setdefault("reference", []).extend(replace(name, rank=1) for name in numbers)


def _tell_weight_units(found: Candidates, columns: Sequence[str], sample: pd.DataFrame | None) -> None:
    """A column of nothing but `LB` and `KG` is the weights' unit, whatever its header says."""
    if sample is None or found.by_field.get("weight_unit"):
        return
    units = [column for column in columns if _may_be_unit(column, found) and _all_units(sample[column])]
    if len(units) == 1:
        found.by_field["weight_unit"] = [Candidate((units[0],), ("",), "", 1)]
        _drop(found, "address2", units)


def _may_be_unit(column: str, found: Candidates) -> bool:
    """Whether the header leaves it open: a `Unit` may be an apartment's."""
    header = found.headers.get(column)
    return header is None or header.field == "address2"


def _all_units(cells: pd.Series[str]) -> bool:
    texts = {text for cell in cells.tolist()[:_SAMPLE] if (text := cell.strip())}
    return all(weight_unit(text) and text != "#" for text in texts) and not texts <= {"G"}  # an apartment's letter


def _tell_answers(found: Candidates, sample: pd.DataFrame | None) -> None:
    """A `Business?` of nothing but yes and no is nobody's name."""
    if sample is None:
        return
    for name in ("company", "attention"):
        columns = [candidate.columns[0] for candidate in found.of(name)]
        _drop(found, name, [column for column in columns if _all_answers(sample[column])])


def _all_answers(cells: pd.Series[str]) -> bool:
    texts = {cell.strip() for cell in cells.unique().tolist()} - {""}
    return bool(texts) and all(yes_or_no(text) is not None for text in texts)


def _drop(found: Candidates, name: str, columns: Collection[str]) -> None:
    """Leave columns out of the candidates of a field."""
    found.by_field[name] = [candidate for candidate in found.of(name) if candidate.columns[0] not in columns]


def _tell_descriptions(found: Candidates) -> None:
    """Where no column weighs a parcel, a `Description` is of a payment or an article, not of a parcel's goods."""
    if not found.by_field.get("weight"):
        found.by_field.pop("description", None)


def _join_names(found: Candidates) -> None:
    for first in found.of("first_name"):
        last = [candidate for candidate in found.of("last_name") if candidate.party == first.party]
        if last:
            found.by_field["name"].append(_joined(first, last[0], _JOINED_RANK))
    found.by_field.pop("first_name", None)
    found.by_field.pop("last_name", None)


def _join_street_number(found: Candidates) -> None:
    numbers = found.by_field.pop("street_number", [])
    if len(numbers) == 1:
        streets = found.by_field.get("address1", [])
        found.by_field["address1"] = [
            _joined(numbers[0], street, street.rank) if _ORDER[street.party] <= _ORDER[numbers[0].party] else street
            for street in streets
        ]


def _join_pounds_and_ounces(found: Candidates, sample: pd.DataFrame | None) -> None:
    """A column of pounds and one of ounces that are the two parts of a weight become one candidate."""
    weights = found.of("weight")
    pounds = [weight for weight in weights if weight.units == ("lb",) and weight.rank > _JOINED_RANK]
    ounces = [weight for weight in weights if weight.units == ("oz",) and weight.rank > _JOINED_RANK]
    if len(pounds) == len(ounces) == 1 and _are_parts(sample, pounds[0].columns[0], ounces[0].columns[0]):
        rest = [weight for weight in weights if weight not in (pounds[0], ounces[0])]
        found.by_field["weight"] = [*rest, _joined(pounds[0], ounces[0], _JOINED_RANK)]


def _halves(found: Candidates, sample: pd.DataFrame | None) -> frozenset[str]:
    alone = [(weight.columns[0], weight.units[0]) for weight in found.of("weight") if len(weight.columns) == 1]
    return frozenset(
        column
        for column, unit in alone
        if unit in ("lb", "oz") and may_be_half(column, unit, None if sample is None else sample[column].tolist())
    )


def _spread_references(found: Candidates) -> None:
    """An invoice or purchase order number that is not the reference itself becomes the second one."""
    if found.by_field.get("reference2"):
        return
    left = found.of("reference")[1:]
    second = [candidate for candidate in left if candidate.rank in _OTHER_PAPERS]
    found.by_field["reference2"] = second[:1]


def _spare_references(found: Candidates) -> None:
    """A further number of the same order stands in where the first is empty: eBay's sales record number."""
    numbers = [one.columns[0] for one in found.of("reference") if one.rank in _ORDER_NUMBERS]
    if numbers and found.of("reference")[0].rank in _ORDER_NUMBERS:
        found.by_field["spare_reference"] = _gathered(numbers[1:])


def _joined(one: Candidate, other: Candidate, rank: int) -> Candidate:
    return Candidate(one.columns + other.columns, one.units + other.units, other.party, rank)


def _are_parts(sample: pd.DataFrame | None, pounds: str, ounces: str) -> bool:
    """Whether the ounces come on top of whole pounds, rather than being the same weight in another unit."""
    if sample is None:
        return True
    pairs = [
        (float(whole or 0), float(rest or 0))
        for whole, rest in zip(sample[pounds].str.strip()[:_SAMPLE], sample[ounces].str.strip()[:_SAMPLE], strict=True)
        if all(not text or NUMBER.fullmatch(text) for text in (whole, rest))
    ]
    whole_pounds = all(whole.is_integer() and rest < OUNCES_IN_POUND for whole, rest in pairs)
    return bool(pairs) and whole_pounds


def _all_match(pattern: re.Pattern[str], sample: pd.DataFrame | None, column: str) -> bool:
    """Whether every filled cell of the column in the sample is of this pattern, and there is one."""
    if sample is None:
        return False
    cells = [cell.strip() for cell in sample[column].tolist()[:_SAMPLE]]
    return any(cells) and all(pattern.fullmatch(cell) for cell in cells if cell)
