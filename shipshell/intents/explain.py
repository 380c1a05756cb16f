"""How a line would be read, as data: what `shipshell explain` prints."""

from __future__ import annotations

import json
from typing import Any

from shipshell.intents.parser import parse
from shipshell.intents.state import State
from shipshell.intents.types import slots

_STATES = frozenset(State)


def explain_line(line: str, default: State) -> dict[str, Any]:
    """The reading of one line: plain text in state `default`, or a JSON object with `text` and perhaps `state`.

    Returns `{"text", "state", "intent", "slots"}`. Other JSON, or an unknown state, is plain text.
    """
    text, state = _asked(line.rstrip("\r\n"), default)
    intent = parse(text, state)
    return {"text": text, "state": state.value, "intent": intent.name, "slots": slots(intent)}


def _asked(line: str, default: State) -> tuple[str, State]:
    if not line.lstrip().startswith("{"):
        return line, default
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return line, default
    text, state = asked.get("text"), asked.get("state", default.value)
    if isinstance(text, str) and isinstance(state, str) and state in _STATES:
        return text, State(state)
    return line, default
