from __future__ import annotations

import zlib

from hypothesis import given
from hypothesis import strategies as st

from shipshell.sources.crc32_tree import CrcTree, combined


def leaf(piece: bytes) -> CrcTree:
    return CrcTree(zlib.crc32(piece), len(piece))


@given(st.binary(max_size=300), st.binary(max_size=300), st.integers(1, 3000))
def test_two_pieces_put_together(first: bytes, second: bytes, times: int) -> None:
    long = second * times
    assert combined(zlib.crc32(first), zlib.crc32(long), len(long)) == zlib.crc32(first + long)


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=40), st.data())
def test_a_tree_knows_the_crc_of_all_also_after_changes(pieces: list[bytes], data: st.DataObject) -> None:
    tree = CrcTree.of([leaf(piece) for piece in pieces])
    for _ in range(3):
        assert (tree.crc, tree.length) == (zlib.crc32(b"".join(pieces)), len(b"".join(pieces)))
        at = data.draw(st.integers(0, len(pieces) - 1))
        pieces[at] = data.draw(st.binary(max_size=40))
        tree = tree.with_leaf(at, leaf(pieces[at]))
    assert (tree.crc, tree.length) == (zlib.crc32(b"".join(pieces)), len(b"".join(pieces)))
