"""How a person names a database and its table."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from databases import TestDatabase, fresh

from shipshell.config import NamedSource
from shipshell.model.errors import ShipshellError
from shipshell.sources.csv_file import CsvFile
from shipshell.sources.databases import Databases
from shipshell.sources.opening import open_source
from shipshell.sources.sql_table import SqlTable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shipshell.sources.base import Source

__all__ = ["fresh"]


def make(path: Path, *tables: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for table in tables:
            connection.execute(f'CREATE TABLE "{table}" (id INTEGER PRIMARY KEY, name TEXT)')
            connection.execute(f"INSERT INTO \"{table}\" VALUES (1, '{table}')")
        connection.commit()


def opened(text: str, folder: Path, named: Mapping[str, NamedSource] | None = None) -> Source:
    return open_source(text, folder, databases=Databases(folder, named or {}, {}))


def refused(text: str, folder: Path, named: Mapping[str, NamedSource] | None = None) -> ShipshellError:
    with pytest.raises(ShipshellError) as caught:
        opened(text, folder, named).read()
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        "sqlite:///shop.db table orders",
        "sqlite:///shop.db  TABLE  Orders",
        'shop.db table "orders"',
        '"shop.db" table orders',
        "./shop.db table orders",
        "sqlite:///shop.db?table=orders",
    ],
)
def test_a_table_of_a_file(tmp_path: Path, text: str) -> None:
    make(tmp_path / "shop.db", "orders", "other")
    source = opened(text, tmp_path)
    assert isinstance(source, SqlTable)
    assert (source.kind, source.name) == ("sqlite", "orders in shop.db")
    assert source.location == f"sqlite:///{(tmp_path / 'shop.db').resolve().as_posix()}?table=orders"
    assert opened(source.location, tmp_path / "elsewhere").read().frame["name"].tolist() == ["orders"]


def test_the_only_table_is_taken_and_our_own_do_not_count(tmp_path: Path) -> None:
    make(tmp_path / "shop.sqlite", "orders", "shipshell_job")
    assert opened("shop.sqlite", tmp_path).name == "orders in shop.sqlite"


def test_a_file_is_known_by_its_first_bytes_too(tmp_path: Path) -> None:
    make(tmp_path / "shop.data", "orders")
    assert opened("shop.data", tmp_path).kind == "sqlite"


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("shop.db", "E-1016", "shop.db has 2 tables Its tables are orders, other. Say for example: ship shop.db table orders"),
        ("shop.db table nope", "E-1016", "shop.db has no table nope Its tables are orders, other."),
        ("none.db", "E-1001", "There is no file none.db"),
        ("none.db table orders", "E-1001", "There is no file none.db"),
        ("empty.db", "E-1016", "empty.db has no table Put the orders into a table first."),
        ("text.db", "E-1004", "text.db is no SQLite database"),
        ("postgres table orders", "E-1001", "There is no database postgres"),
        ("sqlite:///shop.db?table=gone", "E-1016", "shop.db has no table gone"),
    ],
)  # fmt: skip
def test_what_is_not_there_says_so(tmp_path: Path, text: str, code: str, words: str) -> None:
    make(tmp_path / "shop.db", "orders", "other")
    make(tmp_path / "empty.db")
    (tmp_path / "text.db").write_text("id,name\n1,Ann\n" * 100)
    error = refused(text, tmp_path)
    assert error.problem.code == code
    assert words in f"{error} {error.problem.hint}"
    assert not (tmp_path / "none.db").exists()


def test_a_file_of_that_very_name_goes_first(tmp_path: Path) -> None:
    (tmp_path / "my table orders.csv").write_text("name\nAnn\n")
    assert isinstance(opened("my table orders.csv", tmp_path), CsvFile)
    (tmp_path / "shop.csv").write_text("name\nAnn\n")
    assert isinstance(opened("shop.csv", tmp_path, {"shop": NamedSource("sqlite:///x.db")}), CsvFile)


@pytest.mark.parametrize("text", ["shop", "shop.orders", "shop table orders"])
def test_a_name_of_the_settings(tmp_path: Path, text: str) -> None:
    make(tmp_path / "data.db", "orders", "other")
    named = {"shop": NamedSource("sqlite:///data.db", "orders")}
    assert opened(text, tmp_path, named).name == "orders in data.db"
    assert opened("shop.other", tmp_path, named).name == "other in data.db"


def test_a_named_source_may_be_a_file_of_orders(tmp_path: Path) -> None:
    (tmp_path / "daily.csv").write_text("name\nAnn\n")
    assert isinstance(opened("daily", tmp_path, {"daily": NamedSource("daily.csv")}), CsvFile)


def test_a_database_has_no_sheets(tmp_path: Path) -> None:
    make(tmp_path / "shop.db", "orders")
    with pytest.raises(ShipshellError, match=r"shop\.db has no sheets") as caught:
        open_source("shop.db", tmp_path, "Orders")
    assert caught.value.problem.code == "E-1007"


# -- servers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fresh", ["postgresql"], indirect=True)
def test_a_table_of_another_schema(fresh: TestDatabase) -> None:
    fresh.run(
        "CREATE SCHEMA sales",
        "CREATE TABLE orders (id INTEGER PRIMARY KEY)",
        "CREATE TABLE sales.orders (id INTEGER PRIMARY KEY)",
    )
    assert fresh.table("orders").location.endswith("?table=public.orders")
    assert fresh.table("sales.ORDERS").location.endswith("?table=sales.orders")
    fresh.run('CREATE TABLE "sales.orders" (id INTEGER PRIMARY KEY)')
    assert fresh.table("sales.orders").location.endswith("?table=public.sales%2Eorders")


@pytest.mark.parametrize("fresh", ["postgresql", "mysql"], indirect=True)
@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (("shipshell_test_", "no_such_"), "E-1017", "exist|Unknown database"),
        (("root@", "nobody:hunter2@"), "E-5011", "nobody"),
        (("127.0.0.1", "127.0.0.1:9"), "E-1017", "cannot be reached"),
    ],
)
def test_a_server_that_cannot_be_had_says_why_and_no_password(
    fresh: TestDatabase, tmp_path: Path, change: tuple[str, str], code: str, words: str
) -> None:
    url = fresh.address.url.replace(":5432", "").replace(":3306", "").replace(*change)
    assert url != fresh.address.url
    with pytest.raises(ShipshellError, match=words) as caught:
        opened(f"{url} table orders", tmp_path)
    assert caught.value.problem.code == code
    assert "hunter2" not in str(caught.value.problem)
