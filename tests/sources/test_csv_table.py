from __future__ import annotations

import pytest

from shipshell.model.errors import ShipshellError
from shipshell.sources.csv_dialect import Dialect
from shipshell.sources.csv_encoding import Encoding
from shipshell.sources.csv_index import scan
from shipshell.sources.csv_table import Cells, arrange


def arranged(text: str, dialect: Dialect | None = None) -> Cells:
    dialect = dialect or Dialect()
    return arrange(scan(text.encode(), Encoding("utf-8"), dialect, "orders.csv"), dialect, "orders.csv")


def test_blank_rows_are_passed_over_but_counted() -> None:
    cells = arranged("\n,,\nName,City\nA,B\n\n , \nC,D\n,\n")
    assert cells == Cells(header=2, names=["Name", "City"], rows=[["A", "B"], ["C", "D"]], numbers=[1, 4])


def test_a_row_in_several_lines_is_one() -> None:
    assert arranged('Name,City\n"A\nx",B\nC,D\n').numbers == [1, 2]


def test_short_rows_are_filled_and_empty_surplus_is_dropped() -> None:
    assert arranged("Name,City,Zip\nA\nC,D,1,, ,\n").rows == [["A", "", ""], ["C", "D", "1"]]


def test_the_line_that_announces_the_delimiter_is_no_header() -> None:
    assert arranged("sep=;\nName;City\nA;B\n", Dialect(";", announced=True)).header == 1


@pytest.mark.parametrize("text", ["\n\n", ",,,\n", " \n"])
def test_nothing_but_blanks(text: str) -> None:
    with pytest.raises(ShipshellError) as caught:
        arranged(text)
    assert caught.value.problem.code == "E-1003"


@pytest.mark.parametrize("text", ["Name,City\n", "Name,City", "Name,City\n\n,\n"])
def test_no_data_row(text: str) -> None:
    with pytest.raises(ShipshellError) as caught:
        arranged(text)
    assert caught.value.problem.code == "E-1006"


@pytest.mark.parametrize("cell", ["02139", "jane@example.com", "(512) 555-0134", "+1 479-692-3507", "02139-1234"])
def test_data_in_place_of_a_header(cell: str) -> None:
    with pytest.raises(ShipshellError, match="line 2") as caught:
        arranged(f"\nJane Doe,{cell}\nJohn Roe,x\n")
    assert caught.value.problem.code == "E-1005"
    assert caught.value.problem.value == cell


@pytest.mark.parametrize(
    "header", ["Tax 1 Name", "2026", "11-23", "2026-11-23", "Address 1", "1", "E-mail @ work", "P. O. #"]
)
def test_headers_with_figures_are_headers(header: str) -> None:
    assert arranged(f"Name,{header}\nA,B\n").names == ["Name", header]


def test_rows_longer_than_the_header_are_refused_together() -> None:
    with pytest.raises(ShipshellError) as caught:
        arranged('Name,City\nA,B\nC,D,E\n"x\ny",F\nG,H,,I\n')
    assert str(caught.value) == "orders.csv: rows 2 (line 3), 4 (line 6) hold more cells than the header"
    assert caught.value.problem.code == "E-1013"
    assert caught.value.problem.row is None  # the words name the rows
    assert "name every column in the header (line 1)" in caught.value.problem.hint


def test_of_many_long_rows_the_first_are_named() -> None:
    with pytest.raises(ShipshellError, match=r"10 \(line 11\) and 5 more"):
        arranged("Name,City\n" + "A,B,C\n" * 15)
