"""Tracking numbers: `1Z`, an account part that no real account has, the service, a sequence and UPS's check digit."""

from __future__ import annotations

#: Stands where a real number has the six characters of an account.
ACCOUNT_PART = "SAMPLE"
_PREFIX = f"1Z{ACCOUNT_PART}"
_SEQUENCES = 10_000_000


def check_digit(text: str) -> str:
    """UPS's check digit for the 15 characters between `1Z` and the digit itself."""
    values = [int(c) if c.isdigit() else (ord(c) - 63) % 10 for c in text]
    return str(-(sum(values[::2]) + 2 * sum(values[1::2])) % 10)


def tracking_number(service: str, sequence: int) -> str:
    """The number of the `sequence`-th package, 18 characters. Sequences repeat after ten million."""
    body = f"{ACCOUNT_PART}{service}{sequence % _SEQUENCES:07}"
    return f"1Z{body}{check_digit(body)}"


def is_emulated(number: str) -> bool:
    """Whether `number`, however spaced or cased, is one of the emulator's."""
    return "".join(number.split()).upper().startswith(_PREFIX)
