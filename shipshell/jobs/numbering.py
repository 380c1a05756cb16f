"""The numbers of jobs: a person's own count from 1, and the keys under which databases keep the jobs.

In the user's own store number and key are the same. A database that several machines share keeps a job under a random
key; each of the machines has a number of its own for it. Nothing above the tables ever sees a key.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Protocol

from peewee import BigIntegerField

if TYPE_CHECKING:
    from typing import Self


class Numbering(Protocol):
    """How one database's keys and the user's numbers belong together."""

    def give(self) -> int:
        """The number of a new job, which no other job has.

        Raises:
            IntegrityError: another shell took it just now; ask again.
        """

    def key(self, number: int) -> int:
        """The key of the job of this number; one that no job has, where this database does not keep it."""

    def number(self, key: int) -> int:
        """The number of the job under this key; a job that was never seen here gets one."""


class JobNumberField(BigIntegerField):
    """A job's number to whoever asks, its key in the database."""

    numbering: Numbering

    def on(self, numbering: Numbering) -> Self:
        """The same field of a table in the database that `numbering` is about."""
        bound = copy(self)
        bound.numbering = numbering
        return bound

    def db_value(self, value: int | None) -> int | None:
        """The key for a number."""
        return None if value is None else self.numbering.key(value)

    def python_value(self, value: int | None) -> int | None:
        """The number for a key."""
        return None if value is None else self.numbering.number(value)
