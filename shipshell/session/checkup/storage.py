"""The data folder: rights, room, the job store, and what earlier jobs left."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import closing
from typing import TYPE_CHECKING

from peewee import DatabaseError

from shipshell.config.private_files import is_private
from shipshell.jobs.locks import Lock
from shipshell.jobs.reader import Reader
from shipshell.jobs.spool import Spool
from shipshell.jobs.store import STORE_FILE, damage, open_store
from shipshell.jobs.store_file import remains
from shipshell.model.errors import ShipshellError
from shipshell.session.checkup.finding import FAILED, OK, WARNING, Finding, failed
from shipshell.session.wording import plural

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shipshell.jobs.tables import Tables
    from shipshell.session.surroundings import Surroundings

_MEGABYTE = 1_000_000
_SCARCE, _TOO_LITTLE = 500 * _MEGABYTE, 20 * _MEGABYTE


def check_storage(surroundings: Surroundings) -> Iterator[Finding]:
    """Whether jobs can be kept, and what became of those that are."""
    data = surroundings.data
    if not data.is_dir():
        yield Finding(OK, f"no data in {data} yet")
        return
    yield _folder(data)
    yield _room(data)
    url = surroundings.variables.get("SHIPSHELL_STORE", "").strip()
    if url or _has_store(data):
        yield from _store(data, url)
    else:
        yield Finding(OK, "no job store yet")
    yield from _leftovers(data, surroundings)


def _has_store(data: Path) -> bool:
    """Whether there is a job store, or what tells that there was one: opening it says then that it is gone."""
    return (data / STORE_FILE).exists() or bool(remains(data / STORE_FILE))


def _folder(data: Path) -> Finding:
    try:
        with tempfile.TemporaryFile(dir=data):
            pass
    except OSError as error:
        hint = "Give yourself the right to write it, or set SHIPSHELL_HOME to another."
        return Finding(FAILED, f"E-4007: the folder {data} cannot be written: {error.strerror}", hint)
    if not is_private(data):
        return Finding(WARNING, f"{data} can be read by others", f"Type chmod 700 {data}")
    return Finding(OK, f"{data} can be written, and is private")


def _room(data: Path) -> Finding:
    free = shutil.disk_usage(data).free
    words = f"{free / _MEGABYTE:,.0f} MB are free for jobs and labels"
    if free < _TOO_LITTLE:
        return Finding(FAILED, words, "Make room on the disk.")
    return Finding(WARNING if free < _SCARCE else OK, words)


# -- the store -----------------------------------------------------------------------------------------------------


def _store(data: Path, url: str) -> Iterator[Finding]:
    try:
        tables = open_store(data, url)
    except ShipshellError as error:
        yield failed(error)
        return
    with closing(tables.database):
        found = damage(tables)
        if found:
            hint = "Ship nothing more. Put back a copy of the job store from a backup, or ask for help with this one."
            yield Finding(FAILED, f"E-4002: the job store is damaged: {found}", hint)
            return
        yield from _jobs(tables)


def _jobs(tables: Tables) -> Iterator[Finding]:
    try:
        reader = Reader(tables)
        jobs, unsettled = reader.jobs(), reader.unsettled()
        yield Finding(OK, f"the job store is whole: version {tables.version()}, {plural(len(jobs), 'job')}")
        for job in unsettled:
            words = f"job {job.number} ({job.source_name}) is {job.status} and not settled"
            yield Finding(
                WARNING, words, f'Say "resume {job.number}", "restart {job.number}" or "cancel {job.number}".'
            )
    except DatabaseError as error:
        yield Finding(FAILED, f"E-4002: the job store cannot be read: {error}")


def _leftovers(data: Path, surroundings: Surroundings) -> Iterator[Finding]:
    for path in sorted((data / "locks").glob("job-*.lock")):
        holder = Lock(path, surroundings.clock).holder()
        yield Finding(OK, f"{path.stem.replace('-', ' ')} is, or was, executed by {holder}")
    replies = Spool(data / "spool").references()
    if replies:
        words = f"{plural(len(replies), 'answer')} of UPS not in the job store yet: {', '.join(replies)}"
        yield Finding(WARNING, words, "Resume the job, and they are taken over.")
    if os.name == "posix" and any(not is_private(path) for path in data.glob(f"{STORE_FILE}*")):
        yield Finding(WARNING, "the job store can be read by others", f"Type chmod 600 {data / STORE_FILE}*")
