"""Starts processes of the real program, each forked from one that has imported everything."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from plan import NOTHING, Plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from types import TracebackType

    #: Does something to the stopped process of a number, for as long as the context lasts.
    Tracer = Callable[[int], AbstractContextManager[None]]

_PROGRAM = Path(__file__).with_name("program.py")
#: Why there is no forking here, "" where there is.
UNFORKED = "" if hasattr(os, "fork") else "this system cannot fork processes"


@dataclass(frozen=True, slots=True)
class Heard:
    """What a process said, and how it ended.

    Attributes:
        code: its exit code; of one that a signal ended, the signal's number below zero.
    """

    code: int
    events: tuple[dict[str, Any], ...]
    err: str

    @property
    def broke(self) -> bool:
        """Whether it showed a person a traceback."""
        return "Traceback" in self.err

    def all(self, event: str) -> list[dict[str, Any]]:
        """Its events of one kind."""
        return [told for told in self.events if told["event"] == event]


class Process:
    """One run of `shipshell --json`, under way."""

    def __init__(self, stable: Stable, pid: int, out: Path, err: Path) -> None:
        self._stable = stable
        self.pid = pid
        self._out, self._err = out, err

    def said(self, event: str) -> bool:
        """Whether it has told an event of that kind."""
        return f'"event": "{event}"' in self._out.read_text(encoding="utf-8")

    def until(self, event: str, patience: float = 20.0) -> None:
        """Wait until it has told such an event, or ended, or the patience is over."""
        deadline = time.monotonic() + patience
        while not self.said(event) and time.monotonic() < deadline and _lives(self.pid):
            time.sleep(0.001)

    def signal(self, number: int) -> None:
        """Send it a signal; one that has ended does not mind (nobody has asked for its end yet)."""
        os.kill(self.pid, number)

    def wait(self) -> Heard:
        """Wait for its end."""
        code = self._stable.ask({"wait": self.pid})["code"]
        lines = self._out.read_text(encoding="utf-8").splitlines(keepends=True)
        events = tuple(json.loads(line) for line in lines if line.endswith("\n"))
        return Heard(code, events, self._err.read_text(encoding="utf-8"))


class Stable:
    """Keeps the warm process. `with Stable(folder) as stable:` starts and ends it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._started = 0
        self._warm = subprocess.Popen(
            [sys.executable, str(_PROGRAM), "--warm"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
            text=True,
        )
        self._read()

    def start(self, folder: Path, variables: dict[str, str], arguments: list[str], plan: Plan = NOTHING) -> Process:
        """A process of the program in `folder`, with nothing but these variables."""
        self._started += 1
        out, err = (self._folder / f"{self._started}.{kind}" for kind in ("out", "err"))
        order = {"folder": str(folder), "variables": variables, "arguments": arguments, "plan": plan.to_json()}
        out.touch()
        err.touch()
        return Process(self, self.ask({**order, "out": str(out), "err": str(err)})["pid"], out, err)

    def run(
        self,
        folder: Path,
        variables: dict[str, str],
        arguments: list[str],
        plan: Plan = NOTHING,
        tracers: tuple[Tracer, ...] = (),
    ) -> Heard:
        """The same, to its end; with tracers it is stopped before it begins, until they are in place."""
        if not tracers:
            return self.start(folder, variables, arguments, plan).wait()
        process = self.start(folder, variables, arguments, replace(plan, waits=True))
        with ExitStack() as stack:
            _wait_until_stopped(process.pid)
            for tracer in tracers:
                stack.enter_context(tracer(process.pid))
            process.signal(signal.SIGCONT)
            return process.wait()

    def ask(self, order: dict[str, Any]) -> dict[str, Any]:
        """Give the warm process an order, and read its answer."""
        assert self._warm.stdin is not None
        self._warm.stdin.write(json.dumps(order) + "\n")
        self._warm.stdin.flush()
        return self._read()

    def _read(self) -> dict[str, Any]:
        assert self._warm.stdout is not None
        line = self._warm.stdout.readline()
        assert line, "the warm process died"
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._warm.stdin is not None
        assert self._warm.stdout is not None
        self._warm.stdin.close()
        self._warm.wait()
        self._warm.stdout.close()


def _state(pid: int) -> str:
    """The letter by which the system tells a process's state."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return "?"


def _lives(pid: int) -> bool:
    return _state(pid) != "Z"


def _wait_until_stopped(pid: int) -> None:
    deadline = time.monotonic() + 20
    while _state(pid) != "T" and time.monotonic() < deadline:
        time.sleep(0.001)
