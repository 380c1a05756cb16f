from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib

import pytest
from excel_kit import members, rezipped

from shipshell.model.errors import ShipshellError
from shipshell.sources.zip_archive import Archive
from shipshell.sources.zip_splice import Deflated, Splice

CONTENTS = {f"xl/part{at}.xml": random.Random(at).randbytes(50 * at) + b"<a/>" * 100 for at in range(6)}
LAYOUTS = [
    {},
    {"method": zipfile.ZIP_STORED},
    {"comment": b"from the warehouse"},
    {"zip64": True},
    {"streamed": True},
    {"streamed": True, "zip64": True},
]


def deflated(content: bytes) -> Deflated:
    deflater = zlib.compressobj(wbits=-15)
    return Deflated((deflater.compress(content), deflater.flush()), zlib.crc32(content), len(content))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("parts", [["xl/part0.xml"], ["xl/part5.xml"], ["xl/part4.xml", "xl/part2.xml"]])
def test_some_members_are_replaced_and_all_others_kept(layout: dict[str, object], parts: list[str]) -> None:
    data = rezipped(CONTENTS, **layout)  # type: ignore[arg-type]
    splice = Splice.of(Archive.of(data, "x"), parts)
    for size in (0, 7, 90_000):
        contents = {part: bytes(size) for part in parts}
        spliced = b"".join(splice.with_contents({part: deflated(content) for part, content in contents.items()}))
        assert members(spliced) == CONTENTS | contents
        with zipfile.ZipFile(io.BytesIO(spliced)) as archive:
            assert archive.testzip() is None
            assert archive.comment == layout.get("comment", b"")


def test_a_replaced_member_leaves_no_rest_of_itself() -> None:
    for layout in LAYOUTS:
        data = rezipped({"a": b"a" * 1000}, **layout)  # type: ignore[arg-type]
        pieces = Splice.of(Archive.of(data, "x"), ["a"]).with_contents({"a": deflated(b"b")})
        after = Archive.of(b"".join(pieces), "x")
        assert after.data_span(after.members[0])[1] == after.directory


def with_wide_entries(data: bytes, fields: str) -> bytes:
    """The archive with these fields of its entries in their zip64 fields, as very large archives have them."""
    archive = Archive.of(data, "x")
    records = b""
    for member in archive.members:
        record = bytearray(member.record)
        assert struct.unpack_from("<H", record, 30) == (0,)
        wide = b""
        for field, at in (("size", 24), ("compressed", 20), ("offset", 42)):
            if field in fields:
                struct.pack_into("<I", record, at, 0xFFFFFFFF)
                wide += struct.pack("<Q", getattr(member, field))
        extra = struct.pack("<2HI", 7, 4, 0) + struct.pack("<2H", 1, len(wide)) + wide
        struct.pack_into("<H", record, 30, len(extra))
        records += bytes(record) + extra
    start = archive.directory
    end64 = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, 6, 6, len(records), start)
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, start + len(records), 1)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return data[:start] + records + end64 + locator + end


@pytest.mark.parametrize("fields", ["offset", "size compressed offset", "compressed offset", "size"])
@pytest.mark.parametrize("part", CONTENTS)
def test_fields_beyond_32_bits(part: str, fields: str) -> None:
    data = with_wide_entries(rezipped(CONTENTS), fields)
    assert members(data) == CONTENTS
    pieces = Splice.of(Archive.of(data, "x"), [part]).with_contents({part: deflated(b"new")})
    assert members(b"".join(pieces)) == CONTENTS | {part: b"new"}


def test_a_comment_that_looks_like_an_end_record() -> None:
    data = rezipped(CONTENTS)
    comment = b"PK\5\6" + bytes(18) + b"PK\5\6"
    data = data[:-2] + struct.pack("<H", len(comment)) + comment
    archive = Archive.of(data, "x")
    assert {member.name: archive.read(member.name) for member in archive.members} == CONTENTS


def test_members_are_found_whatever_their_case() -> None:
    archive = Archive.of(rezipped(CONTENTS), "x")
    assert archive.read("/XL/Part3.XML") == CONTENTS["xl/part3.xml"]
    assert archive.find("xl/part9.xml") is None


DATA = rezipped(CONTENTS)
PLACE = DATA.index(b"xl/part4.xml") + 200


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", ""),
        (b"PK\5\6", ""),
        (b"Order,Name\n1,Jane\n", ""),
        (DATA[:-30], ""),
        (DATA[:100] + DATA[140:], ""),
        (DATA[:PLACE] + bytes([DATA[PLACE] ^ 1]) + DATA[PLACE + 1 :], "xl/part4.xml"),
        (DATA, "xl/part9.xml"),
        (DATA.replace(b"PK\1\2\x14\3\x14\0\0\0\x08\0", b"PK\1\2\x14\3\x14\0\0\0\x09\0"), "xl/part4.xml"),
    ],
)
def test_damage_is_told(data: bytes, part: str) -> None:
    with pytest.raises(ShipshellError, match=r"orders\.xlsx is not a workbook") as caught:
        Archive.of(data, "orders.xlsx").read(part or "xl/part4.xml")
    assert caught.value.problem.code == "E-1004"
    assert caught.value.problem.hint


def test_a_part_that_is_there_twice_is_told() -> None:
    with pytest.raises(ShipshellError, match="twice"):
        Archive.of(rezipped({"xl/a.xml": b"1", "XL/A.xml": b"2"}), "orders.xlsx")


def test_an_encrypted_member_is_not_read() -> None:
    data = DATA.replace(b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0")
    with pytest.raises(ShipshellError, match="encrypted") as caught:
        Archive.of(data, "orders.xlsx").read("xl/part4.xml")
    assert caught.value.problem.code == "E-1002"
