"""A filter keeps the rows that SQL written by hand finds on the server, of a table and of a file with the same orders."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from databases import TestDatabase, fresh
from filter_kit import TODAY, kept

from shipshell.planning.cell_texts import SearchedTexts
from shipshell.planning.filter_orders import Orders
from shipshell.planning.filter_sieve import Sieve
from shipshell.planning.filters import parse_filter
from shipshell.planning.mapping import map_columns

if TYPE_CHECKING:
    from shipshell.sources.sql_table import SqlTable

__all__ = ["fresh"]

_COLUMNS = (
    "id",
    "order_number",
    "name",
    "address",
    "city",
    "state",
    "zip",
    "weight_lb",
    "service",
    "order_date",
    "qty",
)
_CREATE = (
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, order_number VARCHAR(20), name VARCHAR(40), address VARCHAR(40), "
    "city VARCHAR(40), state VARCHAR(20), zip VARCHAR(10), weight_lb DECIMAL(8,2), service VARCHAR(20), "
    "order_date DATE, qty INTEGER)"
)
_PLACES = (
    ("Fresno", "CA", "93701"),
    ("Los Angeles", "CA", "90012"),
    ("Austin", "TX", "78701"),
    ("Dallas", "TX", "75201"),
    ("Reno", "NV", "89501"),
    ("Salem", "OR", "97301"),
    ("Salem", "MA", "01970"),
    ("Boston", "MA", "02108"),
)
_WEIGHTS = ("0.50", "1.00", "4.99", "5.00", "5.01", "10.00", "70.00")
_SERVICES = ("Ground", "2nd Day Air", "Next Day Air")

#: Filters as people say them, and the condition that says the same to a server.
PAIRS = (
    ("California orders", "state = 'CA'"),
    ("state is CA", "state = 'CA'"),
    ("except Texas", "state <> 'TX'"),
    ("to Massachusetts or Oregon", "state IN ('MA', 'OR')"),
    ("state in (CA, TX, NV)", "state IN ('CA', 'TX', 'NV')"),
    ("city is Salem", "city = 'Salem'"),
    ("city is Salem and state is OR", "city = 'Salem' AND state = 'OR'"),
    ("Salem in Massachusetts", "city = 'Salem' AND state = 'MA'"),
    ("California but not Fresno", "state = 'CA' AND city <> 'Fresno'"),
    ("weight < 10", "weight_lb < 10"),
    ("weight <= 5", "weight_lb <= 5"),
    ("weight >= 5", "weight_lb >= 5"),
    ("weight = 5", "weight_lb = 5"),
    ("over 5 lbs", "weight_lb > 5"),
    ("under 16 oz", "weight_lb < 1"),
    ("at most 80 oz", "weight_lb <= 5"),
    ("weight between 1 and 5", "weight_lb BETWEEN 1 AND 5"),
    ("weight < 10 and state is CA", "weight_lb < 10 AND state = 'CA'"),
    ("weight > 5 or state is TX", "weight_lb > 5 OR state = 'TX'"),
    ("(CA or NV) and over 5 lbs", "state IN ('CA', 'NV') AND weight_lb > 5"),
    ("not (state is TX or weight > 5)", "NOT (state = 'TX' OR weight_lb > 5)"),
    ("only Ground", "service = 'Ground'"),
    ("service is 2nd Day Air", "service = '2nd Day Air'"),
    ("zip starting with 9", "zip LIKE '9%'"),
    ("zip is 01970", "zip = '01970'"),
    ("ordered since 2026-11-20", "order_date >= '2026-11-20'"),
    ("ordered before 2026-11-20", "order_date < '2026-11-20'"),
    ("ordered between 2026-11-18 and 2026-11-20", "order_date BETWEEN '2026-11-18' AND '2026-11-20'"),
    ("ordered yesterday", "order_date = '2026-11-22'"),
    ("qty > 2", "qty > 2"),
    ("qty is not 1", "qty <> 1"),
    ("name contains Pat", "name LIKE '%Pat%'"),
    ("name is Pat Doe 7", "name = 'Pat Doe 7'"),
    ("rows 1-50", "id <= 50"),
    ("first 20", "id <= 20"),
    ("California and qty = 3 and over 5 lbs", "state = 'CA' AND qty = 3 AND weight_lb > 5"),
)
#: What filters say for which further rows come over: those at a bound, and of the day before or after.
_BOUNDS = ("weight", "lbs", " oz", ">", "ordered")


@pytest.fixture
def rows() -> list[tuple[str, ...]]:
    """Orders to every place at every weight by every service."""
    every = product(_PLACES, _WEIGHTS, _SERVICES)
    return [
        (
            str(at), f"{1000 + at:06}", f"{'Pat' if at % 3 else 'Kim'} Doe {at}", f"{at} Main St", *place, weight,
            service, f"2026-11-{1 + at % 28:02}", str(1 + at % 4),
        )
        for at, (place, weight, service) in enumerate(every, 1)
    ]  # fmt: skip


@pytest.fixture
def table(fresh: TestDatabase, rows: list[tuple[str, ...]]) -> SqlTable:
    values = ", ".join("({})".format(", ".join(f"'{cell}'" for cell in row)) for row in rows)
    fresh.run(_CREATE, f"INSERT INTO orders VALUES {values}")
    return fresh.table("orders")


def test_each_filter_keeps_the_rows_that_its_sql_finds(
    fresh: TestDatabase, table: SqlTable, rows: list[tuple[str, ...]]
) -> None:
    file = pd.DataFrame(rows, columns=list(_COLUMNS), index=pd.RangeIndex(1, len(rows) + 1))
    for said, condition in PAIRS:
        query = f"SELECT id FROM orders WHERE {condition} ORDER BY id"
        found = [row for (row,) in fresh.rows(query if fresh.kind == "sqlite" else query.replace("%", "%%"))]
        assert 0 < len(found) < len(rows), said
        assert (said, kept(said, table.read().frame)) == (said, found)
        assert (said, kept(said, file)) == (said, found)


def test_the_server_hands_over_hardly_more_than_those_rows(table: SqlTable, rows: list[tuple[str, ...]]) -> None:
    whole = table.read().frame
    column_map = map_columns(list(whole.columns), whole, {})
    search = table.search
    with search.together():
        for said, _ in PAIRS:
            parsed = parse_filter(said, Orders(SearchedTexts(search, list(whole.columns)), column_map, TODAY))
            handed = table.read_where(Sieve(search, column_map).condition(parsed)).frame
            wanted = kept(said, whole) or []
            assert (said, list(parsed.apply(handed).frame.index)) == (said, wanted)
            assert len(wanted) <= len(handed) < len(rows), said
            assert any(bound in said for bound in _BOUNDS) or len(handed) == len(wanted), said
