"""A table of a database that somebody else works on while it is shipped: rows are known by their key."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from databases import TestDatabase, fresh
from session_kit import HEADER, IN_DOUBT, REFUSED, YES

from shipshell.model.events import JobFinished, RowShipped
from shipshell.session.replies import Failed, Listing, Previewed

if TYPE_CHECKING:
    from session_kit import Bench

__all__ = ["fresh"]

SHIP = "ship shop.db table orders"
INSERT = "INSERT INTO orders (id, Reference, Name, Address, City, State, Zip, Weight) VALUES"


class Shop:
    """The database of somebody who types SQL."""

    def __init__(self, bench: Bench) -> None:
        self._path = bench.folder / "shop.db"
        self.run(f"CREATE TABLE orders (id INTEGER PRIMARY KEY, {', '.join(HEADER)})")
        for key in (10, 20, 30):
            self.insert(key)

    def insert(self, key: int) -> None:
        self.run(f"{INSERT} ({key}, 'A{key}', 'Pat Doe {key}', '{key} Main St', 'Timonium', 'MD', '21093', 2)")

    def run(self, statement: str) -> list[Any]:
        with closing(sqlite3.connect(self._path)) as connection, connection:
            return connection.execute(statement).fetchall()

    def numbers(self) -> dict[int, str]:
        return dict(self.run("SELECT id, tracking_number FROM orders WHERE tracking_number IS NOT NULL"))


@pytest.fixture
def shop(bench: Bench) -> Shop:
    return Shop(bench)


def test_each_number_goes_to_its_own_row(bench: Bench, shop: Shop) -> None:
    assert bench.talk().say(SHIP, YES).shipped == [1, 2, 3]
    numbers = [shipment.tracking_number for shipment in bench.shipments()]
    assert shop.numbers() == dict(zip((10, 20, 30), numbers, strict=True))


def test_a_row_that_arrived_after_the_preview_waits_and_shifts_nothing(bench: Bench, shop: Shop) -> None:
    talk = bench.talk()
    talk.say(SHIP)
    shop.insert(5)
    assert talk.say(YES).one(JobFinished).shipped == 3
    assert list(shop.numbers()) == [10, 20, 30]
    assert talk.say(SHIP).previewed == [1]


def test_a_row_that_changed_after_the_preview_ships_nothing(bench: Bench, shop: Shop) -> None:
    talk = bench.talk()
    talk.say(SHIP)
    shop.run("UPDATE orders SET Zip = '21030' WHERE id = 20")
    heard = talk.say(YES)
    assert "what was to ship: row 2" in heard.one(Failed).problem.message
    assert heard.previewed == [1, 2, 3]
    assert bench.bought() == []


def test_a_row_that_changed_while_its_batch_ran_is_not_sent(bench: Bench, shop: Shop) -> None:
    talk = bench.talk()
    for output in talk.listen([SHIP, YES]):
        if isinstance(output, RowShipped) and output.row == 1:
            shop.insert(5)
            shop.run("UPDATE orders SET Address = '99 Elm Ave' WHERE id = 20")
    assert talk.states() == ["shipped", "failed", "pending"]
    assert list(shop.numbers()) == [10]
    assert bench.bought() == ["Pat Doe 10"]


def test_a_corrected_row_is_found_by_its_key_and_shown_with_its_difference(bench: Bench, shop: Shop) -> None:
    talk = bench.talk(*REFUSED)
    talk.say(SHIP, YES)
    shop.insert(5)
    shop.run("UPDATE orders SET Reference = 'B1', Name = 'Kim Roe', Address = '99 Elm Ave' WHERE id = 20")
    heard = talk.say("resume")
    assert {row[0] for row in heard.one(Listing).rows} == {"2"}
    assert "Kim Roe" in str(heard.one(Listing).rows)
    assert talk.say(YES).shipped == [2, 3]
    assert list(shop.numbers()) == [10, 20, 30]


def test_a_record_that_shipped_is_held_whatever_became_of_it_and_others_are_not(bench: Bench, shop: Shop) -> None:
    talk = bench.talk()
    talk.say(SHIP, YES)
    shop.run(
        "UPDATE orders SET tracking_number = NULL, shipped_at = NULL, Reference = 'B1', Name = 'Kim' WHERE id = 20"
    )
    shop.insert(40)
    shop.run("UPDATE orders SET Reference = 'A10' WHERE id = 40")
    heard = talk.say(SHIP)
    held = heard.one(Previewed).preview.batch.held
    assert "the row is the same, but the recipient differs" in held[2]
    assert heard.previewed == [4], held


@pytest.mark.parametrize("fresh", ["postgresql"], indirect=True)  # where a password that is not wanted does no harm
def test_a_typed_password_is_kept_nowhere(bench: Bench, fresh: TestDatabase) -> None:
    columns = ", ".join(f'"{name}" TEXT' for name in HEADER)
    fresh.run(
        f"CREATE TABLE orders (id INTEGER PRIMARY KEY, {columns})",
        "INSERT INTO orders VALUES (1, 'A1', 'Pat Doe', '1 Main St', 'Timonium', 'MD', '21093', '2')",
    )
    talk = bench.talk()
    url = fresh.url.replace("root@", "root:hunter2@")
    heard = [*talk.say(f"ship {url} table orders"), *talk.say(YES), *talk.say("jobs"), *talk.say("job 1")]
    assert talk.states() == ["shipped"]
    assert "hunter2" not in str(heard)
    assert not any(b"hunter2" in path.read_bytes() for path in bench.home.rglob("*") if path.is_file())
    assert not any("hunter2" in str(fresh.rows(f"SELECT * FROM {table}")) for table in fresh.tables())
    assert "hunter2" in url


# -- what a person says, or takes out ------------------------------------------------------------------------------


def test_a_number_that_is_said_anew_goes_along_into_the_table(bench: Bench, shop: Shop) -> None:
    bench.talk(*IN_DOUBT).say(SHIP, YES)
    talk = bench.talk(*IN_DOUBT[1:])
    wrong, right = "1Z12345E0205271688", bench.shipments()[1].tracking_number
    talk.say(f"row 2 of job 1 shipped as {wrong}")
    assert shop.numbers()[20] == wrong
    talk.say(f"row 2 of job 1 shipped as {right}")
    assert shop.numbers()[20] == right


def test_numbers_that_were_taken_out_of_the_table_are_in_it_again_after_a_resume(bench: Bench, shop: Shop) -> None:
    refused = {"operation": "ship", "nth": 3, "fault": "refuse", "code": "120802"}
    bench.talk(refused).say(SHIP, YES)
    shop.run("UPDATE orders SET tracking_number = NULL")
    talk = bench.talk()
    talk.start()
    assert talk.say("resume").one(JobFinished).status == "complete"
    assert list(shop.numbers().values()) == [one.tracking_number for one in bench.shipments()]
