"""Reaching a database, and what stands in the way."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from databases import TestDatabase, fresh
from peewee import ImproperlyConfigured

from shipshell.model.errors import ShipshellError
from shipshell.sources.sql_address import Address, read_address
from shipshell.sources.sql_database import SqlDatabase
from shipshell.sources.sql_sqlite import SqliteDialect

__all__ = ["fresh"]


@pytest.fixture
def file(tmp_path: Path) -> TestDatabase:
    (tmp_path / "shop.db").touch()
    database = TestDatabase("sqlite", "sqlite:///shop.db", tmp_path)
    database.run("CREATE TABLE orders (id INTEGER PRIMARY KEY)", "INSERT INTO orders VALUES (1)")
    return database


def obstacle(database: TestDatabase) -> ShipshellError:
    with pytest.raises(ShipshellError) as caught:
        database.table("orders").read()
    assert caught.value.problem.code == "E-1018"
    return caught.value


def test_a_connection_that_is_open_is_used_and_left_open(file: TestDatabase) -> None:
    server = SqlDatabase(file.address)
    server.database.connect()
    with server.reading("orders"):
        assert not server.database.is_closed()
    assert not server.database.is_closed()
    server.database.close()
    with server.reading("orders"):
        assert not server.database.is_closed()
    assert server.database.is_closed()


@pytest.mark.parametrize(("refused", "words"), [("shop.db", "may not be written"), ("", "cannot keep its journal")])
def test_a_file_or_folder_that_may_not_be_written_is_refused(
    file: TestDatabase, monkeypatch: pytest.MonkeyPatch, refused: str, words: str
) -> None:
    path = Path(file.address.database).parent / refused
    monkeypatch.setattr(os, "access", lambda asked, _mode: Path(asked) != path)
    assert words in str(obstacle(file))


def test_a_file_that_somebody_writes_is_refused_after_a_while(
    file: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shipshell.sources.sql_sqlite._BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(file.address.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "cannot be written now: database is locked" in str(obstacle(file))
        other.execute("ROLLBACK")
    assert file.table("orders").read().frame["id"].tolist() == ["1"]


def test_sqlite_itself_waits_and_syncs(file: TestDatabase) -> None:
    database = SqliteDialect(file.address).database
    with closing(database):
        database.connect()
        asked = ("PRAGMA busy_timeout", "PRAGMA synchronous")
        assert [database.execute_sql(one).fetchone()[0] for one in asked] == [10_000, 2]  # type: ignore[no-untyped-call]


def test_a_driver_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shipshell.sources.sql_database.find_spec", lambda _: None)
    with pytest.raises(ShipshellError, match="driver for postgresql is not installed") as caught:
        SqlDatabase(Address("postgresql", "shop"))
    assert caught.value.problem.code == "E-5012"
    assert "pip install 'shipshell[postgresql]'" in caught.value.problem.hint


@pytest.mark.parametrize("failure", [ImproperlyConfigured("no libpq"), RuntimeError("'cryptography' is required")])
def test_a_driver_that_lacks_something_is_named(
    file: TestDatabase, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def fails() -> None:
        raise failure

    server = SqlDatabase(file.address)
    monkeypatch.setattr(server.database, "connect", fails)
    with pytest.raises(ShipshellError, match="cannot be used") as caught, server.reading("orders"):
        pass
    assert caught.value.problem.code == "E-5012"


@pytest.mark.parametrize("fresh", ["postgresql", "mysql"], indirect=True)
def test_nobodys_lock_is_waited_for_for_ever(fresh: TestDatabase) -> None:
    asked = {
        "postgresql": "SHOW lock_timeout",
        "mysql": "SELECT CONCAT(@@lock_wait_timeout, ' ', @@innodb_lock_wait_timeout)",
    }
    assert fresh.rows(asked[fresh.kind]) == [("10s" if fresh.kind == "postgresql" else "10 10",)]


@pytest.mark.parametrize("fresh", ["mysql"], indirect=True)
def test_mysql_bends_no_value_to_make_it_fit(fresh: TestDatabase) -> None:
    assert "STRICT_ALL_TABLES" in str(fresh.rows("SELECT @@sql_mode"))


@pytest.mark.parametrize("fresh", ["postgresql", "mysql"], indirect=True)
def test_a_connection_that_broke_is_replaced_by_a_new_one(fresh: TestDatabase) -> None:
    fresh.run("CREATE TABLE orders (id INTEGER PRIMARY KEY)", "INSERT INTO orders VALUES (1)")
    source = fresh.table("orders")
    source.read()
    source.database.connect()
    ours = "SELECT pg_backend_pid()" if fresh.kind == "postgresql" else "SELECT CONNECTION_ID()"
    ((number,),) = source.database.execute_sql(ours).fetchall()  # type: ignore[no-untyped-call]
    fresh.run(f"SELECT pg_terminate_backend({number})" if fresh.kind == "postgresql" else f"KILL {number}")
    assert source.changed(1)
    assert source.read().frame["id"].tolist() == ["1"]
    assert not source.changed(1)


def test_a_file_that_is_gone_is_not_made(tmp_path: Path) -> None:
    address = read_address("sqlite:///none.db", tmp_path)
    with pytest.raises(ShipshellError) as caught, SqlDatabase(address).reading("orders"):
        pass
    assert caught.value.problem.code == "E-1001"
    assert not (tmp_path / "none.db").exists()
