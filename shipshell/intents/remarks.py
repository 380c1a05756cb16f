"""Plain words that a person adds and that change nothing: reasons, excuses, and the names of people and things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.intents.tokens import Kind
from shipshell.intents.words import (
    CONTEXT,
    NEVER_A_PERSON,
    NEVER_A_REASON,
    NEVER_A_SUBJECT,
    NEVER_A_THING,
    NEVER_AN_EXCUSE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.intents.patterns import Capture, Line, Value

Found = list[tuple[int, "Value"]]

_LONGEST_REMARK = 14
_LONGEST_NAME = 3
_LONGEST_SUBJECT = 5
_WORD = frozenset({Kind.WORD})
_NO_CLAUSE = NEVER_AN_EXCUSE | {
    "think",
    "accept",
    "confirm",
    "confirmed",
    "approved",
    "accepted",
    "restart",
    "restarting",
    "redo",
    "retry",
    "void",
}
_PLAIN = frozenset({Kind.WORD, Kind.SOFT})
_BREAKS = frozenset([*",.;:!-–—", "so", "therefore", "hence"])  # noqa: RUF001


def _words(line: Line, at: int, longest: int, forbidden: frozenset[str], *, kinds: frozenset[Kind]) -> Iterator[int]:
    """The ends of runs of plain words from `at` on, none of them, typed or mended, one of `forbidden`."""
    for end in range(at + 1, min(at + longest, len(line.tokens)) + 1):
        last = line.tokens[end - 1]
        if last.kind not in kinds or not forbidden.isdisjoint({last.word, last.near}):
            return
        yield end


def _remark(forbidden: frozenset[str]) -> Capture:
    def capture(line: Line, at: int) -> Found:
        return [(end, True) for end in _words(line, at, _LONGEST_REMARK, forbidden, kinds=_PLAIN)]

    return capture


def _before_a_break(line: Line, at: int) -> Found:
    """A plain statement given as the reason of what follows it, up to a comma, a full stop or a `so`."""
    statements = [end for end, _ in _remark(_NO_CLAUSE)(line, at) if end < len(line.tokens)]
    return [(end, True) for end in statements if line.tokens[end].word in _BREAKS]


def _context(line: Line, at: int) -> Found:
    """What nothing but words of a closed list says, up to a break."""
    ends: Found = []
    for end in range(at, min(at + _LONGEST_REMARK, len(line.tokens))):
        if end > at and line.tokens[end].word in _BREAKS:
            ends.append((end, True))
        if line.tokens[end].word not in CONTEXT:
            break
    return ends


def _pause(line: Line, at: int) -> Found:
    """No word at all, but a comma, a full stop, a dash or a `so` before what follows."""
    return [(at, True)] if at and line.tokens[at - 1].word in _BREAKS else []


def _denial(line: Line, at: int) -> Found:
    """A `no` that a comma parts from what is wanted instead: `no, restart`, and not `no restart`."""
    parted = at + 1 < len(line.tokens) and line.tokens[at + 1].kind is Kind.SOFT
    return [(at + 1, True)] if parted and line.tokens[at].word in ("no", "nope", "nah") else []


def _name(line: Line, at: int) -> Found:
    return [(end, True) for end in _words(line, at, _LONGEST_NAME, NEVER_A_THING, kinds=_WORD)]


def _person(line: Line, at: int) -> Found:
    ends = _words(line, at, _LONGEST_NAME, NEVER_A_SUBJECT, kinds=_WORD)
    return [(end, True) for end in ends if line.tokens[end - 1].word not in NEVER_A_PERSON]


def _subject(line: Line, at: int) -> Found:
    return [(end, True) for end in _words(line, at, _LONGEST_SUBJECT, NEVER_A_SUBJECT, kinds=_WORD)]


#: A reason for what follows; an excuse for what precedes; a clause that ends at a break, and one of known words; a
#: `no` of its own; the break alone; a person or thing named in one to three words; a person; whatever a statement is
#: about.
REMARKS: dict[str, Capture] = {
    "_reason": _remark(NEVER_A_REASON),
    "_excuse": _remark(NEVER_AN_EXCUSE),
    "_clause": _before_a_break,
    "_context": _context,
    "_denial": _denial,
    "_pause": _pause,
    "_thing": _name,
    "_who": _person,
    "_subject": _subject,
}
