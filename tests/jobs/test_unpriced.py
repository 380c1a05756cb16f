"""What counts for a day although it has no price."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from jobs_kit import ACCOUNT, START, Store, plain_rows

from shipshell.jobs.states import JobStatus
from shipshell.jobs.unpriced import unpriced_on
from shipshell.model.errors import Problem
from shipshell.model.money import Price
from shipshell.model.shipment import Confirmation

TODAY = START.astimezone().date()


def unpriced(store: Store) -> list[int]:
    return sorted(row.row for row in unpriced_on(store.tables, "test", ACCOUNT, TODAY))


@pytest.fixture
def unquoted(store: Store) -> Store:
    """A job under way of four rows without a quote: shipped at a charge, shipped at none, in doubt, not sent yet."""
    store.open_job([replace(row, quote=None) for row in plain_rows(4)])
    for number, price in ((1, Price(Decimal(5))), (2, None)):
        row = store.reader.row(1, number)
        found = Confirmation(f"1Z{number}", f"1Z{number}")
        store.ledger.shipped(row, store.ledger.claim(row), found, price=price, label=None)
    doubtful = store.reader.row(1, 3)
    store.ledger.in_doubt(doubtful, store.ledger.claim(doubtful), Problem("E-3007", "nobody knows"), "")
    return store


def test_what_has_neither_charge_nor_quote(unquoted: Store) -> None:
    assert unpriced(unquoted) == [2, 3, 4]
    unquoted.ledger.finish(1, JobStatus.HALTED)
    assert unpriced(unquoted) == [2, 3]


def test_what_was_quoted_is_priced(store: Store) -> None:
    store.open_job(2)
    row = store.reader.row(1, 1)
    store.ledger.in_doubt(row, store.ledger.claim(row), Problem("E-3007", "nobody knows"), "")
    assert unpriced(store) == []


def test_another_day_and_another_account_count_nothing(unquoted: Store) -> None:
    unquoted.ledger.finish(1, JobStatus.HALTED)
    assert unpriced_on(unquoted.tables, "test", "OTHER1", TODAY) == []
    assert unpriced_on(unquoted.tables, "production", ACCOUNT, TODAY) == []
    assert unpriced_on(unquoted.tables, "test", ACCOUNT, TODAY + timedelta(days=1)) == []
