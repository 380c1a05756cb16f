"""The encoding of a text file of orders, told from its bytes; and what is no such text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from shipshell.model.errors import ShipshellError

_SAVE_AS_UTF8 = "Open it in your spreadsheet program and save it as CSV UTF-8."

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: How much of a file tells UTF-16 without a mark: every other byte of plain letters and delimiters is NUL.
_SAMPLE_BYTES = 4096
_NUL_SHARE = 0.5

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
)

#: A record kind of QuickBooks' interchange format, alone in its cell.
_IIF = re.compile(rb"!(?:hdr|trns|spl|cust|vend|accnt|invitem|othername|emp|class|bud|todos|ptitem|timeact|timerhdr)\t")


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
    """The encoding of `data`, the content of the file called `name`: UTF-8, UTF-16 or Windows-1252.

    Raises:
        ShipshellError: E-1004 it is no text, E-1012 it is text in another encoding or a mixture.
    """
    _refuse_foreign(data, name)
    marked = (Encoding(codec, mark) for mark, codec in _MARKS if data.startswith(mark))
    encoding = next(marked, Encoding(_unmarked_utf16(data) or "utf-8"))
    try:
        text = str(memoryview(data)[len(encoding.mark) :], encoding.codec)
    except UnicodeDecodeError as error:
        if encoding.codec != "utf-8" or encoding.mark:
            fault = len(encoding.mark) + error.start
            words = f"is not {encoding.codec.upper()}, as the {'mark' if encoding.mark else 'rest'} of the file says"
            raise _undecodable(data, fault, name, words) from error
        encoding, text = _fall_back(data, error.start, name)
    if "\0" in text:
        raise ShipshellError("E-1004", f"{name} is not a text file: it holds NUL bytes", hint=_SAVE_AS_UTF8)
    return encoding


def _unmarked_utf16(data: bytes) -> str:
    """The codec, where NUL bytes stand as in UTF-16 that has no mark; else ""."""
    sample = data[:_SAMPLE_BYTES]
    first, second = sample[0::2], sample[1::2]
    if second.count(0) > _NUL_SHARE * len(second) and not first.count(0):
        return "utf-16-le"
    if first.count(0) > _NUL_SHARE * len(first) and not second.count(0):
        return "utf-16-be"
    return ""


def _refuse_foreign(data: bytes, name: str) -> None:
    start = data[:200].lstrip(codecs.BOM_UTF8 + b" \t\r\n").lower()
    if _IIF.match(start) or name.lower().endswith(".iif"):
        words = f"{name} is a QuickBooks IIF file: several kinds of records in one, not a table of orders"
        hint = "Export a report of the orders from QuickBooks to Excel or CSV, one order a row, and ship that file."
        raise ShipshellError("E-1004", words, hint=hint)
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
