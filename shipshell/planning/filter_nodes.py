"""What a filter is made of: comparisons, sets of rows, and `and`, `or`, `not` between them.

A node judges each row as yes, no or cannot tell. A row is an error only if the whole filter depends on a cell that
cannot be read: `state is CA and weight > 5` does not mind an unreadable weight in Texas.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from shipshell.planning.filter_subjects import Unclear
from shipshell.planning.filter_values import in_order, says, test_of
from shipshell.planning.values import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from shipshell.planning.cells import Cells
    from shipshell.planning.filter_subjects import Operator, Subject

    Flags = NDArray[np.bool_]


#: The end of a range of rows that has none: `from row 7 on`.
LAST_ROW = 10**9


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which rows are in and which are out, by position; a row that is neither cannot be told."""

    yes: Flags
    no: Flags


class Node(Protocol):
    """One part of a filter."""

    @property
    def words(self) -> str:
        """The part read back in plain English."""

    def judge(self, cells: Cells) -> Verdict:
        """The verdict on every row."""

    def comparisons(self) -> Iterator[Comparison]:
        """The comparisons within, from left to right."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One column compared.

    Attributes:
        subject: the field or the column.
        compare: how it is compared.
        value: with what, as typed.
        test: tells of a cell whether it passes; raises ValueError where it cannot be read.
        words: read back.
        city: where the filter named a place that is also a city (`New York`), that name in lower case.
    """

    subject: Subject
    compare: Operator
    value: str
    test: Callable[[str], bool]
    words: str
    city: str = ""

    def judge(self, cells: Cells) -> Verdict:
        """The verdict on every row; each distinct cell is read once."""
        texts = self.texts(cells)
        known = {text: self._tested(text) for text in dict.fromkeys(texts)}
        results = [known[text] for text in texts]
        return Verdict(np.array([r is True for r in results], bool), np.array([r is False for r in results], bool))

    def texts(self, cells: Cells) -> list[str]:
        """The cells compared."""
        return self.subject.texts(cells)

    def comparisons(self) -> Iterator[Comparison]:
        """Itself."""
        yield self

    def is_untold(self, cells: Cells, at: int) -> bool:
        """Whether the cell of the row at this position is filled but cannot be read."""
        text = self.texts(cells)[at]
        return bool(words(text)) and self._tested(text) is None

    def _tested(self, text: str) -> bool | None:
        try:
            return self.test(text)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows by their number (`#` of the preview), each range with both ends."""

    ranges: tuple[tuple[int, int], ...]

    @property
    def words(self) -> str:
        """`rows 1-50, 60`."""
        shown = ", ".join(_range_said(first, last) for first, last in self.ranges)
        return f"row {shown}" if shown.isdecimal() else f"rows {shown}"

    def judge(self, cells: Cells) -> Verdict:
        """In are the rows of the ranges."""
        numbers = np.array(cells.rows)
        yes = np.zeros(len(numbers), bool)
        for first, last in self.ranges:
            yes |= (numbers >= first) & (numbers <= last)
        return Verdict(yes, ~yes)

    def comparisons(self) -> Iterator[Comparison]:
        """None."""
        yield from ()


@dataclass(frozen=True, slots=True)
class Edge:
    """The first so many rows, or the last."""

    count: int
    from_end: bool = False

    @property
    def words(self) -> str:
        """`first 20`."""
        return f"{'last' if self.from_end else 'first'} {self.count}"

    def judge(self, cells: Cells) -> Verdict:
        """In are the rows at that end of the table."""
        at = np.arange(len(cells.rows))
        yes = at >= len(at) - self.count if self.from_end else at < self.count
        return Verdict(yes, ~yes)

    def comparisons(self) -> Iterator[Comparison]:
        """None."""
        yield from ()


@dataclass(frozen=True, slots=True)
class And:
    """Both."""

    left: Node
    right: Node

    @property
    def words(self) -> str:
        """`weight over 5 lb and state is CA`."""
        return f"{_inner(self.left, Or)} and {_inner(self.right, Or)}"

    def judge(self, cells: Cells) -> Verdict:
        """In where both are, out where either is."""
        left, right = self.left.judge(cells), self.right.judge(cells)
        return Verdict(left.yes & right.yes, left.no | right.no)

    def comparisons(self) -> Iterator[Comparison]:
        """Those of both sides."""
        yield from self.left.comparisons()
        yield from self.right.comparisons()


@dataclass(frozen=True, slots=True)
class Or:
    """Either."""

    left: Node
    right: Node

    @property
    def words(self) -> str:
        """`state is CA or state is TX`."""
        return f"{_inner(self.left, And)} or {_inner(self.right, And)}"

    def judge(self, cells: Cells) -> Verdict:
        """In where either is, out where both are."""
        left, right = self.left.judge(cells), self.right.judge(cells)
        return Verdict(left.yes | right.yes, left.no & right.no)

    def comparisons(self) -> Iterator[Comparison]:
        """Those of both sides."""
        yield from self.left.comparisons()
        yield from self.right.comparisons()


@dataclass(frozen=True, slots=True)
class Not:
    """The others."""

    inner: Node

    @property
    def words(self) -> str:
        """`not (state is TX)`."""
        return f"not ({self.inner.words})"

    def judge(self, cells: Cells) -> Verdict:
        """In where the inner one is out, and the other way round."""
        inner = self.inner.judge(cells)
        return Verdict(inner.no, inner.yes)

    def comparisons(self) -> Iterator[Comparison]:
        """Those of the inner one."""
        yield from self.inner.comparisons()


def _range_said(first: int, last: int) -> str:
    if last == LAST_ROW:
        return f"from {first} on"
    return str(first) if first == last else f"{first}-{last}"


def comparison(subject: Subject, compare: Operator, value: str, *, city: str = "") -> Comparison:
    """The subject compared with a value as typed.

    Raises:
        Unclear: the value makes no sense for the subject.
    """
    return Comparison(subject, compare, value, test_of(subject, compare, value), says(subject, compare, value), city)


def between(subject: Subject, low: str, high: str) -> And:
    """The subject within two values, both included.

    Raises:
        Unclear: they make no sense for the subject, or the first is above the second.
    """
    if not in_order(subject, low, high):
        raise Unclear(f"{low} is more than {high}")
    return And(comparison(subject, "at least", low), comparison(subject, "at most", high))


def _inner(node: Node, looser: type) -> str:
    return f"({node.words})" if isinstance(node, looser) else node.words
