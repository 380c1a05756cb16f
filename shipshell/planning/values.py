"""Readers of single cells that any field may hold: text, yes or no, money, digits.

Weights and sizes are in `measures`, addresses in `recipient`.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from shipshell.planning.readings import Fault, Reading

#: A number that a spreadsheet shortened for display: its last digits are lost.
_SHORTENED = re.compile(r"[-+]?\d(?:[.,]\d+)?[eE]\+\d+")
_FORMULA = re.compile(r'="(.*)"')
_MASK = re.compile(r"[-\u2013\u2014*.\s]+|\S?\*{2,}[\s\S]*")
_NOTHING = frozenset({"n/a", "#n/a", "na", "null", "none", "nan", "(blank)", "#ref!", "#value!", "#name?"})
_YES = frozenset({"y", "yes", "true", "t", "1", "x", "on", "✓", "✔"})
_NO = frozenset({"", "n", "no", "false", "f", "0", "off"})
_MONEY = re.compile(r"(?:USD|US\$|\$)?\s*(\d[\d.,]*|[.,]\d+)\s*(?:USD|US\$|\$)?", re.IGNORECASE)
_PHONE_END = re.compile(r"\s*(?:ext|x|extension|#)\.?\s*:?\s*\d+\s*$", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")

_SHOWN = {
    "address1": "address",
    "address2": "second address line",
    "address3": "third address line",
    "lines": "address",
    "postal_code": "ZIP code",
    "reference2": "second reference",
}

_TAGS = range(0xE0000, 0xE0080)  # invisible letters
_EMAIL_LENGTH = 50
_PHONE_DIGITS = range(10, 16)
_AMERICAN_DIGITS = 11


@lru_cache(maxsize=1)
def hidden_characters() -> dict[int, str | None]:
    """Control and text-direction characters, to be left out of requests; white space becomes a blank."""
    odd = (
        code
        for code in (*range(0x11000), *_TAGS)
        if unicodedata.category(chr(code)) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
    )
    return {code: " " if chr(code).isspace() else None for code in odd}


def clean(text: str) -> str:
    """`text` on one line without control and text-direction characters, outer blanks and doubled blanks."""
    if not (text.isascii() and text.isprintable()):
        text = text.translate(hidden_characters())
    return " ".join(text.split())


def words(text: str) -> str:
    """`clean` text, "" where it says that there is nothing: a dash, `N/A`, a privacy mask, a spreadsheet's error."""
    cleaned = text and clean(text)
    if cleaned and (cleaned.lower() in _NOTHING or _MASK.fullmatch(cleaned)):
        return ""
    return cleaned


def code(text: str) -> str:
    """`words` without the wrappings that exporters put round digits: `'02139`, `="02139"`."""
    found = words(text)
    wrapped = _FORMULA.fullmatch(found)
    return (wrapped[1] if wrapped else found.removeprefix("'")).strip()


def is_shortened(text: str) -> bool:
    """Whether a spreadsheet has replaced a long number by `1.2E+11`."""
    return _SHORTENED.fullmatch(text) is not None


def limited_text(field: str, text: str, longest: int) -> Reading[str]:
    """An optional text such as a reference, never cut and never a number that lost its digits."""
    value = code(text)
    if is_shortened(value):
        return Reading(value, faults=(lost_digits(field),))
    return Reading(value, faults=too_long(field, value, longest))


def lost_digits(field: str) -> Fault:
    """The fault of a shortened number."""
    return Fault(
        field,
        "E-2007",
        f"The {shown(field)} was shortened by a spreadsheet; its digits are lost.",
        "Format the column as text, enter the number again, and save.",
    )


def too_long(field: str, value: str, longest: int) -> tuple[Fault, ...]:
    """The fault of a text that UPS has no room for, if it is one."""
    if len(value) <= longest:
        return ()
    message = f"The {shown(field)} is too long: UPS has room for {longest} characters."
    return (Fault(field, "E-2003", message, "Shorten it in the source."),)


def missing(field: str, hint: str = "") -> Fault:
    """The fault of a cell that must not be empty."""
    return Fault(field, "E-2001", f"The {shown(field)} is missing.", hint or "Fill it in, or leave the row out.")


def invalid(field: str, message: str, hint: str = "") -> Fault:
    """The fault of a cell that cannot be read or believed."""
    return Fault(field, "E-2002", message, hint)


def shown(field: str) -> str:
    """A field as people call it."""
    return _SHOWN.get(field, field.replace("_", " "))


def yes_or_no(text: str) -> bool | None:
    """True, False or, where it is neither, None. Empty means no."""
    word = words(text).lower()
    return True if word in _YES else False if word in _NO else None


def dollars(text: str) -> Decimal:
    """An amount in US dollars: `$10.00`, `1,234.50`, `1.234,50`, `10.00 USD`.

    Raises:
        ValueError: it is none, is of another currency, or can be read in two ways (`1.234`).
    """
    match = _MONEY.fullmatch(words(text))
    if not match:
        raise ValueError(text)
    return Decimal(_plain_number(match[1]))


def _plain_number(digits: str) -> str:
    """`1,234.50` or `1.234,50` as `1234.50`."""
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?|\d*\.?\d{0,2}", digits):
        return digits.replace(",", "").removesuffix(".")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+,\d{1,2}|\d*,\d{1,2}", digits):
        return digits.replace(".", "").replace(",", ".")
    raise ValueError(digits)


def phone_digits(text: str) -> Reading[str]:
    """The digits of a phone number without extension and American country code, or "" with a warning."""
    typed = code(text)
    if not typed:
        return Reading("")
    if is_shortened(typed):
        return Reading("", (f"phone {typed} lost its digits in a spreadsheet and is left out",))
    digits = "".join(re.findall(r"[0-9]", _PHONE_END.sub("", typed)))
    if len(digits) == _AMERICAN_DIGITS and digits.startswith("1"):
        digits = digits[1:]
    if len(digits) in _PHONE_DIGITS:
        return Reading(digits)
    return Reading("", (f'phone "{typed}" has {len(digits)} digits and is left out',))


def email_address(text: str) -> Reading[str]:
    """An e-mail address, or "" with a warning."""
    typed = words(text)
    if not typed or (_EMAIL.fullmatch(typed) and len(typed) <= _EMAIL_LENGTH):
        return Reading(typed)
    return Reading("", (f'e-mail "{typed}" is not one UPS takes and is left out',))
