"""A filter that a database answers keeps the same rows as one that is judged over the whole table."""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from databases import TestDatabase, fresh, fresh_database
from filter_kit import TODAY, orders, told

from shipshell.model.errors import ShipshellError
from shipshell.planning.cell_texts import FrameTexts, SearchedTexts
from shipshell.planning.filter_orders import Orders
from shipshell.planning.filter_sieve import Sieve
from shipshell.planning.filters import Filter, parse_filter
from shipshell.planning.mapping import ColumnMap, map_columns
from shipshell.sources import sql_search
from shipshell.sources.conditions import Within
from shipshell.sources.identity import Columns, identify
from shipshell.sources.search import MOST, Unsearchable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import pandas as pd

    from shipshell.sources.sql_table import SqlTable

__all__ = ["fresh"]

#: What a filter comes to: its words, the rows that it keeps, and what it says of others; or its error.
Outcome = tuple[str, tuple[int, ...], str]


def outcome(text: str, frame: pd.DataFrame, column_map: ColumnMap) -> Outcome:
    """What a filter comes to over a table that was read whole."""
    try:
        found = parse_filter(text, Orders(FrameTexts(frame), column_map, TODAY))
        return applied(found, frame)
    except ShipshellError as error:
        return error.problem.code, (), error.problem.message


def sifted(text: str, source: SqlTable, whole: pd.DataFrame, column_map: ColumnMap) -> tuple[Outcome, int] | None:
    """The same where the database was asked, and how many rows it handed over; None where it has to be read whole."""
    search = source.search
    try:
        with search.together():
            found = parse_filter(text, Orders(SearchedTexts(search, list(whole.columns)), column_map, TODAY))
            frame = source.read_where(Sieve(search, column_map).condition(found)).frame
    except Unsearchable:
        return None
    except ShipshellError as error:
        return (error.problem.code, (), error.problem.message), 0
    try:
        return applied(found, frame), len(frame)
    except ShipshellError as error:
        return (error.problem.code, (), error.problem.message), len(frame)


def applied(found: Filter, frame: pd.DataFrame) -> Outcome:
    """What a filter keeps of a frame."""
    kept = found.apply(frame)
    return found.words, tuple(kept.frame.index.tolist()), kept.note


def columns_of(frame: pd.DataFrame) -> ColumnMap:
    """The columns as the whole table lets understand them."""
    return map_columns(list(frame.columns), frame, {})


def literal(value: Any) -> str:
    """A value in SQL."""
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, (int, float)) else "'{}'".format(str(value).replace("'", "''"))


def created(database: TestDatabase, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]]) -> SqlTable:
    """A table of these columns (names and types) and rows, with a key that is not their `#`, filled backwards."""
    mark = "`" if database.kind == "mysql" else '"'
    declared = ", ".join(f"{mark}{name}{mark} {kind}" for name, kind in columns)
    every = [f"({10 * at}, {', '.join(map(literal, row))})" for at, row in enumerate(rows, 1)]
    database.run(
        f"CREATE TABLE orders (row_key INTEGER PRIMARY KEY, {declared})",
        f"INSERT INTO orders VALUES {', '.join(reversed(every))}",
    )
    return database.table("orders")


# -- the filters that people say ----------------------------------------------------------------------------------


@pytest.fixture
def messy(fresh: TestDatabase) -> SqlTable:
    """The messy orders of `filter_kit`, all in columns of text; an empty cell is NULL."""
    frame = orders()
    rows = [[cell or None for cell in row] for row in frame.itertuples(index=False)]
    return created(fresh, [(name, "VARCHAR(80)") for name in frame.columns], rows)


