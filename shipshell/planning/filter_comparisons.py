"""Reads comparisons that name a column: `weight over 5 lbs`, `state in (CA, TX)`, `"Qty" is not 3`, `priority high`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.planning.filter_nodes import And, Not, Or, between, comparison
from shipshell.planning.filter_subjects import Unclear
from shipshell.planning.filter_values import ORDERINGS, reads
from shipshell.planning.filter_words import ABSENT, ARTICLES, EMPTY, JOINING, NO_VALUES, OPERATORS, PART_ENDS, PRESENT

if TYPE_CHECKING:
    from shipshell.planning.filter_cursor import Cursor
    from shipshell.planning.filter_nodes import Node
    from shipshell.planning.filter_orders import Orders
    from shipshell.planning.filter_quantities import QuantityReader
    from shipshell.planning.filter_subjects import Operator, Subject

_LONGEST_SUBJECT = 5
_NAMES = ("state", "country", "service")


class ComparisonReader:
    """Reads comparisons at a cursor, against orders."""

    def __init__(self, cursor: Cursor, orders: Orders, quantities: QuantityReader) -> None:
        self._cursor = cursor
        self._orders = orders
        self._quantities = quantities

    def read(self) -> Node | None:
        """The comparison that comes next, None (and nothing passed) if none does."""
        start = self._cursor.at
        node = self._filled() or self._of_subject()
        if not node:
            self._cursor.at = start
        return node

    def _filled(self) -> Node | None:
        """Whether a column is filled at all: `without a weight`, `missing phone`, `with a company`."""
        start = self._cursor.at
        for words in (*ABSENT, *PRESENT):
            if self._cursor.took(*words):
                self._cursor.took_any(*ARTICLES)
                subject = self._cursor.longest(self._named, _LONGEST_SUBJECT)
                if subject and not subject.is_yes_or_no and self._cursor.key() in PART_ENDS:
                    empty = comparison(subject, "empty", "")
                    return empty if words in ABSENT else Not(empty)
            self._cursor.at = start
        return None

    def _of_subject(self) -> Node | None:
        """A comparison that begins with the name of a column, the longest that makes sense."""
        token = self._cursor.token
        if token and token.quoted:
            subject = self._orders.column(token.text)
            self._cursor.at += 1
            return self._about(subject) if subject else None
        return self._cursor.longest(self._about_named, _LONGEST_SUBJECT)

    def _about_named(self, name: str) -> Node | None:
        subject = self._named(name)
        return self._about(subject) if subject else None

    def _named(self, name: str) -> Subject | None:
        """What `name` names; what is wrong with it matters only where a comparison follows."""
        try:
            return self._orders.named(name)
        except Unclear:
            if self._cursor.operator() or self._cursor.key() == "between":
                raise
            return None

    def _about(self, subject: Subject) -> Node | None:
        """What is said about a subject that was passed; None if nothing."""
        words = self._cursor.operator()
        if words:
            self._cursor.at += len(words)
            return self._and_compared(subject, self._compared(subject, *OPERATORS[words]))
        if self._cursor.took_any("between", "from"):
            return self._between(subject)
        if self._cursor.took_any(*EMPTY):
            return comparison(subject, "empty", "")
        value = self._value_said(subject)
        return self._either(subject, comparison(subject, "is", value)) if value else None

    def _compared(self, subject: Subject, compare: Operator, stands: bool) -> Node:  # noqa: FBT001 - as in OPERATORS
        if compare == "empty":
            node: Node = comparison(subject, compare, "")
        elif compare == "is":
            node = self._between(subject) if self._cursor.took_any("between", "from") else self._is(subject)
        else:
            node = comparison(subject, compare, self._value(subject, compare))
        return node if stands else Not(node)

    def _and_compared(self, subject: Subject, node: Node) -> Node:
        """The same subject compared further: `weight > 5 and < 10`."""
        start = self._cursor.at
        word = self._cursor.took_any("and", "or", "but")
        compare, stands = OPERATORS.get(self._cursor.operator() if word else (), ("is", True))
        more = self._quantities.read() if compare in ORDERINGS else None
        if compare not in ORDERINGS or more:  # a comparison of its own: `... and over 5 lb`
            self._cursor.at = start
            return node
        self._cursor.at += len(self._cursor.operator())
        more = self._compared(subject, compare, stands)
        return Or(node, more) if word == "or" else And(node, more)

    def _between(self, subject: Subject) -> Node:
        low = self._value(subject, "at least")
        if not self._cursor.took_any(*JOINING):
            raise self._cursor.lost()
        return between(subject, low, self._value(subject, "at most"))

    def _is(self, subject: Subject) -> Node:
        """One value, or several of which it is any: `CA or TX`, `(CA, TX)`, `either CA or TX`; or `10 lb or more`."""
        self._cursor.took("either")
        listed = self._cursor.took("(")
        value = self._value(subject, "is")
        bound = self._cursor.took_bound() if subject.is_measured or subject.dates else None
        node = self._either(subject, comparison(subject, bound or "is", value))
        if listed and not self._cursor.took(")"):
            raise Unclear("a parenthesis is not closed")
        return node

    def _either(self, subject: Subject, node: Node) -> Node:
        while value := self._another_value(subject):
            node = Or(node, comparison(subject, "is", value))
        return node

    def _another_value(self, subject: Subject) -> str:
        """A further value after a comma, an `or` or (between states) an `and`, passed; "" if there is none."""
        start = self._cursor.at
        comma = self._cursor.took(",")
        word = self._cursor.took_any("or", "and", "nor")
        joined = word != "and" or (subject.is_field and subject.name == "state")
        found = self._next_value(subject) if (comma or word) and joined else ""
        if not found:
            self._cursor.at = start
        return found

    def _next_value(self, subject: Subject) -> str:
        """A value that is no part of its own; "" if none comes next."""
        if self._cursor.at_end() or self._cursor.key() == "(" or self._begins_part():
            return ""
        value = self._value_said(subject)
        if value or subject.has_few_values or self._is_name():
            return value
        return self._value(subject, "is")

    def _begins_part(self) -> bool:
        """Whether a part of its own comes next; nothing is passed, and no list of values is read through."""
        if self._cursor.is_except() or self._cursor.operator() or self._begins_quantity():
            return True
        start = self._cursor.at
        begins = bool(self._filled() or self._cursor.longest(self._begins_about, _LONGEST_SUBJECT))
        self._cursor.at = start
        return begins

    def _begins_about(self, name: str) -> str | None:
        """`name`, if it is a subject of which something is said."""
        subject = self._named(name)
        said = self._cursor.operator() or self._cursor.key() in ("between", *EMPTY)
        return name if subject and (said or self._value_said(subject)) else None

    def _is_name(self) -> bool:
        """Whether what comes next means something by itself: a state, a country, a service."""
        start = self._cursor.at
        found = self._cursor.longest(lambda text: any(reads(field, text) for field in _NAMES) or None)
        self._cursor.at = start
        return bool(found)

    def _value_said(self, subject: Subject) -> str:
        """A value that follows its subject without an operator, passed; "" if none is surely there."""
        if subject.is_measured and self._cursor.took("of"):
            return self._value(subject, "is")
        if self._cursor.key() in NO_VALUES:
            return ""
        if subject.is_zip:
            return self._cursor.longest(lambda text: text if any(map(str.isdigit, text)) else None, 1) or ""
        if subject.has_few_values:
            return self._cursor.longest(lambda text: text if reads(subject.name, text) else None) or ""
        if subject.is_weight:
            return self._quantities.weight()
        return self._cursor.longest(lambda text: text if self._orders.holds(subject, text) else None) or ""

    def _value(self, subject: Subject, compare: Operator) -> str:
        """The value that must come next, passed.

        Raises:
            Unclear: there is none.
        """
        token = self._cursor.token
        if token and token.quoted:
            self._cursor.at += 1
            return token.text
        return self._known_value(subject, compare) or self._text_value()

    def _known_value(self, subject: Subject, compare: Operator) -> str:
        if subject.dates and (compare == "is" or compare in ORDERINGS):
            return self._quantities.days()
        if subject.is_weight:
            return self._quantities.weight()
        if subject.is_measured or compare in ORDERINGS:
            return self._quantities.number()
        return self._value_said(subject) if compare == "is" else ""

    def _text_value(self) -> str:
        if self._cursor.key() in NO_VALUES:
            raise self._cursor.lost()
        return self._cursor.value(self._begins_quantity)

    def _begins_quantity(self) -> bool:
        start = self._cursor.at
        found = self._quantities.read()
        self._cursor.at = start
        return found is not None
