"""A filter keeps the same rows of a database table as of a file with the same orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from databases import TestDatabase, fresh
from filter_kit import kept, orders, told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shipshell.sources.sql_table import SqlTable

__all__ = ["fresh"]


@pytest.fixture
def table(fresh: TestDatabase) -> SqlTable:
    """The orders in a table: an empty cell is NULL; they are not inserted in the order of their key."""
    frame = orders()
    mark = "`" if fresh.kind == "mysql" else '"'
    columns = ", ".join(f"{mark}{name}{mark} VARCHAR(80)" for name in frame.columns)
    rows = [_row(at, cells) for at, cells in zip(frame.index, frame.itertuples(index=False), strict=True)]
    fresh.run(
        f"CREATE TABLE orders (row_key INTEGER PRIMARY KEY, {columns})",
        f"INSERT INTO orders VALUES {', '.join(reversed(rows))}",
    )
    return fresh.table("orders")


def _row(key: int, cells: Iterable[str]) -> str:
    values = ["'{}'".format(cell.replace("'", "''")) if cell else "NULL" for cell in cells]
    return f"({10 * key}, {', '.join(values)})"


def test_each_filter_keeps_the_rows_that_it_keeps_of_the_file(table: SqlTable) -> None:
    frame = table.read().frame
    found = {case["filter"]: kept(case["filter"], frame) for case in told()}
    assert found == {case["filter"]: case["rows"] for case in told()}
