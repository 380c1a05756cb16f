"""The real `shipshell` in a process of its own, with something planted: `program.py PLAN ARGUMENTS...`.

`program.py --warm` warms up once, then forks such a process for each order it reads (a line of JSON), so that
one start costs a tenth of what it costs from nothing. It answers `{"pid": ...}`, and to `{"wait": pid}` `{"code": ...}`.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from plan import Plan

if TYPE_CHECKING:
    from collections.abc import Iterator


def perform(plan: Plan, arguments: list[str]) -> int:
    """Plant, and run the program; its exit code."""
    import planting

    planting.plant(plan)
    from shipshell.cli import run

    return run(arguments)


#: Seconds after which a process hangs.
_PATIENCE = 120


# -- warm ----------------------------------------------------------------------------------------------------------


def serve() -> None:
    """Fork a process for each order, until nobody orders any more."""
    _warm_up()
    print("{}", flush=True)  # noqa: T201 - whoever started us waits for it
    for line in sys.stdin:
        order = json.loads(line)
        answer = {"code": _end_of(order["wait"])} if "wait" in order else {"pid": _fork(order)}
        print(json.dumps(answer), flush=True)  # noqa: T201 - likewise


def _end_of(child: int) -> int:
    """The exit code of a process; one that hangs is killed."""
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(_PATIENCE)
    try:
        _, status = os.waitpid(child, 0)
    finally:
        signal.alarm(0)
    return os.waitstatus_to_exitcode(status)


def _warm_up() -> None:
    """Import everything, and ship a batch of each kind somewhere: much is imported and made when it is first needed."""
    import planting
    from desks import DESKS

    from shipshell.cli import run

    planting.load()
    with TemporaryDirectory() as folder, _silence(), chdir(folder):
        os.environ |= {"SHIPSHELL_HOME": str(Path(folder, "home")), "SHIPSHELL_ENVIRONMENT": "emulator"}
        for kind in DESKS:
            desk = DESKS[kind](Path(folder), 1)
            run(["--json", "-c", f"ship {desk.name}", "-c", "looks good, just run it", "-c", "row 7 did not ship"])
    gc.collect()
    gc.freeze()


@contextmanager
def _silence() -> Iterator[None]:
    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):  # noqa: PTH123
        yield


def _fork(order: dict[str, Any]) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        _redirect(order)
        os.chdir(order["folder"])
        os.environ.clear()
        os.environ.update(order["variables"])
        code = perform(Plan.from_json(order["plan"]), order["arguments"])
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _redirect(order: dict[str, Any]) -> None:
    for number, path in ((0, os.devnull), (1, order["out"]), (2, order["err"])):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | (os.O_TRUNC if number else 0), 0o600)
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - for as long as the process lives


if __name__ == "__main__":
    if sys.argv[1:] == ["--warm"]:
        serve()
    else:
        sys.exit(perform(Plan.from_json(sys.argv[1]), sys.argv[2:]))
