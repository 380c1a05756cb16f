"""What tables of real databases answer about their rows, and what comes of reading only some of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from databases import TestDatabase, fresh

from shipshell.model.errors import ShipshellError
from shipshell.sources import sql_search
from shipshell.sources.base import HEAD, Numbers, SourceChanged, peek
from shipshell.sources.conditions import (
    Among,
    Both,
    Condition,
    Days,
    Either,
    Everything,
    Last,
    Numbered,
    Resembles,
    Within,
    both,
    either,
)
from shipshell.sources.identity import Columns, identify
from shipshell.sources.search import Search, Unsearchable

if TYPE_CHECKING:
    from shipshell.sources.sql_table import SqlTable

__all__ = ["fresh"]

NUMBERS = Numbers("1ZTEST0000000001", "2026-11-23T10:05:00Z")
CREATE = (
    "CREATE TABLE orders (shop INTEGER, line INTEGER, name VARCHAR(40), weight DECIMAL(8,2), placed DATE, "
    "moment TIMESTAMP NULL, told VARCHAR(40), score DOUBLE PRECISION, PRIMARY KEY (shop, line))"
)
ROWS = (
    "(1, 1, 'Ann', 1.5, '2026-11-20', '2026-11-20 23:30:00', '2026-11-20 23:30', 0.1)",
    "(1, 2, 'ANN', 2.5, '2026-11-21', '2026-11-21 00:00:00', '2026-11-2 10:00', 0.2)",
    "(2, 1, 'Bob', NULL, NULL, NULL, NULL, NULL)",
    "(2, 2, 'M\u00fcller', -1, '2026-11-22', '2026-11-22 12:00:00', 'soon', 0.3)",
    "(3, 1, 'Ann Lee', 40, '2026-11-23', '2026-11-23 12:00:00', '2026-11-23', 0.4)",
)


@pytest.fixture
def table(fresh: TestDatabase) -> SqlTable:
    fresh.run(CREATE, f"INSERT INTO orders VALUES {', '.join(reversed(ROWS))}")
    return fresh.table("orders")


def search_of(table: SqlTable) -> Search:
    found = table.search
    assert found
    return found


def rows_where(table: SqlTable, condition: Condition) -> list[int]:
    return list(table.read_where(condition).frame.index)


# -- conditions ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "rows"),
    [
        (Everything(), [1, 2, 3, 4, 5]),
        (Either(()), []),
        (Numbered(2, 3), [2, 3]),
        (Numbered(1, 2), [1, 2]),
        (Last(2), [4, 5]),
        (Among("name", ("Bob",)), [3]),
        (Among("weight", (Decimal("2.50"), None)), [2, 3]),
        (Among("weight", (None,)), [3]),
        (Among("name", ()), []),
        (Within("weight", Decimal(2), Decimal(3)), [2, 3, 4]),
        (Within("weight", None, Decimal(2)), [1, 3, 4]),
        (Within("weight", Decimal(2), None), [2, 3, 4, 5]),
        (Days("placed", date(2026, 11, 21), date(2026, 11, 22)), [2, 3, 4]),
        (Days("placed", None, date(2026, 11, 20)), [1, 3]),
        (Days("moment", date(2026, 11, 21), date(2026, 11, 21)), [2, 3]),
        (Days("moment", date(2026, 11, 22), None), [3, 4, 5]),
        (Days("told", date(2026, 11, 21), None), [2, 3, 4, 5]),
        (Resembles(("name",), "ann"), [1, 2, 5]),
        (Resembles(("name",), "Ann Lee"), [5]),
        (Resembles(("name",), "m\u00dcller"), [4]),
        (Resembles(("name", "told"), "lee 2026"), [5]),
        (both(Numbered(1, 3), Among("name", ("Bob", "Ann Lee"))), [3]),
        (either(Numbered(1, 1), Among("name", ("Bob", "Ann Lee"))), [1, 3, 5]),
    ],
)
def test_rows_of_a_condition_keep_their_numbers(table: SqlTable, condition: Condition, rows: list[int]) -> None:
    assert rows_where(table, condition) == rows
    whole = table.read().frame
    assert table.read_where(condition).frame.to_numpy().tolist() == whole.loc[rows].to_numpy().tolist()


def test_conditions_are_put_together_as_plainly_as_can_be() -> None:
    one, other = Numbered(1, 2), Last(3)
    assert both(one, Everything()) == one
    assert both() == Everything()
    assert both(one, other) == Both((one, other))
    assert either(one, Everything()) == Everything()
    assert either(other) == other


def test_what_is_typed_reaches_a_database_as_a_parameter_only(table: SqlTable, fresh: TestDatabase) -> None:
    said = "x'); DROP TABLE orders; --%s?"
    assert rows_where(table, either(Among("name", (said,)), Resembles(("name",), said))) == []
    assert fresh.tables() == ["orders"]


# -- answers ------------------------------------------------------------------------------------------------------


def test_each_spelling_is_a_value_of_its_own(table: SqlTable) -> None:
    found = search_of(table).distinct(["name"])
    assert sorted(found.frame["name"]) == ["ANN", "Ann", "Ann Lee", "Bob", "M\u00fcller"]
    assert sorted(value for (value,) in found.values) == sorted(found.frame["name"])


def test_null_is_an_empty_text_and_a_value(table: SqlTable) -> None:
    found = search_of(table).distinct(["weight"])
    told = dict(zip(found.frame["weight"], (value for (value,) in found.values), strict=True))
    assert {text: value is None for text, value in told.items() if not text} == {"": True}
    assert {"1.50", "2.50", "40.00"} <= set(told) or {"1.5", "2.5", "40"} <= set(told)


def test_combinations_of_columns(table: SqlTable) -> None:
    found = search_of(table).distinct(["shop", "name"]).frame
    assert list(found.columns) == ["shop", "name"]
    assert ["2", "Bob"] in found.to_numpy().tolist()


def test_too_many_values_are_no_answer(table: SqlTable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql_search, "MOST", 4)
    with pytest.raises(Unsearchable):
        search_of(table).distinct(["name"])
    assert len(search_of(table).resembling(["name"], "ann").frame) == 3


def test_a_float_of_a_server_is_not_looked_for_again(table: SqlTable) -> None:
    found = search_of(table).distinct(["score"])
    assert len(found.values) == len(ROWS)
    assert found.is_exact == (table.kind == "sqlite")


def test_what_is_no_day(table: SqlTable) -> None:
    search = search_of(table)
    assert sorted(search.undated("told").frame["told"]) == ["2026-11-2 10:00", "soon"]
    assert table.kind == "sqlite" or search.undated("placed").frame.empty
    assert sorted(search.datelike("told").frame["told"]) == ["2026-11-2 10:00", "2026-11-20 23:30", "2026-11-23"]
    assert search.datelike("name").frame.empty


def test_what_columns_are_declared_to_hold(table: SqlTable) -> None:
    search = search_of(table)
    kinds = {name: search.kind(name) for name in ("line", "weight", "score", "placed", "moment", "name")}
    numbers, days = dict.fromkeys(("line", "weight", "score"), "number"), dict.fromkeys(("placed", "moment"), "day")
    assert kinds == {**numbers, **days, "name": "text"}


def test_records_are_found_by_the_fingerprints_of_their_keys(table: SqlTable) -> None:
    whole = table.read()
    columns = Columns.of(whole.frame, [], [], whole.keys)
    keys = {identity.row: identity.key for identity in identify(whole.frame, columns)}
    found = rows_where(table, search_of(table).records(columns.key, [keys[2], keys[5]]))
    assert {2, 5} <= set(found) < {1, 2, 3, 4, 5}


def test_records_that_are_gone_or_have_another_key_by_now_are_no_answer(table: SqlTable) -> None:
    search, whole = search_of(table), table.read()
    keys = [one.key for one in identify(whole.frame, Columns.of(whole.frame, [], [], whole.keys))]
    for columns, sought in (whole.keys, [*keys, "no such key"]), (("line",), keys):
        with pytest.raises(Unsearchable):
            search.records(columns, sought)


def test_numbers_are_found_as_such_and_moments_are_not_looked_for(table: SqlTable) -> None:
    search = search_of(table)
    assert set(search.resembling(["line"], "2").frame["line"]) == {"2"}
    assert search.resembling(["line"], "ann").frame.empty
    for column, text in ("moment", "2026-11-20T23:30:00"), ("line", "nan"):
        with pytest.raises(Unsearchable):
            search.resembling([column], text)


def test_too_many_records_are_no_answer(table: SqlTable, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql_search, "MOST", 2)
    with pytest.raises(Unsearchable):
        search_of(table).records(("shop", "line"), ["a", "b", "c"])


# -- a part that was read -----------------------------------------------------------------------------------------


def test_only_the_first_rows_are_peeked_at(fresh: TestDatabase) -> None:
    rows = ", ".join(f"({at}, 'Pat {at}')" for at in range(1, HEAD + 50))
    fresh.run("CREATE TABLE many (id INTEGER PRIMARY KEY, name VARCHAR(20))", f"INSERT INTO many VALUES {rows}")
    assert list(peek(fresh.table("many")).frame.index) == list(range(1, HEAD + 1))


def test_numbers_go_to_the_rows_of_the_whole_table(table: SqlTable) -> None:
    table.read_where(Among("name", ("Bob", "Ann Lee")))
    table.write({5: NUMBERS})
    assert table.read().frame["tracking_number"].tolist() == ["", "", "", "", NUMBERS.tracking_number]


def test_a_row_that_was_not_read_is_not_written(table: SqlTable) -> None:
    table.read_where(Among("name", ("Bob", "Ann Lee")))
    with pytest.raises(ShipshellError) as caught:
        table.write({1: NUMBERS})
    assert caught.value.problem.code == "E-1022"


def test_what_was_not_read_may_change(table: SqlTable, fresh: TestDatabase) -> None:
    table.read_where(Among("name", ("Bob", "Ann Lee")))
    fresh.run("UPDATE orders SET weight = 9 WHERE name = 'ANN'")
    assert not table.changed()
    assert not table.changed(3)
    fresh.run("UPDATE orders SET weight = 9 WHERE name = 'Bob'")
    assert table.changed()
    assert table.changed(3)
    assert not table.changed(5)


def test_a_row_that_does_not_meet_the_condition_any_more_has_changed(table: SqlTable, fresh: TestDatabase) -> None:
    table.read_where(Among("name", ("Bob", "Ann Lee")))
    fresh.run("UPDATE orders SET name = 'Rob' WHERE name = 'Bob'")
    assert table.changed()
    assert table.changed(3)


def test_a_column_of_the_condition_that_is_gone(table: SqlTable, fresh: TestDatabase) -> None:
    table.read_where(Among("name", ("Bob",)))
    fresh.run("ALTER TABLE orders DROP COLUMN name")
    assert table.changed()
    with pytest.raises(SourceChanged):
        table.read_where(Among("name", ("Bob",)))
