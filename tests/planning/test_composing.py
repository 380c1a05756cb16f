"""A batch: what ships of a table, what is held, wrong or left out, and what the job keeps of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from planning_kit import Told, batch_of, orders

from shipshell.model.errors import ShipshellError
from shipshell.model.history import Prior
from shipshell.planning.instructions import Instructions
from shipshell.planning.understanding import understand_columns

TOLD = Instructions("orders.csv")
TODAY = date(2026, 11, 23)


def test_every_good_row_is_a_request_in_source_order() -> None:
    batch = batch_of(orders(3))
    assert list(batch.requests) == [1, 2, 3]
    assert batch.requests[2].ship_to.name == "Pat 2"
    assert (batch.total_rows, batch.filter_words, batch.service_changes) == (3, "", 0)


def test_rows_are_good_or_wrong_or_held_or_left_out() -> None:
    numbers = ["", "1Z999AA10123456784", "", "", ""]
    table = orders(5, Weight=["1", "2", "", "4", "5"], tracking_number=numbers, Status=["", "", "", "cancelled", ""])
    batch = batch_of(table)
    assert list(batch.requests) == [1, 5]
    assert list(batch.problems) == [3]
    assert list(batch.held) == [2, 4]
    without = batch_of(table, TOLD.leaving_out((batch.identities[3], batch.identities[5])))
    assert list(without.requests) == [1]
    assert without.left_out == (3, 5)
    assert not without.problems


def test_a_held_row_may_be_wrong_without_blocking() -> None:
    batch = batch_of(orders(2, Weight=["", "2"], tracking_number=["1Z999AA10123456784", ""]))
    assert not batch.problems
    assert list(batch.requests) == [2]


def test_rows_that_shipped_before_are_held_by_their_history() -> None:
    key = batch_of(orders(2)).keys[1]
    history = Told({key.key: Prior(7, 12, "shipped", "1Z999AA10123456784", key.content)})
    assert list(batch_of(orders(2), history=history).held) == [1]
    again = replace(TOLD, including_shipped=True)
    assert list(batch_of(orders(2), again, history).requests) == [1, 2]


def test_numbers_in_the_source_hold_unless_their_rows_are_to_ship_again() -> None:
    table = orders(2, tracking_number=["1Z999AA10123456784", ""])
    assert list(batch_of(table).requests) == [2]
    again = batch_of(table, replace(TOLD, including_shipped=True))
    assert list(again.requests) == [1, 2]
    assert again.had == {1: "1Z999AA10123456784"}


def test_numbers_that_do_not_count_hold_nothing_but_are_remembered() -> None:
    table = orders(2, tracking_number=["1ZSAMPLE0300000016", ""])
    batch = batch_of(table, ignores=lambda number: number.startswith("1ZSAMPLE"))
    assert list(batch.requests) == [1, 2]
    assert batch.had == {1: "1ZSAMPLE0300000016"}


def test_a_filter_keeps_some_rows_and_says_which() -> None:
    batch = batch_of(
        orders(3, State=["MD", "CA", "MD"], Zip=["21093", "94103", "21093"]), replace(TOLD, filter="Maryland")
    )
    assert list(batch.requests) == [1, 3]
    assert batch.filter_words
    assert batch.total_rows == 2
    assert list(batch.identities) == [1, 2, 3]


@pytest.mark.parametrize(("words", "code"), [("Narnia", "E-1026"), ("Texas", "E-1030")])
def test_a_filter_never_falls_back_to_everything(words: str, code: str) -> None:
    with pytest.raises(ShipshellError) as raised:
        batch_of(orders(3), replace(TOLD, filter=words))
    assert raised.value.problem.code == code


def test_a_service_for_all_goes_before_the_rows_own_and_is_counted() -> None:
    table = orders(3, Service=["Ground", "Next Day Air", ""])
    batch = batch_of(table, replace(TOLD, service="02"))
    assert {request.service for request in batch.requests.values()} == {"02"}
    assert batch.service_changes == 2


def test_a_row_left_out_is_found_where_it_was_sorted_to() -> None:
    batch = batch_of(orders(3))
    told = TOLD.leaving_out((batch.identities[1],))
    table = orders(3)
    turned = replace(table, frame=table.frame.iloc[::-1].set_axis(table.frame.index))
    assert batch_of(turned, told).left_out == (3,)


def test_a_row_left_out_that_changed_since_is_in_again_with_a_remark() -> None:
    told = TOLD.leaving_out((batch_of(orders(3)).identities[2],))
    batch = batch_of(orders(3, Weight=["1", "9", "3"]), told)
    assert list(batch.requests) == [1, 2, 3]
    assert batch.notes[-1].startswith("Row 2 was left out, but changed since or is gone")


def test_remarks_of_the_source_stand_at_their_row_or_at_the_whole() -> None:
    table = replace(orders(2), notes=((2, "a date was read as text"), (None, "it is not UTF-8")))
    batch = batch_of(table)
    assert batch.warnings[2] == ("a date was read as text",)
    assert "it is not UTF-8" in batch.notes
    assert "a date was read as text" not in batch.notes


def test_a_status_in_doubt_is_a_warning() -> None:
    assert batch_of(orders(2, Status=["on hold", ""])).warnings == {1: ('"Status" says on hold',)}


def test_rows_that_repeat_an_order_are_grouped_among_those_that_ship() -> None:
    same: dict[str, Any] = {"Ref": ["A", "A", "B", "A"], "Address": "1 Main St"}
    assert batch_of(orders(4, **same)).repeated == ((1, 2, 4),)
    assert batch_of(orders(4, **same, Weight=["1", "", "3", "4"])).repeated == ((1, 4),)


def test_a_mapping_by_hand_replaces_an_earlier_one_of_the_same_column() -> None:
    told = TOLD.mapping("Ref", "weight").mapping("Ref", "reference2").mapping("City", "nothing")
    assert told.chosen == (("Ref", "reference2"), ("City", "nothing"))
    assert understand_columns(orders(1), told).columns_of("reference2") == ("Ref",)


def test_the_plan_brings_the_instructions_back() -> None:
    told = Instructions(
        "orders.csv", "", "rows 1-3", "02", including_shipped=True, parcels="each", asked=TODAY
    ).mapping("Ref", "reference2")
    batch = batch_of(orders(3), told)
    assert Instructions.from_plan(batch.plan) == told
    assert batch.plan["fields"]["weight"] == "Weight"
    assert batch.plan["columns"]["content"] == list(orders(3).frame.columns)
    assert "Ref" in batch.plan["columns"]["order"]


def test_the_write_back_columns_are_no_part_of_what_a_row_says() -> None:
    plain = batch_of(orders(2))
    numbered = batch_of(orders(2, tracking_number=["", "1Z999AA10123456784"]))
    assert [one.content for one in plain.identities.values()] == [one.content for one in numbered.identities.values()]


def test_problems_in_a_workbook_know_their_place_in_the_sheet() -> None:
    table = replace(orders(3, Weight=["1", "", "3"]), origin=4)
    batch = batch_of(table)
    assert [problem.origin for problem in batch.problems[2]] == [4]
    assert batch.plan["origin"] == 4
    assert batch_of(orders(3, Weight=["1", "", "3"])).problems[2][0].origin == 0


def test_a_held_rows_service_is_not_changed() -> None:
    table = orders(3, Service="2nd Day Air", tracking_number=["1Z1", "", ""])
    assert batch_of(table, Instructions("orders.csv", service="03")).service_changes == 2


def test_yesterday_is_the_day_before_the_batch_was_asked_for() -> None:
    table = orders(3, **{"Order Date": ["2026-11-21", "2026-11-22", ""]})
    told = replace(TOLD, filter="placed yesterday", asked=TODAY)
    batch = batch_of(table, told)
    assert list(batch.requests) == [2]
    assert 'The filter leaves out row 3: empty where it asks "Order Date" is 2026-11-22.' in batch.notes
    assert list(batch_of(table, Instructions.from_plan(batch.plan)).requests) == [2]
    with pytest.raises(ShipshellError, match="yesterday"):
        batch_of(table, replace(told, asked=None))
