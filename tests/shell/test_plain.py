"""Text that is safe to draw."""

from __future__ import annotations

import pytest

from shipshell.shell.plain import visible, visible_line


@pytest.mark.parametrize(
    "text",
    ["", "John Doe", "Zo\u00eb M\u00fcller", "\u5c71\u7530\u592a\u90ce", "e\u0301", "\U0001f600", "\u05d3\u05d5\u05d3"],
)
def test_names_stay_as_they_are(text: str) -> None:
    assert visible_line(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a<U+001B>[31mb"),
        ("a\nb\r\tc\x00", "a<U+000A>b<U+000D><U+0009>c<U+0000>"),
        ("\u202egnirts\u202c", "<U+202E>gnirts<U+202C>"),
        ("\u2066x\u2069\u200f\u200e\u061c", "<U+2066>x<U+2069><U+200F><U+200E><U+061C>"),
        ("a\u2028b\x9b1m", "a<U+2028>b<U+009B>1m"),
        ("\ud800", "<U+D800>"),
    ],
)
def test_what_would_be_obeyed_is_shown_instead(text: str, shown: str) -> None:
    assert visible_line(text) == shown


def test_an_answer_of_ours_may_have_lines() -> None:
    assert visible("one\ntwo\x07") == "one\ntwo<U+0007>"
