"""The orders that a filter is about: which of their fields and columns a person names, and which names they hold."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from shipshell.planning.cells import Cells
from shipshell.planning.fields import FIELDS, PHRASES, glued
from shipshell.planning.filter_subjects import Subject, Unclear
from shipshell.planning.header_words import words_of
from shipshell.planning.values import code
from shipshell.sources.search import Unsearchable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import pandas as pd

    from shipshell.planning.cell_texts import CellTexts
    from shipshell.planning.mapping import ColumnMap

#: Fields whose cells are names that a person may say by themselves (`Acme orders`).
_HEADERS_SAID = 12
_NAMING_FIELDS = ("name", "company", "attention", "city", "reference", "reference2", "description")
_ORDERED = frozenset({"order", "ordered", "created", "placed", "purchase", "purchased", "sale", "sold"})
#: What a person says an order did on a day, with the words of a header that tell that day.
DATE_VERBS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("ordered", "placed", "created", "purchased", "bought", "made"), _ORDERED),
    **dict.fromkeys(("paid",), frozenset({"paid", "payment"})),
    **dict.fromkeys(("received",), frozenset({"received"})),
    **dict.fromkeys(("due",), frozenset({"due"})),
}
_MONEY = frozenset({"total", "amount", "value", "price", "subtotal"})


class Orders:
    """Orders as a filter sees them: a table with its columns understood, and the day on which it is said.

    Raises:
        Unsearchable: from every method that looks at cells, where a database cannot be asked for them.
    """

    def __init__(self, texts: CellTexts, column_map: ColumnMap, today: date | None, weight_unit: str = "lb") -> None:
        self.column_map = column_map
        self.today = today
        self._texts = texts
        self._unit = weight_unit
        self._columns = texts.columns
        self._keys: dict[Subject, frozenset[str]] = {}

    def field(self, field: str) -> Subject:
        """The field as a subject.

        Raises:
            Unclear: no column feeds it.
        """
        match = self.column_map.matches.get(field)
        if not match:
            raise Unclear(f"no column is known for {field.replace('_', ' ')}")
        own = match.units[0] if len(match.units) == 1 else ""
        return Subject(field, is_field=True, unit=own or self._unit)

    def named(self, text: str) -> Subject | None:
        """The field or column that `text` names, None if it names neither.

        Raises:
            Unclear: it names a column and, differently, a field; or a field that no column feeds.
        """
        key = "".join(words_of(text))
        same = [column for column in self._columns if key and "".join(words_of(column)) == key]
        found = [column for column in same if column == text] or same
        field = _field_named(key)
        if not found:
            return self.field(field) if field else None
        if len(found) > 1:
            raise Unclear(f'"{text}" may be any of {", ".join(found)}')
        used = self.column_map.columns_of(field) if field else ()
        if used and field not in self._fed_by(found[0]):
            raise Unclear(f'"{text}" may be the column "{found[0]}" or the {field}, which is "{used[0]}"')
        return self._of_column(found[0])

    def headers(self) -> str:
        """The columns that there are, in words; of many the first."""
        more = len(self._columns) - _HEADERS_SAID
        return ", ".join(self._columns[:_HEADERS_SAID]) + (f" and {more} more" if more > 0 else "")

    def column(self, header: str) -> Subject | None:
        """The column of exactly this header (a person quoted it), None if there is none."""
        return self._of_column(header) if header in self._columns else None

    def dated(self, verb: str) -> Subject:
        """The column of the day on which the orders were placed, paid ...; verb "": the one column of dates.

        Raises:
            Unclear: no column tells it, or several may.
        """
        told = {name: words_of(name) for name in self.column_map.unused}
        dates = [name for name, words in told.items() if _may_be_dates(words)]
        dates = [name for name in dates if self._texts.date_order(name)]
        meant = [name for name in dates if DATE_VERBS.get(verb, _ORDERED).intersection(told[name])]
        plain = [name for name in dates if not _of_another_kind(verb, told[name])]
        return self._only(meant if verb and meant else plain, "date")

    def amount(self) -> Subject:
        """What an order is worth: the declared value, else the one column that says so.

        Raises:
            Unclear: no column says so, or several may.
        """
        if self.column_map.columns_of("declared_value"):
            return self.field("declared_value")
        found = [name for name in self.column_map.unused if _MONEY.intersection(words_of(name))]
        return self._only(found, "amount")

    def holds(self, subject: Subject, value: str) -> bool:
        """Whether a cell of the subject is this value, whatever its case."""
        return _key(value) in self._keys_like(subject, value) - {""}

    def holders(self, value: str) -> tuple[Subject, ...]:
        """The naming columns in which a cell is this value, whatever its case; never of a bare number."""
        return () if value.isdecimal() else tuple(one for one in self._naming if self.holds(one, value))

    def is_called(self, subject: Subject, text: str) -> bool:
        """Whether `text` names this very subject."""
        try:
            return self.named(text) == subject
        except Unclear:
            return False

    def customers_with(self, value: str) -> list[str]:
        """The companies (or without such a column the names) that hold `value` as whole words, each once."""
        field = "company" if self.column_map.columns_of("company") else "name"
        keys = self._keys_like(self.field(field), value) if self.column_map.columns_of(field) else ()
        return sorted(key for key in keys if f" {_key(value)} " in f" {key} ")

    def customer(self) -> Subject:
        """The column of `customers_with`."""
        return self.field("company" if self.column_map.columns_of("company") else "name")

    @cached_property
    def _naming(self) -> tuple[Subject, ...]:
        fields = [self.field(field) for field in _NAMING_FIELDS if self.column_map.columns_of(field)]
        return (*fields, *map(self._of_column, self.column_map.unused))

    def _keys_like(self, subject: Subject, text: str) -> frozenset[str]:
        """What the cells of a subject are known by, at least of those that hold `text`."""
        if subject not in self._keys:
            columns = subject.columns(self.column_map)
            try:
                self._keys[subject] = self._keys_in(subject, self._texts.distinct(columns))
            except Unsearchable:
                return self._keys_in(subject, self._texts.resembling(columns, text))
        return self._keys[subject]

    def _keys_in(self, subject: Subject, frame: pd.DataFrame) -> frozenset[str]:
        return frozenset(map(_key, dict.fromkeys(subject.texts(Cells(frame, self.column_map)))))

    def _only(self, found: Sequence[str], what: str) -> Subject:
        """The one column found."""
        if not found:
            raise Unclear(f"no column is known as the {what}")
        if len(found) > 1:
            raise Unclear(f"the {what} may be any of {', '.join(found)}")
        return self._of_column(found[0])

    def _of_column(self, header: str) -> Subject:
        feeds = self._fed_by(header)
        if feeds:
            return self.field(feeds[0])
        dates = self._texts.date_order(header)
        return Subject(header, is_field=False, dates=dates, today=self.today if dates else None)

    def _fed_by(self, header: str) -> list[str]:
        return [name for name, match in self.column_map.matches.items() if match.columns == (header,)]


def _key(text: str) -> str:
    return code(text).lower()


def _may_be_dates(words: tuple[str, ...]) -> bool:
    return bool({"date", "day", "at", "on", "time", "timestamp", "placed", "created", "ordered"}.intersection(words))


def _of_another_kind(verb: str, words: tuple[str, ...]) -> bool:
    """Whether a header tells another day than is meant: that of the payment, of shipping, of delivery."""
    own = DATE_VERBS.get(verb, _ORDERED)
    others = {"paid", "payment", "received", "due", "ship", "shipped", "shipping", "delivery", "delivered", "fulfilled"}
    others |= {"cancelled", "updated", "modified", "printed"}
    return bool(others.difference(own).intersection(words))


def _field_named(key: str) -> str:
    for name in FIELDS:
        if glued(name.replace("_", " ")) == key:
            return name
    phrase = PHRASES.get(key) or PHRASES.get(key.removesuffix("s"))
    return phrase[0].name if phrase and phrase[0].name in FIELDS else ""
