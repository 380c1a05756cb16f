"""The job store: one database, opened, checked, and brought to the present version."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from peewee import Database, DatabaseError, OperationalError, PeeweeException, SqliteDatabase

from shipshell.jobs.catalogue import Catalogue, OwnNumbers
from shipshell.jobs.migrations import back_up, migrate
from shipshell.jobs.store_file import remains, way_back
from shipshell.jobs.tables import SCHEMA_VERSION, Tables
from shipshell.model.errors import ShipshellError
from shipshell.sources.sql_address import read_address

#: The job store in the data folder.
STORE_FILE = "jobs.sqlite3"
#: Every commit reaches the disk: with NORMAL a power loss can take the last ones, and with them a bought label.
_PRAGMAS = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1}
_BUSY_SECONDS = 10
_DAMAGED = (
    "Nothing was changed or bought. Put back a copy from a backup. Without one, move the file away together with those "
    "that begin with its name, and the folders labels, spool and locks: then a new store is made. What was shipped "
    "before is held as far as sent.log and the numbers in your sources tell."
)
_WRITABLE = "Give yourself the right to write it and its folder."


def open_store(folder: Path, url: str = "") -> Tables:
    """The job store: `url` where one is set (`SHIPSHELL_STORE`), else `jobs.sqlite3` in the data folder.

    A store of an earlier version is copied beside itself, then brought to this one.

    Raises:
        ShipshellError: E-4001 it cannot be opened, E-4002 it is damaged, E-4003 a newer shipshell wrote it.
    """
    shown = "the job store that SHIPSHELL_STORE names" if url else str(folder / STORE_FILE)
    try:
        database = connect(url) if url else _private_sqlite(folder / STORE_FILE)
        catalogue = Catalogue(database, os.urandom)
        tables = Tables.on(database, OwnNumbers(catalogue))
        version = known_version(tables, shown)
        if not version:
            tables.create()
        elif version < SCHEMA_VERSION:
            back_up(tables)
            migrate(tables)
        catalogue.create()
    except (DatabaseError, sqlite3.Error, OSError, ValueError, ImportError, RuntimeError) as error:
        raise _unusable(shown, error) from error
    return tables


def damage(tables: Tables) -> str:
    """What is broken inside a SQLite store, "" where nothing is; other databases look after themselves."""
    database = tables.database
    if not isinstance(database, SqliteDatabase):
        return ""
    try:
        connection = database.connection()  # type: ignore[no-untyped-call]
        found = [words for (words,) in connection.execute("PRAGMA quick_check(3)")]
    except sqlite3.Error as error:
        found = [str(error)]
    return "" if found == ["ok"] else "; ".join(found)


def known_version(tables: Tables, shown: str) -> int:
    """The version of a store's schema, one that we know; 0 where there are no tables yet.

    Raises:
        ShipshellError: E-4003, a newer shipshell wrote it.
    """
    version = tables.version()
    if version > SCHEMA_VERSION:
        raise ShipshellError(
            "E-4003",
            f"{shown} was written by a newer shipshell (schema {version}, this one knows {SCHEMA_VERSION})",
            hint="Update shipshell; nothing was changed.",
        )
    return version


# -- databases -----------------------------------------------------------------------------------------------------


def _private_sqlite(path: Path) -> SqliteDatabase:
    if not path.exists() or not path.stat().st_size:
        _refuse_remains(path)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    if not os.access(path, os.W_OK):
        raise ShipshellError("E-4001", f"{path} may not be written", hint=_WRITABLE)
    return SqliteDatabase(str(path), pragmas=_PRAGMAS, timeout=_BUSY_SECONDS)


def _refuse_remains(path: Path) -> None:
    """No store, or an empty one, where there must have been one: a new one would silently forget it.

    Raises:
        ShipshellError: E-4002.
    """
    left = remains(path)
    if left:
        hint = way_back(path) or _DAMAGED
        raise ShipshellError("E-4002", f"{path} is {'empty' if path.exists() else 'gone'}, but {left}", hint=hint)


def connect(url: str) -> Database:
    """The database at a URL, as durable as a job store is to be; a relative path is seen from the working directory.

    Raises:
        ShipshellError: E-4001, it is no such URL, or its driver is not installed.
    """
    try:
        address = read_address(url, Path.cwd())
    except ShipshellError as error:
        words = "SHIPSHELL_STORE is not the URL of a database"
        raise ShipshellError("E-4001", words, hint="Write for example postgresql://user@host/database.") from error
    if address.kind == "sqlite":
        return SqliteDatabase(address.database, pragmas=_PRAGMAS, timeout=_BUSY_SECONDS)
    from shipshell.sources.sql_database import SqlDatabase

    try:
        return SqlDatabase(address).database
    except ShipshellError as error:
        raise ShipshellError("E-4001", f"SHIPSHELL_STORE: {error.problem.message}", hint=error.problem.hint) from error


# -- what went wrong -----------------------------------------------------------------------------------------------


#: What SQLite says, the code of it, and what is said of the store; `{}` is what SQLite said.
_TROUBLES = (
    ("database is locked", "E-4001", "is locked by another program", "Close it and start again."),
    ("not a database", "E-4002", "is damaged: {}", _DAMAGED),
    ("malformed", "E-4002", "is damaged: {}", _DAMAGED),
    ("disk is full", "E-4001", "cannot be written: the disk is full", "Make room on the disk."),
    ("readonly database", "E-4001", "may not be written", _WRITABLE),
)
_AWAY = "See that its server runs; then start again."


def trouble(shown: str, error: Exception) -> ShipshellError | None:
    """What is the matter with a store, E-4001 or E-4002, as the driver's error tells it; None where it does not.

    Args:
        shown: what a person calls the store.
    """
    if not isinstance(error, (DatabaseError, sqlite3.Error)):
        return None
    words = str(first_complaint(error))
    for phrase, code, told, hint in _TROUBLES:
        if phrase in words:
            return ShipshellError(code, f"{shown} {told.format(words)}", hint=hint)
    if isinstance(error, OperationalError) and _is_of_a_server(error):
        return ShipshellError("E-4001", f"{shown} cannot be reached: {words.partition(chr(10))[0]}", hint=_AWAY)
    return None


def _is_of_a_server(error: OperationalError) -> bool:
    """Whether it was a server's driver that complained, and not SQLite's."""
    return error.__context__ is not None and not isinstance(error.__context__, (sqlite3.Error, DatabaseError))


def first_complaint(error: BaseException) -> BaseException:
    """What a database complained of first: undoing a transaction that it has ended itself fails as well."""
    before = error.__context__
    while "no transaction is active" in str(error) and isinstance(before, (PeeweeException, sqlite3.Error)):
        error, before = before, before.__context__
    return error


def _unusable(shown: str, error: Exception) -> ShipshellError:
    words = f"{shown} cannot be opened: {first_complaint(error)}"
    return trouble(shown, error) or ShipshellError("E-4001", words, hint="Check the path, its rights and the disk.")
