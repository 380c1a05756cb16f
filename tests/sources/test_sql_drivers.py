"""A start brings no driver of a database server; a database brings its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

DRIVERS = ("psycopg", "pymysql")


def imported(code: str) -> list[str]:
    """The drivers that a fresh process has imported at the end of `code`."""
    told = f"{code}\nimport sys; print(*(name for name in {DRIVERS} if name in sys.modules))"
    return subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout.split()


def test_a_start_brings_none() -> None:
    assert imported("import shipshell.bootstrap, shipshell.jobs.store, shipshell.shell.console") == []


@pytest.mark.parametrize(
    ("url", "driver", "attribute"),
    [("postgresql://h/d", "psycopg", "psycopg"), ("mysql://h/d", "pymysql", "mysql")],
)
def test_a_database_brings_its_own(url: str, driver: str, attribute: str) -> None:
    pytest.importorskip(driver)
    code = (
        "import shipshell.jobs, peewee\n"
        "from pathlib import Path\n"
        "from shipshell.sources.sql_address import read_address\n"
        "from shipshell.sources.sql_database import SqlDatabase\n"
        f"assert peewee.{attribute} is None\n"
        f"SqlDatabase(read_address('{url}', Path()))\n"
        f"assert peewee.{attribute}.__name__ == '{driver}'"
    )
    assert imported(code) == [driver]


def test_peewee_that_was_there_before_keeps_what_it_has() -> None:
    assert imported("import peewee\nimport shipshell.jobs\nassert peewee.psycopg and peewee.mysql") == list(DRIVERS)
