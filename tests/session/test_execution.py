"""What one execution holds, and how it gives that back."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from shipshell.jobs.locks import Lock, clear_stale, job_lock, source_lock
from shipshell.session.execution import Hold

if TYPE_CHECKING:
    from pathlib import Path


def now() -> datetime:
    return datetime.now(UTC)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is forked to die in the middle")
def test_a_crash_while_locks_are_given_back_leaves_what_the_next_start_clears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders, locks = tmp_path / "orders.csv", tmp_path / "locks"
    locks.mkdir()
    dying = os.fork()
    if not dying:
        hold = Hold()
        for lock in (source_lock(orders, now), job_lock(locks, 1, now)):
            assert lock.take()
            hold.add(lock)
        release = Lock.release

        def release_and_die(lock: Lock) -> None:
            release(lock)
            os._exit(9)

        monkeypatch.setattr(Lock, "release", release_and_die)
        hold.release()
    assert os.waitstatus_to_exitcode(os.waitpid(dying, 0)[1]) == 9
    assert len(list(tmp_path.rglob("*lock*"))) == 2  # the folder, and one lock in it
    clear_stale(locks, lambda _job: orders, now)
    assert list(tmp_path.rglob("*lock*")) == [locks]
