"""The order in which a run wrote, renamed and flushed its files, as one step a line: `CALL PATH`.

Two ways lead to it: a system-call trace (`tracing`), which sees the databases as well; and, where there is none, the calls of
Python itself, noted by `note_steps`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Step:
    """One call: `write`, `rename`, `fsync` or `send`; of a rename the name that it gives."""

    call: str
    path: str

    @property
    def name(self) -> str:
        """The last part of the path."""
        return Path(self.path).name


def note_steps(path: str) -> None:
    """Note every call that this process makes in Python from now on, in the file at `path`."""
    note = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    write = os.write
    paths: dict[int, str] = {}

    def noted(call: str, name: str, path_of: Callable[..., str]) -> None:
        whole = getattr(os, name)

        def do(*given: Any, **named: Any) -> Any:
            result = whole(*given, **named)
            write(note, f"{call} {path_of(*given)}\n".encode())
            return result

        setattr(os, name, do)

    opening = os.open

    def opened(path: Any, *given: Any, **named: Any) -> int:
        handle = opening(path, *given, **named)
        paths[handle] = os.fspath(path)
        return handle

    os.open = opened
    noted("write", "write", lambda handle, *_: paths.get(handle, "?"))
    noted("write", "writev", lambda handle, *_: paths.get(handle, "?"))
    noted("fsync", "fsync", lambda handle: paths.get(handle, "?"))
    noted("rename", "replace", lambda _, target: os.fspath(target))
    noted("rename", "rename", lambda _, target: os.fspath(target))


def read_steps(path: Path) -> list[Step]:
    """The steps that `note_steps` noted."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [Step(*line.split(" ", 1)) for line in lines]


def complaints(steps: Sequence[Step], source: Path) -> list[str]:
    """What is wrong with the order in which `source` was replaced.

    Each time: the new file is written and flushed, then renamed over the old one, then the folder is flushed. The source
    itself is never written to.
    """
    found = [f"{source.name} itself was written to" for step in steps if step == Step("write", str(source))]
    replaced = [at for at, step in enumerate(steps) if step == Step("rename", str(source))]
    if not replaced:
        found.append(f"{source.name} was never replaced")
    for begin, at in zip([0, *replaced], replaced, strict=False):
        before = [step.call for step in steps[begin:at] if _is_temporary(step, source)]
        if "write" not in before:
            found.append("a file was renamed that nobody wrote")
        elif before[-1] != "fsync":
            found.append("a file was renamed before it was flushed")
        after = steps[at + 1 : next((other for other in replaced if other > at), None)]
        if Step("fsync", str(source.parent)) not in after:
            found.append("the folder was not flushed after a rename")
    return found


def _is_temporary(step: Step, source: Path) -> bool:
    return (
        step.call in ("write", "fsync") and step.name.startswith(f".{source.name}.shipshell-") and ".tmp" in step.name
    )


def late_commits(steps: Sequence[Step], source: Path) -> list[str]:
    """What is wrong with the order of job store, network and reply, as a trace of a batch in auto mode shows it.

    Each time: the claim is on disk before the request leaves, the reply before the number is committed, and the number
    before the source is replaced.
    """
    found: list[str] = []
    commits = -1  # the first is that of the job itself
    kept = False
    for step in steps:
        if step.call == "fsync" and step.name.endswith((".sqlite3-wal", ".sqlite3")):
            commits += 1
        elif step.call == "fsync" and step.name.endswith(".reply"):
            kept, commits = True, 0
        elif step.call == "send" and commits < 1:
            found.append("a request left before its claim was on disk")
        elif step == Step("rename", str(source)):
            found += [] if commits else ["the source had a number before the job store"]
            commits = 0
    return found if kept else [*found, "no reply was kept"]
