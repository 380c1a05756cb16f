"""The encoding of a text file of orders, told from its bytes; and what is no such text at all."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from shipshell.model.errors import ShipshellError

_SAVE_AS_UTF8 = "Open it in your spreadsheet program and save it as CSV UTF-8."

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: How files begin that are something else, whatever their name says.
_FOREIGN = (
    (b"PK\x03\x04", "an Excel workbook or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "a word processor's document"),
    (b"<!doctype", "a web page"),
    (b"<html", "a web page"),
    (b"<table", "a web page"),
    (b"<?xml", "an XML document"),
    (b"!trns", "a QuickBooks IIF file"),
    (b"!cust", "a QuickBooks IIF file"),
    (b"!hdr", "a QuickBooks IIF file"),
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the text of a file is stored: a codec, and the byte-order mark before it (may be empty)."""

    codec: str
    mark: bytes = b""

    @property
    def is_fallback(self) -> bool:
        """Whether nothing in the file proves this encoding."""
        return self.codec == "cp1252"


def detect(data: bytes, name: str) -> Encoding:
    """The encoding of `data`, the content of the file called `name`: UTF-8, UTF-16 with its mark, or Windows-1252.

    Raises:
        ShipshellError: E-1004 it is no text, E-1012 it is text in another encoding or a mixture.
    """
    _refuse_foreign(data, name)
    encoding = next((Encoding(codec, mark) for mark, codec in _MARKS if data.startswith(mark)), Encoding("utf-8"))
    try:
        text = str(memoryview(data)[len(encoding.mark) :], encoding.codec)
    except UnicodeDecodeError as error:
        if encoding.mark:
            fault = len(encoding.mark) + error.start
            words = f"is not {encoding.codec.upper()}, as the file's mark says"
            raise _undecodable(data, fault, name, words) from error
        encoding, text = _fall_back(data, error.start, name)
    if "\0" in text:
        raise ShipshellError("E-1004", f"{name} is not a text file: it holds NUL bytes", hint=_SAVE_AS_UTF8)
    return encoding


def _refuse_foreign(data: bytes, name: str) -> None:
    start = data[:200].lstrip(codecs.BOM_UTF8 + b" \t\r\n").lower()
    for signature, kind in _FOREIGN:
        if start.startswith(signature.lower()):
            hint = "Export the orders as CSV, and ship that file."
            raise ShipshellError("E-1004", f"{name} is {kind}, not a table of text", hint=hint)


def _fall_back(data: bytes, fault: int, name: str) -> tuple[Encoding, str]:
    """Windows-1252 for what is not UTF-8, unless most of what is not ASCII is."""
    lenient = data.decode("utf-8", "surrogateescape")
    beyond = [char for char in lenient if not char.isascii()]
    strays = sum("\ud800" <= char <= "\udfff" for char in beyond)
    if strays < len(beyond) - strays:
        raise _undecodable(data, fault, name, "is not UTF-8, as other lines are")
    try:
        return Encoding("cp1252"), data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _undecodable(data, error.start, name, "is neither UTF-8 nor Windows-1252") from error


def _undecodable(data: bytes, fault: int, name: str, words: str) -> ShipshellError:
    line = data.count(b"\n", 0, fault) + 1
    return ShipshellError("E-1012", f"{name}, line {line}: byte 0x{data[fault]:02X} {words}", hint=_SAVE_AS_UTF8)
