"""Parses a filter into its nodes, by recursive descent; every word must be accounted for.

filter := ["first" N] either       either := both {"or" both}      both := part {("and" | "except") part}
part   := "except" part | "(" either ")" | "rows" 1-50 | comparison | places | service
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shipshell.planning.filter_comparisons import ComparisonReader
from shipshell.planning.filter_cursor import Cursor
from shipshell.planning.filter_names import NameReader
from shipshell.planning.filter_nodes import And, Not, Or, Rows
from shipshell.planning.filter_subjects import Unclear
from shipshell.planning.filter_words import AFTER, BEFORE, EVERYTHING, count_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipshell.planning.filter_nodes import Node
    from shipshell.planning.mapping import ColumnMap

_RANGE = re.compile(r"(\d+)(?:[-\u2013](\d+))?")
_DASHES = ("to", "through", "-", "\u2013")


class FilterParser:
    """One filter being parsed."""

    def __init__(self, text: str, columns: Sequence[str], column_map: ColumnMap, weight_unit: str) -> None:
        self._cursor = Cursor(text)
        self._comparisons = ComparisonReader(self._cursor, columns, column_map, weight_unit)
        self._names = NameReader(self._cursor, self._comparisons, column_map, weight_unit)

    def parse(self) -> tuple[Node | None, int | None]:
        """The node (None for any row) and how many rows at most (None for all).

        Raises:
            Unclear: with what was not understood.
        """
        if self._cursor.at_end():
            raise Unclear("it is empty")
        first = self._first()
        if first is not None and self._cursor.only_left(AFTER):
            return None, first
        node = self._either()
        if not self._cursor.at_end():
            raise self._cursor.lost()
        return node, first

    def _first(self) -> int | None:
        start = self._cursor.at
        self._cursor.took("the")
        count = count_of(self._cursor.key(1)) if self._cursor.key() == "first" else None
        if not count:
            self._cursor.at = start
            return None
        self._cursor.at += 2
        self._cursor.took_any("rows", "orders")
        self._cursor.took("of")
        return count

    def _either(self) -> Node:
        node = self._both()
        while self._cursor.took("or"):
            node = Or(node, self._both())
        return node

    def _both(self) -> Node:
        node = self._part()
        while self._cursor.is_except() or self._cursor.took_any("and", "&", "but"):
            node = And(node, self._part())
        return node

    def _part(self) -> Node:
        """A part, or an exception, before which `all` or `everything` may stand."""
        start = self._cursor.at
        while self._cursor.key() in EVERYTHING and not self._cursor.is_except():
            self._cursor.at += 1
        if self._cursor.is_except():
            return self._exception()
        self._cursor.at = start
        return self._plain_part()

    def _exception(self) -> Node:
        """Not the one part that follows: how far an exception reaches is never guessed."""
        self._cursor.pass_except()
        node = Not(self._plain_part())
        if self._cursor.key() in ("and", "or", "but", "&"):
            raise Unclear("how far the exception reaches is not clear; put it last, or in parentheses")
        return node

    def _plain_part(self) -> Node:
        while True:
            found = self._parenthesis() or self._rows() or self._comparisons.read()
            if not found and self._cursor.key() not in BEFORE:
                found = self._names.read()
            if found:
                self._cursor.pass_after()
                return found
            self._cursor.at += 1

    def _parenthesis(self) -> Node | None:
        if not self._cursor.took("("):
            return None
        node = self._either()
        if not self._cursor.took(")"):
            raise Unclear("a parenthesis is not closed")
        return node

    def _rows(self) -> Node | None:
        start = self._cursor.at
        ranges: list[tuple[int, int]] = []
        if self._cursor.took_any("rows", "row"):
            while span := self._range():
                ranges.append(span)
                if self._cursor.key() not in (",", "and") or not _RANGE.fullmatch(self._cursor.key(1)):
                    break
                self._cursor.at += 1
        if not ranges:
            self._cursor.at = start
            return None
        return Rows(tuple(ranges))

    def _range(self) -> tuple[int, int] | None:
        match = _RANGE.fullmatch(self._cursor.key())
        if not match:
            return None
        self._cursor.at += 1
        first, last = int(match[1]), int(match[2] or match[1])
        if not match[2] and self._cursor.key() in _DASHES and self._cursor.key(1).isdecimal():
            last = int(self._cursor.key(1))
            self._cursor.at += 2
        if not 0 < first <= last:
            raise Unclear(f"rows {first}-{last} is no range")
        return first, last
