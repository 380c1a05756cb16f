"""A zip archive as bytes: its members, where each of them lies, and what they hold."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A 32-bit field that says: look into the zip64 extra field.
ELSEWHERE = 0xFFFFFFFF
STORED, DEFLATED = 0, 8
#: Flags of a member.
ENCRYPTED, SIZES_FOLLOW, UTF8_NAME = 0x1, 0x8, 0x800
ZIP64_EXTRA = 1

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
END64_LOCATOR = struct.Struct("<4sIQI")
END64 = struct.Struct("<4sQ2H2I4Q")

_END = b"PK\5\6"
_LONGEST_COMMENT = 0xFFFF
#: No part of a workbook is larger; what claims to be would fill the memory.
_LARGEST_PART = 1 << 30


@dataclass(frozen=True, slots=True)
class Member:
    """One member.

    Attributes:
        name: its path in the archive.
        record: its entry in the central directory, as it stands.
        flags: of that entry.
        method: `STORED` or `DEFLATED`, or one that is not supported.
        crc: of its content.
        compressed: the length of its data, in bytes.
        size: the length of its content.
        offset: where its local header begins.
    """

    name: str
    record: bytes
    flags: int
    method: int
    crc: int
    compressed: int
    size: int
    offset: int


@dataclass(frozen=True, slots=True)
class Archive:
    """A whole archive.

    Attributes:
        name: how a person calls the file, for messages.
        data: all its bytes.
        members: in the order of the central directory.
        directory: where the central directory begins.
        tail: where it ends; what follows are the end records and the comment.
        end: where the end record begins.
        end64: where the zip64 end record begins; None if there is none.
    """

    name: str
    data: bytes
    members: tuple[Member, ...]
    directory: int
    tail: int
    end: int
    end64: int | None

    @classmethod
    def of(cls, data: bytes, name: str) -> Archive:
        """Take the content of the file called `name` apart.

        Raises:
            ShipshellError: E-1004, it is no sound zip archive.
        """
        try:
            end = _end(data)
            end64 = _end64(data, end)
            size, start = END.unpack_from(data, end)[5:7] if end64 is None else END64.unpack_from(data, end64)[8:10]
            members = tuple(_members(data[start : start + size]))
        except (ValueError, struct.error) as error:
            raise _damaged(name, "it is no sound zip archive") from error
        if len({member.name.casefold() for member in members}) < len(members):
            raise _damaged(name, "it has a part twice")
        return cls(name, data, members, start, start + size, end, end64)

    def find(self, part: str) -> Member | None:
        """The member of that path, whatever its case and a leading slash; None if there is none."""
        wanted = part.lstrip("/").casefold()
        return next((member for member in self.members if member.name.casefold() == wanted), None)

    def read(self, part: str) -> bytes:
        """The content of a member.

        Raises:
            ShipshellError: E-1004, it is missing or damaged; E-1002, it is encrypted or too large.
        """
        member = self.find(part)
        if member is None:
            raise _damaged(self.name, f"it has no {part}")
        if member.size > _LARGEST_PART or member.flags & ENCRYPTED:
            words = "is encrypted" if member.flags & ENCRYPTED else "is too large"
            raise ShipshellError("E-1002", f"{self.name} cannot be read: {part} {words}", hint="Save it anew in Excel.")
        try:
            content = _content(self.data, member)
        except (ValueError, struct.error, zlib.error) as error:
            raise _damaged(self.name, f"{part} is damaged") from error
        if len(content) != member.size or zlib.crc32(content) != member.crc:
            raise _damaged(self.name, f"{part} is damaged")
        return content

    def data_span(self, member: Member) -> tuple[int, int]:
        """Where the data of a member begin and end."""
        return _data_span(self.data, member)


def extra_fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """The fields of an extra block: id, and content."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        yield kind, extra[at + 4 : at + 4 + length]
        at += 4 + length


def _damaged(name: str, why: str) -> ShipshellError:
    hint = "Open it in Excel, have it mended, and save it; or export the orders as CSV."
    return ShipshellError("E-1004", f"{name} is not a workbook that can be read: {why}", hint=hint)


def _end(data: bytes) -> int:
    """Where the end record begins: the last one whose comment fills the rest."""
    first = max(0, len(data) - END.size - _LONGEST_COMMENT)
    end = data.rfind(_END, first, len(data) - END.size + len(_END))
    while end >= 0 and end + END.size + END.unpack_from(data, end)[-1] != len(data):
        end = data.rfind(_END, first, end)
    if end < 0:
        raise ValueError("no end record")
    return end


def _end64(data: bytes, end: int) -> int | None:
    locator = end - END64_LOCATOR.size
    if locator < 0 or not data.startswith(b"PK\6\7", locator):
        return None
    end64: int = END64_LOCATOR.unpack_from(data, locator)[2]
    if not data.startswith(b"PK\6\6", end64):
        raise ValueError("no zip64 end record")
    return end64


def _members(directory: bytes) -> Iterator[Member]:
    at = 0
    while at < len(directory) and directory.startswith(b"PK\1\2", at):
        fields = CENTRAL.unpack_from(directory, at)
        name_length, extra_length, comment_length = fields[10:13]
        length = CENTRAL.size + name_length + extra_length + comment_length
        yield _member(directory[at : at + length], fields)
        at += length
    if at > len(directory) or not at:
        raise ValueError("the directory is cut off")


def _member(record: bytes, fields: tuple[int, ...]) -> Member:
    flags, method, crc, name_length, extra_length = fields[3], fields[4], fields[7], fields[10], fields[11]
    extra = CENTRAL.size + name_length
    name = record[CENTRAL.size : extra].decode("utf-8" if flags & UTF8_NAME else "cp437")
    large = dict(extra_fields(record[extra : extra + extra_length])).get(ZIP64_EXTRA, b"")
    size, compressed, offset = _widened((fields[9], fields[8], fields[16]), large)
    return Member(name, record, flags, method, crc, compressed, size, offset)


def _widened(values: tuple[int, int, int], large: bytes) -> tuple[int, int, int]:
    """Size, compressed size and offset, with those that stand in the zip64 field taken from there."""
    at = 0
    widened: list[int] = []
    for value in values:
        if value == ELSEWHERE:
            (value,) = struct.unpack_from("<Q", large, at)  # noqa: PLW2901 - the same value, said elsewhere
            at += 8
        widened.append(value)
    return widened[0], widened[1], widened[2]


def _data_span(data: bytes, member: Member) -> tuple[int, int]:
    signature, *_, name_length, extra_length = LOCAL.unpack_from(data, member.offset)
    start: int = member.offset + LOCAL.size + name_length + extra_length
    if signature != b"PK\3\4" or start + member.compressed > len(data):
        raise ValueError("no local header")
    return start, start + member.compressed


def _content(data: bytes, member: Member) -> bytes:
    start, end = _data_span(data, member)
    if member.method == STORED:
        return data[start:end]
    if member.method != DEFLATED:
        raise ValueError("an unknown method of compression")
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(data[start:end], member.size + 1)
