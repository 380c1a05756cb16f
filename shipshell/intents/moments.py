"""Days and times in a sentence, and those that may still come: `ship a.csv only on Monday` may be a postponement."""

from __future__ import annotations

import re

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DATE = rf"(?:{MONTH} \d{{1,2}}\b|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}|\d{{4}}-\d\d?-\d\d?|\d{{1,2}}/\d{{1,2}})"

_DAY_NAME = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?|weekdays?|weekends?)"
_MONTH_NAME = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_PART_OF_DAY = r"(?:morning|afternoon|evening|night|noon|midnight|lunch|lunchtime)s?"
_SPAN = rf"(?:week|month|year|quarter|{_PART_OF_DAY})"
_ORDINAL = r"(?:st|nd|rd|th)"
_CLOCK = rf"\d{{1,2}}(?::\d\d)?(?:{_ORDINAL}| ?[ap]\.?m\.?)?"
#: A bare number is a time only after a word that leads to one (`at 5`); with a colon or an ending it is one anywhere.
_HOUR = rf"(?:(?<=on )|(?<=at )|(?<=by )|(?<=after )|(?<=before )|(?=\d+(?:{_ORDINAL}|:| ?[ap]\.?m))){_CLOCK}"
_MOMENT = re.compile(
    r"(?:(?:not|no|except|excluding|minus|without|but) )*"
    r"(?:(?:early|late|first thing) )?(?:(?:on|in|at|by|for|from|before|after|during|until|within|between|over) )?"
    r"(?:(?:the|a|an|every|each) )?"
    rf"(?:(?:this|next|coming) (?:{_SPAN}|{_DAY_NAME})|now|today|tonight|tomorrow|eod|(?:end|close) of \w+|closing time"
    rf"|{DATE}|{MONTH} \d{{1,2}}{_ORDINAL}|{_DAY_NAME}|{_MONTH_NAME}|{_PART_OF_DAY}|new year|christmas|easter"
    rf"|(?:\w+ )?(?:hours?|minutes?|days?|weeks?|months?)|{_HOUR})(?: {_SPAN})?[.!]?",
    re.IGNORECASE,
)
_LISTING = re.compile(r" (?:and|or|through|thru|to|-) | ?[,&–] ?|(?<=[a-z])-(?=[a-z])", re.IGNORECASE)  # noqa: RUF001
_LEADING = frozenset(["on", "at", "by", "in", "for", "before", "after", "until", "not"])
_LIMITING = frozenset(["only", "just"])
#: What has a day of its own: an order that was placed, a column that is compared.
_DATED = re.compile(
    r"\b(?:ordered|placed|created|purchased|bought|received|paid|dated?|due|since|is|are|was|orders?|parcels?|packages?"
    r"|shipments?|ones)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"\b(?:{_DAY_NAME}|{_MONTH_NAME}|today|tonight|{DATE})\b", re.IGNORECASE)


def is_moment(text: str) -> bool:
    """Whether `text` is nothing but days or times, perhaps to come: `on Monday`, `not today`, `at 5`, `Mon-Fri`.

    What is plainly past (`yesterday`, `since Monday`) is none.
    """
    return _MOMENT.fullmatch(text) is not None or all(map(_MOMENT.fullmatch, _LISTING.split(text)))


def ends_in_a_moment(text: str) -> bool:
    """Whether a day or a time hangs on to something that has none: `Texas on Monday`, `state is TX, only on Monday`."""
    words = text.split()
    at = next((at for at in range(1, len(words)) if is_moment(" ".join(words[at:]))), 0)
    if not at:
        return False
    before, leads = words[at - 1].lower(), words[at].lower() in _LEADING
    return before in _LIMITING or (leads and (before.endswith(",") or not _DATED.search(" ".join(words[:at]))))


def names_a_day(text: str) -> bool:
    """Whether a day or a month is named in `text`."""
    return _NAMED.search(text) is not None
