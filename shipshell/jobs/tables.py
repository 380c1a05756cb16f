"""The job store's tables. Only the ledger writes them; `Tables` binds them to one database.

Times are ISO 8601 UTC text, money is decimal text, so that every database keeps them exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    Database,
    IntegerField,
    Model,
    MySQLDatabase,
    SqliteDatabase,
    TextField,
)

from shipshell.jobs.numbering import JobNumberField

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from shipshell.jobs.numbering import Numbering

SCHEMA_VERSION = 3


class Job(Model):
    """One approved batch, or one attempt at it."""

    number = JobNumberField(primary_key=True)
    status = CharField(max_length=32, index=True)
    owner = CharField(max_length=64, default="")
    mode = CharField(max_length=16)
    environment = CharField(max_length=16)
    account = CharField(max_length=32)
    host = CharField(max_length=255)
    source_kind = CharField(max_length=16)
    source_name = TextField()
    source_location = TextField()
    plan = TextField()
    digest = CharField(max_length=64)
    total_rows = IntegerField()
    quoted_total = CharField(max_length=32)
    currency = CharField(max_length=3)
    created_at = CharField(max_length=32)
    finished_at = CharField(max_length=32, default="")
    reason = TextField(default="")
    error_row = IntegerField(null=True)


class JobRow(Model):
    """One row of a job: what was approved for it, and where it stands."""

    id = AutoField()
    job = JobNumberField()
    row = IntegerField()
    state = CharField(max_length=16)
    write_back = CharField(max_length=16, default="none")
    recipient = TextField()
    request = TextField()
    identity = TextField()
    had = TextField(default="")
    duplicate_key = CharField(max_length=64, index=True)
    record_key = CharField(max_length=64, default="")
    content = CharField(max_length=64)
    quote = CharField(max_length=32)
    tracking_number = CharField(max_length=64, default="", index=True)
    shipped_at = CharField(max_length=32, default="")
    problem = TextField(default="")

    class Meta:
        """Peewee's settings."""

        indexes = ((("job", "row"), True), (("job", "state"), False))


class Attempt(Model):
    """One try at buying a row, under a reference of its own that is never used again.

    What was asked for is known again by its own `duplicate_key`, `record_key` and `content`: the row may be corrected
    since.
    """

    id = AutoField()
    job_row = IntegerField(index=True)
    duplicate_key = CharField(max_length=64, default="", index=True)
    record_key = CharField(max_length=64, default="", index=True)
    content = CharField(max_length=64, default="")
    reference = CharField(max_length=35, unique=True)
    outcome = CharField(max_length=16)
    started_at = CharField(max_length=32)
    ended_at = CharField(max_length=32, default="")
    tracking_number = CharField(max_length=64, default="", index=True)
    shipment_id = CharField(max_length=64, default="")
    published = CharField(max_length=32, default="")
    charge = CharField(max_length=32, default="")
    estimated = BooleanField(default=False)
    words = TextField(default="")
    """How it came to its outcome; while it is in doubt, what the carrier said when it was last asked."""


class Label(Model):
    """A label file that an attempt brought."""

    id = AutoField()
    attempt = IntegerField(index=True)
    path = TextField()
    format = CharField(max_length=8)
    sha256 = CharField(max_length=64)


class Event(Model):
    """The audit log: one line a move."""

    id = AutoField()
    at = CharField(max_length=32)
    job = JobNumberField(index=True)
    row = IntegerField(null=True)
    move = CharField(max_length=64)
    detail = TextField(default="")


class Meta(Model):
    """What the store says of itself."""

    name = CharField(max_length=32, primary_key=True)
    value = TextField()


def tuples(query: Any) -> list[tuple[Any, ...]]:
    """What a select finds, as plain tuples."""
    return list(query.tuples())


_M = TypeVar("_M", bound=Model)


#: MySQL's own choice may be tables without transactions, or text without accents that ignores capitals.
_MYSQL_TABLE = ("ENGINE=InnoDB", "DEFAULT CHARSET=utf8mb4", "COLLATE=utf8mb4_bin")


def bound(table: type[_M], database: Database, numbering: Numbering | None = None, schema: str = "") -> type[_M]:
    """A subclass of `table` on `database`: binding the class itself would reach into other threads' stores.

    Args:
        schema: in which it stands, "" for the database's own choice.
    """
    known = table._meta  # noqa: SLF001 - peewee's own name for a model's settings
    settings = {
        "database": database,
        "table_name": f"shipshell_{table.__name__.lower()}",
        "schema": schema or None,
        "indexes": getattr(known, "indexes", ()),
        "legacy_table_names": False,  # indexes bear the table's name: in a shop's database theirs must not meet
        "table_settings": _MYSQL_TABLE if isinstance(database, MySQLDatabase) else (),
    }
    numbers = {
        name: field.on(numbering)
        for name, field in known.fields.items()
        if numbering and isinstance(field, JobNumberField)
    }
    return cast("type[_M]", type(table.__name__, (table,), {**numbers, "Meta": type("Meta", (), settings)}))


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables, bound to one database."""

    database: Database
    numbering: Numbering
    job: type[Job]
    row: type[JobRow]
    attempt: type[Attempt]
    label: type[Label]
    event: type[Event]
    meta: type[Meta]

    @classmethod
    def on(cls, database: Database, numbering: Numbering, schema: str = "") -> Tables:
        """The tables on `database`, in a schema of it or where it puts them; it need not have them yet."""
        models = [bound(table, database, numbering, schema) for table in (Job, JobRow, Attempt, Label, Event, Meta)]
        return cls(database, numbering, *models)  # type: ignore[arg-type]

    def transaction(self) -> AbstractContextManager[Any]:
        """One transaction. On SQLite it takes the lock for writing at once: what it reads stays so until it writes."""
        is_sqlite = isinstance(self.database, SqliteDatabase)
        return cast("AbstractContextManager[Any]", self.database.atomic(*(("IMMEDIATE",) if is_sqlite else ())))

    def version(self) -> int:
        """The version of the schema; 0 where there are no tables yet."""
        if not cast("Any", self.meta).table_exists():
            return 0
        noted = self.meta.get_or_none(self.meta.name == "schema")
        return int(noted.value) if noted else 0

    def note_version(self, version: int) -> None:
        """Note that the schema is of `version` now."""
        self.meta.update(value=str(version)).where(self.meta.name == "schema").execute()

    def create(self) -> None:
        """Make what is missing, and note the schema's version."""
        with self.transaction():
            self.database.create_tables([self.job, self.row, self.attempt, self.label, self.event, self.meta])
            self.meta.insert(name="schema", value=str(SCHEMA_VERSION)).on_conflict_ignore().execute()
