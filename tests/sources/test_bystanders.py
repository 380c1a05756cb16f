"""Which rows under the header are no orders, and above all which ones stay."""

from __future__ import annotations

import pytest

from shipshell.sources.bystanders import bystanders

HEADER = ["Order", "Name", "Street", "City", "State", "Zip", "Weight"]
ANN = ["1", "Ann", "1 Elm St", "Bend", "OR", "97701", "2"]
BOB = ["2", "Bob", "2 Elm St", "Salem", "OR", "97301", "3.5"]
CARL = ["3", "Carl", "3 Elm St", "Boise", "ID", "83702", "1"]


def row(text: str) -> list[str]:
    cells = text.split("|")
    return cells + [""] * (len(HEADER) - len(cells))


def found(*rows: list[str]) -> dict[int, str]:
    return dict(bystanders(HEADER, rows))


@pytest.mark.parametrize(
    "text",
    [
        "83 record(s) downloaded", "83|record(s) downloaded", "1,204 orders", "Total orders: 2", "Number of orders: 2",
        "Rows exported: 2", "*** End of report ***", "Page 1 of 3", "3 orders in total",
    ],
)  # fmt: skip
def test_counts_are_no_orders_wherever_they_stand(text: str) -> None:
    assert found(ANN, row(text), BOB) == {1: "remark"}
    assert found(ANN, BOB, row(text)) == {2: "remark"}


@pytest.mark.parametrize(
    "text",
    ["Seller ID : mugshop", "Seller ID :|mugshop", "Exported on May 5 by Ana", "# by Ana", "// by Ana", "Checked: yes"],
)
def test_remarks_end_a_list(text: str) -> None:
    assert found(ANN, BOB, row(text)) == {2: "remark"}
    assert found(ANN, BOB, row(text), row("2 orders")) == {2: "remark", 3: "remark"}
    assert found(ANN, row(text), BOB) == {}  # between orders it may be one's own remark


@pytest.mark.parametrize(
    "text",
    [
        "Total||||||5.5",
        "||||TOTAL:||5.5",
        "Grand Total|||||| 5.5 lb",
        "Subtotal|2|||||$1,205.50",
        "Sum||||||-5",
        "Total|2 orders|||||5.5",
    ],
)
def test_totals_are_no_orders(text: str) -> None:
    assert found(ANN, row(text), BOB) == {1: "total"}


def test_totals_of_a_group_are_known_by_its_name() -> None:
    assert found(ANN, BOB, row("||||OR Total||5.5"), CARL, row("Total for ID||||||1")) == {2: "total", 4: "total"}
    assert found(ANN, BOB, row("|Total Wine & More|||||5.5")) == {}  # who may be a customer


def test_a_last_row_of_sums_is_a_total() -> None:
    assert found(ANN, BOB, row("||||||5.5")) == {2: "total"}
    assert found(ANN, BOB, row("||||||5.5"), row("2 orders")) == {2: "total", 3: "remark"}
    assert found(ANN, BOB, row("||||||5")) == {}
    assert found(ANN, row("||||||2"), BOB) == {}
    assert found(row("||||||5")) == {}


def test_the_header_said_again() -> None:
    again = [f" {name} " for name in HEADER]
    assert found(ANN, again, BOB) == {1: "header"}
    written = [*HEADER, "tracking_number", "shipped_at"]
    assert bystanders(written, [[*ANN, "", ""], [*again, "", ""], [*BOB, "1Z1", ""]]) == {1: "header"}
    assert found(ANN, [name.upper() for name in HEADER], BOB) == {1: "header"}
    assert found(ANN, [*HEADER[:-1], "2"], BOB) == {}


def test_a_row_under_no_header_names_a_group() -> None:
    assert bystanders(["", *HEADER], [["Smith, Jo", *[""] * 7], ["", *ANN]]) == {0: "remark"}


@pytest.mark.parametrize(
    "text",
    [
        "3|Total|1 Elm St|Bend|OR|97701|2",  # somebody of that name
        "Total|Ann|1 Elm St|Bend|OR|97701|2",
        "|Total Wine|||||",
        "Note: Bob|1 Main St",
        "Ship to: Bob, 1 Main St, Bend OR 97701",
        "Ann Lee",
        "SHIPPED",
        "#1001",
        "1001",
        "# rush|Ann|1 Elm St|Bend|OR|97701|2",
        "Thank you",
        "Printed by Bob, 1 Main St, Bend",
        "|Ann||Bend|||",
    ],
)
def test_what_may_be_an_order_stays(text: str) -> None:
    assert found(ANN, row(text)) == {}


def test_in_a_list_of_two_columns_nothing_is_told_from_an_order() -> None:
    assert bystanders(["Name", "Address"], [["Ann", "1 Elm St, Bend OR 97701"], ["3 orders", ""]]) == {}
