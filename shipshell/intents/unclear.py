"""The answer to a line that is not certain: what was understood of it, and what one could say."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from shipshell.intents.broken_filters import broken_filter
from shipshell.intents.moments import names_a_day
from shipshell.intents.state import State
from shipshell.intents.tokens import Kind
from shipshell.intents.types import Unclear
from shipshell.model.service import service_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipshell.intents.tokens import Token

_SUGGESTIONS: dict[State, tuple[str, ...]] = {
    State.IDLE: ("ship orders.csv", "jobs", "help"),
    State.PREVIEW: ("looks good, just run it", "skip row 7", "cancel"),
    State.RECOVERY: ("resume", "restart", "cancel"),
    State.RESTART_CONFIRM: ("yes", "no"),
    State.EXECUTING: ("status", "stop"),
}

#: Words that tell what a line is about, what that is, and what to say instead of the state's suggestions.
_TOPICS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("skip leave exclude except excluding remove omit", "you want to leave something out, but not which rows",
     ("skip row 7", "leave out 3, 5 and 9", "leave out the bad rows")),
    ("void refund", "you want to void something, but not exactly what",
     ("void row 3 of job 8", "void 1Z...", "void job 8")),
    ("limit cap budget", "you speak of a limit, but not which", ("set limit $500", "limit $50 per row", "show limit")),
    ("auto confirm mode previews", "you speak of the mode, but not which one you want",
     ("set mode auto", "set mode confirm", "show mode")),
    ("preview", "you want to see a preview, but not exactly of what",
     ("preview orders.csv", "preview sqlite:///shop.db table orders", "set mode confirm")),
    ("column columns map", "you speak of columns, but not which is which",
     ('map "Zip Code" to postal_code', "columns")),
    ("label labels print", "you want labels, but not of which job", ("labels 8 as pdf", "reprint rows 20-40")),
    ("track locate find", "you are looking for a parcel, but not which", ("track 1Z...", "track row 5 of job 8")),
    ("resume continue", "you speak of going on, but not plainly that I should", ("resume", "resume job 4")),
    ("restart", "you speak of starting over, but not plainly that I should", ("restart", "restart job 5")),
)  # fmt: skip
_BEFORE_SERVICE = frozenset(["using", "via", "by", "with"])
_BY_SERVICE = ("ship orders.csv using UPS Ground", "ship orders.csv 2nd day air")
_SHIPPING = frozenset(["ship", "send", "run", "buy", "dispatch", "process"])
_SHIPPED_OR_SHOWN = _SHIPPING | {"preview", "quote", "rate", "price"}
_FILTERED = ("ship orders.csv where weight < 10", "ship orders.csv where state is CA and weight over 5 lbs")
_ORDERED = ("ship orders.csv where order date is Monday", "ship orders.csv ordered since Monday")
_LIMITING = frozenset(["only", "just", "except", "excluding", "minus"])
_HESITATION = frozenset(
    [
        "if",
        "unless",
        "until",
        "when",
        "once",
        "before",
        "after",
        "wait",
        "hold",
        "but",
        "except",
        "maybe",
        "not",
        "dont",
        "never",
        "yet",
        "later",
        "tomorrow",
        "tonight",
        "said",
    ]
)
_PLAIN_YES = frozenset(["yes", "y", "ok", "okay", "sure", "yep", "yeah", "lgtm", "good", "go", "approve"])
_PLAIN_NO = frozenset(["no", "n", "nope", "cancel", "stop", "reject"])


def unclear(text: str, found: Sequence[Token], state: State) -> Unclear:
    """What to answer to `text`, cut into these tokens: it has no single certain meaning in `state`."""
    if strange := _strange_service(text, found):
        return Unclear(f'I understood that something should ship, but not the service "{strange}"', _BY_SERVICE)
    if _SHIPPED_OR_SHOWN.intersection(token.word for token in found) and (broken := broken_filter(text, found)):
        return Unclear(broken, _FILTERED, "E-1026")
    words = {token.near or token.word for token in found if token.kind is Kind.WORD}
    if _SHIPPED_OR_SHOWN & words and _LIMITING & words and state is State.IDLE and names_a_day(text):
        return Unclear("I understood a day, but not whether it tells which orders to ship or when", _ORDERED)
    understood, suggestions = _understood(words, found, state)
    return Unclear(understood, suggestions or _SUGGESTIONS[state])


def too_long(state: State) -> Unclear:
    """What to answer to a line that nobody types."""
    return Unclear("The line is too long to be a command", _SUGGESTIONS[state])


def _strange_service(text: str, found: Sequence[Token]) -> str:
    """What follows a file's `using` or `by` in a line that says to ship, and is no service; else ""."""
    words = [token.word for token in found]
    if not _SHIPPING.intersection(words) or all(token.kind is not Kind.PATH for token in found):
        return ""
    for at, word in enumerate(words):
        named = takewhile(lambda token: token.kind in (Kind.WORD, Kind.NUMBER), found[at + 1 : at + 4])
        ends = [token.end for token in named if token.word not in _HESITATION] if word in _BEFORE_SERVICE else []
        spoken = [text[found[at + 1].start : end] for end in ends]
        if spoken and not any(map(service_named, spoken)):
            return spoken[-1]
    return ""


def _understood(words: set[str], found: Sequence[Token], state: State) -> tuple[str, tuple[str, ...]]:
    if any(token.kind is Kind.QUERY for token in found) and words & (_SHIPPING | _PLAIN_YES):
        return "I understood a question, and took it as no order", ()
    for topic, sentence, suggestions in _TOPICS:
        if words & set(topic.split()):
            return f"I understood that {sentence}", suggestions
    if words & _SHIPPING or any(token.kind in (Kind.PATH, Kind.URL) for token in found):
        return _about_shipping(words, state), ()
    return _about_answers(words, state), ()


def _about_shipping(words: set[str], state: State) -> str:
    if words & _HESITATION:
        return "I understood that something should ship, but not now or not as it stands, so nothing was done"
    if state is State.PREVIEW:
        return "I understood that this is about shipping, but not plainly that I should ship what was shown"
    return "I understood that you want to ship something, but not exactly what and how"


def _about_answers(words: set[str], state: State) -> str:
    if words & _PLAIN_YES and words & (_PLAIN_NO | _HESITATION):
        return "I understood both a yes and a reason to wait, so nothing was done"
    if words & _PLAIN_YES:
        return "I understood a yes, but not to what" if state is not State.PREVIEW else "I understood no plain approval"
    if words & _PLAIN_NO:
        return "I understood a no, but not to what"
    return "I did not understand that"
