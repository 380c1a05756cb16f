from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from labels_kit import drawn, page

from shipshell.labels.one_file import write_labels
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from pathlib import Path

    from shipshell.labels.gathering import Kind


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF-"), ("zpl", b"^XA"), ("epl", b"\nN\n"), ("spl", b"<STX>")])
def test_a_file_is_of_the_kind_that_was_asked_for(tmp_path: Path, kind: Kind, begins: bytes) -> None:
    pages = [page(tmp_path, row, "GIF" if kind == "pdf" else kind.upper()) for row in (1, 2)]
    written = write_labels(pages, kind, tmp_path / f"labels.{kind}")
    assert (written.count, written.problems) == (2, ())
    assert written.path.read_bytes().startswith(begins)


@pytest.mark.parametrize("kind", ["epl", "spl"])
def test_labels_follow_each_other_as_ups_wrote_them(tmp_path: Path, kind: Kind) -> None:
    pages = [page(tmp_path, row, kind.upper()) for row in (3, 1, 2)]
    written = write_labels(pages, kind, tmp_path / f"labels.{kind}")
    labels = [drawn(row, kind.upper()).rstrip(b"\n") for row in (3, 1, 2)]
    assert written.path.read_bytes() == b"".join(label + b"\n" for label in labels)


def test_a_label_of_another_format_is_named_and_left_out(tmp_path: Path) -> None:
    pages = [page(tmp_path, 1, "EPL"), page(tmp_path, 2, "ZPL")]
    written = write_labels(pages, "epl", tmp_path / "labels.epl")
    assert (written.count, [(one.code, one.row) for one in written.problems]) == (1, [("E-4012", 2)])
    with pytest.raises(ShipshellError, match="no SPL is made of them"):
        write_labels(pages, "spl", tmp_path / "labels.spl")
