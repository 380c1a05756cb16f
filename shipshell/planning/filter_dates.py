"""Dates in filters: in cells as exports write them, and as people say them (`yesterday`, `Nov 3`, `last 3 days`)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

#: Which part of `3/11/2026` comes first.
DateOrder = Literal["month", "day"]
#: The first and the last day that are meant.
Span = tuple[date, date]

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: at for at, name in enumerate(_NAMES, start=1)}
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>\d{4}))?"
_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_NUMBERS = re.compile(r"(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})")
_NO_YEAR = re.compile(r"(?P<first>\d{1,2})(?P<mark>/)(?P<second>\d{1,2})")
_NAMED = (
    re.compile(rf"{_MONTH}\s*{_DAY}{_YEAR}"),
    re.compile(rf"{_DAY}[\s-]+(?:of\s+)?{_MONTH}(?:[,-]?\s*(?P<year>\d{{4}}))?"),
)
_WHOLE_MONTH = re.compile(rf"{_MONTH}{_YEAR}")
_TIME = re.compile(r"[t,]?\s*\d{1,2}:\d{2}.*$")
_WEEKDAY_BEFORE = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]*\s+(?=\S)")
_PAST = re.compile(r"(?:last|past)\s+(\d+)\s+(days?|weeks?)")
_AGO = re.compile(r"(\d+)\s+(days?|weeks?)\s+ago")
_WEEK = 7
#: How many different cells tell whether a column holds dates.
_SAMPLE = 200
_CENTURY = 2000


def cell_date(text: str, order: DateOrder) -> date:
    """The day that a cell names, whatever time it adds.

    Raises:
        ValueError: it names none, or no year.
    """
    found = _calendar_day(text, order, None)
    if not found:
        raise ValueError(text)
    return found


def date_order(cells: Collection[str]) -> DateOrder | None:
    """How the dates of a column are written; None where most of its filled cells are no dates.

    `3/11/2026` has its month first, as UPS's country writes it, unless another cell shows that the day is first.
    """
    filled = [cell for cell in cells if cell.strip()]
    some = _sample(filled)
    dates = sum(bool(_calendar_day(cell, "month", None) or _calendar_day(cell, "day", None)) for cell in some)
    if dates * 2 <= len(some):
        return None
    return "day" if any(map(has_day_first, filled)) else "month"


def _sample(cells: Collection[str]) -> list[str]:
    """Some of the cells from all over, the same ones in whatever order they are given."""
    step = -(-len(cells) // _SAMPLE) or 1
    return sorted(cells)[::step]


def has_day_first(cell: str) -> bool:
    """Whether a cell is a date in numbers whose first is no month."""
    numbers = _NUMBERS.match(cell.strip())
    return bool(numbers and int(numbers["first"]) > _MONTHS["dec"])


def said_span(text: str, today: date | None, order: DateOrder = "month") -> Span | None:
    """The days that a person means, None if it is no date, or none that can be told without knowing today.

    A day without its year is the one nearest to today.
    """
    spoken = " ".join(text.lower().replace("\u2019", "'").removesuffix("'s").split()).strip(" ,.")
    day = _calendar_day(spoken, order, today)
    if day:
        return day, day
    return _near(spoken, today) if today else None


def _near(spoken: str, today: date) -> Span | None:
    known = _NEAR.get(spoken)
    if known:
        return known(today)
    day = _weekday(spoken, today) or _days_ago(spoken, today)
    return (day, day) if day else _past_days(spoken, today) or _month_said(spoken, today)


_NEAR: dict[str, Callable[[date], Span]] = {
    "today": lambda today: (today, today),
    "yesterday": lambda today: (today - timedelta(1), today - timedelta(1)),
    "this week": lambda today: (_monday(today), today),
    "last week": lambda today: (_monday(today) - timedelta(_WEEK), _monday(today) - timedelta(1)),
    "this month": lambda today: (today.replace(day=1), today),
    "last month": lambda today: _month(today.replace(day=1) - timedelta(1)),
}


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _month(day: date) -> Span:
    """All days of the month that a day is in."""
    first = day.replace(day=1)
    return first, (first + timedelta(31)).replace(day=1) - timedelta(1)


def _weekday(text: str, today: date) -> date | None:
    """The latest such weekday; `last Monday` is before today, `Monday` may be today."""
    name = text.removeprefix("last ").removeprefix("this ")
    found = [at for at, weekday in enumerate(_WEEKDAYS) if name in (weekday, weekday[:3])]
    if not found:
        return None
    back = (today.weekday() - found[0]) % _WEEK
    return today - timedelta(back or (_WEEK if text.startswith("last ") else 0))


def _days(match: re.Match[str]) -> timedelta:
    return timedelta(int(match[1][:4]) * (_WEEK if match[2].startswith("week") else 1))


def _days_ago(text: str, today: date) -> date | None:
    match = _AGO.fullmatch(text)
    return today - _days(match) if match else None


def _past_days(text: str, today: date) -> Span | None:
    match = _PAST.fullmatch(text)
    return (today - _days(match), today) if match else None


def _month_said(text: str, today: date) -> Span | None:
    match = _WHOLE_MONTH.fullmatch(text)
    if not match:
        return None
    month = _MONTHS[match["name"][:3]]
    return _month(date(int(match["year"]), month, 1) if match["year"] else _nearest(month, 1, today) or today)


def _calendar_day(text: str, order: DateOrder, today: date | None) -> date | None:
    """The day of a calendar that `text` names; the year may only be left out where `today` tells it."""
    plain = _WEEKDAY_BEFORE.sub("", _TIME.sub("", text.strip().lower())).strip(" ,")
    for pattern in (_ISO, _NUMBERS, _NO_YEAR, *_NAMED):
        match = pattern.fullmatch(plain)
        if match:
            return _day_of(match.groupdict(), order, today)
    return None


def _day_of(parts: dict[str, str | None], order: DateOrder, today: date | None) -> date | None:
    if parts.get("name"):
        month, day = _MONTHS[(parts["name"] or "")[:3]], int(parts["day"] or 0)
    elif parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        day_first = order == "day" or parts["mark"] == "."
        month, day = (second, first) if day_first else (first, second)
    else:
        month, day = int(parts["month"] or 0), int(parts["day"] or 0)
    if not parts.get("year"):
        return _nearest(month, day, today) if today else None
    year = int(parts["year"] or 0)
    return _valid(year if year > 99 else _CENTURY + year, month, day)  # noqa: PLR2004 - two digits


def _nearest(month: int, day: int, today: date) -> date | None:
    days = [_valid(today.year + more, month, day) for more in (-1, 0, 1)]
    return min((one for one in days if one), key=lambda one: abs(one - today), default=None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
