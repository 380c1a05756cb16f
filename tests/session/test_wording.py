"""How problems are worded."""

from __future__ import annotations

import pytest

from shipshell.model.errors import Problem
from shipshell.session.wording import grouped, problem_text


@pytest.mark.parametrize(
    ("origin", "rows", "words"),
    [
        (0, (), "Row 7: The ZIP code is missing"),
        (0, (5, 6, 12), "Rows 5-6, 12: The ZIP code is missing"),
        (3, (), "Row 7 (sheet row 10): The ZIP code is missing"),
        (3, (5, 6, 12), "Rows 5-6, 12 (sheet rows 8-9, 15): The ZIP code is missing"),
    ],
)
def test_a_row_is_named_and_in_a_workbook_its_sheet_row(origin: int, rows: tuple[int, ...], words: str) -> None:
    assert problem_text(Problem("E-2001", "The ZIP code is missing.", row=7, origin=origin), rows) == words


def test_a_problem_without_a_row_names_none() -> None:
    assert problem_text(Problem("E-1030", "nothing is left", origin=3)) == "nothing is left"


def test_the_same_problem_on_several_rows_of_a_sheet_is_said_once() -> None:
    (failed,) = grouped({row: [Problem("E-2001", "The ZIP code is missing", row=row, origin=3)] for row in (5, 12)})
    assert problem_text(failed.problem, failed.rows) == "Rows 5, 12 (sheet rows 8, 15): The ZIP code is missing"
