from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from reports_kit import Books, number

from shipshell.model.errors import Problem, ShipshellError
from shipshell.reports.rows import COLUMNS, rows_of


def _rows(books: Books) -> list[dict[str, Any]]:
    table = rows_of(books.tables, books.labels, books.job)
    assert table.columns == COLUMNS
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_a_shipped_row_has_its_number_charge_reference_and_label(books: Books) -> None:
    reference = books.ship(1)
    assert _rows(books)[0] == {
        "job": 1,
        "row": 1,
        "recipient": "Person 1",
        "state": "shipped",
        "tracking_number": "1Z0000000300000001",
        "shipped_at": "2026-11-23T10:05:00Z",
        "service": "Ground",
        "reference": "001",
        "quoted": Decimal("19.30"),
        "charged": Decimal("18.75"),
        "estimated": None,
        "currency": "USD",
        "carrier_reference": reference,
        "label": str(books.folder / "row-00001.gif"),
        "error_code": None,
        "error": None,
        "earlier": None,
        "carrier_code": None,
    }


def test_every_row_is_there_in_source_order_with_its_state(books: Books) -> None:
    books.ship(3)
    books.refuse(4)
    books.doubt(2)
    books.find_voided(5)
    assert [(row["row"], row["state"]) for row in _rows(books)] == [
        (1, "pending"),
        (2, "in_doubt"),
        (3, "shipped"),
        (4, "failed"),
        (5, "voided"),
    ]


def test_a_row_that_did_not_ship_says_why_under_which_reference(books: Books) -> None:
    refused, doubtful = books.refuse(1), books.doubt(2)
    first, second, *_ = _rows(books)
    assert (first["carrier_reference"], first["error_code"]) == (refused, "E-3001")
    assert (second["carrier_reference"], second["error"]) == (doubtful, "UPS did not answer")
    assert first["charged"] is second["tracking_number"] is second["label"] is None


def test_a_charge_that_ups_did_not_state_is_the_quote_and_marked(books: Books) -> None:
    books.ship(1, charge=None)
    row = _rows(books)[0]
    assert (row["charged"], row["estimated"]) == (Decimal("19.30"), "yes")


def test_the_charges_add_up_to_what_the_job_cost(books: Books) -> None:
    books.ship(1)
    books.ship(2, charge="21.5")
    books.ship(3)
    books.void(3)
    books.ship(4)
    books.restart(4)
    books.ship(4, charge="20.00")
    total = sum(row["charged"] for row in _rows(books) if row["charged"] is not None)
    assert total == books.reader.charged(books.job).amount == Decimal("79.00")


def test_a_shipment_from_before_a_restart_stands_behind_its_row_until_it_is_voided(books: Books) -> None:
    first = books.ship(1)
    books.restart(1)
    columns = ("state", "tracking_number", "charged", "carrier_reference", "earlier")
    earlier = ["shipped", number(1), Decimal("18.75"), first, "yes"]
    told = [[row[name] for name in columns] for row in _rows(books)[:2]]
    assert told == [["pending", None, None, None, None], earlier]
    second = books.ship(1, charge="20.00")
    told = [[row[name] for name in columns] for row in _rows(books)[:2]]
    assert told == [["shipped", number(1, 1), Decimal("20.00"), second, None], earlier]
    books.ledger.voided(books.reader.row(books.job, 1), number(1), "at UPS")
    assert [row["row"] for row in _rows(books)] == [1, 2, 3, 4, 5]


def test_a_void_that_was_not_answered_is_told(books: Books) -> None:
    books.ship(1)
    books.ledger.voiding(books.reader.row(books.job, 1), number(1))
    row = _rows(books)[0]
    assert (row["state"], row["charged"], row["error_code"]) == ("shipped", Decimal("18.75"), "E-3010")


def test_another_jobs_rows_stay_out(books: Books) -> None:
    books.ship(1)
    other = books._open([books._row(1, None)])
    table = rows_of(books.tables, books.labels, other)
    assert [(row[0], row[3]) for row in table.rows] == [(other, "pending")]


def test_a_job_that_does_not_exist_is_an_error(books: Books) -> None:
    with pytest.raises(ShipshellError) as caught:
        rows_of(books.tables, books.labels, 99)
    assert caught.value.problem.code == "E-1023"


def test_a_number_that_is_not_in_the_source_is_an_error_of_its_row(books: Books) -> None:
    books.ship(1)
    row = books.reader.row(books.job, 1)
    books.ledger.write_failed(row, Problem("E-4006", "orders.csv is read-only"))
    first = _rows(books)[0]
    assert (first["state"], first["error_code"]) == ("shipped", "E-4006")
    assert first["error"] == "its number is not in the source: orders.csv is read-only"
    books.ledger.written([row.id])
    books.ledger.commit_marks()
    assert _rows(books)[0]["error_code"] is None
