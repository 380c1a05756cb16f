"""The preview: what is shown, and what its digest binds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from planning_kit import batch_of, orders

from shipshell.model.errors import Problem
from shipshell.model.money import Price
from shipshell.model.shipment import Quote
from shipshell.planning.instructions import Instructions
from shipshell.planning.preview import STALE_AFTER, Preview, changed_rows
from shipshell.planning.rating import Quotes

if TYPE_CHECKING:
    from shipshell.planning.batch import Batch

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def quotes_of(batch: Batch, price: str = "10.00") -> Quotes:
    return Quotes({row: Quote(Price(Decimal(price))) for row in batch.requests}, {})


def shown(batch: Batch, price: str = "10.00") -> Preview:
    return Preview(batch, quotes_of(batch, price), NOON)


def test_a_row_shows_who_where_how_and_what_it_costs() -> None:
    row = shown(batch_of(orders(1))).rows[0]
    assert (row.row, row.recipient, row.city, row.state, row.service) == (1, "Pat 1", "Timonium", "MD", "Ground")
    assert str(row.cost) == "$10.00"
    assert row.warnings == ()


def test_a_person_at_a_company_is_shown_by_name() -> None:
    assert shown(batch_of(orders(1, Company="Acme Inc"))).rows[0].recipient == "Pat 1"


def test_a_row_without_a_rate_blocks_and_warns() -> None:
    batch = batch_of(orders(3))
    quotes = quotes_of(batch)
    problem = Problem("E-3009", "no such service there")
    preview = Preview(batch, Quotes({1: quotes.quoted[1], 3: quotes.quoted[3]}, {2: problem}), NOON)
    assert preview.blocked
    assert preview.rows[1].cost is None
    assert preview.rows[1].warnings == ("no rate: no such service there",)
    assert preview.total.amount == 20
    assert preview.rows_with_warnings == 1


def test_a_row_that_is_wrong_blocks_and_is_not_shown() -> None:
    preview = shown(batch_of(orders(3, Weight=["1", "", "3"])))
    assert preview.blocked
    assert [row.row for row in preview.rows] == [1, 3]
    assert preview.find(2) is None
    assert preview.find(3) == preview.rows[1]


def test_the_digest_is_the_same_for_the_same_and_another_for_whatever_was_shown_otherwise() -> None:
    table = orders(3)
    digest = shown(batch_of(table)).digest
    assert shown(batch_of(orders(3))).digest == digest
    others = [
        shown(batch_of(orders(2))),
        shown(batch_of(orders(3, Address="{} Elm St"))),
        shown(batch_of(orders(3, Weight=["1", "2", "4"]))),
        shown(batch_of(table), price="10.01"),
        shown(batch_of(table, Instructions("orders.csv", service="02"))),
        shown(batch_of(table, Instructions("orders.csv", filter="rows 1-3"))),
        shown(batch_of(table, Instructions("orders.csv", chosen=(("Weight", "weight"),)))),
    ]
    digests = {digest, *(other.digest for other in others)}
    assert len(digests) == len(others) + 1
    assert len(digest) == 64


def test_a_cell_that_feeds_nothing_is_not_bound() -> None:
    assert shown(batch_of(orders(3, Remark="a"))).digest != shown(batch_of(orders(3))).digest  # another column is
    assert shown(batch_of(orders(3, Remark="a"))).digest == shown(batch_of(orders(3, Remark="b"))).digest


@pytest.mark.parametrize(("age", "stale"), [(timedelta(0), False), (STALE_AFTER, False), (STALE_AFTER * 1.01, True)])
def test_a_preview_goes_stale(age: timedelta, stale: bool) -> None:  # noqa: FBT001 - a table
    assert shown(batch_of(orders(1))).is_stale(NOON + age) is stale


def test_a_row_has_changed_where_it_asks_for_something_else_or_is_gone() -> None:
    approved = batch_of(orders(4))
    requests = dict(approved.requests)
    now = replace(approved, requests={1: requests[1], 2: requests[3], 3: requests[2], 4: requests[1]})
    assert changed_rows(approved, now, {1: 1, 2: 3, 3: 2, 4: 4}) == [4]
    assert changed_rows(approved, now, {1: 1, 2: 3, 3: None, 4: 9}) == [3, 4]
