"""Filters as they stand in a sentence, taken as typed; what they mean is for the planner to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.intents import numbers
from shipshell.intents.filter_openers import opened
from shipshell.intents.tokens import Kind
from shipshell.intents.words import LOOSE_ENDS, NEVER_A_NAME, NEVER_IN_A_FILTER

if TYPE_CHECKING:
    from shipshell.intents.patterns import Capture, Line, Value

Found = list[tuple[int, "Value"]]

_LONGEST_FILTER = 40
_LONGEST_LIST = 14
_LONGEST_NAME = 4
_NAMING = (Kind.WORD, Kind.NUMBER, Kind.NAME, Kind.QUOTED)
_COMPARING = ("=", ":", "<", ">", "!")
#: What a value follows, and what leads to a further one.
_VALUE_FOLLOWS = ("is", "=", ":")
_LISTING = ("not", "!=", "<>", "(", ",", "or", "and", "isn't")
#: Codes of states that are words of a filter in small letters.
_STATES = ("OR", "IN")
_JOINING = ("and", "or", "&", ",")


def typed(line: Line, at: int) -> str:
    """One token as typed, without quotes."""
    token = line.tokens[at]
    return token.word if token.kind is Kind.QUOTED else line.raw(at, at + 1)


def phrase(line: Line, at: int, begin: int | None = None) -> Found:
    """Some words as typed, shortest first, that could be a filter: not cut off within a comparison.

    Args:
        begin: where the brackets begin that stand before it.
    """
    first = at if begin is None else begin
    found: Found = []
    if _counts_rows(line, at):
        return found
    for end in range(at + 1, min(at + _LONGEST_FILTER, len(line.tokens)) + 1):
        last = line.tokens[end - 1]
        if last.kind in (Kind.QUERY, Kind.ELLIPSIS, Kind.PATH, Kind.URL) or last.word in NEVER_IN_A_FILTER:
            break
        if line.raw(first, end).count("(") != line.raw(first, end).count(")"):
            continue
        if (
            (last.kind is Kind.SOFT and last.word != ")")
            or (last.kind is Kind.SYMBOL and last.word not in "%°$€")
            or _is_loose(line, end - 1)
            or _compared(line, end)
        ):
            continue
        text = line.raw(first, end)
        found.append((end, text if end > first + 1 else typed(line, at)))
    return found


def _is_loose(line: Line, at: int) -> bool:
    """Whether something is still to come after the word at `at`; `shipped is no` and `state is OR` are complete."""
    word, before = line.tokens[at].word, line.tokens[at - 1].word if at else ""
    if word == "no" and before in _VALUE_FOLLOWS:
        return False
    is_state = line.raw(at, at + 1) in _STATES and before in (*_VALUE_FOLLOWS, *_LISTING)
    return word in LOOSE_ENDS and not is_state


def _compared(line: Line, end: int) -> bool:
    """Whether a comparison mark stands at `end`: what it compares with is still to come."""
    return end < len(line.tokens) and line.tokens[end].word in _COMPARING


def _counts_rows(line: Line, at: int) -> bool:
    """Whether the number at `at` follows the word `rows`, and so is nothing without it."""
    return at > 0 and line.tokens[at].kind is Kind.NUMBER and line.tokens[at - 1].word in ("row", "rows")


def exception(line: Line, at: int) -> Found:
    """An exception as typed, with the words that make it one: `except Alaska`, `but not row 3`."""
    for words, excepted in _EXCEPTIONS.items():
        after = at + len(words)
        if tuple(token.word for token in line.tokens[at:after]) == words and after < len(line.tokens):
            return [(end, line.raw(at, end)) for end, _ in excepted(line, after)]
    return []


def told(line: Line, at: int) -> Found:
    """A filter that its first words give away, as typed, with the brackets before it: `(CA or NV) and over 5 lbs`."""
    begin = at
    while begin > 0 and line.tokens[begin - 1].word == "(":
        begin -= 1
    end = opened(line.text, line.tokens[at].start)
    if not end:
        return []
    least = at + sum(token.start < end for token in line.tokens[at:])
    whole = begin == at and line.tokens[least - 1].word != "ups"  # `method = UPS Ground`
    opener = [(least, line.raw(begin, least))] if whole else []
    return opener + [found for found in phrase(line, at, begin) if found[0] > least - (begin < at)]


def few_words(line: Line, at: int) -> Found:
    """Names of places, customers or kinds of order, one to four words each, joined by `and`, `or` or a comma."""
    found: Found = []
    if _counts_rows(line, at) or line.tokens[at].kind is Kind.NUMBER or line.tokens[at].word == "last":
        return found
    begun = at
    for end in range(at + 1, min(at + _LONGEST_LIST, len(line.tokens)) + 1):
        last = line.tokens[end - 1]
        joins = last.word in _JOINING and begun < end - 1
        if joins:
            begun = end
        elif last.kind not in _NAMING or last.word in NEVER_A_NAME or end - begun > _LONGEST_NAME:
            break
        elif last.word not in LOOSE_ENDS and not _compared(line, end):
            found.append((end, line.raw(at, end) if end > at + 1 else typed(line, at)))
    return found


def row_span(line: Line, at: int) -> Found:
    """Rows as a filter, as typed: `rows 1-50`, `row 3`, `first 20 rows`, `last ten`."""
    word = line.tokens[at].word
    if word in ("first", "last"):
        counted = numbers.number(line, at + 1)
        return [_with_kind(line, at, counted[0])] if counted else []
    listed = numbers.rows(line, at + 1) if word in ("row", "rows") and at + 1 < len(line.tokens) else []
    return [(end, line.raw(at, end)) for end, _ in listed]


def _word(line: Line, at: int) -> str:
    return line.tokens[at].word if at < len(line.tokens) else ""


def _excepted(line: Line, at: int) -> Found:
    """What `without` or `but not` may leave out: named places, or rows."""
    named_at = at + (_word(line, at) in ("the", "for", "any"))
    named = few_words(line, named_at) if named_at < len(line.tokens) else []
    return row_span(line, at) or [_with_kind(line, at, end) for end, _ in named]


def _with_kind(line: Line, at: int, end: int) -> tuple[int, Value]:
    """What stands from `at` to `end`, as typed, with the `rows` or `orders` that may follow."""
    end += _word(line, end) in ("rows", "orders", "ones")
    return end, line.raw(at, end)


_EXCEPTIONS: dict[tuple[str, ...], Capture] = {
    ("except",): phrase,
    ("excluding",): phrase,
    ("minus",): phrase,
    ("without",): _excepted,
    ("but", "not"): _excepted,
    ("everything", "but"): _excepted,
    ("all", "but"): _excepted,
}


FILTERS: dict[str, Capture] = {
    "filter": phrase,
    "exception": exception,
    "place": few_words,
    "span": row_span,
    "told": told,
}
