"""Conditions in the words of a database: a WHERE, its values always parameters."""

from __future__ import annotations

from datetime import date, timedelta
from functools import singledispatchmethod
from itertools import chain
from typing import TYPE_CHECKING

from shipshell.sources.conditions import (
    Among,
    Both,
    Condition,
    Days,
    Either,
    Everything,
    Last,
    Numbered,
    Resembles,
    Within,
)
from shipshell.sources.sql_dialect import Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from shipshell.sources.sql_dialect import Dialect
    from shipshell.sources.sql_layout import Column

_ALWAYS, _NEVER = Statement("1 = 1"), Statement("1 = 0")
#: Letters that other characters become in small letters (the Kelvin sign, a Turkish I); and what has no letter at all.
_UNSURE = frozenset("ki")
#: Years before this are read as ours, `0026` as 2026; and MySQL's zero dates stand before it.
_SHORT_YEARS = date(100, 1, 1)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATELIKE = ("%/%/%", "%-%-%", "%.%.%", *(f"%{month}%" for month in _MONTHS))


class Where:
    """Says conditions on one table.

    Args:
        table: as quoted.
        number: what the `#` of a row is called in the statement.
        column: the declared column of a header.
    """

    def __init__(self, dialect: Dialect, table: str, number: str, column: Callable[[str], Column]) -> None:
        self._dialect = dialect
        self._table = table
        self._number = number
        self._column = column

    @singledispatchmethod
    def said(self, condition: Condition) -> Statement:
        """The condition as it stands behind WHERE; never NULL."""
        raise TypeError(condition)

    @said.register
    def _(self, _everything: Everything) -> Statement:
        return _ALWAYS

    @said.register
    def _(self, among: Among) -> Statement:
        name = self._name(among.column)
        values = tuple(value for value in among.values if value is not None)
        marks = ", ".join([self._dialect.placeholder] * len(values))
        told = [_not_null(name, Statement(f"{name} IN ({marks})", values))] if values else []
        return _joined(" OR ", [*told, *([Statement(f"{name} IS NULL")] if len(values) < len(among.values) else [])])

    @said.register
    def _(self, within: Within) -> Statement:
        name, mark = self._name(within.column), self._dialect.placeholder
        bounds = [
            Statement(f"{name} {compare} {mark}", (self._dialect.bound(number),))
            for compare, number in ((">=", within.low), ("<=", within.high))
            if number is not None
        ]
        unsure = Statement(f"NOT ({self._dialect.is_number(name)})")
        return _joined(" OR ", [unsure, Statement(f"{name} <= 0"), _joined(" AND ", bounds) if bounds else _ALWAYS])

    @said.register
    def _(self, days: Days) -> Statement:
        name, kind = self._name(days.column), self._dialect.kind(self._column(days.column))
        day, mark = self._dialect.day(name, kind), self._dialect.placeholder
        after = _day_after(days.last)
        bounds = [
            Statement(f"{day} {compare} {mark}", (self._dialect.day_bound(bound, kind),))
            for compare, bound in ((">=", days.first), ("<", after))
            if bound is not None
        ]
        ancient = Statement(f"{day} < {mark}", (self._dialect.day_bound(_SHORT_YEARS, kind),))
        unsure = [Statement(f"{name} IS NULL"), Statement(f"NOT ({self._dialect.is_day(name, kind)})"), ancient]
        return _joined(" OR ", [*unsure, _joined(" AND ", bounds) if bounds else _ALWAYS])

    @said.register
    def _(self, resembles: Resembles) -> Statement:
        text = self._dialect.text(*map(self._name, resembles.columns))
        return Statement(f"{text} LIKE {self._dialect.placeholder}", (_pattern(resembles.text),))

    @said.register
    def _(self, numbered: Numbered) -> Statement:
        mark = self._dialect.placeholder
        return Statement(f"{self._number} BETWEEN {mark} AND {mark}", (numbered.first, numbered.last))

    @said.register
    def _(self, last: Last) -> Statement:
        rest = f"(SELECT COUNT(*) FROM {self._table}) - {self._dialect.placeholder}"  # noqa: S608 - quoted
        return Statement(f"{self._number} > {rest}", (last.count,))

    @said.register
    def _(self, both: Both) -> Statement:
        return _joined(" AND ", [self.said(part) for part in both.parts])

    @said.register
    def _(self, either: Either) -> Statement:
        return _joined(" OR ", [self.said(part) for part in either.parts])

    def datelike(self, header: str) -> Statement:
        """The condition that a cell may hold a day, in whatever spelling."""
        name, mark = self._name(header), self._dialect.placeholder
        text = self._dialect.text(name)
        found = _joined(" OR ", [Statement(f"{text} LIKE {mark}", (pattern,)) for pattern in _DATELIKE])
        if self._dialect.kind(self._column(header)) != "number":
            return found
        return _joined(" AND ", [Statement(f"NOT ({self._dialect.is_number(name)})"), found])

    def undated(self, header: str) -> Statement:
        """The condition that a cell is filled, but not with a day."""
        name, kind = self._name(header), self._dialect.kind(self._column(header))
        return Statement(f"{name} IS NOT NULL AND NOT ({self._dialect.is_day(name, kind)})")

    def apart(self, header: str) -> str:
        """The column of a header whose values are one only where they are spelled alike."""
        return self._dialect.apart(self._name(header), self._column(header))

    def _name(self, header: str) -> str:
        return f"{self._table}.{self._dialect.quoted(self._column(header).name)}"


def _day_after(day: date | None) -> date | None:
    """The next day, None where there is none."""
    return None if day is None or day == date.max else day + timedelta(1)


def _pattern(text: str) -> str:
    """What LIKE finds a text by, whatever its case, its blanks and the invisible characters in it."""
    return f"%{'%'.join(_sure(text.lower()))}%"


def _sure(text: str) -> Iterator[str]:
    return (letter for letter in text if letter.isascii() and letter.isalnum() and letter not in _UNSURE)


def _not_null(name: str, statement: Statement) -> Statement:
    return Statement(f"{name} IS NOT NULL AND {statement.text}", statement.values)


def _joined(word: str, parts: Sequence[Statement]) -> Statement:
    if not parts:
        return _NEVER
    values: tuple[Any, ...] = tuple(chain.from_iterable(part.values for part in parts))
    return Statement(word.join(f"({part.text})" for part in parts) if parts[1:] else parts[0].text, values)
