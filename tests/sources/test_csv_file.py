from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shipshell.model.errors import ShipshellError
from shipshell.sources.base import Numbers
from shipshell.sources.csv_file import CsvFile

TRACKING, SHIPPED = "1ZTEST0000000001", "2026-11-23T10:05:00Z"
NUMBERS = Numbers(TRACKING, SHIPPED)


@dataclass(frozen=True)
class File:
    """A file as a test made it: the bytes of each record, cells and line end apart.

    `header` is the number of the header's record, `orders` are those of the orders; the others are titles, remarks and
    blank lines. `tail` stands behind all of them.
    """

    mark: bytes
    codec: str
    delimiter: str
    quotes: str
    records: list[tuple[list[str], str]]
    header: int
    orders: list[int]
    tail: str

    def bytes_with(self, added: dict[int, list[str]]) -> bytes:
        """The file's bytes with raw cells added at the end of some records, which are as wide as the header."""
        lines = [self.delimiter.join(cells + added.get(n, [])) + end for n, (cells, end) in enumerate(self.records)]
        return self.mark + ("".join(lines) + self.tail).encode(self.codec)

    def raw(self, cell: str) -> str:
        """The cell as this file's program writes it."""
        always = self.quotes == "all" or (self.quotes == "words" and not re.fullmatch(r"-?[\d\s]*", cell))
        if always or any(char in cell for char in (self.delimiter, '"', "\r", "\n")):
            return '"' + cell.replace('"', '""') + '"'
        return cell


ENCODINGS = [
    (b"", "utf-8"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"", "utf-16-le"),
    (b"", "utf-16-be"),
    (b"", "cp1252"),
]
ENDS = [["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"]]
PLAIN = st.text(alphabet="abcÅé 0129-#'/", max_size=8)
ANY = st.text(alphabet="abcÅé 0129-#'/,;\t|\"\r\n", max_size=8)
HEADER = ["Order", "Ship To", "Straße", "City", "City"]
NAMES = [*HEADER[:-1], "City (2)"]
ABOVE = st.sampled_from(["Orders of May", "# by Ana", "", ",,,,"])
BELOW = st.sampled_from(["3 record(s) downloaded", "Seller ID : mugshop", "Total", ",,,,"])


@st.composite
def files(draw: st.DrawFn) -> File:
    mark, codec = draw(st.sampled_from(ENCODINGS))
    delimiter = draw(st.sampled_from(",;\t|"))
    quotes = draw(st.sampled_from(["all", "words", "needed"]))
    ends = draw(st.sampled_from(ENDS))
    file = File(mark, codec, delimiter, quotes, [], 0, [], draw(st.sampled_from(["", "", "\x1a", "\x1a\x1a\r\n"])))

    def add(cells: list[str]) -> None:
        after_cr = file.records and file.records[-1][1] == "\r"
        file.records.append((cells, "\r\n" if after_cr and not any(cells) else draw(st.sampled_from(ends))))

    above = draw(st.lists(ABOVE, max_size=3))
    for line in [f"sep={delimiter}"] * draw(st.booleans()) + above:
        add(line.replace(",", delimiter).split(delimiter) if line.strip(",") == "" else [line])
    header = len(file.records)
    add([file.raw(name) for name in HEADER])
    for number in range(draw(st.integers(1, 6))):
        if draw(st.integers(0, 5)) == 0:
            add([])
        cells = draw(st.lists(PLAIN | ANY, min_size=4, max_size=4))
        file.orders.append(len(file.records))
        add([file.raw(cell) for cell in (f"order {number}", *cells)])
    for line in draw(st.lists(BELOW, max_size=2)):
        add(line.replace(",", delimiter).split(delimiter))
    if draw(st.booleans()):
        file.records[-1] = (file.records[-1][0], "")
    return replace(file, header=header)


