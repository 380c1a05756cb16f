"""Rows of one order: items without an address are no parcels, repeated rows are asked about, and may become one parcel."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from planning_kit import Told, batch_of, orders

from shipshell.model.history import Prior
from shipshell.model.package import Dimensions
from shipshell.planning.instructions import Instructions

if TYPE_CHECKING:
    from shipshell.planning.batch import Batch
    from shipshell.sources.base import Table

TOGETHER = Instructions("orders.csv", parcels="together")
EACH = Instructions("orders.csv", parcels="each")


def repeated(**cells: str | list[str]) -> Table:
    """Rows 1 to 3 are of order A1, at one address; row 4 is of another order."""
    usual: dict[str, str | list[str]] = {
        "Ref": ["A1", "A1", "A1", "A2"],
        "Name": "Pat Doe",
        "Address": ["1 Main St", "1 Main St", "1 Main St", "9 Elm St"],
        "Weight": ["2 lb", "4 oz", "1 oz", "3 lb"],
    }
    return orders(4, **(usual | cells))


def items(**cells: str | list[str]) -> Table:
    """Row 2 adds an item to the order of row 1."""
    usual: dict[str, str | list[str]] = {
        "Ref": ["A1", "A1", "A2"],
        "Name": ["Pat Doe", "", "Lee Roe"],
        "Address": ["1 Main St", "", "9 Elm St"],
        "City": ["Timonium", "", "Timonium"],
        "State": ["MD", "", "MD"],
        "Zip": ["21093", "", "21093"],
        "Weight": ["2", "", "3"],
    }
    return orders(3, **(usual | cells))


def weights(batch: Batch) -> dict[int, str]:
    return {row: str(request.package.weight) for row, request in batch.requests.items()}


def complaints(batch: Batch) -> list[tuple[int, str, str]]:
    return [(row, problem.code, problem.column) for row, found in batch.problems.items() for problem in found]


def test_a_parcel_each() -> None:
    batch = batch_of(repeated(), EACH)
    assert weights(batch) == {1: "2.0", 2: "0.3", 3: "0.1", 4: "3.0"}
    assert (batch.repeated, batch.held) == ((), {})


def test_one_parcel_has_the_weight_of_all_rows_rounded_once() -> None:
    batch = batch_of(repeated(), TOGETHER)
    assert weights(batch) == {1: "2.4", 4: "3.0"}
    assert batch.held == dict.fromkeys((2, 3), "one parcel with row 1, of the same order")
    assert batch.warnings == {1: ("weights are added: 2 + 0.25 + 0.06 = 2.31 lb",)}
    assert batch.repeated == ()


def test_values_and_descriptions_are_added_too() -> None:
    table = repeated(**{"Declared Value": ["10", "", "5.50", "7"], "Description": ["Mug", "Card", "Mug", "Tea"]})
    first = batch_of(table, TOGETHER).requests[1]
    assert first.package.declared_value == Decimal("15.50")
    assert first.description == "Mug, Card"


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("Service", ["Ground", "2nd Day Air", "Ground", "Ground"]),
        ("Name", ["Pat Doe", "Sam Poe", "Pat Doe", "Lee Roe"]),
        ("Signature", ["yes", "", "yes", ""]),
        ("Dims", ["12x9x4", "10x8x6", "12x9x4", ""]),
    ],
)
def test_rows_that_differ_otherwise_are_an_error(column: str, cells: list[str]) -> None:
    batch = batch_of(repeated(**{column: cells}), TOGETHER)
    assert [(row, code) for row, code, _ in complaints(batch)] == [(1, "E-1032")]
    assert list(batch.requests) == [4]


@pytest.mark.parametrize(
    ("columns", "blamed", "value"),
    [
        ({"Service": ["Ground", "2nd Day Air", "", "Ground"]}, "Service",
         "Ground in row 1; 2nd Day Air in row 2; nothing in row 3"),
        ({"L": ["12", "12", "12", "5"], "W": ["9", "8", "9", "5"], "H": ["4", "4", "4", "5"]}, "W",
         "9 in rows 1, 3; 8 in row 2"),
    ],
)  # fmt: skip
def test_what_differs_is_shown_with_its_rows(columns: dict[str, str | list[str]], blamed: str, value: str) -> None:
    (problem,) = batch_of(repeated(**columns), TOGETHER).problems[1]
    assert (problem.column, problem.value) == (blamed, value)


@pytest.mark.parametrize("cells", [["12x9x4", "", "", ""], ["", "12x9x4", "12x9x4", ""]])
def test_a_size_that_only_some_rows_tell_is_that_of_the_parcel(cells: list[str]) -> None:
    batch = batch_of(repeated(Dims=cells), TOGETHER)
    assert batch.problems == {}
    assert batch.requests[1].package.dimensions == Dimensions(12, 9, 4)


def test_the_weight_of_an_order_in_each_of_its_rows_is_not_added_to_itself() -> None:
    table = repeated()
    table = replace(table, frame=table.frame.assign(Weight="2 lb").rename(columns={"Weight": "Order Weight"}))
    batch = batch_of(table, TOGETHER)
    assert weights(batch) == {1: "2.0", 4: "2.0"}


@pytest.mark.parametrize(
    ("header", "cells"), [("Order Weight", ["2", "3", "2", "1"]), ("Total Weight", ["2", "2", "2", "1"])]
)
def test_weights_that_may_or_may_not_be_added_are_an_error(header: str, cells: list[str]) -> None:
    table = repeated(Weight=cells)
    batch = batch_of(replace(table, frame=table.frame.rename(columns={"Weight": header})), TOGETHER)
    assert complaints(batch) == [(1, "E-1032", header)]


def test_together_a_parcel_may_be_too_heavy() -> None:
    batch = batch_of(repeated(Weight=["90", "50", "20", "3"]), TOGETHER)
    assert complaints(batch) == [(1, "E-2005", "Weight")]


def test_other_addresses_are_other_parcels() -> None:
    batch = batch_of(repeated(Address=["1 Main St", "2 Main St", "3 Main St", "9 Elm St"]))
    assert (list(batch.requests), batch.repeated) == ([1, 2, 3, 4], ())


@pytest.mark.parametrize("told", [TOGETHER, Instructions("orders.csv")])
def test_the_rest_of_an_order_never_ships_once_a_row_of_it_has_a_number(told: Instructions) -> None:
    table = repeated(tracking_number=["1Z1", "", "", ""])
    batch = batch_of(table, told)
    assert list(batch.requests) == [4]
    assert batch.held == {
        1: "already has tracking number 1Z1",
        **dict.fromkeys((2, 3), "row 1 of the same order already has tracking number 1Z1"),
    }
    assert batch.repeated == ()


def test_parcels_of_their_own_ship_beside_one_that_has_a_number() -> None:
    assert list(batch_of(repeated(tracking_number=["1Z1", "", "", ""]), EACH).requests) == [2, 3, 4]


def test_an_order_that_shipped_before_is_held_with_all_its_rows() -> None:
    key = batch_of(repeated(), TOGETHER).keys[1].key
    shipped = Told({key: Prior(8, 1, "shipped", "1Z1", "0" * 64)})
    for told in (TOGETHER, Instructions("orders.csv")):
        batch = batch_of(repeated(), told, shipped)
        assert (list(batch.requests), batch.repeated) == ([4], ())


def test_an_item_row_is_no_parcel() -> None:
    for told in (Instructions("orders.csv"), TOGETHER, EACH):
        batch = batch_of(items(), told)
        assert weights(batch) == {1: "2.0", 3: "3.0"}
        assert batch.held == {2: "a further item of row 1's order"}
        assert (batch.problems, batch.repeated) == ({}, ())


def test_the_weight_of_an_item_row_is_added_only_if_asked() -> None:
    table = items(Weight=["2", "1.5", "3"])
    for told in (Instructions("orders.csv"), EACH):
        alone = batch_of(table, told)
        assert weights(alone) == {1: "2.0", 3: "3.0"}
        assert (alone.problems, alone.repeated, list(alone.held)) == ({}, (), [2])
        assert "the weight of item row 2 is not added to it" in alone.warnings[1]
    together = batch_of(table, TOGETHER)
    assert weights(together) == {1: "3.5", 3: "3.0"}
    assert together.problems == {}


def test_an_item_row_stays_out_when_its_order_is_filtered_away_or_held() -> None:
    filtered = batch_of(items(), Instructions("orders.csv", filter="ref is A1 and weight is blank"))
    assert filtered.held == {2: "a further item of row 1's order"}
    held = batch_of(items(Weight=["2", "1.5", "3"], tracking_number=["1Z1", "", ""]))
    assert list(held.requests) == [3]
    assert set(held.held) == {1, 2}


def test_a_row_without_address_of_an_unknown_order_is_an_error() -> None:
    batch = batch_of(items(Ref=["A1", "A9", "A2"]))
    assert list(batch.problems) == [2]
