from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from shipshell.labels.page import LabelPage
from shipshell.model.errors import ShipshellError
from shipshell.reports.pages import label_pages

if TYPE_CHECKING:
    from reports_kit import Books


def test_the_labels_come_in_source_order_and_each_knows_its_place_and_order(books: Books) -> None:
    for row in (5, 2, 3):
        books.ship(row, label=b"label %d" % row)
    pages = label_pages(books.tables, books.labels, books.job)
    assert [(page.row, page.place, page.total, page.reference) for page in pages] == [
        (2, 1, 3, "002"),
        (3, 2, 3, "003"),
        (5, 3, 3, "005"),
    ]
    digest = hashlib.sha256(b"label 2").hexdigest()
    assert pages[0] == LabelPage(books.folder / "row-00002.gif", "GIF", digest, 2, 1, 3, "002")
    assert [page.read() for page in pages] == [b"label 2", b"label 3", b"label 5"]


def test_a_reprinted_label_keeps_its_place_in_the_pile(books: Books) -> None:
    for row in (1, 2, 3, 5):
        books.ship(row)
    pages = label_pages(books.tables, books.labels, books.job, rows=(3, 4, 5))
    assert [(page.row, page.place, page.total) for page in pages] == [(3, 3, 4), (5, 4, 4)]


def test_a_row_that_shipped_without_a_label_keeps_its_place_and_is_named_when_read(books: Books) -> None:
    books.ship(1, label=None)
    books.ship(2)
    first, second = label_pages(books.tables, books.labels, books.job)
    assert second.place == 2
    with pytest.raises(ShipshellError, match="the label of row 1 is left out: UPS gave no label"):
        first.read()


def test_after_a_restart_the_new_label_is_printed(books: Books) -> None:
    books.ship(1, label=b"old")
    books.restart(1)
    books.ship(1, label=b"new")
    (page,) = label_pages(books.tables, books.labels, books.job)
    assert page.sha256 == hashlib.sha256(b"new").hexdigest()


def test_what_is_voided_pending_or_in_doubt_has_no_label(books: Books) -> None:
    books.ship(1)
    books.void(1)
    books.doubt(2)
    books.ship(3)
    books.restart(3)
    with pytest.raises(ShipshellError, match="job 1 has no labels yet") as caught:
        label_pages(books.tables, books.labels, books.job)
    assert caught.value.problem.code == "E-4013"


def test_rows_that_did_not_ship_are_an_error(books: Books) -> None:
    books.ship(1)
    with pytest.raises(ShipshellError, match="none of these rows of job 1 is shipped") as caught:
        label_pages(books.tables, books.labels, books.job, rows=(4, 77))
    assert caught.value.problem.code == "E-1022"
