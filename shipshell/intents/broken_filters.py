"""Filters that break off, or whose brackets do not match: why a line that gives one is not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.intents.tokens import Kind
from shipshell.intents.words import NEVER_IN_A_FILTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipshell.intents.tokens import Token

_LEADS = ("where", "whose")
#: Words after which something must follow in a filter.
_OPEN_ENDS = frozenset({
    *("and", "or", "not", "but", "except", "is", "are", "was", "like", "contains", "contain", "containing", "equals"),
    *("equal", "starts", "ends", "with", "than", "over", "under", "above", "below", "between", "to", "of", "at", "in"),
    *("least", "most", "greater", "less", "before", "after", "since"),
})  # fmt: skip
_MARKS = frozenset("<>=!:&,(")


def broken_filter(text: str, found: Sequence[Token]) -> str:
    """What is wrong with the filter in `text`, cut into these tokens; "" where it has none, or nothing plainly is.

    A line that hesitates (`where weight < 5 if it fits`) is no broken filter.
    """
    lead = next((at for at, token in enumerate(found) if token.kind is Kind.WORD and token.word in _LEADS), None)
    if lead is None or any(token.word in NEVER_IN_A_FILTER for token in found):
        return ""
    why = _why(found[lead + 1 :])
    typed = text[found[lead].end :].strip()
    return f'The filter "{typed}" was not understood: {why}' if why else ""


def _why(found: Sequence[Token]) -> str:
    if not found:
        return "it is empty"
    opened = 0
    for token in found:
        opened += (_is(token, "(")) - (_is(token, ")"))
        if opened < 0:
            return "a parenthesis is closed that none opened"
    if found[-1].kind is not Kind.QUOTED and found[-1].word in _OPEN_ENDS | _MARKS:
        return f"something is missing after `{found[-1].word}`"
    return "a parenthesis is not closed" if opened else ""


def _is(token: Token, mark: str) -> bool:
    return token.kind is not Kind.QUOTED and token.word == mark
