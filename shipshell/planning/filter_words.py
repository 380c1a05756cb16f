"""The words of a filter: its tokens, the operators spelt out, and the little words that change nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.planning.filter_subjects import Unclear

if TYPE_CHECKING:
    from shipshell.planning.filter_subjects import Operator

#: Words that may stand before or after a part without changing it.
BEFORE = frozenset({
    "all", "every", "any", "only", "just", "the", "to", "for", "in", "with", "where", "that", "are", "which", "is",
    "by", "via", "orders", "order", "shipments", "rows",
})  # fmt: skip
AFTER = frozenset({"orders", "order", "shipments", "shipment", "parcels", "packages", "rows", "ones", "only", "please"})
EXCEPT: tuple[tuple[str, ...], ...] = (
    ("all", "but"),
    ("everything", "but"),
    ("but", "not"),
    ("other", "than"),
    ("except", "for"),
    ("except",),
    ("excluding",),
    ("without",),
    ("not",),
)
EVERYTHING = frozenset({"all", "everything", "everyone", "orders", "rows", "the"})

_NUMBER_WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_COMPARATIVES: dict[str, Operator] = {
    ">": "over", "over": "over", "above": "over", "more than": "over", "greater than": "over", "heavier than": "over",
    "<": "under", "under": "under", "below": "under", "less than": "under", "lighter than": "under",
    ">=": "at least", "≥": "at least", "at least": "at least", "not less than": "at least", "no less than": "at least",
    "<=": "at most", "≤": "at most", "at most": "at most", "up to": "at most", "not more than": "at most",
    "no more than": "at most", "not over": "at most", "not under": "at least", "=": "is", "==": "is",
    "equal to": "is", "exactly": "is",
}  # fmt: skip
_PLAIN: dict[str, tuple[Operator, bool]] = {
    "is": ("is", True), "are": ("is", True), "equals": ("is", True), "in": ("is", True), "is in": ("is", True),
    "is one of": ("is", True), "is not": ("is", False), "are not": ("is", False), "isn't": ("is", False),
    "aren't": ("is", False), "!=": ("is", False), "<>": ("is", False), "not in": ("is", False),
    "is not in": ("is", False), "is not one of": ("is", False), "contains": ("contains", True),
    "includes": ("contains", True),
    "does not contain": ("contains", False), "doesn't contain": ("contains", False),
    "starts with": ("starts with", True), "begins with": ("starts with", True), "ends with": ("ends with", True),
    "does not start with": ("starts with", False), "is empty": ("empty", True), "is blank": ("empty", True),
    "is missing": ("empty", True), "is not empty": ("empty", False), "is not blank": ("empty", False),
    "is filled": ("empty", False),
}  # fmt: skip

#: Each operator's words, with what it compares and whether it holds as it stands (True) or turned round (False).
OPERATORS: dict[tuple[str, ...], tuple[Operator, bool]] = {
    **{tuple(words.split()): (compare, True) for words, compare in _COMPARATIVES.items()},
    **{("is", *words.split()): (compare, True) for words, compare in _COMPARATIVES.items()},
    **{tuple(words.split()): meaning for words, meaning in _PLAIN.items()},
}
LONGEST_OPERATOR = max(map(len, OPERATORS))

_TOKEN = re.compile(
    r"""\s*(?:"(?P<double>[^"]*)"|“(?P<curly>[^”]*)”|(?<!\w)'(?P<single>[^']*)'(?!\w)"""
    r"""|(?P<mark><=|>=|!=|<>|==|[=<>≤≥(),])|(?P<word>[^\s()=<>≤≥,!"“”]+(?:,\d{3})*))"""
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, mark or quoted text of a filter."""

    text: str
    quoted: bool = False

    @property
    def key(self) -> str:
        """How it is compared with words of the grammar; a quoted text is never one."""
        return "" if self.quoted else self.text.lower().replace("\u2019", "'")


def tokens_of(text: str) -> list[Token]:
    """The tokens of a filter.

    Raises:
        Unclear: something in it is no token, such as a quotation mark without its partner.
    """
    found, at, end = [], 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if not match or match.lastgroup is None:
            raise Unclear(f"`{text[at:].strip()}` is not understood")
        found.append(Token(match[match.lastgroup], match.lastgroup in ("double", "curly", "single")))
        at = match.end()
    return found


def count_of(word: str) -> int | None:
    """The number that a word is, in digits or spelt out up to twelve."""
    if word.isdecimal():
        return int(word)
    return _NUMBER_WORDS.index(word) if word in _NUMBER_WORDS else None
