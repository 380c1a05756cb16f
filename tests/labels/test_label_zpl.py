"""The ZPL file is read back as a printer reads it: formats, commands, fields and their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from labels_kit import drawn, number, page

from shipshell.labels.zpl import write_zpl
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from pathlib import Path

_STAMP = re.compile(rb"\^FO24,1228.*?\^FS\n", re.DOTALL)


@dataclass(frozen=True)
class Field:
    """A field of a format: its place, and the words that are printed."""

    x: int
    y: int
    words: str


def _formats(zpl: bytes) -> list[list[Field]]:
    """The fields of each format; fails on anything outside formats and on fields that are not closed."""
    formats = re.findall(r"\s*\^XA(.*?)\^XZ\s*", zpl.decode("ascii"), re.DOTALL)
    assert re.sub(rb"\^XA.*?\^XZ", b"", zpl, flags=re.DOTALL).strip() == b""
    return [_fields(body) for body in formats]


def _fields(body: str) -> list[Field]:
    fields: list[Field] = []
    place, escape, words, is_open = (0, 0), "", "", False
    for command, argument in re.findall(r"\^([A-Z][A-Z0-9])([^^]*)", body):
        if command == "FO":
            assert not is_open, "a field inside a field"
            x, y = argument.split(",")[:2]
            place, escape, words, is_open = (int(x), int(y)), "", "", True
        elif command == "FH":
            escape = argument or "_"
        elif command == "FD":
            words = argument
        elif command == "FS":
            if escape:
                words = re.sub(f"{escape}([0-9A-F]{{2}})", lambda found: chr(int(found[1], 16)), words)
            fields.append(Field(*place, words))
            is_open = False
    assert not is_open
    return fields


def test_the_file_holds_each_label_in_order_untouched_but_for_its_stamp(tmp_path: Path) -> None:
    written = write_zpl([page(tmp_path, row, "ZPL") for row in (3, 1, 2)], tmp_path / "labels.zpl")
    content = written.path.read_bytes()
    assert _STAMP.sub(b"", content) == b"".join(drawn(row, "ZPL") + b"\n" for row in (3, 1, 2))
    assert [
        number(row) in {field.words for field in fields}
        for row, fields in zip((3, 1, 2), _formats(content), strict=True)
    ] == [True] * 3


def test_each_label_is_stamped_below_the_carriers_area(tmp_path: Path) -> None:
    pages = [page(tmp_path, row, "ZPL", total=312, reference=words) for row, words in ((16, "ORD-1001"), (17, ""))]
    formats = _formats(write_zpl(pages, tmp_path / "labels.zpl").path.read_bytes())
    stamps = [fields[-1] for fields in formats]
    assert [stamp.words for stamp in stamps] == ["16/312  ORD-1001", "17/312  row 17"]
    assert all(stamp.y > 1218 for stamp in stamps)
    assert all(field.y < 1218 for fields in formats for field in fields[:-1])


def test_a_reference_cannot_become_a_command(tmp_path: Path) -> None:
    reference = "A^XZ~JA_5E^FO0,0"
    (fields,) = _formats(
        write_zpl([page(tmp_path, 1, "ZPL", reference=reference)], tmp_path / "labels.zpl").path.read_bytes()
    )
    assert fields[-1].words == f"1/3  {reference}"


def test_a_stamp_is_plain_ascii_whatever_code_page_the_label_chose(tmp_path: Path) -> None:
    (fields,) = _formats(
        write_zpl([page(tmp_path, 1, "ZPL", reference="Café 注")], tmp_path / "a.zpl").path.read_bytes()
    )
    assert fields[-1].words == "1/3  Cafe ?"


def test_the_stamp_stands_on_the_label_and_not_on_a_format_that_sets_up_the_printer(tmp_path: Path) -> None:
    label = drawn(1, "ZPL")
    data = b"^XA^MMT^XZ\n" + label + b"\n^XA^MCY^XZ"
    content = write_zpl([page(tmp_path, 1, "ZPL", data=data)], tmp_path / "a.zpl").path.read_bytes()
    assert [len(fields) for fields in _formats(content)] == [0, len(_fields(label.decode())) + 1, 0]


def test_a_file_that_is_no_zpl_is_named_and_left_out(tmp_path: Path) -> None:
    pages = [page(tmp_path, 1, "ZPL", data=b"GIF89a"), page(tmp_path, 2, "ZPL")]
    written = write_zpl(pages, tmp_path / "a.zpl")
    assert [(problem.code, problem.row) for problem in written.problems] == [("E-4013", 1)]
    assert written.count == len(_formats(written.path.read_bytes())) == 1


def test_gif_labels_make_no_zpl(tmp_path: Path) -> None:
    with pytest.raises(ShipshellError, match="the labels are GIF: no ZPL is made of them") as caught:
        write_zpl([page(tmp_path, 1), page(tmp_path, 2)], tmp_path / "a.zpl")
    assert caught.value.problem.code == "E-4012"
