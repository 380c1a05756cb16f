"""Bringing a store of an earlier version to the present one, by numbered steps that keep what is there.

A step and the note of its version are one transaction, so a crash leaves a store of the version that it notes. MySQL
commits each change of a table at once: there a step may be repeated, and must bear it.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from peewee import SqliteDatabase

from shipshell.jobs.tables import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from peewee import Model

    from shipshell.jobs.tables import Tables


def _attempts_know_their_order(tables: Tables) -> None:
    """Each attempt keeps how its order is known again; those that are there were made for the row as it is."""
    row, attempt = tables.row, tables.attempt
    _add_columns(tables, attempt, "duplicate_key", "content")
    for name in ("duplicate_key", "content"):
        asked = row.select(getattr(row, name)).where(row.id == attempt.job_row)
        attempt.update(**{name: asked}).execute()


def _rows_know_their_record(tables: Tables) -> None:
    """Rows of databases, and the attempts at them, keep which record they are; there were none before."""
    _add_columns(tables, tables.row, "record_key")
    _add_columns(tables, tables.attempt, "record_key")


def _add_columns(tables: Tables, model: type[Model], *names: str) -> None:
    """Columns of `model` that its table does not have yet, each empty, with the indexes they want."""
    from playhouse.migrate import SchemaMigrator
    from playhouse.migrate import migrate as run

    meta = model._meta  # noqa: SLF001 - peewee's own name for a model's settings
    present = {column.name for column in tables.database.get_columns(meta.table_name, meta.schema)}
    if meta.schema:  # the migrator names no schema; this holds for the transaction
        schema = meta.schema.replace('"', '""')
        tables.database.execute_sql(f'SET LOCAL search_path TO "{schema}"')  # type: ignore[no-untyped-call]
    migrator = SchemaMigrator.from_database(tables.database)
    run(*(migrator.add_column(meta.table_name, name, meta.fields[name]) for name in names if name not in present))


#: How each version comes out of the one before. A step that was released is never changed.
STEPS: Mapping[int, Callable[[Tables], None]] = {2: _attempts_know_their_order, 3: _rows_know_their_record}


def migrate(tables: Tables, steps: Mapping[int, Callable[[Tables], None]] = STEPS) -> None:
    """Bring the store to the present version; nothing happens where it has it."""
    for version in range(tables.version() + 1, max(steps, default=SCHEMA_VERSION) + 1):
        with tables.transaction():
            if tables.version() < version:  # else another shell was quicker
                steps[version](tables)
                tables.note_version(version)


def back_up(tables: Tables) -> Path | None:
    """A whole private copy of a SQLite store, beside it, named after its version; None for a store on a server.

    Raises:
        OSError, sqlite3.Error: it could not be made.
    """
    database = tables.database
    if not isinstance(database, SqliteDatabase):
        return None
    store = Path(database.database)
    copy = store.with_name(f"{store.stem}-v{tables.version()}{store.suffix}")
    beside = copy.with_name(f"{copy.name}.new")
    beside.unlink(missing_ok=True)
    os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with contextlib.closing(sqlite3.connect(beside)) as target:
        database.connection().backup(target)  # type: ignore[no-untyped-call]
    beside.replace(copy)
    return copy