@pytest.mark.parametrize("most", [5, MOST])
def test_each_filter_comes_to_the_same_where_the_database_is_asked(
    messy: SqlTable, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(sql_search, "MOST", most)
    whole = messy.read().frame
    column_map = columns_of(whole)
    with messy.search.together():
        asked = {case["filter"]: sifted(case["filter"], messy, whole, column_map) for case in told()}
    found = {text: answer[0] for text, answer in asked.items() if answer}
    assert found == {text: outcome(text, whole, column_map) for text in found}
    spared = [text for text, answer in asked.items() if answer and 0 < answer[1] < len(whole)]
    assert len(spared) > len(asked) / 7


# -- random filters over cells of every kind ----------------------------------------------------------------------

_TYPES = (
    ("order_number", "VARCHAR(20)"),
    ("first_name", "VARCHAR(40)"),
    ("last_name", "VARCHAR(40)"),
    ("company", "TEXT"),
    ("address", "VARCHAR(40)"),
    ("city", "VARCHAR(40)"),
    ("state", "VARCHAR(20)"),
    ("zip", "VARCHAR(10)"),
    ("weight_oz", "DECIMAL(9,3)"),
    ("weight_text", "VARCHAR(20)"),
    ("service", "VARCHAR(30)"),
    ("order_date", "DATE"),
    ("paid_at", "TIMESTAMP"),
    ("due_date", "VARCHAR(30)"),
    ("status", "VARCHAR(20)"),
    ("qty", "INTEGER"),
    ("total", "DECIMAL(9,2)"),
    ("score", "DOUBLE PRECISION"),
    ("ratio", "FLOAT(24)"),
)
_POOLS: dict[str, tuple[Any, ...]] = {
    "first_name": ("Pat", "pat", "Kim", "Jo\u00e3o", "\u212aim", None),
    "last_name": ("Doe", "DOE ", "O'Neil", "M\u00fcller", "Do\u00ade", None, ""),
    "company": ("Acme", "ACME", "Acme Inc", "'Acme", "Zeta  Ltd", "N/A", "-", None, ""),
    "city": ("Fresno", "fresno ", "New York", "Buffalo", "Salem", "S\u00e3o Paulo", None),
    "state": ("CA", "ca", "Calif.", "California", "NY", "New York", "OR", "TX ", "Texas", "ZZ", None, ""),
    "zip": ("93701", "02139", "2139", "02139-1234", "K1A 0B1", None),
    "weight_oz": (0, 1, 15.999, 16, 16.001, 80, 400.5, -3, None),
    "weight_text": ("5", "16 oz", "2 lb 3 oz", "", None, "heavy", "1.5 kg"),
    "service": ("Ground", "UPS Ground", "2nd Day Air", "03", "next day air", None),
    "order_date": ("2026-11-20", "2026-11-22", "2026-11-23", "2025-12-31", None),
    "paid_at": ("2026-11-22 23:59:59", "2026-11-23 00:00:00", "2026-11-20 12:00:00", None),
    "due_date": ("2026-11-2 10:00", "2026-11-23", "11/23/2026", "Nov 20, 2026", "2026-11-22T08:00:00Z", "soon", "", None),
    "status": ("open", "Open", " open", "OPEN\u200b", "done", "n/a", "on hold", "", None),
    "qty": (0, 1, 2, 3, 10, -1, None),
    "total": (0, 9.99, 100, 100.01, 1234.5, None),
    "score": (0.1, 0.5, 1e6, None),
    "ratio": (0.1, 0.3, 0.7, None),
}  # fmt: skip
_LEAVES = (
    "state is CA", "state is not CA", "California", "except Texas", "state in (CA, NY)", "New York", "state is Oregon",
    "city is Fresno", "city is S\u00e3o Paulo", "city contains fres", "company is Acme", "company contains acme",
    "company is empty", "company starts with z", "last_name is M\u00fcller", "last_name contains do", "name is Pat Doe",
    "name contains kim", "zip is 02139", "zip starts with 0", "zip is 93701", "weight_oz < 16", "weight_oz >= 16",
    "under 1 lb", "over 5 lbs", "weight_oz between 1 and 80", "not (weight_oz > 16)", "weight_oz is empty",
    "only Ground", "service is 2nd Day Air", "except Ground", "order_date is 2026-11-22", "order_date since 2026-11-22",
    "order_date before 2026-11-22", "order_date is yesterday", "not (order_date after 2026-11-20)",
    "paid_at is 2026-11-22", "paid_at since 2026-11-23", "paid_at before 2026-11-22", "due_date since 2026-11-22",
    "due_date is 2026-11-02", "due_date before 2026-11-05", "status is open", "status is not open", "status is empty",
    'status is "on hold"', "status contains o", "qty > 2", "qty is 3", "qty is not 1", "qty <= 1", "qty is empty",
    "total over 100", "total >= 100.01", "total is 100", "score > 0.1", "score is 0.5", "score <= 0.5", "ratio <= 0.1", "ratio >= 0.7", "ratio under 0.3", "not (ratio over 0.1)", "ratio is 0.1",
    "rows 3-40", "rows 10, 20-30", "order_number is 000017", "order_number starts with 0000", "Acme", "Acme orders",
    'status is "x\'; DROP TABLE orders; --"', "weight_text is 16 oz", "address contains main",
)  # fmt: skip
_ROWS, _FILTERS = 240, 120


def random_rows(chance: Random) -> list[list[Any]]:
    """Orders of random cells; each has a number and an address of its own."""
    pools = {name: _POOLS.get(name) for name, _ in _TYPES}
    return [
        [
            f"{at:06}" if name == "order_number" else f"{at} Main St" if pool is None else chance.choice(pool)
            for name, pool in pools.items()
        ]
        for at in range(1, _ROWS + 1)
    ]


def random_filter(chance: Random) -> str:
    """One to three leaves, joined."""
    text = chance.choice(_LEAVES)
    for _ in range(chance.choice((0, 0, 1, 1, 2))):
        text = f"({text}) {chance.choice(('and', 'or', 'and not'))} ({chance.choice(_LEAVES)})"
    return f"first {chance.randint(1, 30)} of {text}" if chance.random() < 0.1 else text


@pytest.mark.parametrize("most", [4, MOST])
def test_random_filters_come_to_the_same_over_cells_of_every_kind(
    fresh: TestDatabase, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    seed = Random().randrange(10**6)
    chance = Random(seed)
    source = created(fresh, _TYPES, random_rows(chance))
    monkeypatch.setattr(sql_search, "MOST", most)
    whole = source.read().frame
    column_map = columns_of(whole)
    asked = spared = 0
    with source.search.together():
        for text in (*_LEAVES, *(random_filter(chance) for _ in range(_FILTERS))):
            found = sifted(text, source, whole, column_map)
            if found:
                asked += 1
                spared += 0 < found[1] < len(whole)
                assert_same(f"seed {seed}: {text}", found[0], outcome(text, whole, column_map))
    assert asked > _FILTERS / 4
    assert spared > asked / 4


def assert_same(where: str, found: Outcome, expected: Outcome) -> None:
    """The outcomes are the same; but a row that a database is sure of is no error for its unreadable number."""
    if expected[0] == "E-2002" and found[0] != "E-2002" and not re.search(r"_date\b|paid_at", expected[2]):
        return
    assert (where, found) == (where, expected)


# -- columns that are hard to ask about ---------------------------------------------------------------------------

_MANY = 2300
#: What a server writes in another way than we read it: a filter on it reads the table whole.
_WRITTEN_OTHERWISE = ("FLOAT", "BIT(1)", "INTERVAL", "BOOLEAN[]", "JSON", "TIME")


def compared(
    database: TestDatabase, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]], text: str
) -> bool:
    """Whether a filter comes to the same over a table; whether the database could be asked."""
    source = created(database, columns, rows)
    whole = source.read().frame
    found = sifted(text, source, whole, columns_of(whole))
    if found:
        assert found[0] == outcome(text, whole, columns_of(whole))
    return found is not None


