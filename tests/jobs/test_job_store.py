"""Opening the job store: durable, private, and told apart when it cannot be used."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jobs_kit import Store
from peewee import DatabaseError, OperationalError

from shipshell.jobs.store import damage, open_store, trouble
from shipshell.model.errors import ShipshellError
from shipshell.sources.sql_address import read_address
from shipshell.sources.sql_database import SqlDatabase

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = "jobs.sqlite3"


def refusal(folder: Path, url: str = "") -> ShipshellError:
    with pytest.raises(ShipshellError) as refused:
        open_store(folder, url)
    return refused.value


@pytest.fixture(params=[0o555, 0o777])
def read_only(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder, writable itself or not, with a store that we may only read."""
    if os.geteuid() == 0 and not hasattr(os, "setresuid"):
        pytest.skip("no right is refused to root")
    folder = Path(tempfile.mkdtemp())
    Store(folder).close()
    (folder / FILE).chmod(0o444)
    folder.chmod(request.param)
    was_root = os.geteuid() == 0
    if was_root:
        os.setresuid(65_534, 65_534, 0)
    try:
        yield folder
    finally:
        if was_root:
            os.setresuid(0, 0, 0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_every_commit_reaches_the_disk(store: Store) -> None:
    assert (store.pragma("journal_mode"), store.pragma("synchronous")) == ("wal", 2)


def test_the_store_is_private(store: Store, tmp_path: Path) -> None:
    store.open_job(1)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.glob(f"{FILE}*")} == {0o600}


def test_a_store_outlives_its_process(tmp_path: Path) -> None:
    first = Store(tmp_path)
    first.open_job(2)
    first.close()
    second = Store(tmp_path)
    assert second.states() == ["pending", "pending"]
    second.close()


def test_opening_a_store_again_writes_nothing_so_that_a_busy_shell_does_not_hinder_it(tmp_path: Path) -> None:
    Store(tmp_path).close()
    busy = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    busy.execute("BEGIN IMMEDIATE")
    store = Store(tmp_path)
    assert store.reader.jobs() == []
    store.close()
    busy.close()


def test_a_damaged_store_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all" * 100)
    error = refusal(tmp_path)
    assert error.problem.code == "E-4002"
    assert (tmp_path / FILE).read_bytes() == b"no database at all" * 100


