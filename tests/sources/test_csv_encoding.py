from __future__ import annotations

import pytest

from shipshell.model.errors import ShipshellError
from shipshell.sources.csv_encoding import Encoding, detect

TEXT = "Name,City\nJosé Núñez,Zürich\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"Name,City\n", Encoding("utf-8")),
        (TEXT.encode(), Encoding("utf-8")),
        (TEXT.encode("utf-8-sig"), Encoding("utf-8", b"\xef\xbb\xbf")),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), Encoding("utf-16-le", b"\xff\xfe")),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), Encoding("utf-16-be", b"\xfe\xff")),
        (TEXT.encode("utf-16-le"), Encoding("utf-16-le")),
        (TEXT.encode("utf-16-be"), Encoding("utf-16-be")),
        ("Name,City\n山田,東京都千代田区\n".encode("utf-16-le"), Encoding("utf-16-le")),
        (TEXT.encode("cp1252"), Encoding("cp1252")),
        ("CAFÉ® Zoë, Núñez, Ærø".encode("cp1252"), Encoding("cp1252")),  # "É®" happens to be UTF-8
    ],
)
def test_detected(data: bytes, encoding: Encoding) -> None:
    assert detect(data, "orders.csv") == encoding
    assert data[len(encoding.mark) :].decode(encoding.codec)


def test_only_windows_1252_is_a_guess() -> None:
    assert detect(TEXT.encode("cp1252"), "orders.csv").is_fallback
    assert not detect(TEXT.encode(), "orders.csv").is_fallback


def refused(data: bytes) -> ShipshellError:
    with pytest.raises(ShipshellError, match=r"orders\.csv") as caught:
        detect(data, "orders.csv")
    assert caught.value.problem.hint
    return caught.value


def test_iif_is_known_by_its_name_too() -> None:
    with pytest.raises(ShipshellError, match=r"list\.IIF is a QuickBooks IIF file"):
        detect(b"TRNS\t1\tINVOICE\n", "list.IIF")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04\x14\0\x06\0", "Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel workbook"),
        (b"%PDF-1.7", "a PDF"),
        (b"\r\n <!DOCTYPE html><html>", "a web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "an XML document"),
        (b"!TRNS\tTRNSID\tTRNSTYPE\n", "QuickBooks IIF"),
        (b"!VEND\tNAME\tPRINTAS\r\n", "QuickBooks IIF"),
        (b"Name\0City", "NUL bytes"),
        ("Name,City\n\0".encode("utf-16-le"), "NUL bytes"),
        (b"Name,City\nAnn\0\0\0,Bend\n", "NUL bytes"),
        ("Name,City".encode("utf-32"), "NUL bytes"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, words: str) -> None:
    error = refused(data)
    assert error.problem.code == "E-1004"
    assert words in str(error)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (TEXT.encode() * 3 + b"M\xfcller\n", 7),  # UTF-8 but for one line
        (b"Name\nA\nB\x81\n", 3),  # in neither
        (b"\xef\xbb\xbfName\nM\xfcller\n", 2),  # the mark promises UTF-8
        (b"\xff\xfeN\0\n\0a", 2),  # half a character
    ],
)
def test_text_that_cannot_be_decoded_is_refused_with_its_line(data: bytes, line: int) -> None:
    error = refused(data)
    assert error.problem.code == "E-1012"
    assert f"line {line}" in str(error)
