"""Locks: one owner per job and per source. The operating system releases them when their holder dies."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
from typing import TYPE_CHECKING, Protocol

from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from filelock import FileLock

#: How long one shell waits for another that begins a job.
_DECISION_SECONDS = 30.0


def _file_lock(path: Path, seconds: float) -> FileLock:
    """A lock on a file, which is waited for so long; the library comes with the first, no start needs it."""
    from filelock import FileLock

    return FileLock(str(path), timeout=seconds, mode=0o600, thread_local=False)


class Holdable(Protocol):
    """What one owner holds at a time, across processes and, where that can be, machines."""

    def take(self) -> bool:
        """Take it if nobody holds it; whether it is ours now."""

    def holder(self) -> str:
        """Who holds it, in words."""

    def release(self) -> None:
        """Give it back."""


class Lock:
    """An exclusive lock on a file that names its holder. Released by the system if the process dies."""

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._path = path
        self._clock = clock
        self._lock = _file_lock(path, 0.0)

    def take(self) -> bool:
        """Take the lock if nobody holds it; whether it is ours now."""
        try:
            self._lock.acquire()
        except TimeoutError:
            return False
        with contextlib.suppress(OSError):  # on Windows a locked file may refuse other writers; the lock still holds
            self._path.write_text(json.dumps(self_description(self._clock())), encoding="utf-8")
        return True

    def holder(self) -> str:
        """Who holds the lock, in words."""
        try:
            told = json.loads(self._path.read_text(encoding="utf-8"))
            return f"{told['user']} on {told['host']} (process {told['pid']}, since {told['since']})"
        except (OSError, ValueError, KeyError, TypeError):
            return "another shipshell"

    def release(self) -> None:
        """Give the lock back and take its file away."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):  # whoever waits looks anew when the file under the lock is gone
                self._path.unlink()
            self._lock.release()


def source_lock(location: Path, clock: Callable[[], datetime]) -> Lock:
    """The lock of a source that is a file: it stands beside the file, so that other machines see it too."""
    return Lock(location.with_name(f".{location.name}.shipshell-lock"), clock)


def job_lock(folder: Path, job: int, clock: Callable[[], datetime]) -> Lock:
    """The lock of a job; held for as long as somebody runs it."""
    return Lock(folder / f"job-{job}.lock", clock)


@contextlib.contextmanager
def decision_lock(folder: Path) -> Iterator[None]:
    """Let one shell of a home at a time look at what may be bought, and begin to buy it; others wait for it.

    Raises:
        ShipshellError: E-4004, another one takes too long.
    """
    lock = _file_lock(folder / "decision.lock", _DECISION_SECONDS)
    try:
        lock.acquire()
    except TimeoutError as error:
        words = "another shipshell is about to begin a job, and does not get on with it"
        raise ShipshellError("E-4004", words, hint="Nothing was bought. Try again.") from error
    try:
        yield
    finally:
        lock.release()


def take_source(lock: Holdable, name: str) -> None:
    """Take the lock of a source.

    Raises:
        ShipshellError: E-1008, naming the holder; E-1011, its folder cannot be written.
    """
    try:
        taken = lock.take()
    except OSError as error:
        raise ShipshellError(
            "E-1011",
            f"{name} cannot be locked: {error.strerror or error}",
            hint="Tracking numbers are written into its folder: make the folder writable.",
        ) from error
    if not taken:
        raise ShipshellError(
            "E-1008",
            f"{name} is being shipped by {lock.holder()}",
            hint="Wait until that batch ends, or stop it there.",
        )


def clear_stale(folder: Path, source_of: Callable[[int], Path | None], clock: Callable[[], datetime]) -> None:
    """Take away the lock files of jobs whose process died, here and beside their sources.

    Args:
        source_of: the file that a job ships; None where there is none.
    """
    for path in folder.glob("job-*.lock"):
        stale = Lock(path, clock)
        with contextlib.suppress(OSError):
            if stale.take():
                source = source_of(int(path.stem.removeprefix("job-")))
                if source and source.parent.is_dir():
                    beside = source_lock(source, clock)
                    beside.take()
                    beside.release()
                stale.release()


def self_description(now: datetime) -> dict[str, str | int]:
    """What a lock says of its holder: user, host, pid, since when."""
    return {
        "user": _user(),
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "since": now.strftime("%Y-%m-%d %H:%M:%S"),
    }


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name for this user id
        return "somebody"
