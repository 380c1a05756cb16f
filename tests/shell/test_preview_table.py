"""The table of the preview: it fits, and what it cuts are names, not figures."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from rich.cells import cell_len

from shipshell.model.money import Money
from shipshell.planning.preview import PreviewRow
from shipshell.shell.preview_table import TITLES, preview_lines

_LONG = [
    "The Extraordinarily Long Name of a Company That Sells Everything Ltd",
    "\u682a\u5f0f\u4f1a\u793e\u65e5\u672c\u904b\u9001\u682a\u5f0f\u4f1a\u793e\u65e5\u672c\u904b\u9001\u682a\u5f0f\u4f1a\u793e\u65e5\u672c\u904b\u9001",
    "\U0001f600\U0001f69a\U0001f4e6" * 12,
    "\u05d3\u05d5\u05d3 \u05d1\u05df \u05d2\u05d5\u05e8\u05d9\u05d5\u05df " * 4,
    "Zoe\u0301 e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301 " * 3,
    "evil\x1b[2J\u202e\nname " * 5,
]


def _row(number: int, name: str, **other: str) -> PreviewRow:
    told = {"city": "Timonium", "state": "MD", "service": "Ground"} | other
    return PreviewRow(
        number, name, told["city"], told["state"], told["service"], Money(Decimal("1234.50")), ("doubtful",)
    )


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("name", _LONG)
def test_it_fits_with_a_line_a_row_and_figures_whole(width: int, name: str) -> None:
    rows = [
        _row(101, name, city=name, service="Next Day Air Early"),
        _row(102, "Ann", city="Y"),
        PreviewRow(103, "Bob", "Rome", "", "Ground", None, ()),
    ]
    title, rule, first, second, third = preview_lines(rows, width)
    assert max(map(cell_len, (title, rule, first, second, third))) <= width
    for words in ("101", "$1,234.50", "1 warning"):
        assert words in first
    assert second.split() == ["102", "Ann", "Y,", "MD", "Ground", "$1,234.50", "1", "warning"]
    assert third.split() == ["103", "Bob", "Rome", "Ground", "\u2014"]
    assert not set("\x1b\u202e") & set(first)


@pytest.mark.parametrize("width", [60, 80, 200])
def test_the_titles_stand_whole_and_in_order(width: int) -> None:
    title = preview_lines([_row(1, "John")], width)[0]
    assert re.split(r"\s{2,}", title.strip()) == [*TITLES]


def test_what_fits_is_not_cut() -> None:
    name = "A" * 40
    assert name in preview_lines([_row(1, name)], 110)[2]
    assert name not in preview_lines([_row(1, name)], 85)[2]


def test_the_widest_name_gives_way_first() -> None:
    line = preview_lines([_row(1, "N" * 60, city="Springfield")], 80)[2]
    assert "Springfield, MD" in line
    assert "N\u2026" in line
