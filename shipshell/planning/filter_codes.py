"""State codes that are words of the grammar as well: in `state is OR` and `CA, IN` they are told by where they stand.

A connective has a part before it, and leads to one; a code stands where neither can be. In small letters they are
always words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.planning.filter_words import AFTER, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

_STATES = {"OR": "Oregon", "IN": "Indiana"}
#: What may stand before a place, and not before a connective.
_BEFORE = frozenset({
    "", "(", ",", "=", "==", "!=", "<>", "is", "are", "not", "isn't", "aren't", "to", "for", "from", "in", "either",
    "all", "every", "only", "and", "or", "nor", "&", "but", "except", "excluding", "minus", "without", "state",
})  # fmt: skip
_BEHIND = frozenset({"", ")", ",", "and", "or", "&", "but", *AFTER})


def spelled_out(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with such codes as the names of their states; where a country is spoken of, as they are."""
    found = list(tokens)
    if any(token.key.startswith("countr") for token in found):
        return found
    keys = ["", *(token.key or '"' for token in found), ""]
    for at, token in enumerate(found):
        if token.text in _STATES and not token.quoted and keys[at] in _BEFORE and keys[at + 2] in _BEHIND:
            found[at] = Token(_STATES[token.text])
            keys[at + 1] = found[at].key
    return found
