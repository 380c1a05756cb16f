"""How a source is read as a person asked for it: of a table that is filtered only what may be meant, else all of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from databases import TestDatabase, fresh_database

from shipshell.model.errors import ShipshellError
from shipshell.planning.instructions import Instructions
from shipshell.planning.understanding import NO_RECORDS, Records, Understood, filter_of, first_look, understand
from shipshell.sources import sql_search
from shipshell.sources.base import HEAD
from shipshell.sources.identity import Columns, identify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shipshell.sources.base import Source
    from shipshell.sources.sql_table import SqlTable

TODAY = date(2026, 11, 23)
COUNT = HEAD + 300
_CREATE = (
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, order_number TEXT, name TEXT, address TEXT, city TEXT, state TEXT, "
    "zip TEXT, weight TEXT, unit TEXT, order_date TEXT, status TEXT)"
)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[TestDatabase]:
    """A table of orders of which the last hundred are open; the first rows tell nothing of those."""
    with fresh_database("sqlite", tmp_path) as database:
        rows = ", ".join(
            f"({at}, 'A{at:05}', 'Pat {at}', '{at} Main St', 'Fresno', 'CA', '93701', '5', 'lb', '11/03/2026', "
            f"'{'open' if at > COUNT - 100 else 'done'}')"
            for at in range(1, COUNT + 1)
        )
        database.run(_CREATE, f"INSERT INTO orders VALUES {rows}")
        yield database


def understood(source: Source, text: str, records: Records = NO_RECORDS) -> Understood:
    told = Instructions("orders", filter=text, asked=TODAY)
    return understand(source, first_look(source, told), told, "lb", records)


def kept(source: SqlTable, text: str) -> list[int]:
    found = understood(source, text)
    told = filter_of(found, Instructions("orders", filter=text, asked=TODAY), "lb")
    assert told
    return list(told.apply(found.table.frame).frame.index)


def test_only_the_first_rows_and_those_that_may_pass_are_read(shop: TestDatabase) -> None:
    found = understood(shop.table("orders"), "status is open")
    expected = [*range(1, HEAD + 1), *range(COUNT - 99, COUNT + 1)]
    assert list(found.table.frame.index) == expected
    assert found.filter
    assert list(found.filter.apply(found.table.frame).frame.index) == expected[HEAD:]


def test_without_a_filter_all_is_read(shop: TestDatabase) -> None:
    found = understood(shop.table("orders"), "")
    assert len(found.table.frame) == COUNT
    assert found.filter is None


def test_records_that_are_needed_come_whether_they_pass_or_not(shop: TestDatabase) -> None:
    source = shop.table("orders")
    whole = source.read()
    at = HEAD + 50
    identity = identify(whole.frame, Columns.of(whole.frame, [], [], whole.keys))[at - 1]
    records = Records(whole.keys, (identity.key,))
    assert at in understood(source, "status is open", records).table.frame.index
    assert at not in understood(source, "status is open").table.frame.index


@pytest.mark.parametrize("text", ["except the first 20", "status is open except the last 3"])
def test_what_counts_all_rows_needs_them(shop: TestDatabase, text: str) -> None:
    assert len(understood(shop.table("orders"), text).table.frame) == COUNT


def test_an_edge_of_what_passes_does_not(shop: TestDatabase) -> None:
    source = shop.table("orders")
    assert kept(source, "last 3 of status is open") == [COUNT - 2, COUNT - 1, COUNT]
    assert len(understood(source, "last 3 of status is open").table.frame) == HEAD + 100
    assert kept(source, "last 3") == [COUNT - 2, COUNT - 1, COUNT]
    assert len(understood(source, "last 3").table.frame) == HEAD + 3


def test_an_item_row_needs_the_row_of_its_order(shop: TestDatabase) -> None:
    shop.run(f"UPDATE orders SET order_number = 'A00300', name = NULL, address = NULL, city = NULL, state = NULL, "
             f"zip = NULL WHERE id = {COUNT}")  # fmt: skip
    assert len(understood(shop.table("orders"), "status is open").table.frame) == COUNT


def test_a_weight_whose_unit_is_missing_where_others_have_one_needs_them(shop: TestDatabase) -> None:
    assert len(understood(shop.table("orders"), "over 4 lbs and status is open").table.frame) == HEAD + 100
    shop.run(f"UPDATE orders SET unit = NULL WHERE id > {COUNT - 100}")
    source = shop.table("orders")
    assert len(understood(source, "over 4 lbs and status is open").table.frame) == COUNT
    with pytest.raises(ShipshellError) as caught:
        kept(source, "over 4 lbs and status is open")
    assert caught.value.problem.code == "E-2002"


def test_how_dates_are_written_is_told_by_all_rows(shop: TestDatabase) -> None:
    text = "status is open and ordered since 2026-11-01"
    assert kept(shop.table("orders"), text) == list(range(COUNT - 99, COUNT + 1))  # 11/03 is the third of November
    shop.run(f"UPDATE orders SET order_date = '25/10/2026' WHERE id = {HEAD + 5}")
    assert kept(shop.table("orders"), text) == []  # 11/03 is the eleventh of March


def test_how_they_are_written_where_most_tell_it_of_themselves(
    shop: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql_search, "MOST", 50)
    shop.run(f"UPDATE orders SET order_date = '2026-11-03 10:00:' || id WHERE id <= {COUNT - 100}")
    text = "status is open and ordered since 2026-11-01"
    assert kept(shop.table("orders"), text) == list(range(COUNT - 99, COUNT + 1))
    shop.run(f"UPDATE orders SET order_date = '25/10/2026' WHERE id = {HEAD + 5}")
    assert kept(shop.table("orders"), text) == []


def test_a_name_that_two_columns_hold_is_asked_about_wherever_they_do(shop: TestDatabase) -> None:
    shop.run(
        f"UPDATE orders SET city = 'Zeta' WHERE id = {COUNT}", f"UPDATE orders SET name = 'Zeta' WHERE id = {HEAD + 9}"
    )
    with pytest.raises(ShipshellError) as caught:
        understood(shop.table("orders"), "Zeta")
    assert caught.value.problem.code == "E-1026"
    assert "may mean" in caught.value.problem.message


def test_a_name_of_a_state_that_is_also_a_city_is_asked_about(shop: TestDatabase) -> None:
    shop.run(
        f"UPDATE orders SET city = 'New York' WHERE id = {HEAD + 9}",
        f"UPDATE orders SET state = 'NY' WHERE id = {COUNT}",
    )
    with pytest.raises(ShipshellError) as caught:
        kept(shop.table("orders"), "New York")
    assert caught.value.problem.code == "E-1026"


def test_names_are_looked_for_where_a_column_holds_too_many(
    shop: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql_search, "MOST", 50)
    source = shop.table("orders")
    assert kept(source, f"Pat {COUNT}") == [COUNT]
    assert len(understood(source, f"Pat {COUNT}").table.frame) < HEAD + 50


def test_what_the_rows_that_pass_show_of_a_column_is_asked_about(shop: TestDatabase) -> None:
    shop.run("ALTER TABLE orders ADD COLUMN client_zone_country TEXT")
    assert understood(shop.table("orders"), "status is open").is_plain
    shop.run(f"UPDATE orders SET client_zone_country = 'Canada' WHERE id = {COUNT}")
    found = understood(shop.table("orders"), "status is open")
    assert [doubt.field for doubt in found.column_map.doubtful] == ["country"]
    assert understood(shop.table("orders"), "status is done").is_plain


def test_columns_that_are_not_understood_by_the_first_rows_are_by_all(shop: TestDatabase) -> None:
    shop.run("ALTER TABLE orders ADD COLUMN weight_oz TEXT")
    found = understood(shop.table("orders"), "status is open")
    assert not found.is_plain
    assert len(found.table.frame) == COUNT
