from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from databases import TestDatabase, fresh

from shipshell.config import NamedSource
from shipshell.model.errors import ShipshellError
from shipshell.sources.databases import Databases
from shipshell.sources.sql_address import read_address
from shipshell.sources.sql_passwords import Passwords

__all__ = ["fresh"]

URL = "postgresql://ops@db:5432/shop"


def password(passwords: Passwords, url: str) -> str:
    return passwords.given(read_address(url, Path())).password


def test_a_typed_password_serves_until_the_program_ends_and_only_there() -> None:
    passwords = Passwords({}, {})
    assert password(passwords, "postgresql://ops:hunter2@db/shop") == "hunter2"
    assert password(passwords, f"{URL}?table=orders") == "hunter2"
    assert password(passwords, "postgresql://ann@db/shop") == ""
    assert password(passwords, "postgresql://ops@db:5433/shop") == ""
    assert "hunter2" not in repr(passwords)


def test_the_variable_of_a_named_source() -> None:
    named = {"my-shop": NamedSource(URL)}
    variables = {"SHIPSHELL_MY_SHOP_PASSWORD": "hunter2", "SHIPSHELL_OTHER_PASSWORD": "no"}
    databases = Databases(Path(), named, variables)
    assert databases.at(read_address(f"{URL}?table=orders", Path())).address.password == "hunter2"
    assert databases.at(read_address("postgresql://ops@elsewhere/shop", Path())).address.password == ""
    assert "hunter2" not in repr(named)


def test_the_password_of_a_configured_url_serves_its_location() -> None:
    databases = Databases(Path(), {"shop": NamedSource("postgresql://ops:hunter2@db/shop")}, {})
    assert databases.at(read_address(URL, Path())).address.password == "hunter2"


def test_one_database_is_one_object_until_another_password_is_typed() -> None:
    databases = Databases(Path(), {}, {})
    first = databases.at(read_address(URL, Path()))
    assert databases.at(read_address(f"{URL}?table=orders", Path())) is first
    assert databases.at(read_address("postgresql://ops:hunter2@db/shop", Path())) is not first


def test_the_keyring_keeps_it_under_the_url(monkeypatch: pytest.MonkeyPatch) -> None:
    class Keyring:
        def read(self, name: str) -> str:
            return {URL: "hunter2"}.get(name, "")

    monkeypatch.setattr("shipshell.sources.sql_passwords.system_keyring", Keyring)
    assert password(Passwords({}, {}), URL) == "hunter2"
    assert password(Passwords({}, {}), "mysql://ops@db/shop") == ""
    assert password(Passwords({"x": URL}, {}), "postgresql://ops:typed@db/shop") == "typed"


def test_a_keyring_that_cannot_be_used_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ShipshellError("E-5009", "locked")

    monkeypatch.setattr("shipshell.sources.sql_passwords.system_keyring", broken)
    assert password(Passwords({}, {}), URL) == ""


@pytest.mark.parametrize("fresh", ["mysql"], indirect=True)
@pytest.mark.parametrize("way", ["MYSQL_PWD", "~/.my.cnf", "SHIPSHELL_SHOP_PASSWORD"])
def test_mysql_is_opened_with_what_was_found(
    fresh: TestDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    user = fresh.address.shown.removeprefix("shipshell_test_")
    fresh.run(
        f"CREATE USER '{user}'@'%' IDENTIFIED BY 'hunter2'",
        f"GRANT ALL ON {fresh.address.shown}.* TO '{user}'@'%'",
        "CREATE TABLE orders (id INTEGER PRIMARY KEY)",
    )
    url = replace(fresh.address, user=user).url
    if way == "~/.my.cnf":
        (tmp_path / ".my.cnf").write_text("[client]\npassword=hunter2\n")
    databases = Databases(tmp_path, {"shop": NamedSource(url)}, {way: "hunter2"})
    try:
        with monkeypatch.context() as patched:
            patched.setenv("HOME", str(tmp_path))
            patched.setenv("USERPROFILE", str(tmp_path))
            name = databases.open(read_address(url, tmp_path), "orders").name
    finally:
        fresh.run(f"DROP USER '{user}'@'%'")
    assert name.startswith("orders in")
