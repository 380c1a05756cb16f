"""The job store: one database, opened, checked and of the right version."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from peewee import Database, DatabaseError, SqliteDatabase

from shipshell.jobs.tables import SCHEMA_VERSION, Tables
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from pathlib import Path

#: Every commit reaches the disk: with NORMAL a power loss can take the last ones, and with them a bought label.
_PRAGMAS = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1}
_BUSY_SECONDS = 10


def open_store(folder: Path, url: str = "") -> Tables:
    """The job store: `url` where one is set (`SHIPSHELL_STORE`), else `jobs.sqlite3` in the data folder.

    Raises:
        ShipshellError: E-4001 it cannot be opened, E-4002 it is damaged, E-4003 a newer shipshell wrote it.
    """
    shown = "the job store that SHIPSHELL_STORE names" if url else str(folder / "jobs.sqlite3")
    try:
        tables = Tables.on(_connect(url) if url else _private_sqlite(folder / "jobs.sqlite3"))
        version = tables.version()
        if not version:
            tables.create()
    except (DatabaseError, OSError, ValueError, ImportError, RuntimeError) as error:
        raise _unusable(shown, error) from error
    if version > SCHEMA_VERSION:
        raise ShipshellError(
            "E-4003",
            f"{shown} was written by a newer shipshell (schema {version}, this one knows {SCHEMA_VERSION})",
            hint="Update shipshell; nothing was changed.",
        )
    return tables


def _private_sqlite(path: Path) -> SqliteDatabase:
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    return SqliteDatabase(str(path), pragmas=_PRAGMAS, timeout=_BUSY_SECONDS)


def _connect(url: str) -> Database:
    from playhouse.db_url import connect

    database: Database = connect(url)
    if isinstance(database, SqliteDatabase):
        for name, value in _PRAGMAS.items():
            database.pragma(name, value, permanent=True)
    return database


def _unusable(shown: str, error: Exception) -> ShipshellError:
    words = str(error)
    if isinstance(error.__cause__ or error.__context__, sqlite3.DatabaseError) and "locked" in words:
        return ShipshellError("E-4001", f"{shown} is locked by another program", hint="Close it and start again.")
    if "not a database" in words or "malformed" in words:
        return ShipshellError(
            "E-4002",
            f"{shown} is damaged: {words}",
            hint="Keep the file, put back a copy of it from a backup, and start again. Nothing was bought.",
        )
    return ShipshellError(
        "E-4001", f"{shown} cannot be opened: {words}", hint="Check the path, its rights and the disk."
    )
