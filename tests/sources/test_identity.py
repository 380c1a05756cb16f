from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipshell.sources.identity import Columns, Locator, identify

ORDER = ("name", "city")


def table(*rows: str, numbers: list[int] | None = None) -> pd.DataFrame:
    """Each row is `name/city/note`, `-` for an empty note."""
    cells = [row.split("/") for row in rows]
    return pd.DataFrame(cells, columns=["name", "city", "note"], index=numbers or range(1, len(rows) + 1), dtype=str)


def located(before: pd.DataFrame, after: pd.DataFrame) -> dict[int, int | None]:
    columns = Columns.of(before, ORDER, ["tracking_number"])
    locator = Locator(after, columns, identify(before, columns))
    return {row: locator.locate(row) for row in before.index.tolist()}


def test_identities_carry_row_and_occurrence() -> None:
    before = table("Ann/Bend/-", "Bob/Salem/-", "Ann/Bend/-", numbers=[1, 3, 4])
    first, other, second = identify(before, Columns.of(before, ORDER, []))
    assert (first.row, other.row, second.row) == (1, 3, 4)
    assert (first.occurrence, other.occurrence, second.occurrence) == (1, 1, 2)
    assert first.content == second.content != other.content
    assert first.order == second.order != other.order


def test_what_moves_to_the_next_cell_is_a_change() -> None:
    before = table("Ann/Bend/-", "AnnB/end/-")
    one, two = identify(before, Columns.of(before, ORDER, []))
    assert one.content != two.content
    assert one.order != two.order


def test_fingerprints_do_not_depend_on_the_process() -> None:
    identity = identify(table("Ann/Bend/-"), Columns(("name", "city", "note"), ORDER))[0]
    assert identity.content == "ef0c7d852a6465b277b6a58c4a6d8535"  # b2sum of the cells with NULs between
    assert identity.order == "42ddd129234e64f6091ceb2f353fff30"


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (["Ann/Bend/-", "Bob/Salem/x", "Cid/Reno/-"], {1: 1, 2: 2, 3: 3}),  # as it was
        (["Cid/Reno/-", "Ann/Bend/-", "Bob/Salem/x"], {1: 2, 2: 3, 3: 1}),  # sorted
        (["New/Row/-", "Ann/Bend/-", "Bob/Salem/x", "Cid/Reno/-"], {1: 2, 2: 3, 3: 4}),  # a row more
        (["Bob/Salem/x", "Cid/Reno/-"], {1: None, 2: 1, 3: 2}),  # a row less
        (["Ann/Bend/new note", "Bob/Salem/x", "Cid/Reno/-"], {1: 1, 2: 2, 3: 3}),  # another cell changed
        (["Cid/Reno/-", "Bob/Salem/x", "Ann/Bend/new note"], {1: 3, 2: 2, 3: 1}),  # likewise, and sorted
        (["Ann/Reno/-", "Bob/Salem/x", "Cid/Reno/-"], {1: None, 2: 2, 3: 3}),  # the order changed
        (["ann/Bend/-", "Bob/Salem/x", "Cid/Reno/-"], {1: None, 2: 2, 3: 3}),  # by a letter's case
        ([], {1: None, 2: None, 3: None}),
    ],
)
def test_rows_are_found_again(after: list[str], found: dict[int, int | None]) -> None:
    assert located(table("Ann/Bend/-", "Bob/Salem/x", "Cid/Reno/-"), table(*after)) == found


def test_identical_rows_are_found_in_their_order() -> None:
    before = table("X/Y/-", "Ann/Bend/-", "Ann/Bend/-")
    assert located(before, table("Ann/Bend/-", "Ann/Bend/-", "X/Y/-")) == {1: 3, 2: 1, 3: 2}
    assert located(before, table("X/Y/-", "Ann/Bend/-")) == {1: 1, 2: 2, 3: None}


