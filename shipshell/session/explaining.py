"""What a sentence is read as, and what an error code means and asks for: nothing is done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shipshell.intents.explain import explain_line
from shipshell.model.errors import CODES, ShipshellError
from shipshell.model.remedies import REMEDIES
from shipshell.session.replies import Explained, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.intents import types as intents
    from shipshell.session.conversation import Conversation
    from shipshell.session.replies import Output

_ERROR_CODE = re.compile(r"(?:error )?(?:code )?E-?(\d{4})", re.IGNORECASE)


def explain(talk: Conversation, intent: intents.Explain) -> Iterator[Output]:
    """Explain a sentence, or an error code.

    Raises:
        ShipshellError: E-1020, there is no such code.
    """
    topic = (intent.topic or "").strip()
    code = code_named(topic)
    yield meaning(code) if code else Explained(explain_line(topic, talk.state))


def code_named(topic: str) -> str:
    """The error code that a topic is, as the catalogue writes it; "" where it is none."""
    found = _ERROR_CODE.fullmatch(topic)
    return f"E-{found[1]}" if found else ""


def meaning(code: str) -> Said:
    """What an error code means, and what to do about it.

    Raises:
        ShipshellError: E-1020, there is no such code.
    """
    if code not in CODES:
        raise ShipshellError("E-1020", f"there is no error code {code}", hint="docs/errors.md lists them all.")
    return Said(f"{code}: {CODES[code]}. {REMEDIES[code]}")
