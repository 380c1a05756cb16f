"""How problems are worded."""

from __future__ import annotations

import pytest

from shipshell.model.errors import Problem
from shipshell.session.wording import failure_text, grouped, problem_text


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


def test_one_problem_with_many_values_is_one_line_with_a_few_of_them() -> None:
    problems = {
        row: [Problem("E-2004", "No PO boxes.", "Ask.", row, "Street", f"PO Box {row}")] for row in range(1, 301)
    }
    (failed,) = grouped(problems)
    assert failure_text(failed) == (
        'Rows 1-300: No PO boxes (column "Street", values "PO Box 1", "PO Box 2", "PO Box 3" ... and 297 more)'
    )


def test_the_same_value_on_several_rows_is_named_once() -> None:
    problems = {row: [Problem("E-2002", "This is no US state.", "", row, "State", "XX")] for row in (2, 5)}
    (failed,) = grouped(problems)
    assert failure_text(failed) == 'Rows 2, 5: This is no US state (column "State", value "XX")'


def test_the_same_problem_twice_in_a_row_names_the_row_once() -> None:
    problems = {7: [Problem("E-2001", "It is missing", "", 7, "Weight")] * 2}
    assert [failed.rows for failed in grouped(problems)] == [(7,)]


def test_problems_of_other_columns_stay_apart() -> None:
    problems = {7: [Problem("E-2004", "No PO boxes", "", 7, name, "PO Box 7") for name in ("Line 1", "Line 2")]}
    assert len(grouped(problems)) == 2
