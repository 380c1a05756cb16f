"""What earlier jobs hold back, and what they spent on a day."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from jobs_kit import ACCOUNT, START, Store, plain_rows

from shipshell.jobs.history import JobHistory
from shipshell.jobs.states import JobStatus
from shipshell.model.errors import Problem
from shipshell.model.money import Price
from shipshell.model.shipment import Confirmation

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS = [f"key-{row}" for row in range(1, 1001)]


@pytest.fixture
def history(store: Store) -> JobHistory:
    return JobHistory(store.tables)


def ship(store: Store, job: int, row: int, charge: str = "10.00") -> None:
    record = store.reader.row(job, row)
    number = f"1Z{job}{row}"
    price = Price(Decimal(charge))
    store.ledger.shipped(record, store.ledger.claim(record), Confirmation(number, number), price=price, label=None)


def doubt(store: Store, job: int, row: int) -> str:
    record = store.reader.row(job, row)
    reference = store.ledger.claim(record)
    store.ledger.in_doubt(record, reference, Problem("E-3007", "nobody knows"), "")
    return reference


def held(history: JobHistory) -> dict[str, str]:
    return {key: prior.state for key, prior in history.prior("test", KEYS).items()}


def test_what_was_shipped_doubtful_or_under_way_is_held(store: Store, history: JobHistory) -> None:
    store.open_job(4)
    ship(store, 1, 1)
    doubt(store, 1, 2)
    store.ledger.claim(store.reader.row(1, 3))
    assert held(history) == {"key-1": "shipped", "key-2": "in_doubt", "key-3": "sending", "key-4": "pending"}
    prior = history.prior("test", ["key-1"])["key-1"]
    assert (prior.job, prior.row, prior.tracking_number, prior.content) == (1, 1, "1Z11", "content-1")


def test_what_a_job_that_executes_has_still_to_send_is_held_until_it_ends(store: Store, history: JobHistory) -> None:
    store.open_job(3)
    store.open_job(3)
    assert held(history) == dict.fromkeys(KEYS[:3], "pending")
    ship(store, 1, 1)
    store.ledger.finish(2, JobStatus.HALTED)
    assert held(history) == {"key-1": "shipped", "key-2": "pending", "key-3": "pending"}
    assert history.prior("test", KEYS, besides=1) == {}
    store.ledger.finish(1, JobStatus.HALTED)
    assert held(history) == {"key-1": "shipped"}


def test_a_record_is_held_as_it_was_when_it_was_sent(store: Store, history: JobHistory) -> None:
    rows = [replace(row, record_key=f"record-{row.row}") for row in plain_rows(2)]
    store.open_job(rows)
    ship(store, 1, 1)
    found = history.prior("test", ["record-1", "record-2", "key-1"])
    assert {key: prior.state for key, prior in found.items()} == {
        "record-1": "shipped", "key-1": "shipped", "record-2": "pending"
    }  # fmt: skip
    assert found["record-1"] == found["key-1"]
    assert found["record-1"].record == "record-1"


def test_what_was_refused_is_not_held(store: Store, history: JobHistory) -> None:
    store.open_job(1)
    row = store.reader.row(1, 1)
    store.ledger.refused(row, store.ledger.claim(row), Problem("E-3001", "no"))
    assert held(history) == {}


def test_another_environment_holds_nothing(store: Store, history: JobHistory) -> None:
    store.open_job(1, environment="production")
    ship(store, 1, 1)
    assert held(history) == {}


def test_setting_a_doubt_aside_does_not_free_the_order(store: Store, history: JobHistory) -> None:
    store.open_job(1)
    reference = doubt(store, 1, 1)
    store.ledger.skip(store.reader.row(1, 1), "aside")
    assert held(history) == {"key-1": "in_doubt"}
    store.ledger.word_not_shipped(store.reader.row(1, 1), reference)
    assert held(history) == {}


def test_restarting_does_not_free_what_was_bought_before(store: Store, history: JobHistory) -> None:
    store.open_job(1)
    ship(store, 1, 1)
    store.ledger.start_again(store.reader.row(1, 1))
    assert held(history) == {"key-1": "pending"}
    store.ledger.finish(1, JobStatus.HALTED)
    assert held(history) == {"key-1": "shipped"}


def test_a_corrected_row_still_holds_what_it_bought_before(store: Store, history: JobHistory) -> None:
    store.open_job(1)
    ship(store, 1, 1)
    row = store.reader.row(1, 1)
    store.ledger.start_again(row)
    (new,) = plain_rows(1)
    store.ledger.amend(row, replace(new, duplicate_key="key-9", content="content-9"))
    doubt(store, 1, 1)
    assert held(history) == {"key-1": "shipped", "key-9": "in_doubt"}
    assert history.prior("test", KEYS)["key-1"].content == "content-1"


def test_a_job_that_does_not_count_hides_no_other_one(store: Store, history: JobHistory) -> None:
    store.open_job(1)
    store.open_job(1)
    ship(store, 1, 1)
    ship(store, 2, 1)
    assert history.prior("test", KEYS, besides=2)["key-1"].job == 1


def test_the_latest_counts_but_nothing_overrides_a_doubt(store: Store, history: JobHistory) -> None:
    store.open_job(1)
    store.open_job(1)
    ship(store, 1, 1)
    ship(store, 2, 1)
    assert history.prior("test", KEYS)["key-1"].job == 2
    store.open_job(1)
    store.open_job(1)
    doubt(store, 3, 1)
    ship(store, 4, 1)
    assert history.prior("test", KEYS)["key-1"].job == 3


@pytest.fixture
def new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_a_day_is_the_machines_own(store: Store, history: JobHistory, new_york: None) -> None:
    moments = ["2026-11-22T23:59:59", "2026-11-23T00:00:00", "2026-11-23T23:59:59", "2026-11-24T00:00:00"]
    store.open_job(len(moments))
    for row, moment in enumerate(moments, 1):
        store.time.passed = (datetime.fromisoformat(f"{moment}-05:00") - START).total_seconds()
        ship(store, 1, row, f"{row}.00")
    assert history.spent_on("test", ACCOUNT, date(2026, 11, 23)) == Decimal("5.00")


def test_a_day_is_summed_for_one_account_and_environment_with_every_attempt(store: Store, history: JobHistory) -> None:
    store.open_job(1)
    ship(store, 1, 1, "3.00")
    store.ledger.start_again(store.reader.row(1, 1))
    store.tables.attempt.update(tracking_number="1Z0").execute()
    ship(store, 1, 1, "4.00")
    today = START.astimezone().date()
    assert history.spent_on("test", ACCOUNT, today) == Decimal("7.00")
    assert history.spent_on("test", "OTHER1", today) == 0
    assert history.spent_on("production", ACCOUNT, today) == 0
