"""The lines of a table in which a job's rows stand: only those are read, however large the table is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from databases import TestDatabase, fresh

from shipshell.jobs.source_lines import SourceLines
from shipshell.sources import sql_search
from shipshell.sources.base import Numbers
from shipshell.sources.identity import Columns, Identity, identify

if TYPE_CHECKING:
    from shipshell.sources.sql_table import SqlTable

__all__ = ["fresh"]

FIRST, SECOND = Numbers("1ZTEST0000000001", "2026-11-23T10:05:00Z"), Numbers("1ZTEST0000000002", "2026-11-23T10:06:00Z")
COUNT = 300


@pytest.fixture
def shop(fresh: TestDatabase) -> TestDatabase:
    rows = ", ".join(f"({10 * at}, 'Pat {at}', '', NULL)" for at in range(1, COUNT + 1))
    fresh.run(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, name VARCHAR(20), tracking_number VARCHAR(40), "
        "shipped_at VARCHAR(40))",
        f"INSERT INTO orders VALUES {rows}",
    )
    return fresh


def identities(table: SqlTable, *rows: int) -> tuple[Columns, list[Identity]]:
    whole = table.read()
    columns = Columns.of(whole.frame, ["name"], [whole.tracking, whole.shipped], whole.keys)
    return columns, [one for one in identify(whole.frame, columns) if one.row in rows]


def lines_of(table: SqlTable, *rows: int) -> SourceLines:
    return SourceLines(table, *identities(table, *rows))


def refused(table: SqlTable, row: int) -> bool:
    """Whether a row may not be written, for it was not read."""
    return row not in table._reading  # type: ignore[operator]


def test_only_the_rows_of_the_job_are_read(shop: TestDatabase) -> None:
    table = shop.table("orders")
    lines = lines_of(table, 7, 250)
    assert (lines.approved(7), lines.home(250)) == (7, 250)
    assert [refused(table, row) for row in (7, 8, 250)] == [False, True, False]


def test_numbers_come_into_those_rows_wherever_they_stand_by_now(shop: TestDatabase) -> None:
    table = shop.table("orders")
    lines = lines_of(table, 7, 250)
    shop.run("DELETE FROM orders WHERE id < 50", "UPDATE orders SET name = 'Kim' WHERE id = 2500")
    assert (lines.approved(7), lines.home(7)) == (3, 3)
    assert (lines.approved(250), lines.home(250)) == (None, 246)
    lines.write({3: FIRST, 246: SECOND})
    told = shop.rows("SELECT id, tracking_number FROM orders WHERE tracking_number <> '' ORDER BY id")
    assert [tuple(row) for row in told] == [(70, FIRST.tracking_number), (2500, SECOND.tracking_number)]


def test_a_row_that_is_gone(shop: TestDatabase) -> None:
    lines = lines_of(shop.table("orders"), 7)
    shop.run("DELETE FROM orders WHERE id = 70")
    assert (lines.approved(7), lines.home(7)) == (None, None)


def test_a_number_is_looked_for_in_all_rows(shop: TestDatabase) -> None:
    lines = lines_of(shop.table("orders"), 7)
    shop.run(f"UPDATE orders SET tracking_number = '{FIRST.tracking_number}' WHERE id IN (90, 2000)")
    assert lines.holders(FIRST.tracking_number) == [9, 200]
    lines.write({9: SECOND})
    assert lines.number_at(9) == SECOND.tracking_number


def test_a_job_of_many_rows_reads_the_table_whole(shop: TestDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    table = shop.table("orders")
    lines = lines_of(table, 7, 8, 9)
    monkeypatch.setattr(sql_search, "MOST", 2)
    assert lines.approved(7) == 7
    assert not refused(table, 250)
