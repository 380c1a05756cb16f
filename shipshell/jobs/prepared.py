"""Statements that every row needs, worded once: wording one takes peewee longer than it takes SQLite to run it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from peewee import Value

from shipshell.jobs.numbering import JobNumberField

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from peewee import Database, Field


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value goes in, each time a prepared statement is run."""

    name: str
    convert: Callable[[Any], Any] | None = None

    def fill(self, value: Any) -> Any:
        """What the database gets for `value`."""
        return self.convert(value) if self.convert else value


def slot(name: str, field: Field | None = None) -> Any:
    """A place for the value `name` in a query that is to be prepared.

    The database gets it as it is; what only `field` can word for it, as a job's number, as that does.
    """
    return Value(Slot(name, field.db_value if isinstance(field, JobNumberField) else None), converter=False)


class Prepared:
    """Runs queries of known shapes on one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[Hashable, tuple[str, list[Any]]] = {}

    def run(self, shape: Hashable, build: Callable[[], Any], **values: Any) -> Any:
        """The cursor of the query that `build` makes, with `values` in its slots.

        Args:
            shape: tells apart the queries that are worded differently; `build` is called once for each.
        """
        if shape not in self._known:
            self._known[shape] = build().sql()
        sql, parameters = self._known[shape]
        filled = [one.fill(values[one.name]) if isinstance(one, Slot) else one for one in parameters]
        return self._database.execute_sql(sql, filled)  # type: ignore[no-untyped-call]
