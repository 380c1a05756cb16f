"""Typing mistakes: the one known word that an unknown one was meant to be, if there is no doubt.

Another form of a known word is no slip: who types `executed` or `finalist` means neither `execute` nor `finalise`.
Nor is a word that its ending denies: `shipn't` is no misspelt `shipit`.
"""

from __future__ import annotations

import string
from functools import lru_cache
from typing import NamedTuple

from shipshell.intents.inflections import are_forms, stems

#: Shorter words are near to too many others.
_SHORTEST = 3
_LONG = 8


class Near(NamedTuple):
    """What a typed word may have been meant to be: the one word most likely, or "", and every word as close."""

    word: str
    close: frozenset[str]


class Speller:
    """Mends misspelt words against a fixed set of known ones.

    Args:
        known: the words that may be meant.
        real: words that are right as they stand, and so are never mended.
    """

    def __init__(self, known: frozenset[str], real: frozenset[str]) -> None:
        self._known = frozenset(word for word in known if word.isalpha() and len(word) >= _SHORTEST)
        self._right = known | real
        self.near = lru_cache(maxsize=512)(self._near)

    def _near(self, typed: str) -> Near | None:
        if typed in self._right or len(typed) < _SHORTEST or not (typed.isascii() and typed.isalpha()):
            return None
        if typed.endswith("nt") and typed.removesuffix("nt") in self._known:
            return None
        if (plain := _undoubled(typed)) in self._right:
            return Near(plain, frozenset([plain]))
        close = {word for word in self._known & _one_edit(typed) if _plausible(typed, word)}
        if not close and len(typed) >= _LONG:
            close = {word for word in self._known if self._two_edits(typed, word)}
        if any(are_forms(typed, word, self._known) for word in close):
            return None
        same_start = {word for word in close if word[0] == typed[0]} or close
        return Near(next(iter(same_start)) if len(same_start) == 1 else "", frozenset(close)) if close else None

    def _two_edits(self, typed: str, word: str) -> bool:
        """Whether two slips of a long word lead to `word`, and not one slip to a form of it."""
        alike = word[0] == typed[0] and len(word) >= _LONG - 1 and abs(len(word) - len(typed)) <= 2  # noqa: PLR2004
        if not alike or _one_edit(typed).isdisjoint(_one_edit(word)):
            return False
        shorter = stems(typed, self._known) - {typed}
        return _one_edit(word).isdisjoint(shorter | {stem + "e" for stem in shorter})


def _plausible(typed: str, word: str) -> bool:
    """Whether a slip in a word of three letters is one of order; any other is too near to other words."""
    if len(word) > _SHORTEST:
        return True
    return sorted(typed) == sorted(word)


def _undoubled(word: str) -> str:
    return "".join(letter for letter, before in zip(word, " " + word, strict=False) if letter != before)


@lru_cache(maxsize=64)
def _one_edit(word: str) -> frozenset[str]:
    """Every string one insertion, deletion, replacement or transposition away."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    letters = string.ascii_lowercase
    return frozenset(
        [left + right[1:] for left, right in cuts if right]
        + [left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1]
        + [left + letter + right[1:] for left, right in cuts if right for letter in letters]
        + [left + letter + right for left, right in cuts for letter in letters]
    )
