"""Plants what a plan asks for into this process, before the program runs in it."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plan import Plan


def load() -> None:
    """Import what planting takes."""
    import deaths  # noqa: F401
    import mistakes  # noqa: F401
    import steps  # noqa: F401


def plant(plan: Plan) -> None:
    """Have this process be as `plan` says."""
    if plan.waits:
        _wait_for_a_tracer()
    if plan.mistake:
        from mistakes import MISTAKES

        MISTAKES[plan.mistake]()
    if plan.point:
        from deaths import plant_death

        plant_death(plan.point, plan.nth)
    if plan.ahead or plan.jumps:
        _shift_clock(plan.ahead, plan.jumps)
    if plan.biggest:
        _bound_files(plan.biggest)
    if plan.steps:
        from steps import note_steps

        note_steps(plan.steps)


def _wait_for_a_tracer() -> None:
    import ctypes
    import os
    import signal

    anybody = ctypes.c_ulong(-1)
    ctypes.CDLL(None).prctl(0x59616D61, anybody, 0, 0, 0)  # PR_SET_PTRACER: some systems let parents trace only
    os.kill(os.getpid(), signal.SIGSTOP)


def _shift_clock(ahead: float, jumps: float) -> None:
    """The program's clock, ahead, and jumping back and forth at every reading."""
    from shipshell import bootstrap

    right, readings = bootstrap.now, count()
    bootstrap.now = lambda: right() + timedelta(seconds=ahead + jumps * (1 if next(readings) % 2 else -1))


def _bound_files(biggest: int) -> None:
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then a write fails with EFBIG
    resource.setrlimit(resource.RLIMIT_FSIZE, (biggest, resource.RLIM_INFINITY))
