"""Reads which signature is asked for on delivery."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from shipshell.planning.readings import Fault, Reading
from shipshell.planning.values import invalid, words

if TYPE_CHECKING:
    from shipshell.model.package import Signature

_SIGNATURES: dict[str, Signature] = {
    **dict.fromkeys(
        ("", "no", "n", "none", "0", "false", "no signature", "not required", "not needed", "no signature required"), ""
    ),
    **dict.fromkeys(
        (
            "yes",
            "y",
            "true",
            "1",
            "x",
            "2",
            "signature",
            "required",
            "signature required",
            "direct",
            "standard",
            "direct signature",
            "direct signature required",
            "delivery confirmation signature required",
        ),
        "signature",
    ),
    **dict.fromkeys(
        ("adult", "3", "21", "21+", "adult signature", "adult signature required", "adult required"), "adult"
    ),
}


#: What names the ordinary signature, also in a column that asks for an adult's.
_ORDINARY = re.compile(r"(?:direct|standard|delivery confirmation)\b.*|2")


def read_signature(text: str) -> Reading[Signature]:
    """Which signature is asked for on delivery."""
    word = words(text).lower()
    if word in _SIGNATURES:
        return Reading(_SIGNATURES[word])
    hint = "Write yes, adult or nothing."
    return Reading("", faults=(invalid("signature", "This is no kind of signature.", hint),))


def read_signatures(text: str, *adult: str) -> Reading[Signature]:
    """Which signature is asked for, the strictest where several columns say something.

    Args:
        adult: the row's cells under headers that ask for an adult's: any yes means that one.
    """
    own = read_signature(text)
    if not (own.value or own.faults) and any(map(_is_ordinary, adult)):
        own = replace(own, value="signature")
    asked = [(words(cell), _read_adult(cell)) for cell in adult]
    unread = next((which for which, (_, read) in enumerate(asked) if read.faults), None)
    if own.faults or unread is not None:
        beside = () if unread is None else (_no_answer(unread),)
        return Reading("", faults=(*own.faults, *beside))
    if not any(read.value for _, read in asked):
        denied = [cell for cell, _ in asked if cell]
        return Reading(own.value, _stricter(text, *denied) if own.value == "adult" and denied else ())
    contradicted = words(text) and not own.value
    said = [cell for cell, read in asked if read.value]
    return Reading("adult", _stricter(text, *said) if contradicted else ())


def _is_ordinary(cell: str) -> bool:
    return bool(_ORDINARY.fullmatch(words(cell).lower()))


def _read_adult(cell: str) -> Reading[Signature]:
    return Reading("") if _is_ordinary(cell) else read_signature(cell)


def _stricter(*cells: str) -> tuple[str, ...]:
    said = " and ".join(f'"{words(cell)}"' for cell in cells)
    return (f"an adult's signature is asked for: the columns about it say {said}",)


def _no_answer(which: int) -> Fault:
    message = "This does not say whether an adult is to sign."
    return Fault("adult_signature", "E-2002", message, "Write yes or no.", which)
