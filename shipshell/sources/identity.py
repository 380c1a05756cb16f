"""How a row is found again after somebody edited or sorted the source: by its key, else by what it says.

Never by where it stands. A database's rows have a primary key; a file's have nothing but their content.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from hashlib import blake2b
from itertools import repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd


@dataclass(frozen=True, slots=True)
class Identity:
    """What a row was when it was read.

    Attributes:
        row: its `#`.
        content: the fingerprint of all its cells but those of the write-back columns.
        order: the fingerprint of its order columns: who gets what, and how.
        occurrence: its number, from 1, among the rows of the same content.
        key: the fingerprint of its primary key; "" where there is none.
    """

    row: int
    content: str
    order: str
    occurrence: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns, by name, that fingerprints are made of. Kept with them, for the source may gain and lose columns.

    Attributes:
        content: all but the write-back columns.
        order: those that say who gets what, and how.
        key: those of the primary key; none in a file.
    """

    content: tuple[str, ...]
    order: tuple[str, ...]
    key: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, frame: pd.DataFrame, order: Sequence[str], write_back: Sequence[str], key: Sequence[str] = ()
    ) -> Columns:
        """The columns of a table, given those of the order, the write-back (absent ones do not matter) and the key."""
        return cls(tuple(str(name) for name in frame.columns if name not in write_back), tuple(order), tuple(key))

    @classmethod
    def from_plan(cls, told: Mapping[str, Sequence[str]]) -> Columns:
        """The columns that a job's plan keeps."""
        return cls(tuple(told["content"]), tuple(told["order"]), tuple(told.get("key", ())))

    @property
    def plan(self) -> dict[str, list[str]]:
        """What a job's plan keeps of them."""
        return {"content": list(self.content), "order": list(self.order), "key": list(self.key)}


def identify(frame: pd.DataFrame, columns: Columns) -> list[Identity]:
    """The identity of every row of a table (text cells, index `#`), in its order.

    A column that the table lacks matches nothing: the fingerprints that need it are empty.
    """
    counts: defaultdict[str, int] = defaultdict(int)
    identities: list[Identity] = []
    parts = (columns.content, columns.order, columns.key)
    prints = zip(frame.index.tolist(), *(_prints(frame, part) for part in parts), strict=True)
    for row, content, order, key in prints:
        counts[content] += 1
        identities.append(Identity(row, content, order, counts[content], key))
    return identities


class Locator:
    """Finds the rows of an earlier reading in a table as it is now; no two of them in the same row."""

    def __init__(self, frame: pd.DataFrame, columns: Columns, sought: Iterable[Identity]) -> None:
        """Match all rows at once.

        Args:
            frame: the table as it is now.
            columns: as they were when the identities were made.
            sought: every row of the earlier reading that may be asked for; those of one job, say.
        """
        self._found: dict[int, int] = {}
        self._altered: dict[int, int] = {}
        now = identify(frame, columns)
        if columns.key:
            self._match_key(now, sought)
        else:
            self._match_order(now, self._match_content(now, list(sought)))

    def locate(self, row: int) -> int | None:
        """The `#` that the row of this earlier `#` has now; None if it is gone, or no longer says the same order."""
        return self._found.get(row)

    def home(self, row: int) -> int | None:
        """The `#` at which the number of this earlier row belongs now, whatever order it says; None if it is gone.

        Without a key, a row that says another order cannot be told from another row: it is gone.
        """
        return self._found.get(row, self._altered.get(row))

    def _match_key(self, now: list[Identity], sought: Iterable[Identity]) -> None:
        """Match rows by their key, and note those that say another order by now."""
        places = {identity.key: identity for identity in now if identity.key}
        for identity in sought:
            place = places.get(identity.key)
            if place:
                found = self._found if place.order == identity.order else self._altered
                found[identity.row] = place.row

    def _match_content(self, now: list[Identity], sought: list[Identity]) -> list[Identity]:
        """Match the rows that say exactly the same, identical ones in their order; return the others."""
        places = {(identity.content, identity.occurrence): identity.row for identity in now}
        left: list[Identity] = []
        for identity in sought:
            place = places.get((identity.content, identity.occurrence))
            if place is None:
                left.append(identity)
            else:
                self._found[identity.row] = place
        return left

    def _match_order(self, now: list[Identity], sought: list[Identity]) -> None:
        """Match rows whose other cells changed with the rows still free that say the same order, in their order."""
        taken = set(self._found.values())
        free: defaultdict[str, deque[int]] = defaultdict(deque)
        for identity in now:
            if identity.order and identity.row not in taken:
                free[identity.order].append(identity.row)
        for identity in sought:
            if free[identity.order]:
                self._found[identity.row] = free[identity.order].popleft()


def key_prints(keys: Iterable[tuple[str, ...]]) -> Iterable[str]:
    """The fingerprints of primary keys, given as text: what `Identity.key` is of the rows that have them."""
    return map(_print, keys)


def _prints(frame: pd.DataFrame, columns: Sequence[str]) -> Iterable[str]:
    """A fingerprint of these columns' cells for each row; all empty where one of the columns is missing."""
    if not columns or any(column not in frame.columns for column in columns):
        return repeat("", len(frame))
    return map(_print, zip(*(frame[column].tolist() for column in columns), strict=True))


def _print(cells: tuple[str, ...]) -> str:
    """A digest of the cells; no cell holds a NUL, so what moves from one cell to the next is a change."""
    return blake2b("\0".join(cells).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