def moments(count: int) -> list[str]:
    """So many moments from November 1st on, a quarter of an hour apart."""
    return [f"2026-11-{1 + at // 96:02} {at // 4 % 24:02}:{at % 4 * 15:02}:00" for at in range(count)]


@pytest.mark.parametrize(
    "text", ["paid_at is not 2026-11-20", "paid_at since 2026-11-20", "rows 2100-2200 and paid_at is 2026-11-20"]
)
def test_days_that_the_first_rows_lack(fresh: TestDatabase, text: str) -> None:
    rows = [*[(None,)] * 210, *((moment,) for moment in moments(_MANY))]
    columns = [("paid_at", "DATETIME" if fresh.kind == "mysql" else "TIMESTAMP")]
    assert compared(fresh, columns, rows, text) or "not" in text


@pytest.mark.parametrize("odd", [9, 900])
def test_days_among_other_words(fresh: TestDatabase, odd: int) -> None:
    rows = [*["2026-11-14"] * 205, *moments(_MANY), *(f"ASAP {at}" for at in range(odd))]
    text = "rows 1700-1705 and ship_by is not 2026-11-14"
    asked = compared(fresh, [("ship_by", "VARCHAR(40)")], [(cell,) for cell in rows], text)
    assert asked == (odd == 9)  # of so many it is not plain whether the column holds dates


