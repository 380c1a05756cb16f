"""What rows bought, also before they were restarted, and what a void makes of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from jobs_kit import ACCOUNT, QUOTE, Store

from shipshell.jobs.history import JobHistory
from shipshell.jobs.purchases import purchases_numbered, purchases_of
from shipshell.jobs.states import WriteBackState
from shipshell.jobs.writer import StateConflict
from shipshell.model.shipment import Confirmation

if TYPE_CHECKING:
    from shipshell.jobs.records import RowRecord

TODAY = date(2026, 11, 23)


def ship(store: Store, job: int, row: int, number: str) -> RowRecord:
    record = store.reader.row(job, row)
    store.ledger.shipped(record, store.ledger.claim(record), Confirmation(number, number), price=None, label=None)
    return store.reader.row(job, row)


def bought(store: Store, job: int = 1) -> list[tuple[int, str, bool]]:
    return [(one.row.row, one.tracking_number, one.voided) for one in purchases_of(store.tables, job)]


def test_everything_that_was_bought_in_source_order(store: Store) -> None:
    store.open_job(3)
    ship(store, 1, 2, "1ZB")
    store.ledger.start_again(ship(store, 1, 1, "1ZA"))
    ship(store, 1, 1, "1ZC")
    assert bought(store) == [(1, "1ZA", False), (1, "1ZC", False), (2, "1ZB", False)]
    (found,) = purchases_numbered(store.tables, "1ZA")
    assert (found.row.tracking_number, found.shipment_id, found.charge) == ("1ZC", "1ZA", QUOTE)
    assert purchases_numbered(store.tables, "1ZX") == []


def test_a_void_frees_the_order_and_the_money_and_keeps_the_number(store: Store) -> None:
    store.open_job(2)
    row = ship(store, 1, 1, "1ZA")
    ship(store, 1, 2, "1ZB")
    history = JobHistory(store.tables)
    assert history.spent_on("test", ACCOUNT, TODAY) == 2 * QUOTE
    store.ledger.voided(row, "1ZA", "at UPS")
    voided = store.reader.row(1, 1)
    assert (voided.state, voided.write_back, voided.tracking_number) == ("voided", WriteBackState.DUE, "1ZA")
    assert bought(store) == [(1, "1ZA", True), (2, "1ZB", False)]
    assert set(history.prior("test", ["key-1", "key-2"])) == {"key-2"}
    assert history.spent_on("test", ACCOUNT, TODAY) == store.reader.charged(1).amount == QUOTE
    assert store.reader.log(1)[-1][1:] == (1, "-> voided", "1ZA at UPS")


def test_the_void_of_an_earlier_shipment_leaves_the_row_as_it_is(store: Store) -> None:
    store.open_job(1)
    store.ledger.start_again(ship(store, 1, 1, "1ZA"))
    row = ship(store, 1, 1, "1ZB")
    store.ledger.voided(row, "1ZA", "at UPS")
    assert (store.states(), store.reader.row(1, 1).tracking_number) == (["shipped"], "1ZB")
    assert bought(store) == [(1, "1ZA", True), (1, "1ZB", False)]
    assert store.reader.log(1)[-1][2] == "earlier shipment voided"
    assert JobHistory(store.tables).spent_on("test", ACCOUNT, TODAY) == Decimal(QUOTE)


def test_a_shipment_whose_void_was_asked_for_stands_until_ups_says_that_it_is_void(store: Store) -> None:
    store.open_job(1)
    row = ship(store, 1, 1, "1ZA")
    store.ledger.voiding(row, "1ZA")
    (found,) = purchases_of(store.tables, 1)
    assert (found.voided, found.void_asked) == (False, True)
    assert store.reader.unfinished_voids() == [1]
    history = JobHistory(store.tables)
    assert history.prior("test", ["key-1"])["key-1"].state == "shipped"
    assert history.spent_on("test", ACCOUNT, TODAY) == store.reader.charged(1).amount == QUOTE
    store.ledger.not_voided(row, "1ZA", "too late")
    assert store.reader.unfinished_voids() == []
    assert [entry[2:] for entry in store.reader.log(1)[-2:]] == [
        ("void asked", "1ZA"),
        ("void refused", "1ZA too late"),
    ]


@pytest.mark.parametrize("restarted", [False, True])
def test_a_void_number_is_to_be_taken_out_of_the_source_until_that_is_done(store: Store, restarted: bool) -> None:  # noqa: FBT001
    store.open_job(2)
    row = ship(store, 1, 1, "1ZA")
    if restarted:
        store.ledger.start_again(row)
        row = store.reader.row(1, 1)
    store.ledger.voided(row, "1ZA", "at UPS")
    assert [one.row for one in store.reader.uncleared(1)] == [1]
    assert store.reader.unfinished_voids() == [1]
    store.ledger.cleared([row.id])
    assert store.reader.uncleared(1) == []
    assert store.reader.unfinished_voids() == []


def test_what_stands_of_a_restarted_row_is_not_to_be_taken_out(store: Store) -> None:
    store.open_job(1)
    store.ledger.start_again(ship(store, 1, 1, "1ZA"))
    assert store.reader.uncleared(1) == []


@pytest.mark.parametrize("number", ["1ZA", "1ZB", "1ZX"])
def test_only_a_standing_shipment_of_that_row_is_voided(store: Store, number: str) -> None:
    store.open_job(2)
    row = ship(store, 1, 1, "1ZA")
    ship(store, 1, 2, "1ZB")
    store.ledger.voided(row, "1ZA", "at UPS")
    before = store.everything()
    with pytest.raises(StateConflict):
        store.ledger.voided(row, number, "at UPS")
    assert store.everything() == before
