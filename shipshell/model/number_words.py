"""Numbers in words: `seven`, `twenty-five`, `two hundred and six`."""

from __future__ import annotations

import re

SMALL = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
} | {"fourty": 40}
NUMBER_WORDS = frozenset([*SMALL, *TENS, "hundred"])

_SPOKEN = re.compile(
    rf"(?:(?P<hundreds>{'|'.join(SMALL)}) hundred)?(?P<and> and )?"
    rf"(?: ?(?P<small>{'|'.join(SMALL)})| ?(?P<tens>{'|'.join(TENS)})(?:[ -](?P<unit>{'|'.join(SMALL)}))?)?"
)


def whole_number(text: str) -> int | None:
    """The number that `text` is, in digits or in words below a thousand; None if it is none."""
    if text.isdecimal():
        return int(text)
    spoken = _SPOKEN.fullmatch(text.lower())
    if not text or not spoken or bool(spoken["and"]) > bool(spoken["hundreds"]):
        return None
    hundreds, small, tens, unit = (spoken[part] for part in ("hundreds", "small", "tens", "unit"))
    if unit and not 0 < SMALL[unit] < 10:  # noqa: PLR2004 - `twenty-one` to `twenty-nine`
        return None
    return 100 * SMALL.get(hundreds, 0) + SMALL.get(small, 0) + TENS.get(tens, 0) + SMALL.get(unit, 0)