@pytest.mark.parametrize("text", ["ship_by is not 2026-11-22 and rows 240-260", "ship_by is 2026-11-22"])
def test_days_are_told_by_all_cells_in_whatever_order_they_come(fresh: TestDatabase, text: str) -> None:
    days = [f"2026-{month:02}-{day:02}" for month in range(1, 9) for day in range(1, 21)]
    others = [*(f"2026-11-22 {10 + at % 10}:{at % 60:02}" for at in range(100)), *(f"ASAP {at}" for at in range(399))]
    rows = [*days, *others, "2026-11-22", "11/22/2026"]
    assert compared(fresh, [("ship_by", "VARCHAR(40)")], [(cell,) for cell in rows], text)


@pytest.mark.parametrize(
    "text",
    [
        "order_date before 9999-12-30",
        "order_date is 9999-12-31",
        "order_date is 2026-11-22",
        "order_date before 2026-01-01",
    ],
)
def test_days_at_the_ends_of_the_calendar(fresh: TestDatabase, text: str) -> None:
    rows = [*[("2026-10-01",)] * 20, ("0026-11-22",), ("2026-11-22",), ("9999-12-31",)]
    assert compared(fresh, [("order_date", "DATE")], rows, text)


def test_what_only_begins_like_a_day_is_none(fresh: TestDatabase) -> None:
    rows = [*((moment,) for moment in moments(_MANY)), ("2026-10-01 or later",)]
    assert compared(fresh, [("ship_by", "VARCHAR(40)")], rows, "ship_by since 2026-11-20")


@pytest.mark.parametrize(
    ("kinds", "cells", "text"),
    [
        ({"mysql": "VARCHAR(20) COLLATE utf8mb4_general_nopad_ci"}, ("open", "x", "open "), "extra is open"),
        ({"mysql": "FLOAT"}, (1, 12345.65, 123456.6, 20000.46), "extra >= 12345.7"),
        ({"mysql": "FLOAT"}, (1, 12345.65, 123456.6, 20000.46), "extra over 123456.9"),
        ({"mysql": "BIT(1)"}, (0, 1), "extra is 1"),
        ({"postgresql": "DOUBLE PRECISION", "mysql": "DOUBLE", "sqlite": "REAL"}, (1, 0.00001), "extra is 0.00001"),
        ({"postgresql": "INTERVAL"}, ("1 day", "2 hours"), 'extra is "1 day, 0:00:00"'),
        ({"postgresql": "BOOLEAN[]"}, ("{true}", "{false}"), "extra contains true"),
        ({"postgresql": "JSON"}, ('{"a": "\\u0067ift"}', "{}"), "extra contains gift"),
        ({"postgresql": "NUMERIC"}, ("NaN", 1, 20), "extra under 10"),
        ({"mysql": "TIME"}, ("26:00:00", "01:00:00"), 'extra contains "1 day"'),
    ],
)
def test_cells_that_a_server_writes_in_its_own_way(
    tmp_path: Path, kinds: dict[str, str], cells: Sequence[Any], text: str
) -> None:
    for kind, declared in kinds.items():
        with fresh_database(kind, tmp_path) as database:
            asked = compared(database, [("extra", declared)], [(cells[at % len(cells)],) for at in range(50)], text)
            assert asked == (declared not in _WRITTEN_OTHERWISE)


@pytest.mark.parametrize(
    "text", ["paid_at contains 2026-11-20T1", "row_key is 2400", "ref is 000017", "zip starts with 02"]
)
def test_more_values_than_can_be_named(fresh: TestDatabase, text: str) -> None:
    kind = "DATETIME" if fresh.kind == "mysql" else "TIMESTAMP"
    columns = [("paid_at", kind), ("ref", "VARCHAR(20)"), ("zip", "VARCHAR(10)")]
    rows = [(moment, f"{at:06}", str(1000 + 7 * at)) for at, moment in enumerate(moments(_MANY))]
    assert compared(fresh, columns, rows, text) or "contains" in text


