from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipshell.model.errors import ShipshellError
from shipshell.sources.csv_dialect import Dialect
from shipshell.sources.csv_encoding import Encoding
from shipshell.sources.csv_index import scan
from shipshell.sources.csv_splice import Habit, observed, replaced, split

DIALECTS = st.builds(
    Dialect, delimiter=st.sampled_from(",;\t|"), quotes=st.booleans(), skips_space=st.booleans()
).filter(lambda dialect: dialect.quotes or not dialect.skips_space)


@given(text=st.text(alphabet=',;\t|"\r\n ax', max_size=60), dialect=DIALECTS)
def test_cells_end_where_the_csv_module_ends_them(text: str, dialect: Dialect) -> None:
    try:
        scanned = scan(text.encode(), Encoding("utf-8"), dialect, "orders.csv")
    except ShipshellError:
        return  # a quote astray: no source
    for number, record in enumerate(scanned.records):
        raw = scanned.image.record(number).decode()
        cells, end = split(raw, dialect)
        assert dialect.delimiter.join(cells) + end == raw
        assert end in {"", "\n", "\r", "\r\n"}
        alone: list[list[str]] = [next(iter(dialect.reader(cell.splitlines(keepends=True))), []) for cell in cells]
        assert [cell[0] if cell else "" for cell in alone] == (record or [""])


@pytest.mark.parametrize(
    ("record", "values", "habit", "new"),
    [
        ("a,b\n", {2: "1Z"}, Habit(), "a,b,1Z\n"),
        ("a,b\r\n", {2: "1Z", 3: "t"}, Habit(), "a,b,1Z,t\r\n"),
        ("a,b", {2: "1Z"}, Habit(), "a,b,1Z"),
        ("a,b,\r", {2: "1Z", 3: "t"}, Habit(), "a,b,1Z,t\r"),
        ("a\n", {3: "1Z"}, Habit(), "a,,,1Z\n"),
        ('"a"\n', {3: "1Z"}, Habit(text=True, empty=True), '"a","","","1Z"\n'),
        ("a,old,c\n", {1: "1Z"}, Habit(), "a,1Z,c\n"),
        ('a,"old",c\n', {1: "1Z"}, Habit(), 'a,"1Z",c\n'),
        ('a,"old",c\n', {1: ""}, Habit(), 'a,"",c\n'),
        ("a,old,c\n", {1: ""}, Habit(text=True), "a,,c\n"),
        ('"x, y","say ""hi""\n",c\n', {2: "1Z"}, Habit(), '"x, y","say ""hi""\n",1Z\n'),
        ("a,b\n", {1: "2026,1"}, Habit(), 'a,"2026,1"\n'),
    ],
)
def test_replaced(record: str, values: dict[int, str], habit: Habit, new: str) -> None:
    assert replaced(record, values, Dialect(), habit) == new


def test_quotes_that_are_plain_characters_are_no_habit() -> None:
    dialect = Dialect("\t", quotes=False)
    assert replaced('a\t"old"\n', {1: "1Z"}, dialect, observed("h\tt", ['"a"\t"b"\n'], dialect)) == "a\t1Z\n"


@pytest.mark.parametrize(
    ("header", "rows", "habit"),
    [
        ("a,b,c", ["x,1,", 'y,2,"p, q"'], Habit()),
        ('"a","b","c"', ['"x","1",""', '"y","2",""'], Habit(header=True, text=True, empty=True)),
        ('"a","b","c"', ['"x",1,""', '"y",2,""'], Habit(header=True, text=True, empty=True)),  # numbers left bare
        ('"a","b","c"', ['"x",1,', '"y",2,'], Habit(header=True, text=True)),
        ("a,b,c", ['"x","1",', '"y","2",'], Habit(text=True)),
        ('"Ship, To",b', ["x,1"], Habit()),  # those had to be quoted
        ("a,b", ['"x, y",1', '"z, w",2'], Habit()),
        ("a,b", ['x,"y"', "z,w"], Habit()),  # one by hand
        ('"a","b"', ['"1","2"'], Habit(header=True, text=True)),  # numbers only
    ],
)
def test_habits_are_those_of_most_cells(header: str, rows: list[str], habit: Habit) -> None:
    assert observed(header, rows, Dialect()) == habit


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
def test_what_the_csv_module_writes_is_continued_as_it_would(quoting: int) -> None:
    written: list[str] = []

    class Lines:
        def write(self, line: str) -> None:
            written.append(line)

    writer = csv.writer(Lines(), quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([["name", "weight"], ["Doe, J", 2], ["Roe", 3], ["name", "weight", "t"], ["Roe", 3, "1Z"]])
    header, *rows, long_header, long_row = written
    habit = observed(header, rows, Dialect())
    assert replaced(header, {2: "t"}, Dialect(), Habit(text=habit.header)) == long_header
    assert replaced(rows[-1], {2: "1Z"}, Dialect(), habit) == long_row
