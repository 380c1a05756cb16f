"""The CRC of many pieces, kept as a tree: when one piece changes, only its branch is reckoned anew."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: CRC-32's polynomial, its lowest power in the highest bit.
_POLYNOMIAL = 0xEDB88320
#: The polynomial x to the power of 0.
_ONE = 1 << 31


@dataclass(frozen=True, slots=True)
class CrcTree:
    """A node: the CRC and the length of all that lies under it. A leaf, which is one piece, has no branches."""

    crc: int
    length: int
    leaves: int = 1
    branches: tuple[CrcTree, CrcTree] | None = None

    @classmethod
    def of(cls, leaves: Sequence[CrcTree]) -> CrcTree:
        """The tree over these leaves, at least one, in their order."""
        if len(leaves) == 1:
            return leaves[0]
        half = len(leaves) // 2
        return cls._over(cls.of(leaves[:half]), cls.of(leaves[half:]))

    def with_leaf(self, at: int, leaf: CrcTree) -> CrcTree:
        """The tree with another leaf at position `at`, counted from 0."""
        if self.branches is None:
            return leaf
        left, right = self.branches
        if at < left.leaves:
            return self._over(left.with_leaf(at, leaf), right)
        return self._over(left, right.with_leaf(at - left.leaves, leaf))

    @classmethod
    def _over(cls, left: CrcTree, right: CrcTree) -> CrcTree:
        crc = combined(left.crc, right.crc, right.length)
        return cls(crc, left.length + right.length, left.leaves + right.leaves, (left, right))


def combined(first: int, second: int, length: int) -> int:
    """The CRC of two pieces put together, from the CRC of each and the length of the second, in bytes."""
    return _times(_power(8 * length), first) ^ second


def _times(a: int, b: int) -> int:
    """The product of two polynomials over GF(2), modulo CRC-32's."""
    product = 0
    while a:
        if a & _ONE:
            product ^= b
        a = a << 1 & 0xFFFFFFFF
        b = b >> 1 ^ (_POLYNOMIAL if b & 1 else 0)
    return product


@lru_cache(maxsize=4096)
def _power(exponent: int) -> int:
    """The polynomial x to that power, by squaring."""
    power = _ONE
    for at in range(exponent.bit_length()):
        if exponent >> at & 1:
            power = _times(_square(at), power)
    return power


@lru_cache(maxsize=64)
def _square(count: int) -> int:
    """The polynomial x, squared that many times."""
    return _ONE >> 1 if count == 0 else _times(_square(count - 1), _square(count - 1))
