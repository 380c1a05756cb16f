"""Parses a filter into its nodes, by recursive descent; every word must be accounted for.

filter := [("first" | "last") N] either     either := both {"or" both}     both := part {["and" | "except"] part}
part   := "except" part | "(" either ")" | "rows" 1-50 | comparison | quantity | names
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.model.number_words import whole_number
from shipshell.planning.filter_comparisons import ComparisonReader
from shipshell.planning.filter_cursor import Cursor
from shipshell.planning.filter_names import NameReader
from shipshell.planning.filter_nodes import LAST_ROW, And, Edge, Not, Or, Rows
from shipshell.planning.filter_quantities import QuantityReader
from shipshell.planning.filter_subjects import Unclear
from shipshell.planning.filter_words import AFTER, BEFORE, EVERYTHING

if TYPE_CHECKING:
    from shipshell.planning.filter_nodes import Node
    from shipshell.planning.filter_orders import Orders

_RANGE = re.compile(r"#?(\d+)(?:[-\u2013]#?(\d+)|(\+))?")
_DASHES = ("to", "through", "thru", "until", "-", "\u2013")
_ON = (("onwards",), ("onward",), ("and", "up"), ("and", "later"), ("and", "after"), ("on",), ("+",))
_DEEPEST = 20
_TIMES = frozenset({"day", "days", "week", "weeks", "month", "months"})


@dataclass(frozen=True, slots=True)
class _Joined:
    """Parts that must all hold. `loosely`: without an `and` between them, so that an `or` beside them is unclear."""

    node: Node
    loosely: bool


class FilterParser:
    """One filter being parsed."""

    def __init__(self, text: str, orders: Orders) -> None:
        self._cursor = Cursor(text)
        self._orders = orders
        self._quantities = QuantityReader(self._cursor, orders)
        self._comparisons = ComparisonReader(self._cursor, orders, self._quantities)
        self._names = NameReader(self._cursor, orders)

    def parse(self) -> tuple[Node | None, Edge | None]:
        """The node (None for any row), and of its rows the first or the last so many (None for all).

        Raises:
            Unclear: with what was not understood.
        """
        if self._cursor.at_end():
            raise Unclear("it is empty")
        edge = self._edge()
        if edge:
            self._cursor.took("of")
        if edge and self._cursor.only_left(AFTER):
            return None, edge
        node = self._either()
        if not self._cursor.at_end():
            raise self._cursor.lost()
        return node, edge

    def _edge(self) -> Edge | None:
        """`the first 20 rows`, `last ten`; None (and nothing passed) if it does not come next."""
        start = self._cursor.at
        self._cursor.took_any("only", "just")
        self._cursor.took("the")
        end = self._cursor.took_any("first", "last", "top", "bottom")
        count = self._cursor.longest(whole_number, 4) if end else None
        if not count or self._cursor.key() in _TIMES:
            self._cursor.at = start
            return None
        self._cursor.took_any("rows", "orders", "row", "order")
        return Edge(count, from_end=end in ("last", "bottom"))

    def _either(self) -> Node:
        joined = self._both()
        node, loosely, several = joined.node, joined.loosely, False
        while self._cursor.took("or"):
            more = self._both()
            node, loosely, several = Or(node, more.node), loosely or more.loosely, True
        if several and loosely:
            raise Unclear("how far the `or` reaches is not clear; put what belongs together in parentheses")
        return node

    def _both(self) -> _Joined:
        node, loosely = self._part(), False
        while not self._cursor.at_end() and self._cursor.key() not in (")", "or"):
            exact = self._cursor.is_except() or bool(self._cursor.took_any("and", "&", "but"))
            if not exact and self._cursor.took(","):
                self._cursor.took_any("and", "but")
            loosely = loosely or not exact
            node = And(node, self._part())
        return _Joined(node, loosely)

    def _part(self) -> Node:
        """A part, or an exception, before which `all` or `everything` may stand."""
        start = self._cursor.at
        while self._cursor.key() in EVERYTHING and not self._cursor.is_except():
            self._cursor.at += 1
        if self._cursor.is_except():
            found = self._comparisons.read() or self._quantities.read()  # `not over 5 lb`, `without a phone`
            return self._passed(found) if found else self._exception()
        self._cursor.at = start
        return self._plain_part()

    def _exception(self) -> Node:
        """Not the one part that follows: how far an exception reaches is never guessed."""
        self._cursor.pass_except()
        node = Not(self._edge() or self._plain_part())
        self._cursor.pass_after()
        start = self._cursor.at
        self._cursor.took(",")
        self._cursor.took("and")
        if not (self._cursor.is_except() or self._cursor.at_end() or self._cursor.key() == ")"):
            raise Unclear("how far the exception reaches is not clear; put it last, or in parentheses")
        self._cursor.at = start
        return node

    def _plain_part(self) -> Node:
        while True:
            found = self._parenthesis() or self._rows() or self._comparisons.read() or self._quantities.read()
            found = found or self._names.read() or self._names.customer()
            if found:
                return self._passed(found)
            if self._cursor.key() not in BEFORE:
                raise self._lost()
            self._cursor.at += 1

    def _lost(self) -> Unclear:
        """The error that says what does not begin a part: often a column that is not there."""
        name = self._cursor.compared()
        if not name:
            return self._cursor.lost()
        return Unclear(f'there is no column "{name}"; the columns are {self._orders.headers()}')

    def _passed(self, node: Node) -> Node:
        self._cursor.pass_after()
        return node

    def _parenthesis(self) -> Node | None:
        if not self._cursor.took("("):
            return None
        if self._cursor.depth() > _DEEPEST:
            raise Unclear("its parentheses are too deep")
        node = self._either()
        if not self._cursor.took(")"):
            raise Unclear("a parenthesis is not closed")
        return node

    def _rows(self) -> Node | None:
        """`rows 1-50, 60`, `row 3 and row 9`, `from row 7 on`."""
        start = self._cursor.at
        ranges: list[tuple[int, int]] = []
        self._cursor.took("from")
        if self._cursor.took_any("rows", "row"):
            while span := self._range():
                ranges.append(span)
                if not self._leads_to_range():
                    break
        if not ranges:
            self._cursor.at = start
            return None
        return Rows(tuple(ranges))

    def _leads_to_range(self) -> bool:
        """Whether a comma or an `and` leads to further rows; it is passed."""
        start = self._cursor.at
        joined = self._cursor.took(",")
        joined = self._cursor.took_any("and", "&", "or") != "" or joined
        self._cursor.took_any("rows", "row")
        found = joined and bool(_RANGE.fullmatch(self._cursor.key()))
        if not found:
            self._cursor.at = start
        return found

    def _range(self) -> tuple[int, int] | None:
        match = _RANGE.fullmatch(self._cursor.key())
        if match:
            self._cursor.at += 1
            first, last = int(match[1]), int(match[2] or match[1])
        else:
            first = last = self._cursor.longest(whole_number, 4) or 0
            if not last:
                return None
        if first == last:
            last = LAST_ROW if match and match[3] else self._last_row(first)
        if not 0 < first <= last:
            raise Unclear(f"rows {first}-{last} is no range")
        return first, last

    def _last_row(self, first: int) -> int:
        """Where the rows end that begin with `first`."""
        start = self._cursor.at
        last = self._cursor.longest(whole_number, 4) if self._cursor.took_any(*_DASHES) else None
        if last:
            return last
        self._cursor.at = start
        return LAST_ROW if any(self._cursor.took(*words) for words in _ON) else first
