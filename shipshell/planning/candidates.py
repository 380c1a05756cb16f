"""Which columns may feed which field, and how well: headers read, halves joined, order numbers told from names."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from shipshell.planning import weight_columns
from shipshell.planning.candidate import JOINED_RANK, ORDER, SAMPLE, Candidate, Candidates
from shipshell.planning.headers import read_header
from shipshell.planning.payers import billing_columns, order_payment_columns, terms_columns
from shipshell.planning.values import yes_or_no

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    import pandas as pd

    from shipshell.planning.owners import Owner

_ORDER_NUMBERS = (1, 2, 5)  # ranks of what a shop numbers its orders by
_OTHER_PAPERS = (3, 4)  # ranks of invoices and purchase orders: beside an order number, the second reference
_COUNTED = re.compile(r"(.+) \(\d+\)")
_ORDER_NUMBER = re.compile(r"#?\s*[A-Za-z]{0,4}[-_]?\d[\d-]*")


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
        if header.party in ORDER:
            candidate = Candidate((column,), (header.unit,), header.party, header.rank)
            found.by_field.setdefault(header.field, []).append(candidate)
    found.by_field["billing"] = _gathered([*_columns_of("billing", found), *billing_columns(columns, sample)])
    found.by_field["payer"] = _gathered(terms_columns(columns, sample))
    found.by_field["order_payment"] = _gathered(order_payment_columns(columns, sample))
    found.by_field["hazmat"] = _gathered([*_columns_of("hazmat", found), *found.of_items("hazmat")])
    _tell_order_numbers(found, sample)
    weight_columns.tell_units(found, columns, sample)
    _tell_answers(found, sample)
    _tell_descriptions(found)
    _tell_pieces(found)
    _join_names(found)
    _join_street_number(found)
    weight_columns.join_pounds_and_ounces(found, sample)
    found.halves = weight_columns.halves_of(found, sample)
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


def _tell_answers(found: Candidates, sample: pd.DataFrame | None) -> None:
    """A `Business?` of nothing but yes and no is nobody's name."""
    if sample is None:
        return
    for name in ("company", "attention"):
        columns = [candidate.columns[0] for candidate in found.of(name)]
        found.drop(name, [column for column in columns if _all_answers(sample[column])])


def _all_answers(cells: pd.Series[str]) -> bool:
    texts = {cell.strip() for cell in cells.unique().tolist()} - {""}
    return bool(texts) and all(yes_or_no(text) is not None for text in texts)


def _tell_descriptions(found: Candidates) -> None:
    """Where no column weighs a parcel, a `Description` is of a payment or an article, not of a parcel's goods."""
    if not found.by_field.get("weight"):
        found.by_field.pop("description", None)


def _tell_pieces(found: Candidates) -> None:
    """Beside a column of `Boxes`, the pieces are what is in them."""
    if found.by_field.get("parcel_count"):
        found.by_field.pop("piece_count", None)


def _join_names(found: Candidates) -> None:
    for first in found.of("first_name"):
        last = [candidate for candidate in found.of("last_name") if candidate.party == first.party]
        if last:
            found.by_field["name"].append(first.joined(last[0], JOINED_RANK))
    found.by_field.pop("first_name", None)
    found.by_field.pop("last_name", None)


def _join_street_number(found: Candidates) -> None:
    numbers = found.by_field.pop("street_number", [])
    if len(numbers) == 1:
        streets = found.by_field.get("address1", [])
        found.by_field["address1"] = [
            numbers[0].joined(street, street.rank) if ORDER[street.party] <= ORDER[numbers[0].party] else street
            for street in streets
        ]


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


def _all_match(pattern: re.Pattern[str], sample: pd.DataFrame | None, column: str) -> bool:
    """Whether every filled cell of the column in the sample is of this pattern, and there is one."""
    if sample is None:
        return False
    cells = [cell.strip() for cell in sample[column].tolist()[:SAMPLE]]
    return any(cells) and all(pattern.fullmatch(cell) for cell in cells if cell)
