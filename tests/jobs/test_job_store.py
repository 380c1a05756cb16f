"""Opening the job store: durable, private, and told apart when it cannot be used."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from jobs_kit import Store

from shipshell.jobs.store import open_store
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from pathlib import Path

FILE = "jobs.sqlite3"


def refusal(folder: Path, url: str = "") -> ShipshellError:
    with pytest.raises(ShipshellError) as refused:
        open_store(folder, url)
    return refused.value


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
    Store(tmp_path).close()
    busy.close()


def test_a_damaged_store_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all" * 100)
    error = refusal(tmp_path)
    assert error.problem.code == "E-4002"
    assert (tmp_path / FILE).read_bytes() == b"no database at all" * 100


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


def test_a_url_without_a_meaning_shows_no_password(tmp_path: Path) -> None:
    error = refusal(tmp_path, "nonsense://ops:hunter2@db/shop")
    assert error.problem.code == "E-4001"
    assert "hunter2" not in str(error)
