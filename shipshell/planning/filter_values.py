"""Tests that operators make of values as a person says them, and how cells are read for them."""

from __future__ import annotations

import operator
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from shipshell.model.service import service_named
from shipshell.planning.filter_dates import cell_date, said_span
from shipshell.planning.filter_subjects import Unclear
from shipshell.planning.measures import inches, pounds
from shipshell.planning.places import country_code, state_code
from shipshell.planning.values import clean, code, dollars, words, yes_or_no

if TYPE_CHECKING:
    from collections.abc import Callable

    from shipshell.planning.filter_dates import DateOrder, Span
    from shipshell.planning.filter_subjects import Operator, Subject

ORDERINGS: dict[str, Callable[[Any, Any], bool]] = {
    "under": operator.lt,
    "at most": operator.le,
    "over": operator.gt,
    "at least": operator.ge,
}
_TEXTUAL: dict[str, Callable[[str, str], bool]] = {
    "contains": operator.contains,
    "starts with": str.startswith,
    "ends with": str.endswith,
    "like": lambda text, pattern: re.fullmatch(_pattern(pattern), text) is not None,
}


def _pattern(like: str) -> str:
    """A regular expression for SQL's `San%`."""
    return re.escape(like).replace("%", ".*").replace("_", ".")


def says(subject: Subject, compare: Operator, value: str) -> str:
    """A comparison read back in words; a date with its year, a bare weight with its unit."""
    span = span_of(subject, value)
    if span and (compare == "is" or compare in ORDERINGS):
        return f"{subject.shown} {_dates_said(compare, span)}"
    if subject.is_weight and re.fullmatch(r"[\d.,]+", value):
        value = f"{value} {subject.unit}"
    said = {"empty": "is empty", "is": f"is {value}"}.get(compare, f"{compare} {value}")
    return f"{subject.shown} {said}"


def _dates_said(compare: Operator, span: Span) -> str:
    first, last = span
    if compare == "is":
        return f"is {first}" if first == last else f"is {first} to {last}"
    return {
        "under": f"before {first}", "at most": f"until {last}", "over": f"after {last}", "at least": f"since {first}",
    }[compare]  # fmt: skip


def test_of(subject: Subject, compare: Operator, value: str) -> Callable[[str], bool]:
    """The test of a cell against one value. It raises ValueError for a cell that cannot be read.

    Raises:
        Unclear: the value makes no sense for the subject.
    """
    if compare == "empty":
        return lambda cell: not words(cell)
    if compare in _TEXTUAL:
        return partial(_textual, subject, _TEXTUAL[compare], value)
    span = span_of(subject, value)
    if span and subject.dates:
        return partial(_on_days, subject.dates, compare, span)
    if compare in ORDERINGS:
        return _ordered(subject, ORDERINGS[compare], value)
    return _equal(subject, value)


def in_order(subject: Subject, low: str, high: str) -> bool:
    """Whether `low` is not above `high`.

    Raises:
        Unclear: one of them makes no sense for the subject.
    """
    spans = span_of(subject, low), span_of(subject, high)
    if spans[0] and spans[1]:
        return spans[0][0] <= spans[1][1]
    read = number_reader(subject)
    return bool(_valued(read, subject, low) <= _valued(read, subject, high))


def span_of(subject: Subject, value: str) -> Span | None:
    """The days that a value means, None where the subject holds no dates, or it is none."""
    return said_span(value, subject.today, subject.dates) if subject.dates else None


def _on_days(order: DateOrder, compare: Operator, span: Span, cell: str) -> bool:
    day = cell_date(words(cell), order)
    if compare == "is":
        return span[0] <= day <= span[1]
    return ORDERINGS[compare](day, span[0] if compare in ("under", "at least") else span[1])


def _textual(subject: Subject, compare: Callable[[str, str], bool], value: str, cell: str) -> bool:
    return compare(_plain(subject, cell), value.lower())


def _plain(subject: Subject, cell: str) -> str:
    """The cell as text is compared: without case, doubled blanks and wrappings, a ZIP code with its zeros."""
    text = code(cell).lower()
    return _with_zeros(text) if subject.is_zip and text else text


def _with_zeros(zip_code: str) -> str:
    return zip_code.partition(".")[0].zfill(5)


def _ordered(subject: Subject, compare: Callable[[Any, Any], bool], value: str) -> Callable[[str], bool]:
    read = number_reader(subject)
    bound = _valued(read, subject, value)
    return lambda cell: compare(read(cell), bound)


def number_reader(subject: Subject) -> Callable[[str], Any]:
    """How cells of the subject are read as numbers: weights in pounds, sizes in inches, a ZIP code by five digits."""
    if subject.is_weight:
        return lambda cell: pounds(words(cell) or "?", subject.unit)
    if subject.is_size:
        return inches
    if subject.is_zip:
        return _zip_number
    return dollars


def _zip_number(cell: str) -> float:
    """The five digits of a ZIP code; another country's code is within no range.

    Raises:
        ValueError: there is none.
    """
    if not code(cell):
        raise ValueError(cell)
    digits = _with_zeros(code(cell)).partition("-")[0]
    return float(digits) if digits.isdecimal() else float("nan")


def _valued(read: Callable[[str], Any], subject: Subject, value: str) -> Any:
    try:
        found = read(value)
    except ValueError:
        found = None
    if found is None or found != found:  # noqa: PLR0124 - not a number
        raise Unclear(f'"{value}" cannot be compared with {subject.shown}')
    return found


def reads(field: str, value: str) -> bool:
    """Whether a value is one of the few that the cells of a field may hold: a state, a country, a service."""
    read = _EQUALS.get(field)
    return bool(read and value and _or_none(read, value) is not None)


def _equal(subject: Subject, value: str) -> Callable[[str], bool]:
    read = _EQUALS.get(subject.name) if subject.is_field else None
    if read:
        wanted = _valued(read, subject, value)
        return lambda cell: _or_none(read, cell) == wanted
    if subject.is_measured:
        return _ordered(subject, operator.eq, value)
    if subject.is_zip:
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
    told = yes_or_no(text)
    if told is None or not words(text):
        raise ValueError(text)
    return told


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
