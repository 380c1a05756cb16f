"""Trials in which the disk is full or broken: under the home (store, labels, spool) or under the source, at any moment."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import tracing
from plan import Plan
from trials import Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shop import Setting, Shop

#: The system calls that refuse, and with which errors.
REFUSALS = (
    ("pwrite64", "ENOSPC"),  # the job store
    ("pwrite64", "EIO"),
    ("fdatasync", "EIO"),
    ("fsync", "EIO"),  # reply, label, source, their folders
    ("fsync", "ENOSPC"),
    ("write", "ENOSPC"),  # reply and label
    ("write", "EIO"),
    ("writev", "ENOSPC"),  # the source
    ("writev", "EIO"),
    ("rename", "EIO"),
    ("rename", "ENOSPC"),
)


@cache
def no_small_disk() -> str:
    """Why no small disk can be made here; "" where one can."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return "only root of a Linux system can mount a small disk"
    try:
        with TemporaryDirectory() as folder, _small_disk(Path(folder), 64):
            return ""
    except OSError as error:
        return f"no small disk can be mounted here: {error}"


@contextmanager
def _small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if done.returncode:
        raise OSError(done.stderr.decode().strip())
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def full_disks(setting: Setting, seeds: range) -> Iterator[Trial]:
    """A small disk that becomes full during the batch; then space returns. Nothing where no disk can be made."""
    for seed in () if no_small_disk() else seeds:
        place = ("home", "desk")[seed % 2]
        yield Trial("disk", f"a full disk under the {place}, seed {seed}", setting, partial(_fill, place, seed))


def bounded_files(setting: Setting, sizes: range) -> Iterator[Trial]:
    """No file may grow past a size, as with a quota: the store, a label, a reply, the source."""
    for size in sizes:
        yield Trial("disk", f"no file over {size} bytes", setting, partial(_bound, size))


def refusing_calls(setting: Setting, whens: range) -> Iterator[Trial]:
    """A system call fails once, or from then on; nothing where no process can be traced."""
    for call, error in () if tracing.missing() else REFUSALS:
        for when in whens:
            for ever in ("", "+"):
                name = f"{error} of {call} {when}{ever}"
                yield Trial("disk", name, setting, partial(_refuse, call, error, f"{when}{ever}"))


def _fill(place: str, seed: int, shop: Shop) -> list[str] | None:
    """Ship on a disk with a random rest of space, and let space return when it is over."""
    folder = shop.home if place == "home" else shop.desk.folder
    rest = random.Random(seed).randrange(0, 400 if place == "home" else 12) * 1024
    aside = folder.with_name(f"{folder.name}-aside")
    shutil.copytree(folder, aside)
    with _small_disk(folder, 4096):
        shutil.copytree(aside, folder, dirs_exist_ok=True)
        ballast = folder / ".ballast"
        _leave(folder, ballast, rest)
        heard = shop.ship()
        ballast.unlink()
        shop.recover()
        shutil.rmtree(aside)
        shutil.copytree(folder, aside)
    shutil.copytree(aside, folder, dirs_exist_ok=True)
    shutil.rmtree(aside)
    return [] if heard.code else None


def _leave(folder: Path, ballast: Path, rest: int) -> None:
    """Fill the disk, but for `rest` bytes."""
    free = shutil.disk_usage(folder).free
    with ballast.open("wb") as file:
        file.write(bytes(max(0, free - rest)))


def _bound(size: int, shop: Shop) -> list[str] | None:
    return [] if shop.ship(Plan(biggest=size)).code else None


def _refuse(call: str, error: str, when: str, shop: Shop) -> list[str] | None:
    trace = shop.folder / "trace"
    shop.ship(tracers=(lambda pid: tracing.failing(pid, call, error, when, trace),))
    return [] if tracing.was_injected(trace) else None