@settings(deadline=None)
@given(file=files(), data=st.data())
def test_only_the_two_cells_of_the_written_rows_and_the_header_change(file: File, data: st.DataObject) -> None:
    rows = [n - file.header for n in file.orders]
    written = data.draw(st.lists(st.sampled_from(rows), unique=True, min_size=1))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "orders.csv"
        path.write_bytes(file.bytes_with({}))
        source = CsvFile(path)
        frame = source.read().frame
        assert frame.index.tolist() == rows
        assert list(frame.columns) == NAMES
        text = file.bytes_with({})[len(file.mark) :].decode(file.codec).removesuffix(file.tail)
        expected = list(csv.reader(io.StringIO(text, newline=""), delimiter=file.delimiter))
        assert frame.to_numpy().tolist() == [expected[n] for n in file.orders]

        for row in written:  # one after the other, as a batch does
            source.write({row: NUMBERS})
        cells = {file.header + row: [file.raw(cell) for cell in (TRACKING, SHIPPED)] for row in written}
        names = [file.raw(name) for name in ("tracking_number", "shipped_at")]
        assert path.read_bytes() == file.bytes_with({file.header: names, **cells})
        again = CsvFile(path).read()
        assert again.frame.index.tolist() == rows
        assert again.frame.loc[written, ["tracking_number", "shipped_at"]].to_numpy().tolist() == [
            [TRACKING, SHIPPED] for _ in written
        ]


def source_of(folder: Path, content: str | bytes) -> CsvFile:
    path = folder / "orders.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return CsvFile(path)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a,b\n1x,2\n3x,4\n", "a,b,tracking_number,shipped_at\n1x,2\n3x,4,T,S\n"),
        ("a,b\n1x,2\n3x,4", "a,b,tracking_number,shipped_at\n1x,2\n3x,4,T,S"),
        ("a,b,\n1x,2,\n3x,4,\n", "a,b,,tracking_number,shipped_at\n1x,2,\n3x,4,,T,S\n"),
        ("a,b\n1x,2,\n3x,4,\n", "a,b,tracking_number,shipped_at\n1x,2,\n3x,4,T,S\n"),
        ("a,b,c\n1x,2,3\n3x\n", "a,b,c,tracking_number,shipped_at\n1x,2,3\n3x,,,T,S\n"),
        ("a,Tracking Number,b\n1x,,2\n3x,,4\n", "a,Tracking Number,b,shipped_at\n1x,,2\n3x,T,4,S\n"),
        ("SHIPPED AT,a,tracking-number\n,1x,\n,3x\n", "SHIPPED AT,a,tracking-number\n,1x,\nS,3x,T\n"),
        ("shipped_at,a\n,1x\n,3x\n", "shipped_at,a,tracking_number\n,1x\nS,3x,T\n"),
        ("sep=;\r\na;b\r\n1x;2\r\n3x;4\r\n", "sep=;\r\na;b;tracking_number;shipped_at\r\n1x;2\r\n3x;4;T;S\r\n"),
        ("\n,,\na,b\n1x,2\n3x,4\n,\n", "\n,,\na,b,tracking_number,shipped_at\n1x,2\n3x,4,T,S\n,\n"),
        ("a\tb\n1x\t2\n3x\t4\n", "a\tb\ttracking_number\tshipped_at\n1x\t2\n3x\t4\tT\tS\n"),
        # titles, remarks and bare commas above the header, bare commas under it (data row 1), a count at the end
        (
            "May\n# x\n,,\na,b,c\n,,\n1x,2,3\n1 orders\n",
            "May\n# x\n,,\na,b,c,tracking_number,shipped_at\n,,\n1x,2,3,T,S\n1 orders\n",
        ),
        # a header said again in the middle stays as it is
        ("a,b\na,b\n3x,4\n", "a,b,tracking_number,shipped_at\na,b\n3x,4,T,S\n"),
        # the end-of-file mark of DOS, behind a line end, without one, and repeated
        ("a,b\r\n1x,2\r\n3x,4\r\n\x1a", "a,b,tracking_number,shipped_at\r\n1x,2\r\n3x,4,T,S\r\n\x1a"),
        ("a,b\n1x,2\n3x,4\x1a", "a,b,tracking_number,shipped_at\n1x,2\n3x,4,T,S\x1a"),
        ("a,b\n1x,2\n3x,4\n\x1a\x1a\n", "a,b,tracking_number,shipped_at\n1x,2\n3x,4,T,S\n\x1a\x1a\n"),
        ('a, b\n"1, x", "2"\n"3, x", "4"\n', 'a, b,tracking_number,shipped_at\n"1, x", "2"\n"3, x", "4","T","S"\n'),
        ('a,b\n"1x","2"\n"3x","4"\n', 'a,b,tracking_number,shipped_at\n"1x","2"\n"3x","4","T","S"\n'),
    ],
)
def test_layouts(tmp_path: Path, before: str, after: str) -> None:
    source = source_of(tmp_path, before)
    source.read()
    source.write({2: Numbers("T", "S")})
    assert (tmp_path / "orders.csv").read_bytes().decode() == after


