"""The language in which the grammar is written, and its matcher: small phrases against a line of tokens.

    show|display ROW         one of two words, then the rule ROW
    [the] row {row}          an optional word, a word, a capture that binds `row`
    {source:file}            the capture `file`, bound as `source`
    (start over / redo IT)   one of two sequences
    PLEASE* go <mode=auto>   any number of a rule; a binding that takes no words

Everything matches whole words in order; punctuation that changes nothing may stand anywhere. Results are memoised per
line and place, and a name is bound once only, so the time stays polynomial whatever is typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from shipshell.intents.tokens import Kind, Token

Value = int | str | bool | tuple[int, ...]
Bindings = tuple[tuple[str, Value], ...]
#: Where a match ends, and what it bound.
Found = tuple[int, Bindings]


@dataclass(eq=False, slots=True)
class Line:
    """A line being matched.

    Attributes:
        text: the cleaned line.
        tokens: its tokens.
        state: the state it was typed in.
        exact: misspelt words count only where no other word is near.
    """

    text: str
    tokens: list[Token]
    state: str
    exact: bool = False
    memo: dict[tuple[int, int], frozenset[Found]] = field(default_factory=dict)

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
            return False
        return token.word in words or (token.near in words and (token.alone or not self.exact))


Matcher = Callable[[Line, int], frozenset[Found]]
#: A capture: from a place in the line to (end, value) pairs.
Capture = Callable[[Line, int], list[tuple[int, Value]]]

_LEXEME = re.compile(r"\s*([A-Z][A-Z_]*|[a-z0-9👍👌✅🆗💯👎]+|\{\w+(?::\w+)?\}|<\w+(?:=\w+)?>|[][()/*|])")
_WORDS = re.compile(r"\{[^}]*\}|<[^>]*>|([a-z0-9👍👌✅🆗💯👎]+)")
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
            if lexeme[0].isupper() or not lexeme[0].isalnum():
                others.append(self._unit(lexeme, lexemes))
            else:
                words.add(lexeme)
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
            return _bound(name, value or True)
        if lexeme.isupper():
            return self._rule(lexeme)
        return _word(frozenset([lexeme]))

    def _rule(self, name: str) -> Matcher:
        if name not in self._rules:
            raise ValueError(f"no rule is called {name}")
        if name not in self._compiled:
            self._compiled[name] = _remembered(self.compile(self._rules[name]))
        return self._compiled[name]


def _lexemes(phrase: str) -> list[str]:
    """The lexemes of a phrase, last first."""
    found, at = [], 0
    while at < len(phrase.rstrip()):
        match = _LEXEME.match(phrase, at)
        if match is None:
            raise ValueError(f"unreadable phrase at {phrase[at:]!r}")
        found.append(match.group(1))
        at = match.end()
    return found[::-1]


def _word(words: frozenset[str]) -> Matcher:
    def match(line: Line, at: int) -> frozenset[Found]:
        at = line.skip(at)
        return frozenset([(at + 1, ())]) if at < len(line.tokens) and line.says(at, words) else _NOTHING

    return match


def _bound(name: str, value: Value) -> Matcher:
    def match(_: Line, at: int) -> frozenset[Found]:
        return frozenset([(at, ((name, value),))])

    return match


def _captured(name: str, capture: Capture) -> Matcher:
    """A capture as a matcher; a name that begins with an underscore accounts for words but binds nothing."""

    def match(line: Line, at: int) -> frozenset[Found]:
        at = line.skip(at)
        if at >= len(line.tokens):
            return _NOTHING
        hidden = name.startswith("_")
        return frozenset((end, () if hidden else ((name, value),)) for end, value in capture(line, at))

    return _remembered(match)


def _joined(before: Bindings, after: Bindings) -> Bindings | None:
    """Both bindings, or None if they bind the same name."""
    if not before or not after:
        return before or after
    names = {name for name, _ in before}
    return None if any(name in names for name, _ in after) else before + after


def _then(found: frozenset[Found], step: Matcher, line: Line) -> frozenset[Found]:
    both = [(end, _joined(before, after)) for middle, before in found for end, after in step(line, middle)]
    return frozenset((end, bindings) for end, bindings in both if bindings is not None)


def _in_order(steps: list[Matcher]) -> Matcher:
    def match(line: Line, at: int) -> frozenset[Found]:
        found: frozenset[Found] = frozenset([(at, ())])
        for step in steps:
            found = _then(found, step, line)
            if not found:
                break
        return found

    return match


def _either(options: list[Matcher]) -> Matcher:
    def match(line: Line, at: int) -> frozenset[Found]:
        return frozenset().union(*(option(line, at) for option in options))

    return match


def _optional(inner: Matcher) -> Matcher:
    return lambda line, at: inner(line, at) | {(at, ())}


def _many(inner: Matcher) -> Matcher:
    def match(line: Line, at: int) -> frozenset[Found]:
        reached: frozenset[Found] = frozenset([(at, ())])
        fresh = reached
        while fresh:
            fresh = _then(fresh, inner, line) - reached
            reached |= fresh
        return reached

    return _remembered(match)


def _remembered(inner: Matcher) -> Matcher:
    key = id(inner)

    def match(line: Line, at: int) -> frozenset[Found]:
        if (key, at) not in line.memo:
            line.memo[key, at] = inner(line, at)
        return line.memo[key, at]

    return match
