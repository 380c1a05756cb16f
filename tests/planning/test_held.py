"""Rows that the source itself says are done with."""

from __future__ import annotations

import pandas as pd
import pytest

from shipshell.planning.held import held_rows, status_warnings
from shipshell.planning.mapping import ColumnMap, map_columns
from shipshell.sources.base import Table


def table_of(column: str, cells: list[str], *, tracking: str = "", shipped: str = "") -> tuple[Table, ColumnMap]:
    frame = pd.DataFrame({column: cells, "Name": "Pat"}, dtype="str", index=range(1, len(cells) + 1))
    return Table(frame, tracking, shipped), map_columns(list(frame.columns), frame, {})


def is_emulated(tracking: str) -> bool:
    return tracking.startswith("1ZSAMPLE")


def test_a_tracking_number_holds_its_row_unless_it_does_not_count_here() -> None:
    table, found = table_of(
        "tracking_number", ["1Z999AA10123456784", "", "1ZSAMPLE030000001", "-"], tracking="tracking_number"
    )
    assert held_rows(table, found, is_emulated) == {1: "already has tracking number 1Z999AA10123456784"}
    assert list(held_rows(table, found, lambda _: False)) == [1, 3]


def test_a_time_of_shipping_without_a_number_holds_too() -> None:
    table, found = table_of("shipped_at", ["2026-11-23T10:05:00Z", ""], shipped="shipped_at")
    assert list(held_rows(table, found, is_emulated)) == [1]


@pytest.mark.parametrize(
    "status", ["cancelled", "Canceled", "refunded", "Fulfilled", "shipped", "completed", "Order cancelled by customer"]
)
def test_a_status_that_is_done_holds(status: str) -> None:
    table, found = table_of("Order Status", [status, ""])
    assert held_rows(table, found, is_emulated) == {1: f'"Order Status" says {status}'}


@pytest.mark.parametrize("status", ["unfulfilled", "Not shipped", "ready to be shipped", "paid", "processing", "open"])
def test_a_status_that_is_open_does_not(status: str) -> None:
    table, found = table_of("Order Status", [status])
    assert held_rows(table, found, is_emulated) == {}
    assert status_warnings(table, found) == {}


@pytest.mark.parametrize("status", ["pending", "on hold", "partially refunded", "Unpaid", "paused"])
def test_a_doubtful_status_is_a_warning(status: str) -> None:
    table, found = table_of("Financial Status", [status, "paid"])
    assert held_rows(table, found, is_emulated) == {}
    assert status_warnings(table, found) == {1: f'"Financial Status" says {status}'}


@pytest.mark.parametrize("column", ["Cancelled at", "Date Shipped", "Shipped On Date", "Fulfilled at"])
def test_a_filled_date_of_being_done_holds(column: str) -> None:
    table, found = table_of(column, ["", "2025-10-02"])
    assert held_rows(table, found, is_emulated) == {2: f'"{column}" says 2025-10-02'}


def test_a_column_that_says_no_holds_nothing() -> None:
    table, found = table_of("Sent?", ["no", "yes", ""])
    assert held_rows(table, found, is_emulated) == {2: '"Sent?" says yes'}


def test_the_status_of_an_item_is_not_the_orders() -> None:
    table, found = table_of("Lineitem fulfillment status", ["fulfilled"])
    assert held_rows(table, found, is_emulated) == {}


@pytest.mark.parametrize(
    "column",
    ["Tracking ID", "tracking", "UPS Tracking #", "Package Tracking Number", "Carrier Tracking Number", "Waybill No."],
)
def test_a_number_under_another_header_for_it_holds_too(column: str) -> None:
    table, found = table_of(column, ["1Z999AA10123456784", "", "to come", "1ZSAMPLE030000001"])
    assert held_rows(table, found, is_emulated) == {1: f'"{column}" says 1Z999AA10123456784'}
    assert column not in found.order_columns


def test_the_number_of_a_return_label_holds_nothing() -> None:
    table, found = table_of("Return Tracking Number", ["1Z999AA10123456784"])
    assert held_rows(table, found, is_emulated) == {}


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Shipped?", "yes"),
        ("Shipped", "11/02/2026"),
        ("Fulfilled", "TRUE"),
        ("Cancelled", "x"),
        ("Do Not Ship", "X"),
        ("On Hold", "yes"),
        ("Cancellation reason", "Changed mind, not needed"),
        ("Cancelation/Return Type", "Cancel"),
    ],
)
def test_a_column_that_tells_of_a_done_thing_holds(column: str, cell: str) -> None:
    table, found = table_of(column, ["", "no", "not yet", "Not shipped", "$0.00", "Pending", cell])
    assert held_rows(table, found, is_emulated) == {7: f'"{column}" says {cell}'}


@pytest.mark.parametrize(
    "column", ["Ship?", "Ship", "Ship this order", "OK to ship", "Ready to ship", "Requires shipping", "ready_to_ship"]
)
@pytest.mark.parametrize("cell", ["No", "N", "FALSE", "0", "not yet", "No - backordered", "Don't ship", "hold"])
def test_a_row_that_is_not_to_ship_is_held(column: str, cell: str) -> None:
    table, found = table_of(column, ["yes", "Y", "1", "x", "ok", cell])
    assert held_rows(table, found, is_emulated) == {6: f'"{column}" says {cell}'}
    assert status_warnings(table, found) == {}
    assert column not in found.order_columns


@pytest.mark.parametrize("column", ["Ship Date", "Ship Via", "Ship To", "Ship Method", "Ship Order #", "Shipping"])
def test_what_else_begins_with_ship_asks_nothing(column: str) -> None:
    table, found = table_of(column, ["no"])
    assert held_rows(table, found, is_emulated) == {}


@pytest.mark.parametrize("cell", ["No rush", "No later than 12/5", "Not urgent", "no problem"])
def test_a_no_to_something_else_holds_nothing(cell: str) -> None:
    table, found = table_of("Ready to ship", ["yes", cell])
    assert held_rows(table, found, is_emulated) == {}


def test_what_is_neither_yes_nor_no_to_shipping_is_a_warning() -> None:
    table, found = table_of("Ready to ship", ["no", "", "after the 5th", "yes", "2"])
    assert status_warnings(table, found) == {3: '"Ready to ship" says after the 5th'}


def test_a_blank_beside_rows_that_are_marked_is_a_warning() -> None:
    table, found = table_of("Ship?", ["x", "", "x"])
    assert held_rows(table, found, is_emulated) == {}
    assert status_warnings(table, found) == {2: '"Ship?" says nothing here, and yes in other rows'}
    table, found = table_of("Ship?", ["", ""])
    assert status_warnings(table, found) == {}
