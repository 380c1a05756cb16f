"""Text from files and carriers made safe for a terminal: nothing in it may move the cursor or turn the text around."""

from __future__ import annotations

import unicodedata

_KEPT = {"\n"}


def visible(text: str) -> str:
    """`text` with control and text-direction characters shown as `<U+202E>` instead of obeyed."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in _KEPT or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        return character
    return f"<U+{ord(character):04X}>"
