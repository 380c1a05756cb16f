"""A filter that a database answers keeps the same rows as one that is judged over the whole table."""

from __future__ import annotations

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
from shipshell.sources.search import MOST, Unsearchable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import pandas as pd

    from shipshell.sources.sql_table import SqlTable

__all__ = ["fresh"]

_HEAD = 12
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
            found = parse_filter(text, Orders(SearchedTexts(search, whole.head(_HEAD)), column_map, TODAY))
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
    assert len(spared) > len(asked) / 5


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
    if expected[0] == "E-2002" and found[0] != "E-2002":
        return
    assert (where, found) == (where, expected)


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
