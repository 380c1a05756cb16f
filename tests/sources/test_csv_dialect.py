from __future__ import annotations

import pytest

from shipshell.sources.csv_dialect import SAMPLE_LINES, Dialect, guess


def lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("Name,City,Zip\nA,B,1\nC,D,2\n", Dialect(",")),
        ("Name;City;Zip\nA;B;1\n", Dialect(";")),
        ("Name\tCity\tZip\nA\tB\t1\n", Dialect("\t")),
        ("Name|City|Zip\nA|B|1\n", Dialect("|")),
        ("Name\nA\nB\n", Dialect(",")),
        ("", Dialect(",")),
        # commas in every cell, but not in the header
        ("Name;Weight\nA;1,5\nB;2,5\nC;0,5\n", Dialect(";")),
        ("Order\tAddress\n1\t1 Main St, Springfield, MA\n2\t2 Main St, Springfield, MA\n", Dialect("\t")),
        # more of another delimiter, yet not in every row
        ("Name,Note\nA,x;y;z;u;v\nB,plain\nC,p;q\n", Dialect(",")),
        # blank lines and lines of bare delimiters say nothing
        ("\n,,,\nName;City\nA;B\n\nC;D\n", Dialect(";")),
        # titles above the header, divided by another delimiter, as the rows may be too
        ("Orders, March\nName;City;Zip;Wt;Ref\nA;Bend, OR;1;2;3\nB;Bend, OR;1;2;3\n", Dialect(";")),
        (
            "Mug Shop, Inc.\nMonday, May 2\nName\tCity\tA\tB\tC\tD\nA\tX, Y\t1\t2\t3\t4\nB\tX, Y\t1\t2\t3\t4\n",
            Dialect("\t"),
        ),
        ("Note; mind\n\nName,City,Zip\nA,B,1\n3 orders\n", Dialect(",")),
        ("Name\tAddress\nA\t1 Elm St, Apt 4, Bend, OR, USA\n", Dialect("\t")),
        # cells in quotes with everything in them
        ('Name,Note\n"Doe; Jane","a, b\nc"\n"Roe; R","d"\n', Dialect(",")),
        ('Name, City, Zip\n"Doe, Jane", "Salem, OR", 1\n"Roe, R", "Bend, OR", 2\n', Dialect(",", skips_space=True)),
        ('Name,Note,Code\nA," ""x""", 1\nB,"y, ""z""", 2\n', Dialect(",")),
        # quotes that enclose nothing
        ('Name\tItem\tZip\nA\t"Big" pipe\t1\nB\t5" pipe\t2\nC\t"half\t3\n', Dialect("\t", quotes=False)),
        # one quote astray among many that enclose: for a person to mend
        ('"Name","City"\n"Ann","Bend"\n"Bob" Roe,"Salem"\n', Dialect(",")),
        ('Name,Address\nA,"1 Main St\nBend"\nB,"2 Main St\nBend"\n"C" D,x\n', Dialect(",")),
        # a quote astray does not make quoted commas split cells
        ('Name,Note\n"Doe, J",x,\n"Roe, R",y,\n', Dialect(",")),
        ("sep=;\nName;City, State\nA;B\n", Dialect(";", announced=True)),
        ('"sep=^"\r\nName^City\r\nA^B\r\n', Dialect("^", announced=True)),
        ("SEP=\t\nName\tCity\n", Dialect("\t", announced=True)),
        ("sep=a\nName;City\nA;B\n", Dialect(";")),
    ],
)
def test_guess(text: str, dialect: Dialect) -> None:
    assert guess(lines(text)) == dialect


@pytest.mark.parametrize(
    "text",
    [
        'Name,Note\nA,"x; y"\nB,"p, q"\nC,r\n',
        'Name;Note, etc\nA;"x, y"\nB;p, q\nC;r, s\n',
        'Name,"City; State",Zip\nA,B; C,1\nD,E; F,2\n',
        'Name, City, Zip\nA, "B, C", 1\nD, "E, F", 2\nG, "H, I", 3\n',
        'Name\tItem\tZip\nA\t"Big" pipe\t1\nB\t5" pipe\t2\nC\t"half\t3\nD\tx\t4\n',
        '"Name"|"City"|"Weight"\n"A"|""|"||"\n"B"|""|""\n',
    ],
)
@pytest.mark.parametrize("written", [[], [1], [1, 2], [2], [1, 2, 3]])
def test_the_guess_stays_while_numbers_are_written(text: str, written: list[int]) -> None:
    before = lines(text)
    dialect = guess(before)
    added = {0: ["tracking_number", "shipped_at"], **{number: ["1Z1", "2026-11-23"] for number in written}}
    after = [
        dialect.delimiter.join([line.removesuffix("\n"), *added.get(number, [])]) + "\n"
        for number, line in enumerate(before)
    ]
    assert guess(after) == dialect


def test_a_quote_astray_under_an_announced_delimiter() -> None:
    sample = lines('sep=;\nName;City\nA;"half\n' + "B;pipe\n" * 30_000)
    assert guess(sample) == Dialect(";", announced=True)


def test_a_cell_that_goes_on_beyond_the_sample_is_a_cell() -> None:
    text = "Name,Address\n" + '"A, B","1 Main St\nBend, OR"\n' * 2000
    sample = lines(text)[:SAMPLE_LINES]
    assert sample[-1].startswith('"A')  # the sample ends within a record
    assert guess(sample) == Dialect()


def test_a_cell_without_end_does_not_break_the_guess() -> None:
    text = "Name\tItem\n" + 'A\t"half\n' + "B\tpipe\n" * 30_000
    assert guess(lines(text)) == Dialect("\t", quotes=False)
