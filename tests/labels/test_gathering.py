from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from labels_kit import page

from shipshell.labels.gathering import Kind, gather, kind_for
from shipshell.labels.page import LabelPage
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from pathlib import Path


def _row(page: LabelPage, _data: bytes) -> int:
    return page.row


@pytest.mark.parametrize(
    ("formats", "kind"),
    [(["GIF", "PNG"], "pdf"), (["", "ZPL"], "zpl"), (["EPL"], "epl"), (["SPL", "SPL"], "spl"), ([""], "pdf")],
)
def test_labels_go_into_the_kind_of_file_their_format_asks_for(formats: list[str], kind: Kind) -> None:
    assert kind_for([LabelPage(None, one, "", 1, 1, 1, "") for one in formats]) == kind


def test_what_is_asked_for_counts_before_what_the_labels_are(tmp_path: Path) -> None:
    assert kind_for([page(tmp_path, 1, "GIF")], "zpl") == "zpl"
    with pytest.raises(ShipshellError, match="labels are not put into one PNG file") as caught:
        kind_for([page(tmp_path, 1, "GIF")], "png")
    assert caught.value.problem.code == "E-4012"


def test_labels_of_several_formats_are_refused_with_what_one_could_ask_for(tmp_path: Path) -> None:
    pages = [page(tmp_path, 1, "ZPL"), page(tmp_path, 2, "GIF"), replace(page(tmp_path, 3), path=None, format="")]
    with pytest.raises(ShipshellError, match="the labels are GIF and ZPL: they do not go into one file") as caught:
        kind_for(pages)
    assert caught.value.problem.code == "E-4012"
    assert "Ask for them as pdf and as zpl." in caught.value.problem.hint
    assert str(tmp_path) in caught.value.problem.hint


def test_what_is_missing_changed_or_of_another_format_is_named_and_the_rest_gathered(tmp_path: Path) -> None:
    missing, changed = page(tmp_path, 2), page(tmp_path, 3)
    (tmp_path / "row-00002.gif").unlink()
    (tmp_path / "row-00003.gif").write_bytes(b"GIF89a something else")
    none = replace(page(tmp_path, 4), path=None, format="")
    pages = [page(tmp_path, 1), missing, changed, none, page(tmp_path, 5, "ZPL"), page(tmp_path, 6)]
    rows, problems = gather(pages, "pdf", _row)
    assert rows == [1, 6]
    assert [(one.code, one.row) for one in problems] == [("E-4013", 2), ("E-4013", 3), ("E-4013", 4), ("E-4012", 5)]
    words = [
        "cannot be read: No such file",
        "is not as it was bought",
        "UPS gave no label",
        "it is ZPL, and the file PDF",
    ]
    assert all(wanted in problem.message for wanted, problem in zip(words, problems, strict=True))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((), "there are no labels"),
        ((1,), "^the label of row 1"),
        ((1, 2), "none of 2 labels can be used: the label of row 1"),
    ],
)
def test_where_no_label_can_be_used_there_is_no_file(tmp_path: Path, rows: tuple[int, ...], words: str) -> None:
    pages = [page(tmp_path, row) for row in rows]
    for one in pages:
        assert one.path
        one.path.unlink()
    with pytest.raises(ShipshellError, match=words) as caught:
        gather(pages, "pdf", _row)
    assert caught.value.problem.code == "E-4013"
