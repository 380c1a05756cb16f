"""A filter takes exactly the rows it says, or none at all."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from shipshell.model.errors import ShipshellError
from shipshell.planning.cell_texts import FrameTexts
from shipshell.planning.filter_orders import Orders
from shipshell.planning.filters import Filter, parse_filter
from shipshell.planning.mapping import map_columns

#: A Monday.
TODAY = date(2026, 11, 23)
COLUMNS = ["Name", "City", "State", "Zip", "Weight", "Service", "Country", "Qty"]
FRAME = pd.DataFrame(
    [
        ("Ann", "Austin", "TX", "73301", "12 oz", "Ground", "US", "1"),
        ("Bob", "Los Angeles", "ca", "90001", "6", "2nd Day Air", "", "12"),
        ("Cy", "Fresno", "California", "93650", "16 lb", "", "USA", "x"),
        ("Di", "Toronto", "ON", "M5V 2T6", "2 lb 4 oz", "", "Canada", "3"),
        ("Ed", "Buffalo", "NY", "14201-1234", "3", "ups ground", "US", ""),
        ("Flo", "Boston", "MA", "2139", "oops", "Ground", "US", "7"),
    ],
    columns=COLUMNS,
    dtype="str",
    index=range(1, 7),
)


def parsed(text: str, frame: pd.DataFrame = FRAME) -> Filter:
    return parse_filter(text, Orders(FrameTexts(frame), map_columns(list(frame.columns), frame, {}), TODAY))


def rows(text: str, frame: pd.DataFrame = FRAME) -> list[int]:
    return list(parsed(text, frame).apply(frame).frame.index)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("California", [2, 3]),
        ("CA orders", [2, 3]),
        ("only California orders", [2, 3]),
        ("to Texas", [1]),
        ("Canadian", [4]),
        ("Texas and California", [1, 2, 3]),
        ("Texas, New York, and California", [1, 2, 3, 5]),
        ("except Texas", [2, 3, 4, 5, 6]),
        ("all except Texas and California", [4, 5, 6]),
        ("everything but Texas", [2, 3, 4, 5, 6]),
        ("only Ground", [1, 5, 6]),
        ("service is not Ground", [2, 3, 4]),
        ("service is empty", [3, 4]),
        ("state is CA and weight over 5 lbs", [2, 3]),
        ("state = Massachusetts", [6]),
        ("state in CA, TX", [1, 2, 3]),
        ("state is CA or TX", [1, 2, 3]),
        ("state is not CA", [1, 4, 5, 6]),
        ("country is US", [1, 2, 3, 5, 6]),
        ("city is los  angeles", [2]),
        ("city contains an", [2]),
        ("zip is 14201", [5]),
        ("zip starts with 021", [6]),
        ('"Qty" is 3', [4]),
        ("qty is x", [3]),
        ("name is 'Ann' or name is Bob", [1, 2]),
        ("(state is CA or state is TX) and weight < 10 lb", [1, 2]),
        ("California except row 3", [2]),
        ("rows 2-3, 5", [2, 3, 5]),
        ("rows 5 to 50", [5, 6]),
        ("row 4", [4]),
        ("first 2", [1, 2]),
        ("the first two rows", [1, 2]),
        ("first 1 California orders", [2]),
        ("not (state is CA)", [1, 4, 5, 6]),
        ("weight between 1 lb and 7 lb and state is not MA", [2, 4, 5]),
        ("weight <= 12 oz and state != MA", [1]),
        ("CA and 2nd Day Air", [2]),
    ],
)
def test_what_is_said_is_what_ships(text: str, expected: list[int]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "banana",
        "weight",
        "weight <",
        "state is CA and",
        "state is Utopia",
        "weight over lots",
        "rows 5-2",
        "row 0",
        "first zero",
        "LA orders",
        "is it",
        "(California",
        "California)",
        "California banana",
        "colour is red",
        "except",
        "except Texas or rows 4",
        "not Texas and weight > 3",
        "first 2 banana",
        'city is "Los',
        "height > 3",
        "5 lbs",
    ],
)
def test_what_is_not_understood_ships_nothing(text: str) -> None:
    with pytest.raises(ShipshellError) as caught:
        parsed(text)
    assert caught.value.problem.code == "E-1026"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("CA orders", "state is CA"),
        ("weight < 10", "weight under 10 lb"),
        ("weight heavier than 5 kg", "weight over 5 kg"),
        ("texas or ca and qty is 3", '(state is TX or state is CA) and "Qty" is 3'),
        ("state is TX or state is CA and qty is 3", 'state is TX or (state is CA and "Qty" is 3)'),
        ("except Ground", "not (service is Ground)"),
        ("first 20 Texas orders", "first 20 of state is TX"),
        ("rows 1-50", "rows 1-50"),
    ],
)
def test_it_is_read_back(text: str, words: str) -> None:
    assert parsed(text).words == words


def test_a_cell_that_cannot_be_read_is_an_error_naming_its_row() -> None:
    with pytest.raises(ShipshellError) as caught:
        rows("weight < 10")
    problem = caught.value.problem
    assert (problem.code, problem.row, problem.column, problem.value) == ("E-2002", 6, "Weight", "oops")
    with pytest.raises(ShipshellError) as caught:
        rows("qty > 2")
    assert (caught.value.problem.row, caught.value.problem.column) == (3, "Qty")


def test_a_cell_that_does_not_decide_may_be_anything() -> None:
    assert rows("weight < 10 and state is not MA") == [1, 2, 4, 5]
    assert rows("weight > 10 or state is MA") == [3, 6]
    with pytest.raises(ShipshellError):
        rows("not (weight > 10 and state is MA)")


def test_a_name_that_is_a_state_and_a_city_here_is_asked_about() -> None:
    more = pd.DataFrame(
        [("Gil", "New York", "NY", "10001", "1", "", "US", "1")], columns=COLUMNS, dtype="str", index=[7]
    )
    frame = pd.concat([FRAME, more])
    with pytest.raises(ShipshellError) as caught:
        rows("New York", frame)
    assert caught.value.problem.code == "E-1026"
    assert "city is New York" in caught.value.problem.hint
    assert rows("state is New York", frame) == [5, 7]
    assert rows("city is New York", frame) == [7]
    assert rows("NY", frame) == [5, 7]
    assert rows("New York", frame.drop(index=5)) == [7]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("color is red", "color"),
        ('"Color" is red', "Color"),
        ("state is CA and gift wrap = yes", "gift wrap"),
        ("colour contains red", "colour"),
    ],
)
def test_a_column_that_is_not_there_is_named_with_those_that_are(text: str, name: str) -> None:
    with pytest.raises(ShipshellError) as caught:
        rows(text)
    assert f'there is no column "{name}"; the columns are {", ".join(COLUMNS)}' in caught.value.problem.message


def test_of_many_columns_some_are_named() -> None:
    with pytest.raises(ShipshellError, match="Extra 3 and 2 more"):
        rows("color is red", FRAME.assign(**{f"Extra {at}": "" for at in range(14 - len(COLUMNS))}))


def test_a_bare_number_is_in_the_unit_of_the_column() -> None:
    frame = FRAME.drop(index=6).rename(columns={"Weight": "Weight (oz)"})
    assert parsed("weight < 10", frame).words == "weight under 10 oz"
    assert rows("weight < 10", frame) == [2, 5]
    assert rows("weight < 10 lb", frame) == [1, 2, 4, 5]


def test_a_header_that_is_another_column_than_the_field_is_asked_about() -> None:
    frame = FRAME.rename(columns={"City": "Ship To City", "Qty": "City"})
    with pytest.raises(ShipshellError) as caught:
        rows("city is Austin", frame)
    assert "Ship To City" in str(caught.value)
    assert rows('"Ship To City" is Austin', frame) == [1]


@pytest.mark.parametrize("text", ["name = 'O''Neil'", 'name = "O\'Neil"', "name is 'O''NEIL' or city = ''"])
def test_a_quote_within_quotes_is_doubled(text: str) -> None:
    frame = FRAME.assign(Name=["Ann", "Bob", "O'Neil", "Di", "Ed", "Flo"])
    assert rows(text, frame) == [3]
