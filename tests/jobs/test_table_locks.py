"""The locks of tables, between real processes: exclusive, naming their holder, given back when it dies."""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from databases import KINDS, fresh_database
from jobs_kit import START
from lock_kit import another_process

from shipshell.jobs.locks import take_source
from shipshell.jobs.table_locks import kept_job_lock, table_lock
from shipshell.model.errors import ShipshellError
from shipshell.sources.sql_address import Address, TableName

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path


@pytest.fixture(params=KINDS)
def table(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Address]:
    with fresh_database(request.param, tmp_path) as database:
        yield database.address.of_table(TableName("", "orders"))


def held(table: Address) -> AbstractContextManager[subprocess.Popen[str]]:
    """Have another process hold the lock of `table`."""
    imported = (
        "from shipshell.jobs.table_locks import table_lock\nfrom shipshell.sources.sql_address import read_address"
    )
    return another_process(imported, "table_lock(read_address(sys.argv[1], Path()), clock)", table.location)


def test_one_process_at_a_time_and_the_refusal_names_it(table: Address) -> None:
    mine = table_lock(table, lambda: START)
    with held(table) as process:
        with pytest.raises(ShipshellError) as refused:
            take_source(mine, "orders in shop")
        words = refused.value.problem.message
        assert refused.value.problem.code == "E-1008"
        named = "root at " if table.kind == "mysql" else f"(process {process.pid}, since 2026-11-23 10:05:00)"
        assert words.startswith("orders in shop is being shipped by ")
        assert named in words
    assert mine.take()
    mine.release()


def test_a_killed_holder_gives_its_lock_back(table: Address) -> None:
    with held(table) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        mine = table_lock(table, lambda: START)
        assert mine.take()  # at the first go: a server that notices the death late is waited for
        mine.release()


@pytest.mark.parametrize("table", ["postgresql", "mysql"], indirect=True)
def test_a_holder_that_goes_a_moment_later_is_waited_for(table: Address) -> None:
    first, second = (table_lock(table, lambda: START) for _ in range(2))
    assert first.take()
    leaving = threading.Timer(0.3, first.release)
    leaving.start()
    assert second.take()
    leaving.join()
    second.release()


def test_other_tables_and_jobs_have_locks_of_their_own(table: Address) -> None:
    held = [
        table_lock(table, lambda: START),
        table_lock(replace(table, table=TableName("", "returns")), lambda: START),
        kept_job_lock(table, 7, lambda: START),
        kept_job_lock(table, 8, lambda: START),
    ]
    assert [one.take() for one in held] == [True] * 4
    assert not kept_job_lock(table, 7, lambda: START).take()
    for one in held:
        one.release()
    again = kept_job_lock(table, 7, lambda: START)
    assert again.take()
    again.release()


def test_releasing_leaves_nothing_and_may_be_repeated(table: Address, tmp_path: Path) -> None:
    mine = table_lock(table, lambda: START)
    mine.release()
    mine.take()
    mine.release()
    mine.release()
    assert list(tmp_path.glob(".*")) == []


def test_a_server_out_of_reach_is_told(tmp_path: Path) -> None:
    away = Address("postgresql", "shop", TableName("", "orders"), "127.0.0.1", 9, "ops")
    with pytest.raises(ShipshellError) as refused:
        take_source(table_lock(away, lambda: START), "orders in shop")
    assert refused.value.problem.code == "E-1017"
