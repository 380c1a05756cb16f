"""Reads what a filter merely names: `California`, `Texas and Florida`, `Canadian`, `Ground`, `residential`, `Acme`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.model.service import service_named
from shipshell.planning.filter_nodes import Not, Or, comparison
from shipshell.planning.filter_subjects import Unclear
from shipshell.planning.filter_words import NO_VALUES
from shipshell.planning.places import STATES, country_code, state_code

if TYPE_CHECKING:
    from shipshell.planning.filter_cursor import Cursor
    from shipshell.planning.filter_nodes import Comparison, Node
    from shipshell.planning.filter_orders import Orders
    from shipshell.planning.filter_subjects import Subject

#: Two letters that are a state's but also a word, or commonly a city (`LA`): a state only as `state is LA`.
_WORDLIKE = frozenset({"in", "or", "me", "ok", "hi", "oh", "id", "as", "la", "mine"})
_COUNTRY_CODES = frozenset({"US", "UK"})
_CODE = 2
#: Words that say a field is yes or no.
_KINDS = {
    **dict.fromkeys(("residential", "residences", "homes", "home"), ("residential", "yes")),
    **dict.fromkeys(("commercial", "businesses", "business", "non-residential"), ("residential", "no")),
}
_ABROAD = (("international",), ("overseas",), ("abroad",), ("foreign",))
_OUTSIDE = (("outside", "of"), ("outside",))


class NameReader:
    """Reads names at a cursor."""

    def __init__(self, cursor: Cursor, orders: Orders) -> None:
        self._cursor = cursor
        self._orders = orders

    def read(self) -> Node | None:
        """Names of one kind joined by commas, `and` or `or` (a row may have any of them); None if none comes next."""
        if any(self._cursor.took(*words) for words in _ABROAD):
            return Not(self._is("country", "US"))
        if any(self._cursor.took(*words) for words in _OUTSIDE):
            return self._outside()
        if self._cursor.took("domestic"):
            return self._is("country", "US")
        name = self._name()
        if not name:
            return None
        node: Node = name
        while more := self._another(name.subject):
            node = Or(node, more)
        return node

    def _outside(self) -> Node:
        self._cursor.took("the")
        place = self._cursor.longest(self._place)
        if not place:
            raise self._cursor.lost()
        return Not(place)

    def _another(self, subject: Subject) -> Comparison | None:
        start = self._cursor.at
        comma = self._cursor.took(",")
        joined = self._cursor.took_any("and", "or", "&", "nor") or comma
        self._cursor.took_any("the", "to", "in")
        found = self._name() if joined else None
        related = {subject.name, found.subject.name} <= {"state", "country"} if found else False
        if not found or (found.subject != subject and not related):
            self._cursor.at = start
            return None
        return found

    def _name(self) -> Comparison | None:
        if self._cursor.key() in NO_VALUES:
            return None
        return self._kind() or self._cursor.longest(self._place) or self._cursor.longest(self._service) or self._held()

    def _kind(self) -> Comparison | None:
        known = _KINDS.get(self._cursor.key())
        if not known or not self._orders.column_map.columns_of(known[0]):
            return None
        self._cursor.at += 1
        return self._is(*known)

    def _place(self, text: str) -> Comparison | None:
        is_code = len(text) <= _CODE
        state = state_code(text)
        if state in STATES and text.lower() not in _WORDLIKE:
            return self._is("state", state, city="" if is_code else text.lower())
        country = country_code(text) if not is_code or text in _COUNTRY_CODES else ""
        return self._is("country", country) if country else None

    def _service(self, text: str) -> Comparison | None:
        service = None if text.isdecimal() else service_named(text)
        return self._is("service", service.name) if service else None

    def _held(self) -> Comparison | None:
        """A name that stands in the cells of one column: `Acme`, `Amazon`, `high priority`."""
        value = self._cursor.longest(lambda text: text if self._orders.holders(text) else None)
        if value is None:
            return None
        holders = self._orders.holders(value)
        told = self._cursor.longest(
            lambda text: next((one for one in holders if self._orders.is_called(one, text)), None)
        )
        if not told and len(holders) > 1:
            shown = " or ".join(f"{one.shown} is {value}" for one in holders)
            raise Unclear(f'"{value}" may mean {shown}')
        self._refuse_longer(holders[0], value)
        return comparison(told or holders[0], "is", value)

    def _refuse_longer(self, subject: Subject, value: str) -> None:
        """`Acme` may mean that customer alone, or all of its name; ask, if it makes a difference here."""
        others = [name for name in self._orders.customers_with(value) if name != value.lower()]
        if others and subject == self._orders.customer():
            also = f"{subject.shown} contains {value}"
            raise Unclear(f'"{value}" may mean {subject.shown} is {value}, or {also}, which is also {others[0]}')

    def customer(self) -> Comparison | None:
        """A part of a customer's name, after `for` or with a capital: `Acme` where the cells say `Acme Inc`."""
        token = self._cursor.token
        if not token or not (self._cursor.was("for") or token.text[:1].isupper()):
            return None
        value = self._cursor.longest(lambda text: text if self._orders.customers_with(text) else None)
        return comparison(self._orders.customer(), "contains", value) if value else None

    def _is(self, field: str, value: str, *, city: str = "") -> Comparison:
        return comparison(self._orders.field(field), "is", value, city=city)
