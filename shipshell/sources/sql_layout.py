"""How a table is declared: its columns, its primary key, and the two columns for our numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.sources import headers

if TYPE_CHECKING:
    from shipshell.sources.search import Kind
from shipshell.sources.base import SHIPPED_COLUMN, TRACKING_COLUMN

_NOTHING_TO_READ = re.compile(
    r"(?:tiny|medium|long)?blob|bytea|(?:var)?binary\b.*|geom(?:etry|collection).*|(?:multi)?(?:point|linestring|polygon)"
)
_LENGTH = re.compile(r"\((\d+)\)")
_NO_TEXT = re.compile(
    r"(?:tiny|small|medium|big)?int|integer|numeric|decimal|double|real|float|date|time|bool|uuid|bit"
)
_MOMENT = re.compile(r"timestamp|date")
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("number", re.compile(r"(?:tiny|small|medium|big)?int(?:eger)?\b|numeric|decimal|double|real|float")),
    ("day", _MOMENT),
    ("text", re.compile(r"n?(?:var)?char|character|(?:tiny|medium|long)?text|citext|enum\(|set\(")),
)
_TRACKING_LENGTH = 18
_TIME_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it is declared; the type in lower case."""

    name: str
    type: str
    nullable: bool = True

    def filled(self, text: str) -> str | None:
        """What is written for `text`: nothing where it is empty and the column may be."""
        return text if text or not self.nullable else None

    @property
    def is_unreadable(self) -> bool:
        """Whether it holds bytes or shapes, which are no text."""
        return bool(_NOTHING_TO_READ.fullmatch(self.type))

    @property
    def kind(self) -> Kind:
        """What a server's column of this type holds."""
        return next((kind for kind, pattern in _KINDS if pattern.match(self.type)), "")

    @property
    def is_moment_of_a_zone(self) -> bool:
        """Whether it holds moments that MySQL gives in the session's zone, where an hour may come twice."""
        return self.type == "timestamp" or self.type.startswith("timestamp(")

    @property
    def is_bits(self) -> bool:
        """Whether it holds bits, which MySQL gives as bytes and people mean as a number or yes and no."""
        return self.type.startswith("bit")

    @property
    def takes_numbers(self) -> bool:
        """Whether a tracking number fits in."""
        return self._takes_text(_TRACKING_LENGTH)

    @property
    def takes_times(self) -> bool:
        """Whether a time of shipping fits in, as a moment or as text."""
        return bool(_MOMENT.match(self.type)) or self._takes_text(_TIME_LENGTH)

    def _takes_text(self, characters: int) -> bool:
        length = _LENGTH.search(self.type)
        return not _NO_TEXT.match(self.type) and (length is None or int(length[1]) >= characters)


@dataclass(frozen=True, slots=True)
class Layout:
    """A table as it is declared: its columns, and the names of those that make up its primary key, in its order."""

    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def tracking(self) -> Column | None:
        """The column for tracking numbers."""
        return self._called(TRACKING_COLUMN)

    @property
    def shipped(self) -> Column | None:
        """The column for the time of shipping."""
        return self._called(SHIPPED_COLUMN)

    @property
    def write_back(self) -> tuple[Column, ...]:
        """Those of the two that are there."""
        return tuple(column for column in (self.tracking, self.shipped) if column)

    @property
    def has_both(self) -> bool:
        """Whether none of the two is to be added."""
        return bool(self.tracking and self.shipped)

    @property
    def read(self) -> tuple[Column, ...]:
        """The columns that are read: bytes only where they are a key."""
        return tuple(column for column in self.columns if not column.is_unreadable or column.name in self.key)

    def under(self, header: str) -> Column:
        """The column that is read under this header.

        Raises:
            ValueError: there is none.
        """
        return self.read[self.headers.index(header)]

    def header(self, name: str) -> str:
        """The header under which the column of this name is read."""
        return self.headers[[column.name for column in self.read].index(name)]

    @property
    def headers(self) -> list[str]:
        """The names of the columns that are read, made unique."""
        return headers.unique([column.name for column in self.read])

    def _called(self, wanted: str) -> Column | None:
        at = headers.find([column.name for column in self.columns], wanted)
        return None if at is None else self.columns[at]
