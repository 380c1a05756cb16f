"""Forms of words: `executed`, `executes` and `executor` of `execute`, `certainty` and `certainly` of one stem.

So is what a prefix turns round: `undeselect`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

#: What a form adds to its stem; after the second kind a stem loses its `e` or doubles its last letter.
_PLAIN_ENDINGS = ("s", "ist", "ly", "ty", "ment", "ness")
_VOWEL_ENDINGS = (
    "ed", "er", "ers", "or", "ors", "ing", "ings", "ion", "ions", "ation", "ative", "ive", "able", "al", "ity",
    "ise", "ize", "ied", "ies",
)  # fmt: skip
_HISSING = ("s", "x", "z", "ch", "sh", "o")
_PREFIXES = ("re", "un", "pre", "mis", "over", "dis", "de")
_SHORTEST_STEM = 4


def are_forms(word: str, other: str, known: AbstractSet[str]) -> bool:
    """Whether the two are different forms of one word, of which `known` tells whether it loses an `e`."""
    return word != other and not stems(word, known).isdisjoint(stems(other, known))


def stems(word: str, known: AbstractSet[str]) -> set[str]:
    """What `word` may be a form of, itself among it; only stems of four letters or more, of which slips are rare."""
    found = {word} | {word.removeprefix(prefix) for prefix in _PREFIXES}
    for ending in (*_PLAIN_ENDINGS, "es", *_VOWEL_ENDINGS):
        if word.endswith(ending):
            found.update(_before(word.removesuffix(ending), ending, known))
    return {stem for stem in found if len(stem) >= _SHORTEST_STEM}


def _before(stem: str, ending: str, known: AbstractSet[str]) -> set[str]:
    """The words to which `ending` was added if that left `stem` before it."""
    if ending in _PLAIN_ENDINGS:
        return {stem}
    if ending == "es":
        return {stem} if stem.endswith(_HISSING) else set()
    if stem.endswith("e"):
        return set()
    doubled = {stem[:-1]} if stem[-2:-1] == stem[-1:] else set()
    return {stem} | doubled | ({stem + "e"} & known) | ({stem + "y"} if ending in ("ied", "ies") else set())