def test_a_store_that_lost_its_content_is_no_new_store(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.open_job(1)
    store.close()
    (tmp_path / "labels" / "job-1").mkdir(parents=True)
    (tmp_path / FILE).write_bytes(b"")
    error = refusal(tmp_path)
    assert error.problem.code == "E-4002"
    assert (tmp_path / FILE).read_bytes() == b""


@pytest.mark.parametrize("left", ["labels/job-1", "spool/SS-7Q2F9KXM-1.reply", "locks/job-1.lock"])
def test_a_store_that_is_gone_is_not_replaced_before_what_it_left_was_moved_away(tmp_path: Path, left: str) -> None:
    Store(tmp_path).close()
    (tmp_path / FILE).unlink()
    (tmp_path / left).mkdir(parents=True)
    error = refusal(tmp_path)
    assert (error.problem.code, "move" in error.problem.hint) == ("E-4002", True)
    assert not (tmp_path / FILE).exists()
    (tmp_path / left).parent.rename(tmp_path / "kept")
    Store(tmp_path).close()


def test_a_store_that_was_replaced_while_it_was_open_is_not_written(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.open_job(1)
    shutil.copy(tmp_path / FILE, tmp_path / "copy")
    (tmp_path / "copy").replace(tmp_path / FILE)
    with pytest.raises(ShipshellError, match="was replaced") as refused:
        store.ledger.claim(store.reader.row(1, 1))
    assert refused.value.problem.code == "E-4002"
    store.close()


def test_a_home_that_was_moved_opens(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    first = Store(tmp_path / "old")
    first.open_job(1)
    (tmp_path / "old" / "labels" / "job-1").mkdir(parents=True)
    first.close()
    (tmp_path / "old").rename(tmp_path / "new")
    second = Store(tmp_path / "new")
    second.ledger.claim(second.reader.row(1, 1))
    assert second.reader.row(1, 1).state.value == "sending"
    second.close()


def test_a_disk_that_is_full_is_named_and_not_what_came_of_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.tables.database.execute_sql(f"PRAGMA max_page_count = {store.pragma('page_count')}")  # type: ignore[no-untyped-call]
    with pytest.raises(ShipshellError, match="database or disk is full"):
        store.open_job(500)
    store.close()


def test_a_full_disk_is_told_at_the_opening_though_undoing_failed_as_well() -> None:
    error = DatabaseError("cannot rollback - no transaction is active")
    error.__context__ = DatabaseError("database or disk is full")
    told = trouble("the job store", error)
    assert told is not None
    assert (told.problem.code, told.problem.message) == ("E-4001", "the job store cannot be written: the disk is full")


@pytest.mark.parametrize("kind", ["postgresql", "mysql"])
def test_a_server_that_is_gone_is_named(kind: str, tmp_path: Path) -> None:
    address = read_address(f"{kind}://ops:hush@127.0.0.1:1/shop", tmp_path)
    with pytest.raises(OperationalError) as caught:
        SqlDatabase(address).database.connect()
    told = trouble("the job store", caught.value)
    assert told is not None
    assert told.problem.code == "E-4001"
    assert told.problem.message.startswith("the job store cannot be reached: ")
    assert "hush" not in str(told)
    assert "\n" not in told.problem.message


def test_an_empty_file_that_never_was_a_store_becomes_one(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"")
    store = Store(tmp_path)
    assert store.open_job(1) == 1
    store.close()


def test_a_journal_whose_store_is_gone_is_not_lost(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.open_job(1)
    journal = tmp_path / f"{FILE}-wal"
    kept = journal.read_bytes()
    store.close()
    (tmp_path / FILE).unlink()
    journal.write_bytes(kept)
    assert refusal(tmp_path).problem.code == "E-4002"
    assert journal.read_bytes() == kept


def test_a_store_that_another_program_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store(tmp_path).close()
    monkeypatch.setattr("shipshell.jobs.store._BUSY_SECONDS", 0.05)
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("PRAGMA locking_mode = exclusive")
    other.execute("BEGIN EXCLUSIVE")
    error = refusal(tmp_path)
    assert (error.problem.code, "locked" in error.problem.message) == ("E-4001", True)
    other.close()
    Store(tmp_path).close()


@pytest.mark.skipif(os.name != "posix", reason="users and rights of another kind")
def test_a_store_that_may_not_be_written(read_only: Path) -> None:
    error = refusal(read_only)
    assert (error.problem.code, "may not be written" in error.problem.message) == ("E-4001", True)


def test_a_store_on_a_full_disk(tmp_path: Path) -> None:
    """As far as SQLite can tell: its own limit on pages gives the same error."""
    store = Store(tmp_path)
    store.tables.database.execute_sql("PRAGMA max_page_count = 1")  # type: ignore[no-untyped-call]
    with pytest.raises(DatabaseError) as full:
        store.tables.meta.insert(name="much", value="x" * 100_000).execute()
    store.close()
    told = trouble("the store", full.value)
    assert told is not None
    assert (told.problem.code, "disk is full" in told.problem.message) == ("E-4001", True)


def test_damage_deep_inside_is_found(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.open_job(200)
    assert damage(store.tables) == ""
    store.close()
    path = tmp_path / FILE
    whole = path.read_bytes()
    middle = len(whole) // 2 // 4096 * 4096
    path.write_bytes(whole[:middle] + b"\xff" * 4096 + whole[middle + 4096 :])
    store = Store(tmp_path)
    assert damage(store.tables)
    store.close()


def test_a_store_of_a_newer_shipshell_is_not_touched(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.tables.meta.update(value="99").execute()
    store.close()
    error = refusal(tmp_path)
    assert error.problem.code == "E-4003"
    assert "99" in error.problem.message


def test_a_store_that_cannot_be_opened(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere").problem.code == "E-4001"
    assert refusal(tmp_path, f"sqlite:///{tmp_path}/nowhere/jobs.db").problem.code == "E-4001"


def test_a_store_by_url_is_as_durable(tmp_path: Path) -> None:
    store = Store(tmp_path, url=f"sqlite:///{tmp_path}/other.db")
    assert store.pragma("synchronous") == 2
    store.close()
    assert (tmp_path / "other.db").exists()
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize("url", ["postgresql://ops:hunter2/1@db/shop", "hunter2", "postgresql://[hunter2"])
def test_a_url_that_is_none_shows_nothing_of_itself(tmp_path: Path, url: str) -> None:
    error = refusal(tmp_path, url)
    assert error.problem.code == "E-4001"
    assert "hunter2" not in f"{error} {error.problem.hint}"


def test_a_url_without_a_meaning_shows_no_password(tmp_path: Path) -> None:
    error = refusal(tmp_path, "nonsense://ops:hunter2@db/shop")
    assert error.problem.code == "E-4001"
    assert "hunter2" not in str(error)
