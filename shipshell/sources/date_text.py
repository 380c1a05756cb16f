"""Dates, times and durations as Excel shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from shipshell.sources.number_format import Kind, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipshell.sources.number_format import Section

#: What Excel fills a cell with that holds no date although its format is one.
NO_DATE = "########"

_DAY = 86_400
_LAST_DAY = 2_958_465
_LEAP_DAY = 60  # Excel believes in 29 February 1900
_MONTHS = "January February March April May June July August September October November December"
_WEEKDAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday"
#: Years, months and days with more letters than this are written out.
_NUMBERED = 2


@dataclass(frozen=True, slots=True)
class _Moment:
    """A point in time, and its parts. `seconds` are those since midnight, `total` all since day 0."""

    year: int
    month: int
    day: int
    weekday: int
    seconds: Decimal
    total: Decimal


def date_text(value: Decimal, section: Section, *, since_1904: bool) -> str:
    """The serial number `value` (days, with their fraction) in a section that shows a date, time or duration."""
    tokens = _joined_fractions(_minutes_told(section.tokens))
    places = max((len(token.text) for token in tokens if token.kind is Kind.DIGIT), default=0)
    total = (value * _DAY).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if total < 0 or total >= (_LAST_DAY + 1) * _DAY:
        return NO_DATE
    moment = _moment(total, since_1904=since_1904)
    halved = section.has(Kind.HALF_DAY)
    return "".join(_part(token, moment, halved=halved) for token in tokens)


def _moment(total: Decimal, *, since_1904: bool) -> _Moment:
    days, seconds = int(total // _DAY), total % _DAY
    if since_1904:
        told = date(1904, 1, 1) + timedelta(days)
        return _Moment(told.year, told.month, told.day, told.isoweekday() % 7, seconds, total)
    weekday = (days + 6) % 7
    if days == _LEAP_DAY:
        return _Moment(1900, 2, 29, weekday, seconds, total)
    if days == 0:
        return _Moment(1900, 1, 0, weekday, seconds, total)
    told = date(1899, 12, 31 if days < _LEAP_DAY else 30) + timedelta(days)
    return _Moment(told.year, told.month, told.day, weekday, seconds, total)


def _minutes_told(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with `m` for minutes (beside hours or seconds) written as `n`."""
    told = list(tokens)
    parts = [at for at, token in enumerate(told) if token.kind in {Kind.DATE, Kind.ELAPSED}]
    for before, at, after in zip([None, *parts], parts, [*parts[1:], None], strict=False):
        is_minutes = (before is not None and told[before].text[0] == "h") or (
            after is not None and told[after].text[0] == "s"
        )
        if told[at].kind is Kind.DATE and told[at].text[0] == "m" and is_minutes:
            told[at] = Token(Kind.DATE, "n" * len(told[at].text))
    return told


def _joined_fractions(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with the places of a second's fraction as one: `.000`."""
    joined: list[Token] = []
    for token in tokens:
        if token.kind is Kind.DIGIT and joined and joined[-1].kind is Kind.DIGIT:
            joined[-1] = Token(Kind.DIGIT, joined[-1].text + token.text)
        else:
            joined.append(token)
    return joined


def _part(token: Token, moment: _Moment, *, halved: bool) -> str:
    if token.kind is Kind.DATE:
        return _date_part(token.text, moment, halved=halved)
    if token.kind is Kind.ELAPSED:
        unit = {"h": 3600, "m": 60, "s": 1}[token.text[0]]
        return str(int(moment.total // unit)).zfill(len(token.text))
    if token.kind is Kind.HALF_DAY:
        morning, afternoon = token.text.split("/")
        return morning if moment.seconds < _DAY / 2 else afternoon
    if token.kind is Kind.DIGIT:
        return f"{moment.seconds % 1:.{len(token.text)}f}"[2:]
    return token.text


def _date_part(text: str, moment: _Moment, *, halved: bool) -> str:
    hours = int(moment.seconds // 3600)
    if halved:
        hours = (hours + 11) % 12 + 1
    numbers = {"m": moment.month, "d": moment.day, "h": hours, "n": int(moment.seconds // 60 % 60)}
    letter, length = text[0], len(text)
    if letter in "ye":
        return str(moment.year) if letter == "e" or length > _NUMBERED else f"{moment.year % 100:02}"
    if letter == "m" and length > _NUMBERED:
        return _named(_MONTHS.split()[moment.month - 1], length)
    if letter == "d" and length > _NUMBERED:
        return _named(_WEEKDAYS.split()[moment.weekday], length)
    number = numbers.get(letter, int(moment.seconds % 60))
    return str(number).zfill(min(length, _NUMBERED))


def _named(name: str, length: int) -> str:
    """A month or weekday in three letters, in full, or (a month only) by its first letter."""
    return {3: name[:3], 5: name[:1]}.get(length, name)
