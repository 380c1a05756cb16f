from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipshell.model.errors import ShipshellError
from shipshell.sources.base import Numbers
from shipshell.sources.csv_file import CsvFile

TRACKING, SHIPPED = "1ZTEST0000000001", "2026-11-23T10:05:00Z"
NUMBERS = Numbers(TRACKING, SHIPPED)


@dataclass(frozen=True)
class File:
    """A file as a test made it: the bytes of each record, cells and line end apart."""

    mark: bytes
    codec: str
    delimiter: str
    records: list[tuple[list[str], str]]

    def bytes_with(self, added: dict[int, list[str]]) -> bytes:
        """The file's bytes with raw cells added at the end of some records, which are as wide as the header."""
        lines = [self.delimiter.join(cells + added.get(n, [])) + end for n, (cells, end) in enumerate(self.records)]
        return self.mark + "".join(lines).encode(self.codec)


ENCODINGS = [
    (b"", "utf-8"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"", "cp1252"),
]
PLAIN = st.text(alphabet="abcÅé 0129-#'/", max_size=8)
ANY = st.text(alphabet="abcÅé 0129-#'/,;\t|\"\r\n", max_size=8)
HEADER = ["Order", "Ship To", "Straße", "City", "Weight"]


def raw(cell: str, delimiter: str, *, always: bool = False) -> str:
    if always or any(char in cell for char in (delimiter, '"', "\r", "\n")):
        return '"' + cell.replace('"', '""') + '"'
    return cell


@st.composite
def files(draw: st.DrawFn) -> File:
    mark, codec = draw(st.sampled_from(ENCODINGS))
    delimiter = draw(st.sampled_from(",;\t|"))
    quote_all = draw(st.booleans())
    ends = draw(st.sampled_from([["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"]]))
    records = [([raw(name, delimiter, always=quote_all) for name in HEADER], draw(st.sampled_from(ends)))]
    for number in range(draw(st.integers(1, 6))):
        if draw(st.integers(0, 5)) == 0:
            records.append(([], "\r\n" if records[-1][1] == "\r" else draw(st.sampled_from(ends))))
        cells = [f"order {number}", *draw(st.lists(ANY if quote_all else PLAIN | ANY, min_size=4, max_size=4))]
        records.append(([raw(cell, delimiter, always=quote_all) for cell in cells], draw(st.sampled_from(ends))))
    if draw(st.booleans()):
        records[-1] = (records[-1][0], "")
    return File(mark, codec, delimiter, records)


@given(file=files(), data=st.data())
def test_only_the_two_cells_of_the_written_rows_and_the_header_change(file: File, data: st.DataObject) -> None:
    filled = [n for n, (cells, _) in enumerate(file.records) if cells and n]
    written = data.draw(st.lists(st.sampled_from(filled), unique=True, min_size=1))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "orders.csv"
        path.write_bytes(file.bytes_with({}))
        source = CsvFile(path)
        frame = source.read().frame
        assert frame.index.tolist() == filled
        assert list(frame.columns) == HEADER
        text = file.bytes_with({})[len(file.mark) :].decode(file.codec)
        expected = list(csv.reader(io.StringIO(text, newline=""), delimiter=file.delimiter))
        assert frame.to_numpy().tolist() == [expected[n] for n in filled]

        for row in written:  # one after the other, as a batch does
            source.write({row: NUMBERS})
        quoted = file.records[0][0][0].startswith('"')
        cells = [raw(cell, file.delimiter, always=quoted) for cell in (TRACKING, SHIPPED)]
        names = [raw(name, file.delimiter, always=quoted) for name in ("tracking_number", "shipped_at")]
        assert path.read_bytes() == file.bytes_with({0: names, **dict.fromkeys(written, cells)})
        again = CsvFile(path).read()
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
        ('a, b\n"1, x", "2"\n"3, x", "4"\n', 'a, b,tracking_number,shipped_at\n"1, x", "2"\n"3, x", "4","T","S"\n'),
        ('a,b\n"1x","2"\n"3x","4"\n', 'a,b,tracking_number,shipped_at\n"1x","2"\n"3x","4","T","S"\n'),
    ],
)
def test_layouts(tmp_path: Path, before: str, after: str) -> None:
    source = source_of(tmp_path, before)
    source.read()
    source.write({2: Numbers("T", "S")})
    assert (tmp_path / "orders.csv").read_bytes().decode() == after


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
