"""Values of a database as text, as a person would write them: `02139`, `10.00`, `2026-11-23`, nothing for NULL."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: Stands for what is no text.
LOST = "\ufffd"
_LONGEST_PLAIN = 1e16


def texts(values: Iterable[Any]) -> list[str]:
    """A column as text; what is none (a NUL, bytes that are not UTF-8) stands there as U+FFFD."""
    column = list(values)
    if set(map(type, column)) - {str}:
        column = [value if type(value) is str else _text(value) for value in column]
    if "\0" in "".join(column):
        column = [text.replace("\0", LOST) for text in column]
    return column


def key_text(value: Any) -> str:
    """A value of a key as text: as any, and bytes as hexadecimal digits."""
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).hex()
    return value if type(value) is str else _text(value)


def _text(value: Any) -> str:
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).decode(errors="replace")
    writer = _WRITERS.get(type(value))
    return writer(value) if writer else str(value)


def _float(value: float) -> str:
    """Without an exponent where it is a plain figure, and without `.0`."""
    if value.is_integer() and abs(value) < _LONGEST_PLAIN:
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def _moment(value: datetime) -> str:
    """ISO 8601; where the time zone is known, UTC."""
    if value.tzinfo:
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat()


def _structure(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


_WRITERS: dict[type, Callable[[Any], str]] = {
    str: str,
    type(None): lambda _: "",
    int: str,
    bool: lambda value: "true" if value else "false",
    float: _float,
    Decimal: lambda value: format(value, "f"),
    datetime: _moment,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: str,
    dict: _structure,
    list: _structure,
}
