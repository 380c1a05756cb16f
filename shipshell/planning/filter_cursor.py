"""A filter being read from left to right: its tokens, and how far the reading has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from shipshell.planning.filter_codes import spelled_out
from shipshell.planning.filter_subjects import Unclear
from shipshell.planning.filter_words import AFTER, BOUNDS, EXCEPT, LONGEST_OPERATOR, OPERATORS, tokens_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from shipshell.planning.filter_subjects import Operator
    from shipshell.planning.filter_words import Token

Found = TypeVar("Found")

_ENDS = frozenset({"and", "or", ",", ")", "(", "&", ""})
_MARKS = frozenset({"(", ")", ",", "=", "<", ">", "<=", ">=", "!=", "<>", "=="})
_LONGEST_NAME = 6


class Cursor:
    """A place in a filter. `at` may be put back to try another reading."""

    def __init__(self, text: str) -> None:
        self.tokens = spelled_out(tokens_of(text))
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

    def was(self, word: str) -> bool:
        """Whether this word was passed last."""
        return self.at > 0 and self.tokens[self.at - 1].key == word

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

    def depth(self) -> int:
        """How many parentheses were opened and not closed."""
        keys = [token.key for token in self.tokens[: self.at]]
        return keys.count("(") - keys.count(")")

    def only_left(self, fillers: AbstractSet[str]) -> bool:
        """Whether nothing but these words is left."""
        return all(token.key in fillers for token in self.tokens[self.at :])

    def lost(self) -> Unclear:
        """The error that says where the reading stopped."""
        rest = " ".join(token.text for token in self.tokens[self.at :])
        return Unclear(f"`{rest}` makes no sense there" if rest else "something is missing at its end")

    def compared(self) -> str:
        """The words before the operator that is the next thing but they, "" if none is near: the name of a column."""
        start, found = self.at, ""
        for size in range(1, _LONGEST_NAME + 1):
            if self.token is None or (not self.token.quoted and self.key() in _ENDS | _MARKS):
                break
            self.at += 1
            if self.operator():
                found = " ".join(token.text for token in self.tokens[start : start + size])
                break
        self.at = start
        return found

    def operator(self) -> tuple[str, ...]:
        """The words of the longest operator that comes next, () for none; they are not passed."""
        for size in range(LONGEST_OPERATOR, 0, -1):
            words = tuple(self.key(ahead) for ahead in range(size))
            if words in OPERATORS:
                return words
        return ()

    def took_bound(self) -> Operator | None:
        """What the words after a number make of it (`or more`), passed; None if nothing."""
        return next((compare for words, compare in BOUNDS.items() if self.took(*words)), None)

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

    def longest(
        self, read: Callable[[str], Found | None], most: int = _LONGEST_NAME, within: AbstractSet[str] = frozenset()
    ) -> Found | None:
        """What `read` makes of the most words that come next, None if of no number of them.

        The cursor stands after them while they are read, and stays there. Marks are no part of such words, but for
        those `within`; a quoted text stands alone.
        """
        start = self.at
        for size in range(min(most, len(self.tokens) - start), 0, -1):
            run = self.tokens[start : start + size]
            if any(token.key in _MARKS - within or (token.quoted and size > 1) for token in run):
                continue
            self.at = start + size
            found = read(" ".join(token.text for token in run))
            if found is not None:
                return found
        self.at = start
        return None

    def value(self, ends: Callable[[], bool]) -> str:
        """The words up to the next connective or where it `ends`, without little words there; or one quoted text.

        Raises:
            Unclear: there is none.
        """
        start = self.at
        while self.token and not self.token.quoted and self.key() not in _ENDS:
            if self.at > start and (self.is_except() or self.key() == "but" or ends()):
                break
            self.at += 1
        if self.at == start and self.token and self.token.quoted:
            self.at += 1
        taken = self.tokens[start : self.at]
        while len(taken) > 1 and taken[-1].key in AFTER:
            taken.pop()
        if not taken or (self.token and self.token.quoted):
            raise self.lost()
        return " ".join(token.text for token in taken)
