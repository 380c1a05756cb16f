"""Stores of earlier versions: copied first, brought up step by step, and nothing in them lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jobs_kit import Store

from shipshell.jobs.history import JobHistory
from shipshell.jobs.migrations import STEPS, migrate
from shipshell.jobs.tables import SCHEMA_VERSION
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from shipshell.jobs.tables import Tables

VERSION_1 = Path(__file__).parent / "samples" / "store-v1.sql"
FILE = "jobs.sqlite3"


def old_store(folder: Path) -> Path:
    """A store as the first version wrote it: a halted job of three rows, shipped, failed and pending."""
    path = folder / FILE
    with closing(sqlite3.connect(path)) as database:
        database.executescript(VERSION_1.read_text(encoding="utf-8"))
    return path


def noted_version(path: Path) -> str:
    with closing(sqlite3.connect(path)) as database:
        return str(database.execute("SELECT value FROM shipshell_meta WHERE name = 'schema'").fetchone()[0])


def content(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as database:
        return list(database.iterdump())


def columns(path: Path) -> dict[str, set[str]]:
    """Every table of ours with its columns."""
    with closing(sqlite3.connect(path)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {name: {row[1] for row in database.execute(f"PRAGMA table_info({name})")} for name in tables}


def test_there_is_a_step_to_every_version() -> None:
    assert list(STEPS) == list(range(2, SCHEMA_VERSION + 1))


def test_an_old_store_becomes_like_a_new_one_and_keeps_its_rows(tmp_path: Path) -> None:
    path = old_store(tmp_path)
    (tmp_path / "new").mkdir()
    Store(tmp_path / "new").close()
    store = Store(tmp_path)
    assert store.states() == ["shipped", "failed", "pending"]
    assert store.reader.row(1, 1).tracking_number == "1ZSAMPLE0300009995"
    store.close()
    assert noted_version(path) == str(SCHEMA_VERSION)
    assert columns(path) == columns(tmp_path / "new" / FILE)


def test_what_an_old_store_bought_still_holds_its_order(tmp_path: Path) -> None:
    old_store(tmp_path)
    store = Store(tmp_path)
    row, environment = store.reader.row(1, 1), store.reader.job(1).environment
    (prior,) = JobHistory(store.tables).prior(environment, [row.duplicate_key]).values()
    assert (prior.state, prior.tracking_number, prior.content) == ("shipped", row.tracking_number, row.content)
    store.close()


def test_the_old_store_is_copied_first_whole_and_private(tmp_path: Path) -> None:
    before = content(old_store(tmp_path))
    Store(tmp_path).close()
    copy = tmp_path / "jobs-v1.sqlite3"
    assert content(copy) == before
    assert copy.stat().st_mode & 0o777 == 0o600


def test_a_store_of_this_version_is_not_copied(tmp_path: Path) -> None:
    Store(tmp_path).close()
    Store(tmp_path).close()
    assert not list(tmp_path.glob("jobs-v*"))


def test_a_step_that_breaks_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    Store(tmp_path).close()
    before = content(tmp_path / FILE)
    store = Store(tmp_path)

    def breaks(tables: Tables) -> None:
        tables.job.delete().execute()
        tables.database.execute_sql("CREATE TABLE shipshell_half (id INTEGER)")  # type: ignore[no-untyped-call]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        migrate(store.tables, {SCHEMA_VERSION + 1: breaks})
    store.close()
    assert content(tmp_path / FILE) == before


def test_a_step_that_another_shell_took_meanwhile_is_not_taken_again(tmp_path: Path) -> None:
    first, second = Store(tmp_path), Store(tmp_path)
    taken = []

    def step(tables: Tables) -> None:
        taken.append(tables)

    class Late:
        """Sees the version from before the other shell was done, the first time it looks."""

        def __init__(self) -> None:
            self.seen = [SCHEMA_VERSION]

        def version(self) -> int:
            return self.seen.pop() if self.seen else second.tables.version()

        def __getattr__(self, name: str) -> object:
            return getattr(second.tables, name)

    migrate(first.tables, {SCHEMA_VERSION + 1: step})
    migrate(Late(), {SCHEMA_VERSION + 1: step})  # type: ignore[arg-type]
    assert taken == [first.tables]
    first.close()
    second.close()


def test_without_a_copy_nothing_is_changed(tmp_path: Path) -> None:
    path = old_store(tmp_path)
    before = content(path)
    (tmp_path / "jobs-v1.sqlite3.new").mkdir()  # in the way of the copy
    with pytest.raises(ShipshellError) as refused:
        Store(tmp_path)
    assert refused.value.problem.code == "E-4001"
    assert content(path) == before
