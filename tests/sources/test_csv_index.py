from __future__ import annotations

import pytest

from shipshell.model.errors import ShipshellError
from shipshell.sources.csv_dialect import Dialect
from shipshell.sources.csv_encoding import Encoding
from shipshell.sources.csv_index import scan

TEXT = 'Näme,Note\r\n"Döe, J","a\nb\r\nc"\n\n😀,x\rlast,y'
RECORDS = [["Näme", "Note"], ["Döe, J", "a\nb\r\nc"], [], ["😀", "x"], ["last", "y"]]
RAW = ["Näme,Note\r\n", '"Döe, J","a\nb\r\nc"\n', "\n", "😀,x\r", "last,y"]

ENCODINGS = [
    Encoding("utf-8"),
    Encoding("utf-8", b"\xef\xbb\xbf"),
    Encoding("utf-16-le", b"\xff\xfe"),
    Encoding("utf-16-be", b"\xfe\xff"),
]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_records_and_their_bytes(encoding: Encoding) -> None:
    data = encoding.mark + TEXT.encode(encoding.codec)
    scanned = scan(data, encoding, Dialect(), "orders.csv")
    assert scanned.records == RECORDS
    assert scanned.lines == [1, 2, 5, 6, 7]
    assert [scanned.image.record(number).decode(encoding.codec) for number in range(5)] == RAW
    assert b"".join(scanned.image.parts) == data
    assert scanned.image.count == 5


def test_an_image_keeps_all_other_records_over_chunks() -> None:
    raw = [b"%d,x\n" % number for number in range(2000)]
    image = scan(b"".join(raw), Encoding("utf-8"), Dialect(), "orders.csv").image
    changes = {0: b"head\n", 511: b"", 512: b"longer than before\n", 1999: b"z"}
    changed = image.with_records(changes)
    expected = [changes.get(number, record) for number, record in enumerate(raw)]
    assert [changed.record(number) for number in range(2000)] == expected
    assert b"".join(changed.parts) == b"".join(expected)
    assert b"".join(image.parts) == b"".join(raw)
    assert changed.chunks[2] is image.chunks[2]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b\n1,2\n3,"4\n5,6\n', 3),
        ('a,b\n1,2\n3,"4" pipe\n5,6\n', 3),
    ],
)
def test_a_quote_that_encloses_nothing_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(ShipshellError, match=f"line {line} ") as caught:
        scan(text.encode(), Encoding("utf-8"), Dialect(), "orders.csv")
    assert caught.value.problem.code == "E-1013"
