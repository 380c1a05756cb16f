"""Text from files and carriers made safe for a terminal: nothing in it may move the cursor or turn the text around."""

from __future__ import annotations

import unicodedata

_OBEYED = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))


def visible_line(text: str) -> str:
    """`text` on one line: control and text-direction characters shown as `<U+202E>` instead of obeyed."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def visible(text: str) -> str:
    """Likewise for an answer of ours that has several lines."""
    return "\n".join(map(visible_line, text.split("\n")))


def _shown(character: str) -> str:
    return f"<U+{ord(character):04X}>" if unicodedata.category(character) in _OBEYED else character