def test_rows_without_a_number_stay_short_and_are_read_as_well(tmp_path: Path) -> None:
    source = source_of(tmp_path, "a,b\n1x,2\n3x,4\n5x,6\n")
    source.read()
    source.write({2: NUMBERS})
    table = source.read()
    assert table.frame.to_numpy().tolist() == [["1x", "2", "", ""], ["3x", "4", TRACKING, SHIPPED], ["5x", "6", "", ""]]
    source.write({1: NUMBERS})
    lines = (tmp_path / "orders.csv").read_text().splitlines()
    assert lines[1:] == [f"1x,2,{TRACKING},{SHIPPED}", f"3x,4,{TRACKING},{SHIPPED}", "5x,6"]


def test_a_cell_may_be_longer_than_the_csv_module_takes_by_itself(tmp_path: Path) -> None:
    note = "x" * 200_000
    source = source_of(tmp_path, f'a,b\n1x,"{note}\n,y"\n2x,z\n')
    assert source.read().frame["b"].tolist() == [f"{note}\n,y", "z"]
    source.write({1: NUMBERS})
    assert list(source.read().frame.loc[1]) == ["1x", f"{note}\n,y", TRACKING, SHIPPED]


def test_what_is_passed_over_is_said(tmp_path: Path) -> None:
    table = source_of(tmp_path, "a,b,c\n1x,2,3\na,b,c\n4x,5,6\nTotal,7,\n2 orders\nSeller : me\n").read()
    assert table.frame.index.tolist() == [1, 3]
    assert table.notes == (
        (None, "Row 2 is the header again, not shipped."),
        (None, 'Row 4 is a total, not shipped: "Total 7".'),
        (None, 'Rows 5, 6 are remarks, not shipped: "2 orders", "Seller : me".'),
    )


def test_nothing_but_remarks_is_no_order(tmp_path: Path) -> None:
    with pytest.raises(ShipshellError) as caught:
        source_of(tmp_path, "a,b,c\n0 record(s) downloaded\n").read()
    assert caught.value.problem.code == "E-1006"


def test_a_void_empties_the_cells_again(tmp_path: Path) -> None:
    source = source_of(tmp_path, "a,tracking_number,shipped_at\nx,,\ny,,\n")
    source.read()
    source.write({1: NUMBERS, 2: NUMBERS})
    source.write({1: Numbers("", "")})
    assert (tmp_path / "orders.csv").read_text() == f"a,tracking_number,shipped_at\nx,,\ny,{TRACKING},{SHIPPED}\n"


def test_the_write_back_columns_are_named_as_they_stand(tmp_path: Path) -> None:
    table = source_of(tmp_path, "a,Tracking Number,shippedAt\nx,,\n").read()
    assert (table.tracking, table.shipped) == ("Tracking Number", "shippedAt")
    table = source_of(tmp_path, "a,b\nx,y\n").read()
    assert (table.tracking, table.shipped) == ("", "")


@pytest.mark.parametrize("value", ["1Z,2", "1Z\n", '1Z"', "=1+1", "1Zé"])
def test_what_is_no_number_is_not_written(tmp_path: Path, value: str) -> None:
    source = source_of(tmp_path, "a,b\nx,y\nz,w\n")
    source.read()
    with pytest.raises(ShipshellError) as caught:
        source.write({1: NUMBERS, 2: Numbers(value, SHIPPED)})
    assert (caught.value.problem.code, caught.value.problem.row) == ("E-1011", 2)
    assert (tmp_path / "orders.csv").read_text() == "a,b\nx,y\nz,w\n"


def test_a_refused_write_can_be_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise OSError(28, "No space left on device")

    source = source_of(tmp_path, "a,b\nx,y\nz,w\n")
    source.read()
    monkeypatch.setattr(os, "writev", refuse)
    with pytest.raises(ShipshellError, match="No space left") as caught:
        source.write({1: NUMBERS})
    assert caught.value.problem.code == "E-4010"
    monkeypatch.undo()
    assert not source.changed()
    source.write({2: NUMBERS})
    header = "a,b,tracking_number,shipped_at"
    assert (tmp_path / "orders.csv").read_text() == f"{header}\nx,y\nz,w,{TRACKING},{SHIPPED}\n"


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    source_of(tmp_path, "a,b\nx,y\n")
    (tmp_path / "desk").mkdir()
    link = tmp_path / "desk" / "today.csv"
    link.symlink_to(Path("..") / "orders.csv")
    source = CsvFile(link)
    source.read()
    source.write({1: NUMBERS})
    assert link.is_symlink()
    assert TRACKING in (tmp_path / "orders.csv").read_text()
    assert [entry.name for entry in (tmp_path / "desk").iterdir()] == ["today.csv"]
    assert (source.name, source.location) == ("today.csv", str((tmp_path / "orders.csv").resolve()))


