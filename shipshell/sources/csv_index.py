"""A CSV file in one pass: its records as lists of cells, and its bytes cut at their boundaries."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shipshell.sources.csv_dialect import Dialect
    from shipshell.sources.csv_encoding import Encoding

#: A write copies the record table of the chunks it touches, and hands all chunks to the system: this balances the two.
_RECORDS_IN_CHUNK = 512
#: Ctrl-Z, alone or repeated to fill a block of 128 characters.
_END_MARK = re.compile(r"\x1a[\x1a\r\n]*\Z")
_END_BYTES = 1024


@dataclass(frozen=True, slots=True)
class Chunk:
    """The bytes of some consecutive records, and where each of them ends."""

    data: bytes
    ends: tuple[int, ...]

    def records(self) -> list[bytes]:
        """The bytes of each record."""
        return [self.data[start:end] for start, end in zip((0, *self.ends), self.ends, strict=False)]

    @classmethod
    def of(cls, records: list[bytes]) -> Chunk:
        """The chunk of these records."""
        return cls(b"".join(records), tuple(accumulate(map(len, records))))


@dataclass(frozen=True, slots=True)
class Image:
    """All bytes of a file: what stands before its first record, its records in chunks, and what stands after the last.

    That is the byte-order mark, and the end-of-file mark of DOS.
    """

    mark: bytes
    chunks: tuple[Chunk, ...]
    tail: bytes = b""

    @property
    def parts(self) -> list[bytes]:
        """The bytes of the file, in pieces."""
        return [self.mark, *(chunk.data for chunk in self.chunks), self.tail]

    @property
    def count(self) -> int:
        """How many records there are."""
        return sum(len(chunk.ends) for chunk in self.chunks)

    def record(self, number: int) -> bytes:
        """The bytes of one record, counted from 0, with its line end."""
        chunk = self.chunks[number // _RECORDS_IN_CHUNK]
        at = number % _RECORDS_IN_CHUNK
        return chunk.data[chunk.ends[at - 1] if at else 0 : chunk.ends[at]]

    def with_records(self, records: Mapping[int, bytes]) -> Image:
        """The image with these records (by number) in place of the old ones. Untouched chunks are shared."""
        touched: dict[int, list[bytes]] = {}
        for number, record in records.items():
            chunk, at = divmod(number, _RECORDS_IN_CHUNK)
            if chunk not in touched:
                touched[chunk] = self.chunks[chunk].records()
            touched[chunk][at] = record
        chunks = list(self.chunks)
        for chunk, content in touched.items():
            chunks[chunk] = Chunk.of(content)
        return replace(self, chunks=tuple(chunks))


@dataclass(frozen=True, slots=True)
class Scan:
    """A file as scanned.

    Attributes:
        records: the cells of each record; a blank line is a record without cells.
        lines: on which line (from 1) each record begins, for messages.
        image: the bytes of the same records.
    """

    records: list[list[str]]
    lines: list[int]
    image: Image


def physical_lines(data: bytes, encoding: Encoding) -> Iterator[str]:
    """The lines of a file, ended by LF, CR or CRLF as they stand in it."""
    stream = io.BytesIO(data)
    stream.seek(len(encoding.mark))
    yield from io.TextIOWrapper(stream, encoding=encoding.codec, newline="")


def scan(data: bytes, encoding: Encoding, dialect: Dialect, name: str) -> Scan:
    """Take the content of the file called `name` apart.

    Raises:
        ShipshellError: E-1013, a quote does not enclose a cell.
    """
    end = _end_of_text(data, encoding)
    line_ends = [len(encoding.mark)]
    reader = dialect.reader(_measured(physical_lines(data[:end], encoding), encoding.codec, line_ends))
    records: list[list[str]] = []
    last_lines = [0]
    try:
        for record in reader:
            records.append(record)
            last_lines.append(reader.line_num)
    except csv.Error as error:
        line = last_lines[-1] + 1
        words = f"{name}: a quote in the record that begins in line {line} does not enclose a cell"
        raise ShipshellError("E-1013", words, hint="Remove the stray quote, or double it.") from error
    chunks = _cut(data, [line_ends[line] for line in last_lines])
    return Scan(records, [line + 1 for line in last_lines[:-1]], Image(encoding.mark, tuple(chunks), data[end:]))


def _end_of_text(data: bytes, encoding: Encoding) -> int:
    """The offset at which the end-of-file mark of DOS begins, if one stands there; else that of the end."""
    last = data[-_END_BYTES:].decode(encoding.codec, "ignore")
    found = _END_MARK.search(last)
    return len(data) - (len(found[0].encode(encoding.codec)) if found else 0)


def _measured(lines: Iterator[str], codec: str, ends: list[int]) -> Iterator[str]:
    """The same lines; the byte offset at which each ends is appended to `ends` as it passes."""
    end = ends[-1]
    of_plain = len("a".encode(codec))  # most lines are plain ASCII, and need not be encoded to be measured
    for line in lines:
        end += len(line) * of_plain if line.isascii() else len(line.encode(codec))
        ends.append(end)
        yield line


def _cut(data: bytes, bounds: list[int]) -> Iterator[Chunk]:
    """The chunks of `data`, whose records lie between neighbouring bounds."""
    for first in range(0, len(bounds) - 1, _RECORDS_IN_CHUNK):
        start, *ends = bounds[first : first + _RECORDS_IN_CHUNK + 1]
        yield Chunk(data[start : ends[-1]], tuple(end - start for end in ends))
