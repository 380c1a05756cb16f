"""How a filter begins that stands in a sentence without `where`: by what follows, it can be nothing else.

What opens a filter is a comparison, a weight, a day in the past, a kind of address or a known place. A hesitation, a
condition or a postponement (`before Friday`, `not yet`) opens none.
"""

from __future__ import annotations

import re

from shipshell.intents.moments import DATE, MONTH
from shipshell.planning.places import STATES, country_code, state_code

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_WEIGHT = rf"{_NUMBER} *(?:lbs?|pounds?|oz|ounces?|kgs?|kilos?|kilograms?|g|grams?)\b"
_THAN = r"(?:more|less|heavier|lighter|greater|larger|smaller|bigger) than(?: or equal to)?"
_BOUND = rf"(?:(?:not|no) )?(?:over|under|above|below|at least|at most|up to|{_THAN})"
_WEEKDAY = r"(?:last |this )?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
_PAST = r"(?:yesterday|today|(?:the )?(?:last|past|this) (?:week|month|\d+ (?:days?|weeks?)))\b"
_DAY = rf"(?:{_PAST}|{_WEEKDAY}|{DATE}|{MONTH}\b)"
_PLACED = r"(?:ordered|placed|created|purchased|bought|received|paid)"
_WHEN = r"(?:on|in|since|before|after|until|between|from|during|newer than|older than|later than|earlier than)"
_KIND = r"(?:orders?|parcels?|packages?|shipments?)"
_COLUMN = (
    r"(?:weight|state|city|zips?|zip codes?|postal codes?|country|name|company|priority|residential|reference"
    r"|qty|quantity|sku|status|phone|e-?mail|date|total|order (?:date|total|no|number|id|value)|(?:sales )?channel)"
)
_WORDED = (
    r"(?:is|are|isn.t|in|not in|contains?|containing|(?:starts?|begins?|ends?) (?:with|in)"
    r"|(?:starting|beginning|ending) with|between|like|over|under|above|below|before|after|since|at least|at most"
    rf"|{_THAN})"
)

_VALUE = r"(?!(?:from|in|of|and|or|by|using|via|with)\b)\S+"

_OPENERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:(?:that )?weigh(?:ing|s)? )?(?:is )?{_BOUND} {_WEIGHT}",
        rf"(?:that )?weigh(?:ing|s)? (?:{_BOUND} )?{_NUMBER}",
        rf"(?:weighing )?(?:between |from )?{_NUMBER}(?: *[a-z]{{1,6}})?(?: (?:and|to) |-){_WEIGHT}",
        rf"{_WEIGHT} (?:or|and) (?:more|less|up|over|under|heavier|lighter|above|below)\b",
        rf"{_BOUND} \$ ?{_NUMBER}",
        rf"worth (?:{_BOUND} )?\$? ?{_NUMBER}",
        rf"(?:that were )?{_PLACED} (?:{_WHEN} )?(?:the )?{_DAY}",
        rf"(?:since|newer than|older than) {_DAY}",
        rf"(?:between|from) {DATE} (?:and|to|through) {DATE}",
        rf"{_KIND} {_WHEN} {_DAY}",
        rf"from {_PAST}",
        rf"yesterday.?s {_KIND}",
        rf"(?:with )?{_COLUMN}:? *(?:[=<>!]+|{_WORDED}\b|:) *{_VALUE}",
        r"(?:with )?(?!(?:\w+ ){0,2}service\b)(?:\w+ ){0,2}\w+ ?(?:[=<>]|!=)+ ?[\w\"'$.-]+",
        rf"(?:\"[^\"]+\"|'[^']+'|\[[^\]]+\]) (?:[=<>!]+|{_WORDED})(?: not)? ?\S+",
        r"(?:with )?(?:state|zip(?: code)?|priority|order (?:no|number|id)) (?!(?:orders?|is|are|not|like)\b)[\w-]+",
        rf"(?:high|low|normal|urgent) priority(?: {_KIND})?",
        r"order (?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]+",
        rf"(?:with no|without an?|missing(?: an?)?) (?:{_COLUMN}|service)",
        r"(?:not |only )?(?:residential|commercial|international|domestic|overseas)\b(?: only)?",
        r"outside (?:of )?(?:the )?[a-z]+",
        r"(?:first|last) \w+ (?!of\b|from\b|in\b|orders\b|rows\b)\w+",
        r"(?:from )?row \d+ (?:onwards?|and up|on)\b",
        rf"rows? \d+(?: ?- ?| to )\d+(?= (?:to [a-z]|{_BOUND}))",
        r"(?:not|except|without|excluding) (?=\()",
        rf"weight of {_WEIGHT}",
        r"(?:all|everything) but (?:the )?(?:(?:first|last) \d+|rows? \d[\d-]*)",
    )
)
_ADJECTIVE = re.compile(
    rf"(?:[\w&'.-]+ ){{1,3}}{_KIND}(?= (?:to|for|going to|{_BOUND}|since|before|after|placed|with) )", re.IGNORECASE
)
_BEFORE_A_PLACE = re.compile(
    r"(?:(?:not|no|other than|apart from)(?: to| in)?|bound for|headed (?:to|for)|in|from) ", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-z]+")
_LONGEST_PLACE = 3
_CODE = 2
_LONGEST_NAME = 60


def opened(text: str, start: int) -> int:
    """Where the words end that open a filter at `start` of `text`, 0 where none begins there."""
    ends = [match.end() for opener in _OPENERS if (match := opener.match(text, start))]
    adjective = _ADJECTIVE.match(text, start)
    return max([*ends, adjective.end() if adjective else 0, _named(text, start)])


def _named(text: str, start: int) -> int:
    """The end of a known place, with what may stand before it: `not Texas`, `outside Canada`."""
    led = _BEFORE_A_PLACE.match(text, start)
    at = led.end() if led else start
    words = list(_WORD.finditer(text, at, at + _LONGEST_NAME))[:_LONGEST_PLACE]
    ends = [word.end() for word in words if words[0].start() == at]
    return next((end for end in reversed(ends) if _is_place(text[at:end])), 0)


def _is_place(name: str) -> bool:
    if len(name) <= _CODE:
        return name in ("US", "UK")
    return state_code(name) in STATES or bool(country_code(name))
