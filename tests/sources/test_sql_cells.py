from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from shipshell.sources.sql_cells import key_text, texts

EAST = timezone(timedelta(hours=-5))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("02139", "02139"),
        ("", ""),
        (None, ""),
        (7, "7"),
        (True, "true"),
        (False, "false"),
        (Decimal("10.00"), "10.00"),
        (Decimal("1E+3"), "1000"),
        (10.0, "10"),
        (0.1, "0.1"),
        (5035550100.0, "5035550100"),
        (1e-7, "0.0000001"),
        (1e22, "10000000000000000000000"),
        (float("nan"), "NaN"),
        (float("inf"), "Infinity"),
        (date(2026, 11, 23), "2026-11-23"),
        (time(10, 5), "10:05:00"),
        (datetime(2026, 11, 23, 10, 5), "2026-11-23T10:05:00"),  # noqa: DTZ001 - as a column without a zone gives it
        (datetime(2026, 11, 23, 10, 5, tzinfo=UTC), "2026-11-23T10:05:00Z"),
        (datetime(2026, 11, 23, 5, 5, tzinfo=EAST), "2026-11-23T10:05:00Z"),
        (["a", "ü"], '["a", "ü"]'),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
    ],
)
def test_a_value_is_written_as_a_person_would(value: Any, text: str) -> None:
    assert texts(["x", value]) == ["x", text]
    assert key_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Zo\u00eb".encode(), "Zo\u00eb"), (bytearray(b"a"), "a"), (memoryview(b"a"), "a"), (b"a\xff", "a\ufffd"),
        ("a\0b", "a\ufffdb"), (b"\0", "\ufffd"),
    ],
)  # fmt: skip
def test_bytes_are_read_if_they_are_text_and_marked_if_not(value: Any, text: str) -> None:
    assert texts(["x", None, value]) == ["x", "", text]


def test_bytes_of_a_key_are_their_digits() -> None:
    assert key_text(b"\x00\xff") == "00ff"
