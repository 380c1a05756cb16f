"""The file of a job store: whether it is still the one that was opened, and what it leaves behind when it is gone."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from peewee import PeeweeException, SqliteDatabase

from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from peewee import Database

#: What tells that a home had a store: what jobs keep beside it.
_REMAINS = ("labels/job-*", "spool/*.reply", "locks/job-*.lock")


@dataclass(frozen=True, slots=True)
class StoreFile:
    """The file that a SQLite store lay in when it was opened; it stays open whatever its folder shows since."""

    database: SqliteDatabase
    path: Path
    device: int
    inode: int

    @classmethod
    def of(cls, database: Database) -> StoreFile | None:
        """That of a database; None where it has none that can be looked at."""
        if not isinstance(database, SqliteDatabase):
            return None
        path = Path(database.database)
        try:
            found = path.stat()
        except OSError:  # in memory, or about to be made
            return None
        return cls(database, path, found.st_dev, found.st_ino)

    def require(self) -> None:
        """Refuse to go on with a file that nobody will find again: what is written there is forgotten.

        Raises:
            ShipshellError: E-4002; what it holds was copied to where it can be found.
        """
        try:
            found = os.stat(self.path)  # noqa: PTH116 - before every step of a row: a third of the price
        except OSError:
            words = "was taken away"
        else:
            if (found.st_dev, found.st_ino) == (self.device, self.inode):
                return
            words = "was replaced"
        raise ShipshellError("E-4002", f"{self.path} {words} while shipshell had it open", hint=self._rescue())

    def _rescue(self) -> str:
        """Copy what the open file holds beside it; what a person does now."""
        copy = rescued(self.path)
        try:
            os.close(os.open(copy, os.O_CREAT | os.O_RDWR, 0o600))
            with contextlib.closing(sqlite3.connect(copy)) as target:
                self.database.connection().backup(target)  # type: ignore[no-untyped-call]
        except (OSError, sqlite3.Error, PeeweeException):
            return "Nothing further was sent. Put it back, start shipshell, and say resume."
        return f"Nothing further was sent. {_renaming(copy, self.path)}"


def rescued(path: Path) -> Path:
    """Where the content of a store that was taken away goes."""
    return path.with_name(f"{path.stem}-rescued{path.suffix}")


def remains(path: Path) -> str:
    """What is left of a store that is gone or empty, in words; "" where there never was one."""
    journal = path.with_name(f"{path.name}-wal")
    if journal.exists() and journal.stat().st_size:
        return f"{journal.name} holds some of it"
    if any(any(path.parent.glob(pattern)) for pattern in _REMAINS):
        return "there are labels, answers of UPS or locks of earlier jobs"
    return ""


def way_back(path: Path) -> str:
    """How a store that was taken away while it was open comes back, "" where nothing was saved then."""
    return _renaming(rescued(path), path) if rescued(path).exists() else ""


def _renaming(copy: Path, path: Path) -> str:
    return f"What it held is in {copy.name}: rename that to {path.name}, start shipshell, and say resume."
