"""What a typed line means in a given state: exactly one intent, or `Unclear`."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache, partial
from typing import Any, NamedTuple

from shipshell.intents import tokens as lexer
from shipshell.intents.captures import CAPTURES
from shipshell.intents.command import Command, Manner
from shipshell.intents.grammar import COMMANDS, VOCABULARY
from shipshell.intents.patterns import Bindings, Line, Matcher, Patterns, words_of
from shipshell.intents.remainders import cuts_short
from shipshell.intents.state import State
from shipshell.intents.tokens import Kind, Token
from shipshell.intents.types import Help, Intent, Preview, SetLimit, SetMode, Ship, ShowRows, Void
from shipshell.intents.typos import Speller
from shipshell.intents.unclear import too_long, unclear
from shipshell.intents.words import REAL, TURNING
from shipshell.model.number_words import NUMBER_WORDS

_WRAPPED = {
    Manner.ANSWER: "{}",
    Manner.ACT: "[REMARK] BEFORE* ({}) AFTER*",
    Manner.READ: "[REMARK] ASKING* ({}) ASKED*",
}


class _Shape(NamedTuple):
    command: Command
    states: frozenset[State]
    matcher: Matcher


def parse(text: str, state: State) -> Intent:
    """The intent of `text`, typed in `state`; `Unclear` where it is not certain. Never raises."""
    cleaned = lexer.clean(text[: lexer.MAX_CHARACTERS + 1])
    found = lexer.tokens(cleaned)
    if len(cleaned) > lexer.MAX_CHARACTERS or _too_many(found):
        return too_long(state)
    found = [_mended(token) for token in found]
    if found and all(token.kind is Kind.QUERY for token in found):
        return Help()
    return (_read(cleaned, found, state) if found else None) or unclear(cleaned, found, state)


def _too_many(found: list[Token]) -> bool:
    """Whether these are more tokens, or more plain words, than any command has."""
    return len(found) > lexer.MAX_TOKENS or sum(token.kind is Kind.WORD for token in found) > lexer.MAX_WORDS


def _read(text: str, found: list[Token], state: State) -> Intent | None:
    """The first command of the table of which the line is a shape."""
    line = Line(text, found, state)
    lines = {
        Manner.ACT: line,
        Manner.ANSWER: Line(text, found, state, exact=True),
        Manner.READ: Line(text, _unasked(found), state),
    }
    if any(token.kind is Kind.QUERY for token in found) or found[-1].kind is Kind.ELLIPSIS:
        del lines[Manner.ACT], lines[Manner.ANSWER]
    for shape in _shapes():
        read = lines.get(shape.command.manner)
        if read and state in shape.states and shape.matcher.may_match(read):
            intent = _intent(shape, read)
            if intent is not None:
                return None if cuts_short(text, intent) else intent
    return None


def _intent(shape: _Shape, line: Line) -> Intent | None:
    """The intent as which `line` reads in one shape, the reading with the fewest words in doubt first."""
    size = len(line.tokens)
    whole = [bound for end, bound in shape.matcher.match(line, 0) if line.skip(end) == size]
    for bound in sorted(whole, key=partial(_length, line)):
        intent = _built(shape.command, dict(bound))
        if intent is not None:
            return intent
    return None


def _length(line: Line, bound: Bindings) -> tuple[int, str]:
    """Short filters, sheets and names before long ones; services named before services left in a filter.

    What stands in quotes counts for nothing: it cannot be cut.
    """
    values, quoted = dict(bound), {token.word for token in line.tokens if token.kind is Kind.QUOTED}
    free = [str(values.get(name, "")) for name in ("filter", "sheet", "column", "topic")]
    return sum(len(value) for value in free if value not in quoted), str(sorted(bound, key=str))


def _built(command: Command, values: dict[str, Any]) -> Intent | None:
    """The intent with these slots, or None where they do not make one; `pending` is the preview already shown."""
    if "between" in values:
        values["first"], values["last"] = values.pop("between")
    if command.intent in (Ship, Preview) and not values.keys() & {"source", "pending"}:
        return None
    known = {slot.name for slot in fields(command.intent)}
    intent = command.intent(**{name: value for name, value in values.items() if name in known})
    return _checked(intent)


def _checked(intent: Intent) -> Intent | None:
    """The intent with what its slots imply, or None where a slot that it needs is missing or senseless."""
    match intent:
        case SetMode(mode=None):
            return None
        case Void(job=None, row=None, rows=(), tracking=None):
            return None
        case ShowRows(first=int(first), last=int(last)) if first > last:
            return None
        case SetLimit(per=None):
            return replace(intent, per="batch")
        case _:
            return intent


def _unasked(found: list[Token]) -> list[Token]:
    """The tokens without question marks, and without dots but those of a range (`rows 100..120`)."""
    ranged = {at for at in range(1, len(found) - 1) if found[at - 1].kind is found[at + 1].kind is Kind.NUMBER}
    dropped = (Kind.QUERY, Kind.ELLIPSIS)
    return [token for at, token in enumerate(found) if at in ranged or token.kind not in dropped]


@cache
def _shapes() -> tuple[_Shape, ...]:
    """Every shape of the table, compiled once, in its order."""
    patterns = Patterns(VOCABULARY, CAPTURES)
    return tuple(
        _Shape(command, states, patterns.compile(_WRAPPED[command.manner].format(phrase)))
        for command in COMMANDS
        for states, phrase in map(_scoped, command.shapes)
    )


def _scoped(shape: str) -> tuple[frozenset[State], str]:
    scope, colon, phrase = shape.strip().partition(": ")
    return (frozenset(map(State, scope.split("|"))), phrase) if colon else (frozenset(State), shape)


@cache
def _speller() -> Speller:
    phrases = [*VOCABULARY.values(), *(_scoped(shape)[1] for command in COMMANDS for shape in command.shapes)]
    known = frozenset().union(*map(words_of, phrases)) | NUMBER_WORDS
    return Speller(known, REAL | TURNING)


def _mended(token: Token) -> Token:
    near = _speller().near(token.word) if token.kind is Kind.WORD else None
    return replace(token, near=near.word, close=near.close) if near else token
