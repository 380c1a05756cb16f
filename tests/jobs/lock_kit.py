"""A lock held by another process, which names itself and can be killed."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOLDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
{imported}

def clock():
    return datetime(2026, 11, 23, 10, 5, tzinfo=UTC)

lock = {lock}
print(lock.take(), flush=True)
sys.stdin.read()
lock.release()
"""


@contextmanager
def another_process(imported: str, lock: str, argument: str) -> Iterator[subprocess.Popen[str]]:
    """A process that holds a lock until its input ends.

    Args:
        imported: the import that `lock` needs.
        lock: the expression that makes it, of `sys.argv[1]` and `clock`, which says 2026-11-23 10:05:00 UTC.
        argument: what `sys.argv[1]` is to be.
    """
    program = _HOLDER.format(imported=imported, lock=lock)
    process = subprocess.Popen(
        [sys.executable, "-c", program, argument], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    try:
        yield process
    finally:
        process.communicate()
