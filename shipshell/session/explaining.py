"""What a sentence is read as, and what an error code means: nothing is done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shipshell.intents.explain import explain_line
from shipshell.model.errors import CODES, ShipshellError
from shipshell.session.replies import Explained, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.intents import types as intents
    from shipshell.session.conversation import Conversation
    from shipshell.session.replies import Output

_ERROR_CODE = re.compile(r"[Ee]-?(\d{4})")


def explain(talk: Conversation, intent: intents.Explain) -> Iterator[Output]:
    """Explain a sentence, or an error code.

    Raises:
        ShipshellError: E-1020, there is no such code.
    """
    topic = (intent.topic or "").strip()
    code = _ERROR_CODE.fullmatch(topic)
    if not code:
        yield Explained(explain_line(topic, talk.state))
        return
    named = f"E-{code[1]}"
    if named not in CODES:
        raise ShipshellError("E-1020", f"there is no error code {named}", hint="docs/errors.md lists them all.")
    yield Said(f"{named}: {CODES[named]}. See docs/errors.md.")
