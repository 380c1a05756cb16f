"""Excel's number formats taken apart: `[<=9999999]###-####;(###) ###-####` as sections of tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

GENERAL = "General"

_SHORT_DATE, _LONG_DATE = "m/d/yyyy", "dddd, mmmm d, yyyy"
#: The formats that have a number only, as Excel shows them in the United States.
BUILT_IN: dict[int, str] = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)',
    8: '"$"#,##0.00_);("$"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: _SHORT_DATE,
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yyyy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);(#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);(#,##0.00)",
    41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* (#,##0);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    **dict.fromkeys((*range(27, 32), 36, *range(50, 59)), _SHORT_DATE),  # East Asian dates
    **dict.fromkeys(range(32, 36), "h:mm:ss"),
}


class Kind(Enum):
    """What a token of a format stands for."""

    LITERAL = "text as it is"
    DIGIT = "a place for a digit: 0, # or ?"
    POINT = "the decimal point"
    COMMA = "thousands: between digits grouped, behind them left out"
    PERCENT = "the value times a hundred"
    EXPONENT = "E+ or E-"
    SLASH = "the bar of a fraction"
    DATE = "a part of a date or time, in lower case"
    ELAPSED = "hours, minutes or seconds in all, in lower case"
    HALF_DAY = "AM or PM"
    TEXT = "the cell's text"
    GENERAL = "the value as without a format"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a format."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Condition:
    """For which values a section is meant: `[<=9999999]`."""

    operator: str
    limit: Decimal

    def holds(self, value: Decimal) -> bool:
        """Whether the section is meant for `value`."""
        order = (value > self.limit) - (value < self.limit)
        return order in _ORDERS[self.operator]


@dataclass(frozen=True, slots=True)
class Section:
    """One of the parts of a format that `;` separates."""

    tokens: tuple[Token, ...]
    condition: Condition | None = None

    def has(self, *kinds: Kind) -> bool:
        """Whether a token is of one of these kinds."""
        return any(token.kind in kinds for token in self.tokens)

    @property
    def is_date(self) -> bool:
        """Whether the value is a date, a time or a duration."""
        return self.has(Kind.DATE, Kind.ELAPSED, Kind.HALF_DAY)


_ORDERS = {"<": {-1}, "<=": {-1, 0}, "=": {0}, "<>": {-1, 1}, ">=": {0, 1}, ">": {1}}
_TOKENS = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | \\(?P<escaped>.)
    | [_*].                                 # room as wide as a character, or filled with it
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General)
    | (?P<half_day>AM/PM|A/P)
    | (?P<exponent>E[+-])
    | (?P<date>y+|e+|m+|d+|h+|s+)
    | (?P<digit>[0\#?])
    | (?P<sign>[.,%/@])
    | (?P<end>;)
    | (?P<literal>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SIGNS = {".": Kind.POINT, ",": Kind.COMMA, "%": Kind.PERCENT, "/": Kind.SLASH, "@": Kind.TEXT}
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
#: The formats that follow the system's settings.
_SYSTEM = {"$-F800": _LONG_DATE, "$-F400": "h:mm:ss AM/PM"}


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a format, at least one."""
    for mark, meant in _SYSTEM.items():
        if mark in code.upper():
            return sections(meant)
    found: list[Section] = []
    tokens: list[Token] = []
    condition: Condition | None = None
    for match in _TOKENS.finditer(code):
        if match.lastgroup == "end":
            found.append(Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif match.lastgroup == "bracket" and (stated := _CONDITION.fullmatch(match["bracket"])):
            condition = Condition(stated[1], Decimal(stated[2]))
        else:
            tokens.extend(_token(match))
    return (*found, Section(tuple(tokens), condition))


def _token(match: re.Match[str]) -> Iterator[Token]:
    name, text = match.lastgroup, match[match.lastgroup or 0]
    if name in {"quoted", "escaped", "literal"}:
        yield Token(Kind.LITERAL, text)
    elif name == "bracket":
        yield from _bracketed(text)
    elif name == "sign":
        yield Token(_SIGNS[text], text)
    elif name == "date":
        yield Token(Kind.DATE, text.lower())
    elif name:
        yield Token(Kind[name.upper()], text)


def _bracketed(text: str) -> Iterator[Token]:
    """A duration or a currency's sign; colours and languages show nothing."""
    if _ELAPSED.fullmatch(text):
        yield Token(Kind.ELAPSED, text.lower())
    elif text.startswith("$"):
        yield Token(Kind.LITERAL, text[1:].partition("-")[0])
