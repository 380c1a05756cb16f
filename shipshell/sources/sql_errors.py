"""What a database complains of, in our words: without passwords, and with what to do next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources.base import SourceChanged

if TYPE_CHECKING:
    from peewee import PeeweeException

    from shipshell.sources.sql_address import Address

#: What MySQL's error numbers say of a login, and of a server that is not there or lost.
_MYSQL_LOGIN = frozenset({1044, 1045, 1698, 1130, 3118})
_MYSQL_AWAY = frozenset({1049, 2002, 2003, 2005, 2006, 2013})
#: What MySQL and PostgreSQL call a table or column that is not there.
_MYSQL_GONE = frozenset({1054, 1146})
_POSTGRESQL_GONE = frozenset({"42703", "42P01"})
#: What PostgreSQL says of a login; its driver gives no code before a connection stands.
_LOGIN = ("password", "authentication", "role ", "pg_hba.conf")


def not_connected(error: PeeweeException, address: Address) -> ShipshellError:
    """The error that a connection could not be had: E-1001, E-1002, E-1004, E-1017 or E-5011."""
    if address.kind == "sqlite":
        return _sqlite(error, address)
    where = f"{address.shown} at {address.host or 'this machine'}"
    words = _words(error)
    if _refused_login(error, words):
        hint = "Check user and password: they come from the URL, the environment, a password file or the keyring."
        return ShipshellError("E-5011", f"{where} refused the login: {words}", hint=hint)
    hint = "Check host, port and name of the database, and that its server runs."
    return ShipshellError("E-1017", f"{where} cannot be reached: {words}", hint=hint)


def not_read(error: PeeweeException, address: Address, name: str) -> ShipshellError:
    """The error that a table could not be read: E-1002, or what is wrong with the file or server."""
    words = _words(error)
    if "decode" in words.lower():
        return ShipshellError("E-1012", f"{name} holds text that is not UTF-8", hint="Mend the text in the database.")
    if address.kind == "sqlite":
        return _sqlite(error, address)
    if _number(error) in _MYSQL_AWAY:
        return not_connected(error, address)
    hint = "Check your rights, or mend what the database complains of."
    return ShipshellError("E-1002", f"{name} cannot be read: {words}", hint=hint)


def not_written(error: PeeweeException, name: str) -> ShipshellError:
    """The error that a table could not be written: E-1011, or that it is another one by now, E-1010."""
    if _is_gone(error):
        return SourceChanged("E-1010", f"{name} lost a column: {_words(error)}", hint="Read it again.")
    hint = "Mend what the database complains of, then write again."
    return ShipshellError("E-1011", f"{name} cannot be written: {_words(error)}", hint=hint)


def _sqlite(error: PeeweeException, address: Address) -> ShipshellError:
    words, path = _words(error), Path(address.database)
    if not path.exists():
        hint = f"Check the name and the folder, {path.parent}."
        return ShipshellError("E-1001", f"There is no file {path.name}", hint=hint)
    if "not a database" in words or "malformed" in words:
        hint = "Name another file, or put back a copy of it."
        return ShipshellError("E-1004", f"{path.name} is no SQLite database, or damaged: {words}", hint=hint)
    if "locked" in words:
        hint = "Close it there, and try again."
        return ShipshellError("E-1002", f"{path.name} is locked by another program", hint=hint)
    return ShipshellError("E-1002", f"{path.name} cannot be read: {words}", hint="Check your rights to the file.")


def _refused_login(error: PeeweeException, words: str) -> bool:
    number = _number(error)
    return number in _MYSQL_LOGIN if number else any(part in words for part in _LOGIN)


def _is_gone(error: PeeweeException) -> bool:
    """Whether the table, or a column of it, is not there."""
    state = getattr(getattr(error, "orig", None), "sqlstate", "")
    return _number(error) in _MYSQL_GONE or state in _POSTGRESQL_GONE or _words(error).startswith("no such")


def _number(error: PeeweeException) -> int:
    """MySQL's number of an error, 0 where there is none."""
    return next((part for part in error.args if isinstance(part, int)), 0)


def _words(error: PeeweeException) -> str:
    """The first line of what the server said, the driver's preliminaries left out."""
    said = str(error.args[-1] if error.args else error).strip()
    last = said.rpartition("FATAL:")[2].strip() or said
    return last.splitlines()[0].rstrip(".") if last else "it did not say why"
