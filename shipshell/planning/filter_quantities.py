"""Reads weights, days and amounts of money that say by themselves what they measure: `5 lbs`, `Nov 3`, `$100`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.model.number_words import whole_number
from shipshell.planning.filter_dates import said_span
from shipshell.planning.filter_nodes import between, comparison
from shipshell.planning.filter_orders import DATE_VERBS
from shipshell.planning.filter_values import ORDERINGS
from shipshell.planning.filter_words import JOINING, OPERATORS
from shipshell.planning.measures import pounds
from shipshell.planning.values import dollars

if TYPE_CHECKING:
    from shipshell.planning.filter_cursor import Cursor
    from shipshell.planning.filter_nodes import Node
    from shipshell.planning.filter_orders import Orders
    from shipshell.planning.filter_subjects import Subject

#: What an order does before a weight or an amount of money: `weighing 5 lb`, `worth $100`.
_WEIGHT_VERBS = frozenset({"weighing", "weighs", "weigh", "weighed", "weight"})
_MONEY_VERBS = frozenset({"worth", "costing", "valued", "totalling", "totaling"})
_BEFORE_DAYS = ("in", "the", "on", "from", "during", "within", "at")
#: The operators that say a day, which needs none.
_ON = (("on",), ("dated",), ("exactly",))
#: What makes a range of two that `between` does not announce; an `and` may mean either.
_TO = tuple(word for word in JOINING if word != "and")
_COMMA = frozenset({","})
_SPAN = re.compile(r"(\d+(?:\.\d+)?)(?:-|\u2013| to )(\d+(?:\.\d+)?)\s*([a-z]+\.?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A weight, a day or an amount as typed, and what it is compared with."""

    subject: Subject
    value: str


class QuantityReader:
    """Reads quantities at a cursor."""

    def __init__(self, cursor: Cursor, orders: Orders) -> None:
        self._cursor = cursor
        self._orders = orders

    def read(self) -> Node | None:
        """A comparison that names no column, as its value says what it measures; None if none comes next.

        Raises:
            Unclear: no column holds such quantities, or several may.
        """
        start = self._cursor.at
        verb = self._cursor.took_any(*_WEIGHT_VERBS, *_MONEY_VERBS, *DATE_VERBS)
        node = self._range(verb) or self._compared(verb) or self._bare(verb)
        if not node:
            self._cursor.at = start
        return node

    def weight(self) -> str:
        """A weight as typed, with or without unit, passed; "" if none comes next."""
        return self._cursor.longest(_weighed, 4) or self.number()

    def number(self) -> str:
        """A number, perhaps of dollars, passed; "" if none comes next."""
        return self._cursor.longest(_number, 1) or self._cursor.longest(_with_dollars, 2) or ""

    def days(self) -> str:
        """A day or days as typed, passed; "" if none come next."""
        return self._cursor.longest(self._dated, within=_COMMA) or ""

    def _compared(self, verb: str) -> Node | None:
        """`over 5 lbs`, `since Monday`, `worth at least $100`."""
        start, words = self._cursor.at, self._cursor.operator()
        compare, stands = OPERATORS.get(words, ("is", False))
        if stands and (compare in ORDERINGS or words in _ON):
            self._cursor.at += len(words)
            quantity = self._quantity(verb)
            if quantity:
                return comparison(quantity.subject, compare, quantity.value)
        self._cursor.at = start
        return None

    def _bare(self, verb: str) -> Node | None:
        """`10 lb or more`, `yesterday`, `weighing 5 lb`; a weight or amount alone says nothing."""
        start, quantity = self._cursor.at, self._quantity(verb)
        bound = self._cursor.took_bound() if quantity else None
        if quantity and (bound or verb or quantity.subject.dates):
            return comparison(quantity.subject, bound or "is", quantity.value)
        self._cursor.at = start
        return None

    def _range(self, verb: str) -> Node | None:
        """`between 2 and 5 lb`, `2-5 lbs`, `from Nov 3 to Nov 5`."""
        start = self._cursor.at
        written = self._cursor.longest(_SPAN.fullmatch, 4)
        if written and _weighed(f"{written[2]} {written[3]}"):
            weight = self._orders.field("weight")
            return between(weight, f"{written[1]} {written[3]}", f"{written[2]} {written[3]}")
        self._cursor.at = start
        joining = JOINING if self._cursor.took("between") else _TO
        self._cursor.took("from")
        low = self._quantity(verb)
        number = "" if low else self.number()
        high = self._quantity(verb) if (low or number) and self._cursor.took_any(*joining) else None
        if not high:
            self._cursor.at = start
            return None
        return between(high.subject, low.value if low else f"{number} {_unit(high.value)}", high.value)

    def _quantity(self, verb: str) -> Quantity | None:
        return self._weight(verb) or self._money(verb) or self._day(verb)

    def _weight(self, verb: str) -> Quantity | None:
        found = self._cursor.longest(_weighed, 4) or (self.number() if verb in _WEIGHT_VERBS else "")
        return Quantity(self._orders.field("weight"), found) if found else None

    def _money(self, verb: str) -> Quantity | None:
        found = self._cursor.longest(_with_dollars, 2) or (self.number() if verb in _MONEY_VERBS else "")
        return Quantity(self._orders.amount(), found) if found else None

    def _day(self, verb: str) -> Quantity | None:
        start = self._cursor.at
        while self._cursor.took_any(*_BEFORE_DAYS):
            pass
        found = self.days()
        if not found:
            self._cursor.at = start
            return None
        return Quantity(self._orders.dated(verb if verb in DATE_VERBS else ""), found)

    def _dated(self, text: str) -> str | None:
        return text if said_span(text, self._orders.today) else None


def _weighed(text: str) -> str | None:
    """`text` as a weight with its unit, a number in words in digits; None if it is none."""
    head, _, tail = text.partition(" ")
    number = whole_number(head)
    plain = f"{number} {tail}".strip() if number is not None else text
    try:
        pounds(plain, "")
    except ValueError:
        return None
    return plain if plain[-1:].isalpha() and not plain.endswith(" and") else None


def _unit(text: str) -> str:
    """The unit of a weight, "" of anything else."""
    return re.sub(r"[^a-z]", "", text.lower()) if _weighed(text) else ""


def _number(text: str) -> str | None:
    number = whole_number(text)
    return str(number) if number is not None else text if re.fullmatch(r"\d[\d,]*(\.\d+)?|\.\d+", text) else None


def _with_dollars(text: str) -> str | None:
    try:
        dollars(text)
    except ValueError:
        return None
    return text if re.search(r"\$|usd", text, re.IGNORECASE) else None
