"""The language in which the grammar is written, and its matcher: small phrases against a line of tokens.

    show|display ROW         one of two words, then the rule ROW
    [the] row {row}          an optional word, a word, a capture that binds `row`
    {source:file}            the capture `file`, bound as `source`
    (start over / redo IT)   one of two sequences
    PLEASE* go <mode=auto>   any number of a rule; a binding that takes no words

Everything matches whole words in order; punctuation that changes nothing may stand anywhere. Results are memoised per
line and place, and a name is bound to one value, so the time stays polynomial whatever is typed. A phrase knows words
of which a line must have at least one, so that most phrases are ruled out at a glance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from shipshell.intents.tokens import Kind, Token

Value = int | str | bool | tuple[int, ...]
Bindings = tuple[tuple[str, Value], ...]
#: Where a match ends, and what it bound.
Found = tuple[int, Bindings]


#: Marks that are read as `and`.
_AND_SIGNS = frozenset({"&", "+"})


@dataclass(eq=False, slots=True)
class Line:
    """A line being matched.

    Attributes:
        text: the cleaned line.
        tokens: its tokens.
        state: the state it was typed in.
        exact: misspelt words count only where no word of another meaning is near.
        words: every word of it, as typed and as mended.
    """

    text: str
    tokens: list[Token]
    state: str
    exact: bool = False
    words: frozenset[str] = field(init=False)
    memo: dict[tuple[int, int], frozenset[Found]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        words = {word for token in self.tokens for word in (token.word, token.near, *token.close)}
        self.words = frozenset(words if words.isdisjoint(_AND_SIGNS) else words | {"and"})

    def skip(self, at: int) -> int:
        """The first place from `at` on that is not mere punctuation."""
        while at < len(self.tokens) and self.tokens[at].kind is Kind.SOFT:
            at += 1
        return at

    def raw(self, start: int, end: int) -> str:
        """Tokens `start` to `end` as typed."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def says(self, at: int, words: frozenset[str]) -> bool:
        """Whether the token at `at` is one of `words`, or a safe misspelling of one."""
        token = self.tokens[at]
        if token.kind is not Kind.WORD:
            return token.word in _AND_SIGNS and "and" in words
        likely = token.near in words and not self.exact
        return token.word in words or likely or (bool(token.close) and token.close <= words)


Match = Callable[[Line, int], frozenset[Found]]
#: A capture: from a place in the line to (end, value) pairs.
Capture = Callable[[Line, int], list[tuple[int, Value]]]


class Matcher(NamedTuple):
    """A compiled phrase.

    Attributes:
        match: every way in which a line matches from a place on.
        needs: words of which a line that matches has at least one; None where it can do without any.
    """

    match: Match
    needs: frozenset[str] | None = None

    def may_match(self, line: Line) -> bool:
        """Whether `line` has a word that this phrase needs."""
        return self.needs is None or not self.needs.isdisjoint(line.words)


_A_WORD = r"[a-z0-9👍👌✅✔🆗💯👎]+"
#: A lexeme (words of which one is meant are one), or what is none.
_LEXEME = re.compile(
    rf"([A-Z][A-Z_]*|{_A_WORD}(?:\s*\|\s*{_A_WORD})*|\{{\w+(?::\w+)?\}}|<\w+(?:=\w+)?>|[][()/*|])|(\S)"
)
_WORDS = re.compile(rf"\{{[^}}]*\}}|<[^>]*>|({_A_WORD})")
_NOTHING: frozenset[Found] = frozenset()


def words_of(phrase: str) -> set[str]:
    """The literal words of a phrase."""
    return {match for match in _WORDS.findall(phrase) if match}