def test_a_row_that_is_found_by_content_is_no_other_rows_place() -> None:
    before = table("Ann/Bend/a", "Ann/Bend/b")
    assert located(before, table("Ann/Bend/changed", "Ann/Bend/a")) == {1: 2, 2: 1}
    assert located(before, table("Ann/Bend/a")) == {1: 1, 2: None}


def test_write_back_and_new_columns_do_not_matter() -> None:
    before = table("Ann/Bend/-", "Bob/Salem/-")
    after = table("Bob/Salem/-", "Ann/Bend/-").assign(tracking_number=["1Z1", ""], colour="red")
    assert located(before, after) == {1: 2, 2: 1}
    assert located(before.assign(tracking_number=""), after[["colour", "city", "name", "note"]]) == {1: 2, 2: 1}


def test_without_another_column_the_order_decides() -> None:
    before = table("Ann/Bend/-", "Bob/Salem/-")
    assert located(before, table("Bob/Salem/-", "Ann/Bend/-").drop(columns="note")) == {1: 2, 2: 1}


def test_without_an_order_column_nothing_is_found() -> None:
    before = table("Ann/Bend/-", "Bob/Salem/-")
    assert located(before, before.drop(columns="city")) == {1: None, 2: None}


def test_without_order_columns_content_decides() -> None:
    before = table("Ann/Bend/-", "Bob/Salem/-")
    columns = Columns.of(before, [], [])
    locator = Locator(table("Bob/Salem/-", "Ann/Bend/changed"), columns, identify(before, columns))
    assert (locator.locate(1), locator.locate(2)) == (None, 1)


ROWS = st.lists(st.builds("{}/Bend/{}".format, st.sampled_from("AB"), st.sampled_from("xyz")), min_size=1, max_size=8)


@given(before=ROWS, after=ROWS)
def test_no_two_rows_share_a_place_and_each_says_the_same_order(before: list[str], after: list[str]) -> None:
    found = {row: place for row, place in located(table(*before), table(*after)).items() if place is not None}
    assert len(set(found.values())) == len(found)
    assert all(before[row - 1][0] == after[place - 1][0] for row, place in found.items())


@given(data=st.data(), before=ROWS)
def test_sorting_loses_no_row(data: st.DataObject, before: list[str]) -> None:
    after = data.draw(st.permutations(before))
    found = located(table(*before), table(*after))
    assert all(place is not None and after[place - 1] == before[row - 1] for row, place in found.items())


# -- rows that have a key -----------------------------------------------------------------------------------------


def keyed(before: pd.DataFrame, after: pd.DataFrame) -> Locator:
    columns = Columns(("name", "city", "note"), ("city",), ("name",))
    return Locator(after, columns, identify(before, columns))


def test_a_row_with_a_key_is_found_by_it_wherever_it_stands() -> None:
    locator = keyed(table("Ann/Bend/-", "Bob/Salem/-"), table("Abe/Bend/-", "Ann/Bend/new", "Bob/Salem/-"))
    assert [locator.locate(row) for row in (1, 2)] == [2, 3]
    assert [locator.home(row) for row in (1, 2)] == [2, 3]


def test_a_key_that_says_another_order_is_not_that_order_but_still_its_home() -> None:
    locator = keyed(table("Ann/Bend/-", "Bob/Salem/-"), table("Ann/Reno/-", "Bea/Salem/-"))
    assert [locator.locate(row) for row in (1, 2)] == [None, None]
    assert [locator.home(row) for row in (1, 2)] == [1, None]


def test_without_a_key_an_edited_row_has_no_home() -> None:
    before, after = table("Ann/Bend/-"), table("Ann/Reno/-")
    columns = Columns.of(before, ORDER, [])
    assert Locator(after, columns, identify(before, columns)).home(1) is None


def test_the_key_of_a_plan_from_before_there_were_keys_is_none() -> None:
    columns = Columns(("name",), ("city",), ("name",))
    assert Columns.from_plan(columns.plan) == columns
    assert Columns.from_plan({"content": ["name"], "order": ["city"]}) == Columns(("name",), ("city",))
