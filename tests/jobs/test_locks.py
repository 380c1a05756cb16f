"""Locks between real processes: exclusive, naming their holder, released when it dies."""

from __future__ import annotations

import os
import signal
import stat
from typing import TYPE_CHECKING

import pytest
from jobs_kit import START
from lock_kit import another_process

from shipshell.jobs.locks import Lock, clear_stale, job_lock, source_lock, take_source
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    import subprocess
    from contextlib import AbstractContextManager
    from pathlib import Path


def held(path: Path) -> AbstractContextManager[subprocess.Popen[str]]:
    """Have another process hold the lock at `path`."""
    return another_process("from shipshell.jobs.locks import Lock", "Lock(Path(sys.argv[1]), clock)", str(path))


def lock(path: Path) -> Lock:
    return Lock(path, lambda: START)


def test_a_lock_is_exclusive_between_processes_and_names_its_holder(tmp_path: Path) -> None:
    path = tmp_path / "it.lock"
    with held(path) as process:
        mine = lock(path)
        assert not mine.take()
        assert f"(process {process.pid}, since 2026-11-23 10:05:00)" in mine.holder()
    assert mine.take()
    mine.release()


def test_a_killed_holder_releases_its_lock(tmp_path: Path) -> None:
    path = tmp_path / "it.lock"
    with held(path) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        mine = lock(path)
        assert path.exists()
        assert mine.take()
        assert f"process {os.getpid()}" in mine.holder()
        mine.release()
    assert not path.exists()


def test_two_locks_of_one_process_exclude_each_other(tmp_path: Path) -> None:
    first, second = lock(tmp_path / "it.lock"), lock(tmp_path / "it.lock")
    assert first.take()
    assert not second.take()
    first.release()
    assert second.take()
    second.release()


def test_releasing_leaves_no_file_and_may_be_repeated(tmp_path: Path) -> None:
    mine = lock(tmp_path / "it.lock")
    mine.release()
    mine.take()
    mine.release()
    mine.release()
    assert list(tmp_path.iterdir()) == []


def test_whoever_was_refused_takes_nothing_away(tmp_path: Path) -> None:
    holder, other = lock(tmp_path / "it.lock"), lock(tmp_path / "it.lock")
    holder.take()
    other.take()
    other.release()
    assert not lock(tmp_path / "it.lock").take()
    holder.release()


def test_a_lock_file_is_private_and_stands_where_it_should(tmp_path: Path) -> None:
    beside = source_lock(tmp_path / "orders.csv", lambda: START)
    job = job_lock(tmp_path, 7, lambda: START)
    beside.take()
    job.take()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".orders.csv.shipshell-lock", "job-7.lock"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}
    beside.release()
    job.release()


def test_a_holder_that_cannot_be_read_is_another_shipshell(tmp_path: Path) -> None:
    (tmp_path / "it.lock").write_text('{"pid": 1}')
    assert lock(tmp_path / "it.lock").holder() == "another shipshell"


def test_a_source_in_use_is_refused_with_its_holder(tmp_path: Path) -> None:
    mine = source_lock(tmp_path / "orders.csv", lambda: START)
    with held(tmp_path / ".orders.csv.shipshell-lock") as process, pytest.raises(ShipshellError) as refused:
        take_source(mine, "orders.csv")
    assert refused.value.problem.code == "E-1008"
    assert f"(process {process.pid}, since" in refused.value.problem.message


def test_the_locks_of_dead_processes_are_cleared_and_no_others(tmp_path: Path) -> None:
    locks, desk = tmp_path / "locks", tmp_path / "desk"
    locks.mkdir()
    desk.mkdir()
    stale = [locks / "job-1.lock", locks / "job-3.lock", desk / ".1.csv.shipshell-lock"]
    for path in stale:
        path.write_text("{}")
    with held(locks / "job-2.lock"), held(desk / ".2.csv.shipshell-lock"):
        clear_stale(locks, lambda job: desk / f"{job}.csv" if job < 3 else None, lambda: START)
        left = sorted(path.name for folder in (locks, desk) for path in folder.iterdir())
        assert left == [".2.csv.shipshell-lock", "job-2.lock"]


def test_a_source_whose_folder_refuses_is_not_shipped(tmp_path: Path) -> None:
    (tmp_path / "gone").write_text("a file where the folder should be")
    with pytest.raises(ShipshellError, match=r"orders\.csv cannot be locked") as refused:
        take_source(source_lock(tmp_path / "gone" / "orders.csv", lambda: START), "orders.csv")
    assert refused.value.problem.code == "E-1011"