class Patterns:
    """Compiles phrases over named rules and captures, each rule once and when first needed."""

    def __init__(self, rules: Mapping[str, str], captures: Mapping[str, Capture]) -> None:
        self._rules = rules
        self._captures = captures
        self._compiled: dict[str, Matcher] = {}

    def compile(self, phrase: str) -> Matcher:
        """The matcher of `phrase`.

        Raises:
            ValueError: the phrase is not well formed, or names an unknown rule or capture.
        """
        lexemes = _lexemes(phrase)
        matcher = self._alternatives(lexemes)
        if lexemes:
            raise ValueError(f"unexpected {lexemes[-1]!r} in {phrase!r}")
        return matcher

    def _alternatives(self, lexemes: list[str]) -> Matcher:
        options = [self._sequence(lexemes)]
        while lexemes and lexemes[-1] == "/":
            lexemes.pop()
            options.append(self._sequence(lexemes))
        return options[0] if len(options) == 1 else _either(options)

    def _sequence(self, lexemes: list[str]) -> Matcher:
        steps: list[Matcher] = []
        while lexemes and lexemes[-1] not in ")]/":
            step = self._atom(lexemes)
            if lexemes and lexemes[-1] == "*":
                lexemes.pop()
                step = _many(step)
            steps.append(step)
        return steps[0] if len(steps) == 1 else _in_order(steps)

    def _atom(self, lexemes: list[str]) -> Matcher:
        """One unit, or several of which one is meant: `a|RULE|{capture}`. Plain words are looked up in one set."""
        words, others = set[str](), list[Matcher]()
        while True:
            lexeme = lexemes.pop()
            if lexeme[0] in "([{<" or lexeme.isupper():
                others.append(self._unit(lexeme, lexemes))
            else:
                words.update("".join(lexeme.split()).split("|"))
            if not lexemes or lexemes[-1] != "|":
                break
            lexemes.pop()
        if words:
            others.append(_word(frozenset(words)))
        return others[0] if len(others) == 1 else _either(others)

    def _unit(self, lexeme: str, lexemes: list[str]) -> Matcher:
        if lexeme in "([":
            inner = self._alternatives(lexemes)
            if not lexemes or lexemes.pop() != {"(": ")", "[": "]"}[lexeme]:
                raise ValueError(f"{lexeme!r} is not closed")
            return inner if lexeme == "(" else _optional(inner)
        if lexeme[0] == "{":
            name, _, kind = lexeme[1:-1].partition(":")
            return _captured(name, self._captures[kind or name])
        if lexeme[0] == "<":
            name, _, value = lexeme[1:-1].partition("=")
            return _bound(name, int(value) if value.isdecimal() else value or True)
        return self._rule(lexeme)

    def _rule(self, name: str) -> Matcher:
        if name not in self._rules:
            raise ValueError(f"no rule is called {name}")
        if name not in self._compiled:
            self._compiled[name] = _remembered(self.compile(self._rules[name]))
        return self._compiled[name]


def _lexemes(phrase: str) -> list[str]:
    """The lexemes of a phrase, last first."""
    found = _LEXEME.findall(phrase)
    if strange := [none for _, none in found if none]:
        raise ValueError(f"unreadable {strange[0]!r} in {phrase!r}")
    return [lexeme for lexeme, _ in reversed(found)]


def _word(words: frozenset[str]) -> Matcher:
    def match(line: Line, at: int) -> frozenset[Found]:
        at = line.skip(at)
        return frozenset([(at + 1, ())]) if at < len(line.tokens) and line.says(at, words) else _NOTHING

    return Matcher(match, words)


def _bound(name: str, value: Value) -> Matcher:
    return Matcher(lambda _, at: frozenset([(at, ((name, value),))]))


def _captured(name: str, capture: Capture) -> Matcher:
    """A capture as a matcher; a name that begins with an underscore accounts for words but binds nothing."""

    def match(line: Line, at: int) -> frozenset[Found]:
        at = line.skip(at)
        if at >= len(line.tokens):
            return _NOTHING
        hidden = name.startswith("_")
        return frozenset((end, () if hidden else ((name, value),)) for end, value in capture(line, at))

    return _remembered(Matcher(match))


def _joined(before: Bindings, after: Bindings) -> Bindings | None:
    """Both bindings, or None if they bind the same name to two values."""
    if not before or not after:
        return before or after
    known = dict(before)
    if any(known.get(name, value) != value for name, value in after):
        return None
    return before + tuple((name, value) for name, value in after if name not in known)


def _then(found: frozenset[Found], step: Match, line: Line) -> frozenset[Found]:
    both = [(end, _joined(before, after)) for middle, before in found for end, after in step(line, middle)]
    return frozenset((end, bindings) for end, bindings in both if bindings is not None)


def _in_order(steps: list[Matcher]) -> Matcher:
    matches = [step.match for step in steps]

    def match(line: Line, at: int) -> frozenset[Found]:
        found: frozenset[Found] = frozenset([(at, ())])
        for step in matches:
            found = _then(found, step, line)
            if not found:
                break
        return found

    needs = [step.needs for step in steps if step.needs is not None]
    return Matcher(match, min(needs, key=len) if needs else None)


def _either(options: list[Matcher]) -> Matcher:
    matches = [option.match for option in options]

    def match(line: Line, at: int) -> frozenset[Found]:
        return frozenset().union(*(option(line, at) for option in matches))

    needs = [option.needs for option in options if option.needs is not None]
    return Matcher(match, frozenset().union(*needs) if len(needs) == len(options) else None)


def _optional(inner: Matcher) -> Matcher:
    return Matcher(lambda line, at: inner.match(line, at) | {(at, ())})


def _many(inner: Matcher) -> Matcher:
    def match(line: Line, at: int) -> frozenset[Found]:
        reached: frozenset[Found] = frozenset([(at, ())])
        fresh = reached
        while fresh:
            fresh = _then(fresh, inner.match, line) - reached
            reached |= fresh
        return reached

    return _remembered(Matcher(match))


def _remembered(inner: Matcher) -> Matcher:
    """The same, each place of a line matched once, and not at all where a needed word is missing."""
    key = id(inner.match)

    def match(line: Line, at: int) -> frozenset[Found]:
        if (key, at) not in line.memo:
            line.memo[key, at] = inner.match(line, at) if inner.may_match(line) else _NOTHING
        return line.memo[key, at]

    return Matcher(match, inner.needs)
