"""A sheet's part ready to be written: its rows in chunks, each deflated apart, so that a write deflates one only."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from shipshell.sources.crc32_tree import CrcTree
from shipshell.sources.zip_splice import Deflated

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROWS_IN_CHUNK = 64
#: An empty last block: it ends a stream of segments that were each flushed.
_LAST_BLOCK = b"\3\0"


@dataclass(frozen=True, slots=True)
class Segment:
    """Some bytes of a part, also deflated: such segments put together are one stream."""

    data: bytes
    deflated: bytes

    @classmethod
    def of(cls, data: bytes) -> Segment:
        """The segment of these bytes."""
        deflater = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        return cls(data, deflater.compress(data) + deflater.flush(zlib.Z_FULL_FLUSH))

    @property
    def leaf(self) -> CrcTree:
        """Its CRC and length."""
        return CrcTree(zlib.crc32(self.data), len(self.data))


@dataclass(frozen=True, slots=True)
class SheetImage:
    """All bytes of a sheet's part.

    Attributes:
        segments: what stands before the rows, the rows by `_ROWS_IN_CHUNK`, what stands behind them.
        bounds: where, in its segment, each row ends, by chunk.
        numbers: the sheet row of each row.
        crc: of all bytes.
    """

    segments: tuple[Segment, ...]
    bounds: tuple[tuple[int, ...], ...]
    numbers: tuple[int, ...]
    crc: CrcTree

    @classmethod
    def of(cls, data: bytes, starts: Mapping[int, int], end: int) -> SheetImage:
        """Cut a part.

        Args:
            starts: where each row begins, at least one, by its number, in their order.
            end: where what stands behind them begins.
        """
        limits = [*starts.values(), end]
        pieces, bounds = [data[: limits[0]]], []
        for first in range(0, len(starts), _ROWS_IN_CHUNK):
            start, *ends = limits[first : first + _ROWS_IN_CHUNK + 1]
            pieces.append(data[start : ends[-1]])
            bounds.append(tuple(one - start for one in ends))
        segments = tuple(map(Segment.of, [*pieces, data[end:]]))
        return cls(segments, tuple(bounds), tuple(starts), CrcTree.of([segment.leaf for segment in segments]))

    @property
    def head(self) -> bytes:
        """What stands before the rows."""
        return self.segments[0].data

    @property
    def deflated(self) -> Deflated:
        """The part as a member of an archive."""
        pieces = (*(segment.deflated for segment in self.segments), _LAST_BLOCK)
        return Deflated(pieces, self.crc.crc, self.crc.length)

    def row(self, number: int) -> bytes:
        """The bytes of a sheet row, up to the next one."""
        chunk, at = self._place(number)
        return self._rows(chunk)[at]

    def with_head(self, head: bytes) -> SheetImage:
        """The image with other bytes before the rows."""
        return self._with_segments({0: Segment.of(head)})

    def with_rows(self, rows: Mapping[int, bytes]) -> SheetImage:
        """The image with these bytes (by sheet row) in place of the rows' own. Untouched chunks are shared."""
        touched: dict[int, list[bytes]] = {}
        for number, row in rows.items():
            chunk, at = self._place(number)
            touched.setdefault(chunk, self._rows(chunk))[at] = row
        bounds = list(self.bounds)
        for chunk, content in touched.items():
            bounds[chunk] = tuple(accumulate(map(len, content)))
        segments = {chunk + 1: Segment.of(b"".join(content)) for chunk, content in touched.items()}
        return replace(self._with_segments(segments), bounds=tuple(bounds))

    def _with_segments(self, segments: Mapping[int, Segment]) -> SheetImage:
        changed, crc = list(self.segments), self.crc
        for at, segment in segments.items():
            changed[at] = segment
            crc = crc.with_leaf(at, segment.leaf)
        return replace(self, segments=tuple(changed), crc=crc)

    def _place(self, number: int) -> tuple[int, int]:
        """The chunk of a sheet row, and the row's place in it."""
        return divmod(bisect_left(self.numbers, number), _ROWS_IN_CHUNK)

    def _rows(self, chunk: int) -> list[bytes]:
        data, ends = self.segments[chunk + 1].data, self.bounds[chunk]
        return [data[start:end] for start, end in zip((0, *ends), ends, strict=False)]
