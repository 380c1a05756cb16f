"""A filter being read from left to right: its tokens, and how far the reading has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.planning.filter_subjects import Unclear
from shipshell.planning.filter_words import AFTER, BEFORE, EXCEPT, LONGEST_OPERATOR, OPERATORS, tokens_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from shipshell.planning.filter_words import Token

_ENDS = frozenset({"and", "or", ",", ")", "(", "&", ""})


class Cursor:
    """A place in a filter. `at` may be put back to try another reading."""

    def __init__(self, text: str) -> None:
        self.tokens = tokens_of(text)
        self.at = 0

    def at_end(self) -> bool:
        """Whether all is read."""
        return self.at >= len(self.tokens)

    @property
    def token(self) -> Token | None:
        """What comes next."""
        return None if self.at_end() else self.tokens[self.at]

    def key(self, ahead: int = 0) -> str:
        """What comes next, or so many tokens later, as the grammar compares it; "" at the end and for quoted text."""
        at = self.at + ahead
        return self.tokens[at].key if at < len(self.tokens) else ""

    def sees(self, words: tuple[str, ...]) -> bool:
        """Whether these words come next."""
        return tuple(self.key(ahead) for ahead in range(len(words))) == words

    def took(self, *words: str) -> bool:
        """Whether these words come next; if so they are passed."""
        there = self.sees(words)
        self.at += len(words) if there else 0
        return there

    def took_any(self, *words: str) -> str:
        """The one of these words that comes next and is passed, "" if none does."""
        return next((word for word in words if self.took(word)), "")

    def only_left(self, fillers: AbstractSet[str]) -> bool:
        """Whether nothing but these words is left."""
        return all(token.key in fillers for token in self.tokens[self.at :])

    def lost(self) -> Unclear:
        """The error that says where the reading stopped."""
        rest = " ".join(token.text for token in self.tokens[self.at :])
        return Unclear(f"`{rest}` makes no sense there" if rest else "something is missing at its end")

    def operator(self) -> tuple[str, ...]:
        """The words of the longest operator that comes next, () for none; they are not passed."""
        for size in range(LONGEST_OPERATOR, 0, -1):
            words = tuple(self.key(ahead) for ahead in range(size))
            if words in OPERATORS:
                return words
        return ()

    def is_except(self) -> bool:
        """Whether an exception comes next."""
        return any(self.sees(words) for words in EXCEPT)

    def pass_except(self) -> None:
        """Pass the words of the exception that comes next."""
        any(self.took(*words) for words in EXCEPT)

    def pass_after(self) -> None:
        """Pass the little words that may follow a part."""
        while self.key() in AFTER:
            self.at += 1

    def value(self) -> str:
        """The words up to the next connective, without little words at their end; or one quoted text.

        Raises:
            Unclear: there is none.
        """
        taken: list[Token] = []
        while self.token and (self.token.quoted or self.key() not in _ENDS) and not (taken and self._ends_value()):
            taken.append(self.token)
            self.at += 1
        while len(taken) > 1 and taken[-1].key in AFTER:
            taken.pop()
        if not taken or (len(taken) > 1 and any(token.quoted for token in taken)):
            raise self.lost()
        return " ".join(token.text for token in taken)

    def segment(self) -> str:
        """The value that comes next without little words before it, "" if there is none."""
        while self.key() in BEFORE:
            self.at += 1
        return "" if self.at_end() or self.key() in _ENDS else self.value()

    def _ends_value(self) -> bool:
        return self.is_except() or self.key() == "but"