@pytest.mark.parametrize("text", ["rev is not 2", "rev ends with 1", "rev is 2.10 or rev ends with .0"])
def test_a_number_that_is_spelled_in_several_ways(fresh: TestDatabase, text: str) -> None:
    rows = [("2.0",), ("2.1",), ("2.10",), ("3",), ("3",), *[("2",)] * 30]
    kind = "NUMERIC" if fresh.kind == "postgresql" else "VARCHAR(10)"
    assert compared(fresh, [("rev", kind)], rows, text)


@pytest.mark.parametrize(
    "text", ["order_date since 2026-11-01", "order_date is 2026-11-22", "order_date before 2026-11-01"]
)
def test_a_day_that_there_is_not_is_told(fresh: TestDatabase, text: str) -> None:
    odd = {"sqlite": "2026-09-31", "mysql": "2026-11-00", "postgresql": "2026-10-01"}[fresh.kind]
    rows = [*[("2026-10-01",)] * 20, ("2026-11-22",), (odd,), ("2024-02-29",)]
    assert compared(fresh, [("order_date", "DATE")], rows, text)


@pytest.mark.parametrize("odd", ["2026-02-30", "2026-02-29 10:00", "2026-09-31T10:00", "2026-13-01", "2026-00-10"])
def test_such_a_day_among_many_moments(fresh: TestDatabase, odd: str) -> None:
    rows = [*((moment,) for moment in moments(_MANY)), (odd,)]
    assert compared(fresh, [("ship_by", "VARCHAR(40)")], rows, "ship_by since 2026-11-20")


def test_a_key_that_stands_twice_is_read_whole(tmp_path: Path) -> None:
    with fresh_database("postgresql", tmp_path) as database:
        source = created(database, [("qty", "INTEGER")], [(at,) for at in range(20)])
        database.run(
            "CREATE TABLE old_orders () INHERITS (orders)", "INSERT INTO old_orders SELECT * FROM orders WHERE qty > 17"
        )
        with pytest.raises(ShipshellError) as caught:
            source.read_where(Within("qty", Decimal(15)))
        assert caught.value.problem.code == "E-1018"


# -- moments with a zone ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_a_moment_counts_by_its_day_in_utc_whatever_zone_the_server_is_in(tmp_path: Path, zone: str) -> None:
    with fresh_database("postgresql", tmp_path) as database:
        ((name,),) = database.rows("SELECT current_database()")
        database.run(f"ALTER DATABASE {name} SET timezone TO '{zone}'")
        moments = [(f"2026-11-{day} {hour}:30:00+00",) for day in (21, 22, 23) for hour in ("00", "12", "23")]
        source = created(database, [("paid_at", "TIMESTAMP WITH TIME ZONE")], moments)
        whole = source.read().frame
        for text, rows in {"paid_at is 2026-11-22": (4, 5, 6), "paid_at before 2026-11-22": (1, 2, 3)}.items():
            found = sifted(text, source, whole, columns_of(whole))
            assert found
            assert found[0][1] == rows == outcome(text, whole, columns_of(whole))[1]


def test_the_hour_that_comes_twice(tmp_path: Path) -> None:
    with fresh_database("postgresql", tmp_path) as database:
        ((name,),) = database.rows("SELECT current_database()")
        database.run(f"ALTER DATABASE {name} SET timezone TO 'America/New_York'")
        moments = [*[("2026-11-02 12:00-05",)] * 9, *((f"2026-11-01 0{hour}:30+00",) for hour in (4, 5, 6, 4, 5, 6))]
        assert compared(database, [("paid_at", "TIMESTAMP WITH TIME ZONE")], moments, "paid_at is not 2026-11-02")


def test_keys_in_the_hour_that_comes_twice(tmp_path: Path) -> None:
    with fresh_database("postgresql", tmp_path) as database:
        ((name,),) = database.rows("SELECT current_database()")
        database.run(
            f"ALTER DATABASE {name} SET timezone TO 'America/New_York'",
            "CREATE TABLE orders (at TIMESTAMP WITH TIME ZONE PRIMARY KEY, name TEXT)",
            "INSERT INTO orders VALUES ('2026-11-01 04:30+00', 'a'), ('2026-11-01 05:30+00', 'b'), "
            "('2026-11-01 06:30+00', 'c')",
        )
        source = database.table("orders")
        whole = source.read()
        found = identify(whole.frame, Columns.of(whole.frame, [], [], whole.keys))
        condition = source.search.records(whole.keys, [one.key for one in found])
        assert len(source.read_where(condition).frame) == 3
