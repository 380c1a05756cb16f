"""Reads comparisons in a filter: `weight over 5 lbs`, `state in CA, TX`, `"Qty" is not 3`, `weight between 1 and 5`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shipshell.planning.filter_nodes import And, Comparison, Not, Or
from shipshell.planning.filter_subjects import column_subject, subject_named, test_of
from shipshell.planning.filter_words import OPERATORS
from shipshell.planning.places import state_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipshell.planning.filter_cursor import Cursor
    from shipshell.planning.filter_nodes import Node
    from shipshell.planning.filter_subjects import Operator, Subject
    from shipshell.planning.mapping import ColumnMap

_LONGEST_SUBJECT = 5
_OTHER_PARTS = frozenset({"(", "rows", "row", "first"})


class ComparisonReader:
    """Reads comparisons at a cursor, against the columns of a source."""

    def __init__(self, cursor: Cursor, columns: Sequence[str], column_map: ColumnMap, weight_unit: str) -> None:
        self._cursor = cursor
        self._columns = columns
        self._map = column_map
        self._unit = weight_unit

    def read(self) -> Node | None:
        """The comparison that comes next, None (and nothing passed) if none does."""
        start = self._cursor.at
        subject = self._subject()
        words = self._cursor.operator()
        if subject and words:
            self._cursor.at += len(words)
            compare, stands = OPERATORS[words]
            node = self._compared(subject, compare)
            return node if stands else Not(node)
        if subject and self._cursor.took("between"):
            return self._between(subject)
        self._cursor.at = start
        return None

    def begins_part(self) -> bool:
        """Whether a part of its own comes next, rather than a value or a name."""
        start = self._cursor.at
        begins = self._cursor.key() in _OTHER_PARTS or self._cursor.is_except() or self.read() is not None
        self._cursor.at = start
        return begins

    def _subject(self) -> Subject | None:
        """The longest run of words that names a column or field and is followed by an operator."""
        start, token = self._cursor.at, self._cursor.token
        if token and token.quoted:
            subject = column_subject(token.text, self._columns, self._map, self._unit)
            self._cursor.at += 1 if subject else 0
            return subject
        for size in range(min(_LONGEST_SUBJECT, len(self._cursor.tokens) - start), 0, -1):
            self._cursor.at = start + size
            if self._cursor.operator() or self._cursor.key() == "between":
                text = " ".join(part.text for part in self._cursor.tokens[start : start + size])
                subject = subject_named(text, self._columns, self._map, self._unit)
                if subject:
                    return subject
        self._cursor.at = start
        return None

    def _compared(self, subject: Subject, compare: Operator) -> Node:
        if compare == "empty":
            return self._test(subject, compare, "")
        node: Node = self._test(subject, compare, self._cursor.value())
        while compare == "is" and self._another_value(subject):
            node = Or(node, self._test(subject, compare, self._cursor.value()))
        return node

    def _between(self, subject: Subject) -> Node:
        low = self._cursor.value()
        if not self._cursor.took("and"):
            raise self._cursor.lost()
        return And(self._test(subject, "at least", low), self._test(subject, "at most", self._cursor.value()))

    def _test(self, subject: Subject, compare: Operator, value: str) -> Comparison:
        said = {"empty": "is empty", "is": f"is {value}"}.get(compare, f"{compare} {value}")
        if subject.is_field and subject.name == "weight" and re.fullmatch(r"[\d.]+", value):
            said = f"{said} {subject.unit}"
        return Comparison(subject, test_of(subject, compare, value), f"{subject.shown} {said}")

    def _another_value(self, subject: Subject) -> bool:
        """Whether a comma, an `or` or (between states) an `and` leads to a further value; the connective is passed."""
        start = self._cursor.at
        comma = self._cursor.took(",")
        word = self._cursor.took_any("or", "and")
        found = bool(comma or word) and not self.begins_part()
        if found and word == "and":
            found = self._is_state_next(subject)
        if not found:
            self._cursor.at = start
        return found

    def _is_state_next(self, subject: Subject) -> bool:
        if not (subject.is_field and subject.name == "state"):
            return False
        start = self._cursor.at
        value = self._cursor.value()
        self._cursor.at = start
        return bool(state_code(value))
