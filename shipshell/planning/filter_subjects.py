"""What a filter compares: a column or field, how its cells are read, and the tests that operators make of values."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from shipshell.model.service import service_named
from shipshell.planning.fields import FIELDS, PHRASES, glued
from shipshell.planning.headers import words_of
from shipshell.planning.measures import inches, pounds
from shipshell.planning.places import country_code, state_code
from shipshell.planning.values import clean, code, dollars, words, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shipshell.planning.mapping import ColumnMap

Operator = Literal["is", "under", "at most", "over", "at least", "contains", "starts with", "ends with", "empty"]

_ORDERINGS: dict[str, Callable[[Any, Any], bool]] = {
    "under": operator.lt,
    "at most": operator.le,
    "over": operator.gt,
    "at least": operator.ge,
}
_TEXTUAL: dict[str, Callable[[str, str], bool]] = {
    "contains": operator.contains,
    "starts with": str.startswith,
    "ends with": str.endswith,
}
_SIZES = ("length", "width", "height")


class Unclear(ValueError):
    """A part of a filter that has no meaning, or more than one. Its text says which."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A field (with the cells of its columns, in their units) or a single column that feeds none.

    Attributes:
        name: the field's name or the column's header.
        is_field: which of the two.
        unit: of bare numbers in a filter on weight; they are in the column's own unit.
    """

    name: str
    is_field: bool
    unit: str = ""

    @property
    def shown(self) -> str:
        """Read back: `postal code`, `"Qty"`."""
        return self.name.replace("_", " ") if self.is_field else f'"{self.name}"'


def field_subject(field: str, column_map: ColumnMap, weight_unit: str) -> Subject:
    """The field as a subject.

    Raises:
        Unclear: no column feeds it.
    """
    match = column_map.matches.get(field)
    if not match:
        raise Unclear(f"no column is known for {field.replace('_', ' ')}")
    own = match.units[0] if len(match.units) == 1 else ""
    return Subject(field, is_field=True, unit=own or weight_unit)


def subject_named(text: str, columns: Sequence[str], column_map: ColumnMap, weight_unit: str) -> Subject | None:
    """The field or column that `text` names, None if it names neither.

    Raises:
        Unclear: it names a column and, differently, a field; or a field that no column feeds.
    """
    key = "".join(words_of(text))
    named = [column for column in columns if column == text] or [
        column for column in columns if key and "".join(words_of(column)) == key
    ]
    field = _field_named(key)
    if not named:
        return field_subject(field, column_map, weight_unit) if field else None
    if len(named) > 1:
        raise Unclear(f'"{text}" may be any of {", ".join(named)}')
    feeds = [name for name, match in column_map.matches.items() if match.columns == (named[0],)]
    if field and column_map.columns_of(field) and field not in feeds:
        used = column_map.columns_of(field)[0]
        raise Unclear(f'"{text}" may be the column "{named[0]}" or the {field}, which is "{used}"')
    return field_subject(feeds[0], column_map, weight_unit) if feeds else Subject(named[0], is_field=False)


def column_subject(header: str, columns: Sequence[str], column_map: ColumnMap, weight_unit: str) -> Subject | None:
    """The column of exactly this header (a person quoted it), None if there is none."""
    if header not in columns:
        return None
    feeds = [name for name, match in column_map.matches.items() if match.columns == (header,)]
    return field_subject(feeds[0], column_map, weight_unit) if feeds else Subject(header, is_field=False)


def _field_named(key: str) -> str:
    for name in FIELDS:
        if glued(name.replace("_", " ")) == key:
            return name
    field, _ = PHRASES.get(key, (None, 0))
    return field.name if field and field.name in FIELDS else ""


def test_of(subject: Subject, compare: Operator, value: str) -> Callable[[str], bool]:
    """The test of a cell against one value. It raises ValueError for a cell that cannot be read.

    Raises:
        Unclear: the value makes no sense for the subject.
    """
    if compare == "empty":
        return lambda cell: not words(cell)
    if compare in _TEXTUAL:
        return partial(_textual, subject, _TEXTUAL[compare], value)
    if compare in _ORDERINGS:
        return _ordered(subject, _ORDERINGS[compare], value)
    return _equal(subject, value)


def _textual(subject: Subject, compare: Callable[[str, str], bool], value: str, cell: str) -> bool:
    return compare(_plain(subject, cell), value.lower())


def _plain(subject: Subject, cell: str) -> str:
    """The cell as text is compared: without case, doubled blanks and wrappings, a ZIP code with its zeros."""
    text = code(cell).lower()
    if subject.is_field and subject.name == "postal_code" and text:
        return text.partition(".")[0].zfill(5)
    return text


def _ordered(subject: Subject, compare: Callable[[Any, Any], bool], value: str) -> Callable[[str], bool]:
    read = number_reader(subject)
    bound = _valued(read, subject, value)
    return lambda cell: compare(read(cell), bound)


def number_reader(subject: Subject) -> Callable[[str], Any]:
    """How cells of the subject are read as numbers: weights in pounds, sizes in inches."""
    if subject.is_field and subject.name == "weight":
        return lambda cell: pounds(words(cell) or "?", subject.unit)
    if subject.is_field and subject.name in _SIZES:
        return inches
    return dollars


def _valued(read: Callable[[str], Any], subject: Subject, value: str) -> Any:
    try:
        return read(value)
    except ValueError:
        raise Unclear(f'"{value}" cannot be compared with {subject.shown}') from None


def _equal(subject: Subject, value: str) -> Callable[[str], bool]:
    read = _EQUALS.get(subject.name) if subject.is_field else None
    if read:
        wanted = _valued(read, subject, value)
        return lambda cell: _or_none(read, cell) == wanted
    if subject.is_field and subject.name in ("weight", *_SIZES, "declared_value"):
        return _ordered(subject, operator.eq, value)
    if subject.is_field and subject.name == "postal_code":
        return lambda cell: _same_zip(_plain(subject, cell), _plain(subject, value))
    return lambda cell: _plain(subject, cell) == clean(value).lower()


def _same_zip(cell: str, wanted: str) -> bool:
    """A five-digit ZIP code also means those with four digits more."""
    return cell == wanted or (len(wanted) == 5 and cell[:5] == wanted)  # noqa: PLR2004 - a ZIP code has five digits


def _or_none(read: Callable[[str], Any], cell: str) -> Any:
    try:
        return read(cell)
    except ValueError:
        return None


def _state(text: str) -> str:
    return _found(state_code(text))


def _country(text: str) -> str:
    return _found(country_code(text or "US"))  # as everywhere, an empty country is the US


def _service(text: str) -> str:
    found = service_named(code(text))
    return _found(found.code if found else "")


def _yes(text: str) -> bool:
    says = yes_or_no(text)
    if says is None:
        raise ValueError(text)
    return says


def _found(code: str) -> str:
    if not code:
        raise ValueError
    return code


_EQUALS: dict[str, Callable[[str], Any]] = {
    "state": _state,
    "country": _country,
    "service": _service,
    "residential": _yes,
    "saturday": _yes,
}
