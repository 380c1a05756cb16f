"""The locks of tables and of the jobs kept beside them, where every machine that uses the database sees them.

SQLite: a lock file beside the database. PostgreSQL: an advisory lock; MySQL: `GET_LOCK`; each on a connection of its
own, so that the server gives the lock back when its holder dies.
"""

from __future__ import annotations

import contextlib
from abc import ABC, abstractmethod
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from peewee import PeeweeException

from shipshell.jobs.locks import Lock, self_description
from shipshell.sources.sql_errors import not_connected

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from shipshell.jobs.locks import Holdable
    from shipshell.sources.sql_address import Address

_POSTGRESQL_HOLDER = """
    SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
    JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
    WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
      AND ((l.classid::bigint << 32) | l.objid::bigint) = %s
"""
_MYSQL_HOLDER = "SELECT user, host FROM information_schema.processlist WHERE id = IS_USED_LOCK(%s)"
#: How long the server may take to notice that a holder died, and its word for a wait that was in vain.
_GRACE_SECONDS = 1
_POSTGRESQL_IN_VAIN = "55P03"
#: MySQL hangs up on whoever says nothing for so long, which is hours if it is not told otherwise.
_YEAR_SECONDS = 31_536_000


def table_lock(address: Address, clock: Callable[[], datetime]) -> Holdable:
    """The lock of a table: one batch at a time ships from it."""
    return _lock(address, str(address.table), clock)


def kept_job_lock(address: Address, key: int, clock: Callable[[], datetime]) -> Holdable:
    """The lock of a job that a database keeps under `key`; held for as long as somebody runs it."""
    return _lock(address, f"job {key}", clock)


def _lock(address: Address, what: str, clock: Callable[[], datetime]) -> Holdable:
    if address.kind == "sqlite":
        file = Path(address.database)
        return Lock(file.with_name(f".{file.name}.{quote(what, safe='')}.shipshell-lock"), clock)
    if address.kind == "postgresql":
        return _PostgresqlLock(address, f"shipshell {what}", clock)
    return _MysqlLock(address, f"{address.database} {what}", clock)


class _ServerLock(ABC):
    """A lock that a server keeps for one connection, which is opened when it is taken."""

    def __init__(self, address: Address, name: str, clock: Callable[[], datetime]) -> None:
        self._address = address
        self._name = name
        self._clock = clock
        self._connection: Any = None

    def take(self) -> bool:
        """Take the lock if nobody holds it; whether it is ours now.

        It is waited for a moment: the server lets go of a holder that was killed only when it notices.

        Raises:
            ShipshellError: E-1017, E-5011, the server cannot be reached.
        """
        connection = self._connect()
        if self._is_given(connection):
            self._connection = connection
            return True
        connection.close()
        return False

    def holder(self) -> str:
        """Who holds the lock, in words."""
        with contextlib.suppress(Exception), contextlib.closing(self._connect()) as connection:  # the refusal stands
            return self._holder(connection) or "another shipshell"
        return "another shipshell"

    def release(self) -> None:
        """Give the lock back: it ends with its connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(Exception):  # a connection that broke has given it back
                connection.close()

    def _connect(self) -> Any:
        """A connection of our own, whichever thread it is that takes or gives back."""
        from shipshell.sources.sql_database import SqlDatabase

        database = SqlDatabase(self._address).database
        try:
            database.connect()
        except PeeweeException as error:
            raise not_connected(error, self._address) from error
        return database.connection()  # type: ignore[no-untyped-call]

    @abstractmethod
    def _is_given(self, connection: Any) -> bool:
        """Whether the lock is this connection's now."""

    @abstractmethod
    def _holder(self, connection: Any) -> str:
        """Who holds the lock, as the server knows; "" where it does not."""


class _PostgresqlLock(_ServerLock):
    @property
    def _key(self) -> int:
        return int.from_bytes(blake2b(self._name.encode(), digest_size=8).digest(), signed=True)

    def _is_given(self, connection: Any) -> bool:
        _ask(connection, "SELECT set_config('application_name', %s, false)", _holder_words(self._clock()))
        _ask(connection, "SELECT set_config('lock_timeout', %s, false)", f"{_GRACE_SECONDS}s")
        try:
            _ask(connection, "SELECT pg_advisory_lock(%s)", self._key)
        except Exception as error:
            if getattr(error, "sqlstate", "") != _POSTGRESQL_IN_VAIN:
                raise
            return False
        return True

    def _holder(self, connection: Any) -> str:
        found = _ask(connection, _POSTGRESQL_HOLDER, self._key)
        return str(found[0]) if found else ""


class _MysqlLock(_ServerLock):
    @property
    def _key(self) -> str:
        """Locks are the server's, not the database's, and their names are short."""
        return f"shipshell {blake2b(self._name.encode(), digest_size=20).hexdigest()}"

    def _is_given(self, connection: Any) -> bool:
        _ask(connection, "SET SESSION wait_timeout = %s", _YEAR_SECONDS)
        return bool(_ask(connection, "SELECT GET_LOCK(%s, %s)", self._key, _GRACE_SECONDS)[0])

    def _holder(self, connection: Any) -> str:
        found = _ask(connection, _MYSQL_HOLDER, self._key)
        return f"{found[0]} at {found[1]}" if found else ""


def _holder_words(now: datetime) -> str:
    told = self_description(now)
    return f"{told['user']} on {told['host']} (process {told['pid']}, since {told['since']})"


def _ask(connection: Any, statement: str, *values: Any) -> tuple[Any, ...]:
    """The first row of the answer; nothing where there is none."""
    with contextlib.closing(connection.cursor()) as cursor:
        cursor.execute(statement, values)
        return (cursor.fetchone() or ()) if cursor.description else ()