def test_a_circle_of_links_is_no_source(tmp_path: Path) -> None:
    link = tmp_path / "orders.csv"
    link.symlink_to("orders.csv")
    with pytest.raises(ShipshellError) as caught:
        CsvFile(link).read()
    assert caught.value.problem.code == "E-1002"


def test_a_read_only_file_is_refused_when_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = source_of(tmp_path, "a,b\nx,y\n")
    monkeypatch.setattr(os, "access", lambda *_: False)  # for root all is writable
    with pytest.raises(ShipshellError, match="read-only") as caught:
        source.read()
    assert caught.value.problem.code == "E-1011"


def test_hard_links_are_noted(tmp_path: Path) -> None:
    source = source_of(tmp_path, "a,b\nx,y\n")
    assert source.read().notes == ()
    os.link(tmp_path / "orders.csv", tmp_path / "other.csv")
    ((row, words),) = source.read().notes
    assert row is None
    assert "2 names" in words


def test_a_guessed_encoding_is_noted(tmp_path: Path) -> None:
    ((row, words),) = source_of(tmp_path, "Name\nJosé\n".encode("cp1252")).read().notes
    assert row is None
    assert "Windows-1252" in words


def test_doubled_headers_are_told_apart(tmp_path: Path) -> None:
    table = source_of(tmp_path, "Name,City,Name\nA,B,C\n").read()
    assert list(table.frame.columns) == ["Name", "City", "Name (2)"]
    assert table.frame.to_numpy().tolist()[0] == ["A", "B", "C"]


def test_who_holds_the_file_open(tmp_path: Path) -> None:
    source = source_of(tmp_path, "a,b\nx,y\n")
    assert source.opened_by() is None
    (tmp_path / ".~lock.orders.csv#").write_text("Jane Doe,jane,bench-2,,;")
    assert source.opened_by() == "LibreOffice (Jane Doe on bench-2)"


def test_who_holds_a_linked_file_open_by_either_name(tmp_path: Path) -> None:
    source_of(tmp_path, "a,b\nx,y\n")
    link = tmp_path / "today.csv"
    link.symlink_to("orders.csv")
    lock = tmp_path / "~$today.csv"
    lock.touch()
    assert CsvFile(link).opened_by() == "Excel"
    lock.rename(tmp_path / "~$orders.csv")
    assert CsvFile(link).opened_by() == "Excel"


def test_tidy_removes_what_a_crash_left(tmp_path: Path) -> None:
    source = source_of(tmp_path, "a,b\nx,y\n")
    (tmp_path / ".orders.csv.shipshell-01234567.tmp").touch()
    source.tidy()
    assert [entry.name for entry in tmp_path.iterdir()] == ["orders.csv"]


def test_a_file_changed_between_check_and_write_is_not_overwritten(tmp_path: Path) -> None:
    source = source_of(tmp_path, "a,b\nx,y\n")
    source.read()
    time = (tmp_path / "orders.csv").stat().st_mtime_ns
    (tmp_path / "orders.csv").write_text("a,b\nz,w\n")  # of the same size
    os.utime(tmp_path / "orders.csv", ns=(time + 1, time + 1))
    with pytest.raises(ShipshellError) as caught:
        source.write({1: NUMBERS})
    assert caught.value.problem.code == "E-1010"


def test_importing_the_source_imports_nothing_heavy() -> None:
    program = "import sys, shipshell.sources.opening; print('pandas' in sys.modules, 'tempfile' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]


def test_a_quote_that_nothing_closes_stays_off_the_label(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text('Order,Name,Size\nA1,"Pat Doe,5"\nA2,"Kim" Roe,"7"\nA3,Jo,8\n', encoding="utf-8")
    source = CsvFile(path)
    table = source.read()
    assert table.frame["Name"].tolist() == ["Pat Doe", '"Kim" Roe', "Jo"]
    assert table.frame["Size"].tolist() == ['5"', '"7"', "8"]
    assert [row for row, words in table.notes if "quote" in words] == [1]
    source.write({1: NUMBERS})
    assert path.read_text(encoding="utf-8").splitlines()[1] == f'A1,"Pat Doe,5",{TRACKING},{SHIPPED}'
