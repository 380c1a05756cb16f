"""What is said of rows that are no orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.sources.file_remarks import hard_links, passed_over

if TYPE_CHECKING:
    from pathlib import Path

    from shipshell.sources.bystanders import Kind


def test_each_kind_is_said_once_with_what_its_rows_say() -> None:
    long = "exported on May 5 by the new program of ours"
    rows: dict[int, tuple[Kind, str]] = {3: ("remark", "a: b"), 4: ("header", "Name"), 7: ("remark", long)}
    rows |= {8: ("remark", "c"), 9: ("remark", "d")}
    assert list(passed_over(rows)) == [
        f'Rows 3, 7, 8, 9 are remarks, not shipped: "a: b", "{long[:37]}...", "c" and 1 more.',
        "Row 4 is the header again, not shipped.",
    ]


def test_a_workbook_names_the_sheet_rows() -> None:
    assert list(passed_over({4: ("total", "Total"), 9: ("total", "Total 5")}, origin=3)) == [
        'Rows 4, 9 (sheet rows 7, 12) are totals, not shipped: "Total", "Total 5".'
    ]


def test_of_many_rows_the_first_are_named() -> None:
    (words,) = passed_over(dict.fromkeys(range(1, 13), ("header", "Name")))
    assert words == "Rows 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more are the header again, not shipped."


def test_one_name_is_not_worth_a_word(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    assert not list(hard_links(path, "orders.csv"))
    path.touch()
    assert not list(hard_links(path, "orders.csv"))
    (tmp_path / "same.csv").hardlink_to(path)
    assert list(hard_links(path, "orders.csv")) == [
        "orders.csv has 2 names (hard links); only this one will get the tracking numbers."
    ]
