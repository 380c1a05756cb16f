from __future__ import annotations

from pathlib import Path

import pytest

from shipshell.model.errors import ShipshellError
from shipshell.sources.sql_address import TableName, read_address, without_password

HERE = Path("/orders")


@pytest.mark.parametrize(
    ("url", "location"),
    [
        ("sqlite:///shop.db", "sqlite:////orders/shop.db"),
        ("sqlite:////data/my%20shop.db", "sqlite:////data/my%20shop.db"),
        ("sqlite:///../data/shop.db?table=orders", "sqlite:////data/shop.db?table=orders"),
        ("SQLITE:///shop.db?table=my.orders", "sqlite:////orders/shop.db?table=my.orders"),
        ("postgresql://ops@DB/shop", "postgresql://ops@db:5432/shop"),
        ("postgres://ops:secret@db:5432/shop", "postgresql://ops@db:5432/shop"),
        ("postgresql:///shop?host=/run/pg", "postgresql:///shop?host=%2Frun%2Fpg"),
        ("postgresql://db/shop?table=sales.orders&sslmode=require", "postgresql://db:5432/shop?sslmode=require&table=sales.orders"),
        ("postgresql://o%40ps@[::1]/my%2Fshop", "postgresql://o%40ps@[::1]:5432/my%2Fshop"),
        ("mariadb://db/shop?table=Order%20Lines", "mysql://db:3306/shop?table=Order%20Lines"),
        ("mysql://ops@db:3307/shop", "mysql://ops@db:3307/shop"),
    ],
)  # fmt: skip
def test_every_way_of_naming_it_gives_one_location_that_reads_back(url: str, location: str) -> None:
    address = read_address(url, HERE)
    assert address.location == location
    assert read_address(location, Path("/elsewhere")) == address


@pytest.mark.parametrize("table", [TableName("", "a.b"), TableName("my.schema", "b&c=d?%"), TableName("s", "Ünï \"'`")])
def test_any_name_of_a_table_survives(table: TableName) -> None:
    location = read_address("mysql://db/shop", HERE).of_table(table).location
    assert read_address(location, HERE).table == table


@pytest.mark.parametrize(
    ("url", "user", "password", "host"),
    [
        ("postgresql://ops:hunter2@db/shop", "ops", "hunter2", "db"),
        ("postgresql://ops:a@b:c@db/shop", "ops", "a@b:c", "db"),
        ("mysql://ops:12#3/4?5@db/shop", "ops", "12#3/4?5", "db"),
        ("mysql://ops:%40%25@db/shop", "ops", "@%", "db"),
        ("postgresql://db/shop", "", "", "db"),
    ],
)
def test_a_password_is_read_and_never_shown(url: str, user: str, password: str, host: str) -> None:
    address = read_address(url, HERE)
    assert (address.user, address.password, address.host) == (user, password, host)
    if password:
        shown = f"{address!r} {address.url} {address.location} {address.shown} {without_password(url)}"
        assert password not in shown


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("oracle://db/shop", "oracle:// addresses are not supported"),
        ("postgresql://ops:hunter2@db", "names no database"),
        ("postgresql://ops:hunter2@db:port/shop", "cannot be read"),
        ("postgresql://ops:hunter2@db/shop?password=x", "says no password"),
        ("sqlite://shop.db", "three slashes"),
        ("mysql://ops:hunter2@[db/shop", "cannot be read"),
    ],
)
def test_what_is_no_address_says_so_without_its_password(url: str, words: str) -> None:
    with pytest.raises(ShipshellError, match=words) as caught:
        read_address(url, HERE)
    assert caught.value.problem.code == "E-1007"
    assert caught.value.problem.hint
    assert "hunter2" not in str(caught.value.problem)


def test_a_password_behind_the_question_mark_is_not_kept_either() -> None:
    typed = "ship mysql://ops@db/shop?passwd=hunter2&ssl_ca=x table orders"
    assert without_password(typed) == "ship mysql://ops@db/shop?passwd=&ssl_ca=x table orders"


@pytest.mark.parametrize(
    ("url", "home", "schema"),
    [
        ("postgresql://db/shop?table=public.orders", "postgresql://db:5432/shop", "public"),
        ("postgresql://db/shop?table=a%26b.orders", "postgresql://db:5432/shop?schema=a%26b", "a&b"),
        ("postgresql://db/shop?schema=dock&sslmode=require", "postgresql://db:5432/shop?sslmode=require&schema=dock", "dock"),
        ("postgresql://db/shop?schema=dock&table=public.orders", "postgresql://db:5432/shop", "public"),
        ("mysql://db/shop?table=orders", "mysql://db:3306/shop", ""),
    ],
)  # fmt: skip
def test_jobs_have_a_home_beside_their_table(url: str, home: str, schema: str) -> None:
    address = read_address(url, HERE)
    assert (address.home, address.home_schema) == (home, schema)
    assert read_address(home, HERE).home == home
