"""Translates a filter into a condition that a database answers, so that it hands over only what may pass.

The condition spares reading and decides nothing: what it lets through is judged by the filter itself. So it lets a row
through unless the row is surely out: where its cell decides, was read as the filter reads it, and says no.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import compress
from typing import TYPE_CHECKING

import pandas as pd

from shipshell.planning.cells import Cells
from shipshell.planning.filter_nodes import And, Comparison, Edge, Not, Or, Rows
from shipshell.planning.filter_values import ORDERINGS, number_reader, span_of
from shipshell.planning.values import words
from shipshell.sources.conditions import (
    Among,
    Condition,
    Days,
    Everything,
    Last,
    Numbered,
    Resembles,
    Within,
    both,
    either,
)
from shipshell.sources.search import Unsearchable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shipshell.planning.filter_dates import Span
    from shipshell.planning.filter_nodes import Flags, Node, Verdict
    from shipshell.planning.filter_subjects import Operator, Subject
    from shipshell.planning.filters import Filter
    from shipshell.planning.mapping import ColumnMap
    from shipshell.sources.search import Search

_TEXTUAL = ("is", "contains", "starts with", "ends with", "like")
#: What is not so: `under 10` is not `at least 10`.
_OPPOSITE: dict[Operator, Operator] = {
    "under": "at least", "at least": "under", "over": "at most", "at most": "over"
}  # fmt: skip
#: How far a bound is moved outwards: for what is lost between units, and between time zones.
_SLACK = Decimal("0.000001")
_DAY = timedelta(1)
_PLAIN_NUMBER = re.compile(r"\d{1,30}(?:\.\d{1,30})?")


class Sieve:
    """Translates filters on one table."""

    def __init__(self, search: Search, column_map: ColumnMap) -> None:
        self._search = search
        self._map = column_map

    def condition(self, parsed: Filter) -> Condition:
        """Which rows may pass, and which of the others are needed to judge them.

        Raises:
            Unsearchable: the table must be read whole.
        """
        comparisons = list(parsed.node.comparisons()) if parsed.node else []
        for one in comparisons:
            self._refuse_mixed_units(one.subject)
        found = self._may_pass(parsed.node) if parsed.node else self._at_edge(parsed.edge)
        found = either(found, *(self._either_place(one) for one in comparisons if self._is_city(one)))
        if isinstance(found, Everything):
            raise Unsearchable
        return found

    def _refuse_mixed_units(self, subject: Subject) -> None:
        """A number without a unit is one that cannot be read where others have one: then all are needed.

        Raises:
            Unsearchable: some have a unit, some none.
        """
        beside = ("weight_unit", "size_unit") if subject.is_measured else ()
        for column in [column for field in beside for column in self._map.columns_of(field)]:
            units = [unit.strip() for unit in self._search.distinct([column]).frame[column]]
            if any(units) and not all(units):
                raise Unsearchable

    def _at_edge(self, edge: Edge | None) -> Condition:
        if edge is None:
            return Everything()
        return Last(edge.count) if edge.from_end else Numbered(1, edge.count)

    def _is_city(self, comparison: Comparison) -> bool:
        """Whether the name of a state is here that of a city, too; what that means is asked, if it differs."""
        columns = self._map.columns_of("city") if comparison.city else ()
        if not columns:
            return False
        cells = Cells(self._search.resembling(columns, comparison.city).frame, self._map)
        return any(words(city).lower() == comparison.city for city in cells.field("city"))

    def _either_place(self, comparison: Comparison) -> Condition:
        """The rows in the state of that name, and those in the city."""
        return either(self._may_pass(comparison), Resembles(self._map.columns_of("city"), comparison.city))

    def _may_pass(self, node: Node) -> Condition:
        """Where a node does not surely say no."""
        match node:
            case And(left, right):
                return both(self._may_pass(left), self._may_pass(right))
            case Or(left, right):
                return either(self._may_pass(left), self._may_pass(right))
            case Not(inner):
                return self._may_fail(inner)
            case Rows(ranges):
                return either(*(Numbered(first, last) for first, last in ranges))
            case Comparison():
                return self._compared(node)
        raise Unsearchable  # an edge within a filter counts the rows of the whole table

    def _may_fail(self, node: Node) -> Condition:
        """Where a node does not surely say yes."""
        match node:
            case And(left, right):
                return either(self._may_fail(left), self._may_fail(right))
            case Or(left, right):
                return both(self._may_fail(left), self._may_fail(right))
            case Not(inner):
                return self._may_pass(inner)
            case Comparison():
                return self._opposed(node)
            case Rows():
                return Everything()
        raise Unsearchable

    def _compared(self, comparison: Comparison) -> Condition:
        """By bounds, or by the values that may pass; where those are too many, by its days or letters."""
        try:
            return self._bounded(comparison, comparison.compare) or self._among(comparison, _not_surely_out)
        except Unsearchable:
            return self._alike(comparison)

    def _opposed(self, comparison: Comparison) -> Condition:
        """Where a comparison does not surely say yes: by bounds, or by the values that may fail."""
        try:
            bounded = self._bounded(comparison, _OPPOSITE.get(comparison.compare))
            return bounded or self._among(comparison, _not_surely_in)
        except Unsearchable:
            return Everything()

    def _bounded(self, comparison: Comparison, compare: Operator | None) -> Condition | None:
        """By bounds, where one column is declared to hold what has an order; None where that cannot be."""
        subject, columns = comparison.subject, comparison.subject.columns(self._map)
        if len(columns) > 1 or not (compare == "is" or compare in ORDERINGS):
            return None
        kind, span = self._search.kind(columns[0]), span_of(subject, comparison.value)
        if kind == "day" and span:
            return _within_days(columns[0], compare, span)
        if kind != "number" or subject.is_zip or subject.has_few_values or span:
            return None
        if compare in ORDERINGS or subject.is_measured:
            return self._within(subject, columns[0], compare, comparison.value)
        plain = _PLAIN_NUMBER.fullmatch(comparison.value.strip())
        return Within(columns[0], *_loosely(Decimal(plain[0]))) if plain else None

    def _within(self, subject: Subject, column: str, compare: Operator | None, value: str) -> Condition:
        read = number_reader(subject)
        cells = Cells(pd.DataFrame({column: ["1"]}, dtype=str), self._map)
        (one,) = subject.texts(cells)
        low, high = _loosely(Decimal(read(value)) / Decimal(read(one)))
        return Within(
            column,
            low if compare in ("is", "over", "at least") else None,
            high if compare in ("is", "under", "at most") else None,
        )

    def _among(self, comparison: Comparison, open_rows: Callable[[Verdict], Flags]) -> Condition:
        """By all values that the columns hold, each judged by the comparison itself."""
        columns = comparison.subject.columns(self._map)
        found = self._search.distinct(columns)
        if not found.is_exact:
            raise Unsearchable
        cells = Cells(found.frame, self._map)
        values = list(compress(found.values, open_rows(comparison.judge(cells)).tolist()))
        by_column = zip(*values, strict=True) if values else [()] * len(columns)
        named = zip(columns, by_column, strict=True)
        return both(*(Among(column, tuple(dict.fromkeys(several))) for column, several in named))

    def _are_texts(self, columns: Sequence[str]) -> bool:
        """Whether the database writes what the columns hold as we read it."""
        return all(self._search.kind(column) == "text" for column in columns)

    def _alike(self, comparison: Comparison) -> Condition:
        """By the day that a text begins with, or by the letters that it must hold."""
        columns, span = comparison.subject.columns(self._map), span_of(comparison.subject, comparison.value)
        if span and len(columns) == 1:
            return _within_days(columns[0], comparison.compare, span)
        if not span and _is_plain_text(comparison) and self._are_texts(columns):
            return Resembles(columns, _letters(comparison))
        return Everything()


def _not_surely_out(verdict: Verdict) -> Flags:
    return ~verdict.no


def _not_surely_in(verdict: Verdict) -> Flags:
    return ~verdict.yes


def _loosely(number: Decimal) -> tuple[Decimal, Decimal]:
    """A little less than a number, and a little more."""
    slack = abs(number) * _SLACK + _SLACK
    return number - slack, number + slack


def _within_days(column: str, compare: Operator | None, span: Span) -> Condition:
    first, last = span
    low = {"is": first, "over": last, "at least": first}.get(compare or "")
    high = {"is": last, "under": first, "at most": last}.get(compare or "")
    return Days(column, _moved(low, -1), _moved(high, 1))


def _moved(day: date | None, days: int) -> date | None:
    """A day later or earlier, None where there is no such day."""
    try:
        return day + days * _DAY if day else None
    except OverflowError:
        return None


def _is_plain_text(comparison: Comparison) -> bool:
    """Whether cells are compared by their letters with what was typed."""
    subject = comparison.subject
    return comparison.compare in _TEXTUAL and not (subject.has_few_values or subject.is_measured)


def _letters(comparison: Comparison) -> str:
    """What a cell must hold; of a ZIP code without the zeros that it may have lost."""
    return comparison.value.lstrip("0") if comparison.subject.is_zip else comparison.value
