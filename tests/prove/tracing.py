"""strace: what a process asks of the system, and faults that the system answers with. Linux, where it is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from steps import Step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: System calls by what they are in a trace.
_CALLS = {
    **dict.fromkeys(("write", "writev", "pwrite64", "pwritev"), "write"),
    **dict.fromkeys(("fsync", "fdatasync"), "fsync"),
    **dict.fromkeys(("rename", "renameat", "renameat2"), "rename"),
    **dict.fromkeys(("sendto", "sendmsg"), "send"),
}
_TRACED = "trace=" + ",".join(_CALLS)
_BY_HANDLE = re.compile(r"^(?:\d+\s+)?(\w+)\(\d+<([^>]*)>.*?(?:= (-?\w+)|<unfinished)")
_RENAME = re.compile(r'^(?:\d+\s+)?(rename\w*)\(.*"([^"]+)"(?:, \w+)?\)? *= 0')


@cache
def missing() -> str:
    """Why no process can be traced here; "" where one can."""
    if not sys.platform.startswith("linux"):
        return "strace is for Linux"
    if not shutil.which("strace"):
        return "strace is not installed"
    tried = subprocess.run(["strace", "-f", "-o", "/dev/null", "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "this system lets nobody trace processes"


@contextmanager
def traced(pid: int, trace: Path) -> Iterator[None]:
    """Have the calls of a stopped process, from now to its end, written to `trace`."""
    with _attached(pid, "-y", "-s", "0", "-e", _TRACED, "-o", str(trace)):
        yield


@contextmanager
def failing(pid: int, call: str, error: str, when: str, trace: Path) -> Iterator[None]:
    """Have `call` of a stopped process answered with `error`: `when` is `3` (the third), `3+` (all from there on).

    The trace names each call that it happened to; `was_injected` reads it.
    """
    with _attached(pid, "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={when}", "-o", str(trace)):
        yield


def was_injected(trace: Path) -> bool:
    """Whether a fault struck any call of a trace."""
    return "INJECTED" in trace.read_text(encoding="utf-8", errors="replace")


@contextmanager
def killing(pid: int, call: str, when: int) -> Iterator[None]:
    """Have a stopped process killed as it makes `call` for the `when`-th time."""
    with _attached(pid, "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={when}", "-o", "/dev/null"):
        yield


@contextmanager
def _attached(pid: int, *options: str) -> Iterator[None]:
    tracer = subprocess.Popen(["strace", "-f", "-p", str(pid), *options], stderr=subprocess.PIPE, text=True)
    try:
        assert tracer.stderr is not None
        said = tracer.stderr.readline()
        assert "attached" in said, said
        yield
    finally:
        try:
            tracer.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            tracer.kill()
            tracer.communicate()


def steps_of(trace: Path) -> list[Step]:
    """What a trace says, as steps; calls that failed are left out."""
    found = (_step(line) for line in trace.read_text(encoding="utf-8", errors="replace").splitlines())
    return [step for step in found if step]


def _step(line: str) -> Step | None:
    renamed = _RENAME.match(line)
    if renamed:
        return Step("rename", renamed[2])
    called = _BY_HANDLE.match(line)
    if called and called[1] in _CALLS and not (called[3] or "").startswith("-"):
        return Step(_CALLS[called[1]], called[2])
    return None
