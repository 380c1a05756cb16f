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
    "all", "every", "any", "only", "just", "the", "to", "for", "in", "of", "with", "where", "whose", "that", "which",
    "by", "via", "from", "go", "goes", "going", "headed", "heading", "bound", "shipping", "orders", "order",
    "shipments", "shipment", "parcels", "packages", "rows", "those", "these", "ones", "customers", "everything",
})  # fmt: skip
AFTER = frozenset({
    "orders", "order", "shipments", "shipment", "parcels", "parcel", "packages", "package", "rows", "ones", "only",
    "please", "customers", "addresses", "deliveries", "alone",
})  # fmt: skip
EXCEPT = tuple(
    tuple(phrase.split())
    for phrase in (
        "all but", "everything but", "everyone but", "but not", "but no", "other than", "apart from", "aside from",
        "leaving out", "that are not", "which are not", "that is not", "except for", "except", "excluding", "without",
        "minus", "not", "no",
    )
)  # fmt: skip
#: What says that a cell is empty, before the name of its column.
ABSENT = (("with", "no"), ("having", "no"), ("without",), ("missing",), ("lacking",), ("no",))
PRESENT = (("with",), ("having",))
#: What may follow such a part.
PART_ENDS = frozenset({"", "and", "or", ",", ")", "&", "but"})
ARTICLES = ("a", "an", "any", "the", "their", "its")
EVERYTHING = frozenset({"all", "everything", "everyone", "orders", "rows", "the"})
EMPTY = ("empty", "blank", "missing")
#: What stands between the ends of a range.
JOINING = ("and", "to", "-", "\u2013", "through")
#: What follows a number to make it a bound: `10 lb or more`.
BOUNDS: dict[tuple[str, ...], Operator] = {
    **dict.fromkeys(
        [("or", "more"), ("or", "over"), ("or", "heavier"), ("or", "above"), ("and", "up"), ("and", "over"),
         ("and", "above"), ("or", "later"), ("and", "later"), ("onwards",), ("onward",), ("+",), ("plus",)],
        "at least",
    ),
    **dict.fromkeys(
        [("or", "less"), ("or", "under"), ("or", "lighter"), ("or", "below"), ("and", "under"), ("and", "below"),
         ("or", "earlier"), ("and", "earlier")],
        "at most",
    ),
}  # fmt: skip
#: Words that are nobody's name and nothing's value.
NO_VALUES = frozenset({
    "it", "is", "are", "was", "this", "that", "there", "what", "whatever", "something", "anything", "so", "ish",
    "maybe", "not", "and", "or",
})  # fmt: skip

#: What compares, by its words, divided by commas.
_COMPARATIVES: dict[Operator, str] = {
    "over": ">, over, above, more than, greater than, heavier than, larger than, bigger than, higher than, after,"
    " later than, newer than",
    "under": "<, under, below, less than, lighter than, smaller than, lower than, before, earlier than, older than",
    "at least": ">=, ≥, at least, since, on or after, starting from, over or equal to, more than or equal to,"
    " greater than or equal to, greater or equal to",
    "at most": "<=, ≤, at most, up to, until, till, through, on or before, under or equal to, less than or equal to,"
    " less or equal to",
    "is": "=, ==, :, equal to, exactly, on, dated",
}
_OPPOSITE: dict[Operator, Operator] = {
    "over": "at most", "under": "at least", "at least": "under", "at most": "over",
}  # fmt: skip
_TEXTUAL: dict[Operator, str] = {
    "is": "is, are, equals, in, is in, are in, is one of, is any of, is either, one of, any of",
    "contains": "contains, contain, includes, include, containing, including",
    "starts with": "starts with, start with, begins with, begin with, starting with, beginning with, starts, begins",
    "ends with": "ends with, end with, ends in, ending with, ending in",
    "like": "like, is like",
    "empty": "is empty, is blank, is missing, are empty, are blank, are missing, is not filled, is not set",
}
_TURNED: dict[Operator, str] = {
    "is": "is not, are not, isn't, aren't, !=, <>, not in, is not in, is not one of, is not any of, is neither,"
    " does not equal, not",
    "contains": "does not contain, doesn't contain, not containing, does not include",
    "starts with": "does not start with, doesn't start with, not starting with, does not begin with",
    "ends with": "does not end with, doesn't end with, not ending with",
    "like": "not like, is not like",
    "empty": "is not empty, is not blank, is not missing, isn't empty, isn't blank, is filled, is set",
}


def _words(phrases: str) -> list[tuple[str, ...]]:
    return [tuple(phrase.split()) for phrase in phrases.split(",")]


def _operators() -> dict[tuple[str, ...], tuple[Operator, bool]]:
    found: dict[tuple[str, ...], tuple[Operator, bool]] = {}
    for compare, phrases in _COMPARATIVES.items():
        for said in _words(phrases):
            found |= {(*before, *said): (compare, True) for before in ((), ("is",), ("are",))}
            if compare in _OPPOSITE:
                turned = (_OPPOSITE[compare], True)
                found |= {(*before, *said): turned for before in (("not",), ("is", "not"), ("isn't",), ("no",))}
    for stands, table in ((True, _TEXTUAL), (False, _TURNED)):
        found |= {said: (compare, stands) for compare, phrases in table.items() for said in _words(phrases)}
    return found


#: Each operator's words, with what it compares and whether it holds as it stands (True) or turned round (False).
OPERATORS = _operators()
LONGEST_OPERATOR = max(map(len, OPERATORS))

_TOKEN = re.compile(
    r"""\s*(?:"(?P<double>[^"]*)"|“(?P<curly>[^”]*)”|(?<!\w)'(?P<single>(?:[^']|'')*)'(?!\w)|\[(?P<square>[^\]]*)\]"""
    r"""|`(?P<tick>[^`]*)`|(?P<mark><=|>=|!=|<>|==|[=<>≤≥(),]|:(?=\s))"""
    r"""|(?P<word>(?!')(?:[^\s()=<>≤≥,!:"“”]|:(?!\s|$))+(?:,\d{3})*))"""
)
_QUOTED = ("double", "curly", "single", "square", "tick")


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
        said = match[match.lastgroup]
        said = said.replace("''", "'") if match.lastgroup == "single" else said  # SQL's way: 'O''Neil'
        found.append(Token(said, match.lastgroup in _QUOTED))
        at = match.end()
    return found
