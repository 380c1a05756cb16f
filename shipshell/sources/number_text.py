"""Numbers as Excel shows them: digits laid into the places of a format, and the General form without one."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from shipshell.sources.number_format import Kind, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shipshell.sources.number_format import Section

#: The characters that General fills at most, the sign not counted.
_GENERAL_WIDTH = 11
#: The places behind the point at which General stops to look for an end.
_GENERAL_PLACES = 12
#: Up to here Excel keeps every digit of a whole number.
_WHOLE = Decimal(10) ** 15
#: The powers of ten that General rounds to its width; smaller ones would lose too many digits.
_GENERAL_POWERS = range(-4, _GENERAL_WIDTH)


def general_text(value: Decimal) -> str:
    """A number without a format: at most 11 characters, else as `1.23457E+11`.

    A whole number of up to 15 digits is given in full, as its cell holds it: Excel itself shows it so once the cell is
    chosen, and it is an order's number or a phone's rather than a quantity.
    """
    if not value:
        return "0"
    if abs(value) < _WHOLE and value == value.to_integral_value():
        return f"{value.to_integral_value():f}"
    size = abs(value)
    sign = "-" if value < 0 else ""
    power = size.adjusted()
    exact = _plain(size.quantize(Decimal(1).scaleb(-_GENERAL_PLACES), ROUND_HALF_UP)) if power < _GENERAL_WIDTH else ""
    if exact not in {"", "0"} and len(exact) <= _GENERAL_WIDTH:
        return sign + exact
    places = max(_GENERAL_WIDTH - 2 - max(power, 0), 0)
    rounded = _plain(size.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)) if power in _GENERAL_POWERS else ""
    if 0 < len(rounded) <= _GENERAL_WIDTH:
        return sign + rounded
    return sign + _scientific(size)


def number_text(value: Decimal, section: Section) -> str:
    """The size of `value` (its sign is the caller's) in a section of digits."""
    tokens = section.tokens
    value *= 100 ** sum(token.kind is Kind.PERCENT for token in tokens)
    for at, token in enumerate(tokens):
        if token.kind is Kind.EXPONENT:
            return _with_exponent(value, tokens[:at], token, tokens[at + 1 :])
    if section.has(Kind.SLASH) and section.has(Kind.DIGIT):
        return _with_fraction(value, tokens)
    return _laid(value, tokens)


def _plain(value: Decimal) -> str:
    """Without an exponent and without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scientific(size: Decimal) -> str:
    mantissa, _, exponent = f"{size:.5E}".partition("E")
    return f"{_plain(Decimal(mantissa))}E{exponent[0]}{exponent[1:].zfill(2)}"


def _laid(value: Decimal, tokens: Sequence[Token]) -> str:
    """The digits of `value` in their places, the text between them kept."""
    point = next((at for at, token in enumerate(tokens) if token.kind is Kind.POINT), len(tokens))
    places = sum(token.kind is Kind.DIGIT for token in tokens[point:])
    whole = [at for at, token in enumerate(tokens[:point]) if token.kind is Kind.DIGIT]
    commas = [at for at, token in enumerate(tokens) if token.kind is Kind.COMMA]
    last = whole[-1] if whole else -1
    value = value.scaleb(-3 * sum(at > last for at in commas))
    integer, _, fraction = f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}".partition(".")
    grouped = any(at < last for at in commas)
    return _integer(integer.lstrip("0"), tokens[:point], grouped=grouped) + _fraction(fraction, tokens[point:])


def _integer(digits: str, tokens: Sequence[Token], *, grouped: bool) -> str:
    """From the right to the left, a digit a place; the leftmost place takes all that remain."""
    shown: list[str] = []
    left, laid = sum(token.kind is Kind.DIGIT for token in tokens), 0
    for token in reversed(tokens):
        if token.kind is Kind.COMMA:
            continue
        if token.kind is not Kind.DIGIT:
            shown.append(token.text)
            continue
        left -= 1
        for digit in _place(digits, token, is_last=not left):
            shown.append("," if grouped and laid and laid % 3 == 0 and digit != " " else "")
            shown.append(digit)
            laid += 1
        digits = digits[:-1] if left else ""
    return "".join(reversed(shown))


def _place(digits: str, token: Token, *, is_last: bool) -> Iterator[str]:
    """What a place of the integer part shows, from the right to the left."""
    if not digits:
        yield from {"0": "0", "?": " "}.get(token.text, "")
    elif is_last:
        yield from reversed(digits)
    else:
        yield digits[-1]


def _fraction(digits: str, tokens: Sequence[Token]) -> str:
    """The point and what follows it; `#` shows no zero at the end."""
    shown: list[str] = []
    significant, laid = len(digits.rstrip("0")), 0
    for token in tokens:
        if token.kind is Kind.DIGIT:
            shown.append(digits[laid] if laid < significant else {"0": "0", "?": " "}.get(token.text, ""))
            laid += 1
        elif token.kind is not Kind.COMMA:
            shown.append(token.text)
    return "".join(shown)


def _with_exponent(value: Decimal, mantissa: Sequence[Token], sign: Token, exponent: Sequence[Token]) -> str:
    """Powers of ten; with several places before the point in steps of as many."""
    point = next((at for at, token in enumerate(mantissa) if token.kind is Kind.POINT), len(mantissa))
    step = max(1, sum(token.kind is Kind.DIGIT for token in mantissa[:point]))
    places = sum(token.kind is Kind.DIGIT for token in mantissa[point:])
    power = value.adjusted() // step * step if value else 0
    rounded = value.scaleb(-power).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if rounded.adjusted() >= step:
        power, rounded = power + step, rounded.scaleb(-step)
    mark = "-" if power < 0 else "+" if sign.text.endswith("+") else ""
    return f"{_laid(rounded, mantissa)}E{mark}{_laid(Decimal(abs(power)), exponent)}"


def _with_fraction(value: Decimal, tokens: Sequence[Token]) -> str:
    """`1 1/2`: whole number, numerator and denominator, as near as the denominator's places allow."""
    slash = next(at for at, token in enumerate(tokens) if token.kind is Kind.SLASH)
    before, after = list(tokens[:slash]), list(tokens[slash + 1 :])
    told = "".join(token.text for token in after if token.text.isdigit() or token.kind is Kind.DIGIT)
    fixed = int(told) if told.isdigit() and int(told) else 0
    gap = next((at for at in reversed(range(len(before))) if before[at].kind is Kind.LITERAL), None)
    has_whole = gap is not None and any(token.kind is Kind.DIGIT for token in before[:gap])
    whole = int(value) if has_whole else 0
    rest = Fraction(value) - whole
    part = Fraction(round(rest * fixed), fixed) if fixed else rest.limit_denominator(10 ** max(1, len(told)) - 1)
    if has_whole and part == 1:
        whole, part = whole + 1, Fraction(0)
    if has_whole and not part:
        return str(whole)
    denominator = fixed or part.denominator
    shown = f"{part * denominator}/{denominator}"
    return f"{whole} {shown}" if whole else shown
