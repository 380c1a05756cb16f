"""Writing a zip archive anew with some members replaced; of all others every byte stays as it was, and their order."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from shipshell.sources.zip_archive import (
    CENTRAL,
    DEFLATED,
    ELSEWHERE,
    END,
    END64,
    END64_LOCATOR,
    LOCAL,
    SIZES_FOLLOW,
    ZIP64_EXTRA,
    extra_fields,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shipshell.sources.zip_archive import Archive, Member

#: The version of the format that deflation needs.
_VERSION = 20
_DESCRIPTOR = b"PK\7\10"


@dataclass(frozen=True, slots=True)
class Deflated:
    """New content for a member: its deflated bytes in pieces, and the CRC and size of what they hold."""

    pieces: tuple[bytes, ...]
    crc: int
    size: int

    @property
    def compressed(self) -> int:
        """The length of the pieces."""
        return sum(map(len, self.pieces))


@dataclass(frozen=True, slots=True)
class Splice:
    """An archive cut so that some of its members can be replaced again and again.

    Attributes:
        kept: the bytes before, between and after the replaceable members, up to the central directory.
        headers: the local headers of these, by their place in the file.
        lengths: how many bytes each of them had.
        replaceable: their entries.
        members: all entries, in the order of the central directory.
        tail: the end records and the comment.
        end: where in the tail the end record begins.
        end64: where in it the zip64 end record begins; None if there is none.
    """

    kept: tuple[bytes, ...]
    headers: tuple[bytes, ...]
    lengths: tuple[int, ...]
    replaceable: tuple[Member, ...]
    members: tuple[Member, ...]
    tail: bytes
    end: int
    end64: int | None

    @classmethod
    def of(cls, archive: Archive, parts: list[str]) -> Splice:
        """Cut an archive at these members; each is there, and has been read."""
        wanted = {archive.find(part) for part in parts}
        members = sorted((member for member in archive.members if member in wanted), key=lambda one: one.offset)
        spans = [(member.offset, _end(archive, member)) for member in members]
        bounds = [(0, 0), *spans, (archive.directory, archive.directory)]
        return cls(
            kept=tuple(archive.data[end:start] for (_, end), (start, _) in pairwise(bounds)),
            headers=tuple(archive.data[member.offset : archive.data_span(member)[0]] for member in members),
            lengths=tuple(end - start for start, end in spans),
            replaceable=tuple(members),
            members=archive.members,
            tail=archive.data[archive.tail :],
            end=archive.end - archive.tail,
            end64=None if archive.end64 is None else archive.end64 - archive.tail,
        )

    def with_contents(self, contents: Mapping[str, Deflated]) -> list[bytes]:
        """The bytes of the archive, in pieces, with this content in every replaceable member, by name."""
        pieces = [self.kept[0]]
        growth: list[tuple[int, int]] = []
        shifts = 0
        for at, member in enumerate(self.replaceable):
            content = contents[member.name]
            header = _local_header(self.headers[at], content)
            pieces += [header, *content.pieces, self.kept[at + 1]]
            shifts += len(header) + content.compressed - self.lengths[at]
            growth.append((member.offset, shifts))
        records = list(self._records(contents, growth))
        start = sum(map(len, pieces))
        return [*pieces, *records, self._tail(start, sum(map(len, records)))]

    def _records(self, contents: Mapping[str, Deflated], growth: list[tuple[int, int]]) -> Iterator[bytes]:
        for member in self.members:
            shift = next((shift for offset, shift in reversed(growth) if offset < member.offset), 0)
            if member in self.replaceable:
                yield _new_record(member.record, contents[member.name], member.offset + shift)
            elif shift:
                yield _moved_record(member.record, member.offset + shift)
            else:
                yield member.record

    def _tail(self, start: int, size: int) -> bytes:
        """The end records, told where the central directory lies now."""
        tail = bytearray(self.tail)
        if END.unpack_from(tail, self.end)[6] != ELSEWHERE:
            struct.pack_into("<2I", tail, self.end + 12, size, start)
        if self.end64 is not None:
            struct.pack_into("<2Q", tail, self.end64 + END64.size - 16, size, start)
            struct.pack_into("<Q", tail, self.end - END64_LOCATOR.size + 8, start + size + self.end64)
        return bytes(tail)


def _end(archive: Archive, member: Member) -> int:
    """Where a member ends: behind its data, and the sizes that may follow them."""
    end = archive.data_span(member)[1]
    if not member.flags & SIZES_FOLLOW:
        return end
    at = end + len(_DESCRIPTOR) * archive.data.startswith(_DESCRIPTOR, end)
    for layout in ("<IQQ", "<III"):
        told = archive.data[at : at + struct.calcsize(layout)]
        if told == struct.pack(layout, member.crc, member.compressed, member.size):
            return at + len(told)
    return end


def _local_header(header: bytes, content: Deflated) -> bytes:
    signature, version, flags, _, time, date, *_, name_length, _ = LOCAL.unpack_from(header)
    name = header[LOCAL.size : LOCAL.size + name_length]
    extra = _without_zip64(header[LOCAL.size + name_length :])
    sizes = (content.crc, content.compressed, content.size)
    fields = (max(version, _VERSION), flags & ~SIZES_FOLLOW, DEFLATED, time, date, *sizes, name_length, len(extra))
    return LOCAL.pack(signature, *fields) + name + extra


def _new_record(record: bytes, content: Deflated, offset: int) -> bytes:
    """The entry of a replaced member."""
    signature, *fields = CENTRAL.unpack_from(record)
    name_end = CENTRAL.size + fields[9]
    extra_end = name_end + fields[10]
    extra = _without_zip64(record[name_end:extra_end])
    fields[1] = max(fields[1], _VERSION)
    fields[2] &= ~SIZES_FOLLOW
    fields[3] = DEFLATED
    fields[6:9] = content.crc, content.compressed, content.size
    fields[10] = len(extra)
    fields[12] = 0  # the first and only disk
    fields[15] = offset
    return CENTRAL.pack(signature, *fields) + record[CENTRAL.size : name_end] + extra + record[extra_end:]


def _moved_record(record: bytes, offset: int) -> bytes:
    """The entry of a member that only lies elsewhere now."""
    moved = bytearray(record)
    *_, compressed, size, name_length, extra_length, _, _, _, _, told = CENTRAL.unpack_from(record)
    if told != ELSEWHERE:
        struct.pack_into("<I", moved, CENTRAL.size - 4, offset)
        return bytes(moved)
    at = CENTRAL.size + name_length
    for kind, field in extra_fields(record[at : at + extra_length]):
        if kind == ZIP64_EXTRA:
            before = 8 * (size == ELSEWHERE) + 8 * (compressed == ELSEWHERE)
            struct.pack_into("<Q", moved, at + 4 + before, offset)
        at += 4 + len(field)
    return bytes(moved)


def _without_zip64(extra: bytes) -> bytes:
    fields = ((kind, field) for kind, field in extra_fields(extra) if kind != ZIP64_EXTRA)
    return b"".join(struct.pack("<2H", kind, len(field)) + field for kind, field in fields)
