"""Jobs that a database keeps beside its orders, as a talk about them goes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from databases import KINDS, TestDatabase, fresh_database
from session_kit import HEADER, IN_DOUBT, YES, Bench

from shipshell.jobs.catalogue import Catalogue
from shipshell.model.events import JobFinished, RowShipped, WriteBackFailed
from shipshell.session.offering import same_place
from shipshell.session.replies import Failed, Listing, Offered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from session_kit import Talk

REFUSE = {
    "sqlite": ("CREATE TRIGGER refuse BEFORE UPDATE ON orders WHEN new.id = 2 BEGIN SELECT RAISE(ABORT, 'no'); END",),
    "postgresql": (
        "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$",
        "CREATE TRIGGER refuse BEFORE UPDATE ON orders FOR EACH ROW WHEN (new.id = 2) EXECUTE FUNCTION no()",
    ),
    "mysql": (
        "CREATE TRIGGER refuse BEFORE UPDATE ON orders FOR EACH ROW BEGIN IF new.id = 2 THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no'; END IF; END",
    ),
}
AWAY = "postgresql://ops@127.0.0.1:9/shop"


class Shop:
    """A database with three orders, and a bench to ship them from."""

    def __init__(self, bench: Bench, database: TestDatabase) -> None:
        self.bench, self.database = bench, database
        columns = ", ".join(f"{name} VARCHAR(40)" for name in HEADER)
        rows = ", ".join(
            f"({n}, 'A{n}', 'Pat Doe {n}', '{n} Main St', 'Timonium', 'MD', '21093', '2')" for n in (1, 2, 3)
        )
        database.run(f"CREATE TABLE orders (id INTEGER PRIMARY KEY, {columns})", f"INSERT INTO orders VALUES {rows}")
        self.ship = f"ship {database.url} table orders"

    def numbers(self) -> dict[int, str]:
        """The numbers in the table, by key."""
        return dict(
            map(tuple, self.database.rows("SELECT id, tracking_number FROM orders WHERE tracking_number <> ''"))
        )

    def allow(self) -> None:
        """Take the trigger away."""
        self.database.run(f"DROP TRIGGER refuse{' ON orders' if self.database.kind == 'postgresql' else ''}")

    def other_machine(self) -> Bench:
        """Another home beside the same database; UPS is the same for both."""
        folder = self.bench.folder / "other"
        folder.mkdir()
        return Bench(folder)


@pytest.fixture(params=KINDS)
def shop(request: pytest.FixtureRequest, bench: Bench, tmp_path: Path) -> Iterator[Shop]:
    with fresh_database(request.param, tmp_path) as database:
        yield Shop(bench, database)
        bench.close()


@pytest.fixture
def file_shop(bench: Bench, tmp_path: Path) -> Iterator[Shop]:
    with fresh_database("sqlite", tmp_path) as database:
        yield Shop(bench, database)


def test_a_batch_is_kept_beside_its_orders_and_known_by_our_own_number(shop: Shop) -> None:
    talk = shop.bench.talk()
    shown = talk.say(shop.ship)
    assert "new tables called shipshell_*" in shown.text
    assert {table for table in shop.database.tables() if table != "orders"} == set()
    assert talk.say(YES).one(JobFinished).status == "complete"
    assert list(shop.numbers().values()) == [one.tracking_number for one in shop.bench.shipments()]
    assert talk.say("jobs").one(Listing).rows[0][0] == "1"
    assert "complete" in str(shop.bench.talk().say("job 1")[0])
    assert shop.database.rows("SELECT COUNT(*) FROM shipshell_job")[0][0] == 1
    assert "new tables" not in talk.say(shop.ship).text


def test_a_crash_is_offered_at_the_next_start_and_gone_on_with(shop: Shop) -> None:
    shop.bench.crash(shop.ship, YES, after=1)
    talk = shop.bench.talk()
    offered = talk.start().one(Offered).interrupted
    assert (offered.job, offered.done, offered.total) == (1, 1, 3)
    assert talk.say("resume").one(JobFinished).status == "complete"
    assert list(shop.numbers().values()) == [one.tracking_number for one in shop.bench.shipments()]
    assert len(shop.bench.shipments()) == 3


def test_a_number_that_the_table_refuses_is_named_and_mended_later(shop: Shop) -> None:
    shop.database.run(*REFUSE[shop.database.kind])
    talk = shop.bench.talk()
    heard = talk.say(shop.ship, YES)
    assert (heard.shipped, heard.one(JobFinished).status) == ([1, 2, 3], "complete_with_warnings")
    assert heard.one(WriteBackFailed).row == 2
    assert sorted(shop.numbers()) == [1, 3]
    assert talk.say("retry 1").one(Failed).rows == (2,)
    shop.allow()
    talk.say("retry 1")
    assert sorted(shop.numbers()) == [1, 2, 3]
    assert talk.services.stores.job(1).status == "complete"


def test_a_batch_that_another_machine_left_is_offered_when_its_table_is_opened(file_shop: Shop) -> None:
    file_shop.bench.crash(file_shop.ship, YES, after=1)
    other = file_shop.other_machine()
    other.orders(1)
    talk = other.talk()
    talk.say("ship orders.csv", YES)
    assert talk.start().all(Offered) == []
    heard = talk.say(file_shop.ship)
    assert heard.codes == ["E-4005"]
    assert (heard.one(Offered).interrupted.job, heard.one(Offered).interrupted.done) == (2, 1)
    assert not same_place(talk.services, talk.services.stores.job(2))  # its emulator is not ours: nothing is looked up
    assert "emulator inside another machine" in talk.say("resume").text
    assert "is cancelled" in talk.say("cancel job 2").text
    assert talk.say(file_shop.ship).previewed == [2, 3]
    other.close()


def test_a_number_that_a_person_names_goes_into_the_table_at_once(file_shop: Shop) -> None:
    talk = file_shop.bench.talk(*IN_DOUBT)
    talk.say(file_shop.ship, YES)
    assert talk.states() == ["shipped", "in_doubt", "pending"]
    talk.say("row 2 shipped as 1Z999AA10123456784")
    assert talk.states() == ["shipped", "shipped", "pending"]
    assert file_shop.numbers()[2] == "1Z999AA10123456784"


def test_a_look_up_at_the_start_puts_what_it_finds_into_the_table(file_shop: Shop) -> None:
    talk = file_shop.bench.talk(*IN_DOUBT)
    talk.say(file_shop.ship, YES)
    assert sorted(file_shop.numbers()) == [1]
    again = file_shop.bench.talk()
    again.start()
    assert again.states() == ["shipped", "shipped", "pending"]
    assert sorted(file_shop.numbers()) == [1, 2]
    assert again.say("resume").shipped == [2, 3]


def test_a_void_empties_its_cells(shop: Shop) -> None:
    talk = shop.bench.talk()
    talk.say(shop.ship, YES)
    talk.say("void row 2 of job 1")
    assert (talk.states(), sorted(shop.numbers())) == (["shipped", "voided", "shipped"], [1, 3])
    assert talk.say(shop.ship).previewed == [2]


# -- where jobs are kept elsewhere, or cannot be looked at ---------------------------------------------------------


def test_jobs_may_be_kept_in_our_own_store_and_the_preview_says_what_that_means(file_shop: Shop) -> None:
    bench = file_shop.bench
    bench.configure(f'[sources.shop]\nurl = "{file_shop.database.url}"\ntable = "orders"\njobs = "local"\n')
    talk = bench.talk()
    shown = talk.say(file_shop.ship)
    assert "are not written in one transaction" in shown.text
    assert talk.say(YES).one(JobFinished).status == "complete"
    assert sorted(file_shop.numbers()) == [1, 2, 3]
    assert file_shop.database.tables() == ["orders"]
    assert talk.services.stores.of(1) is talk.services.stores.own


def test_a_database_that_takes_no_tables_is_refused_before_anything_is_bought(bench: Bench, tmp_path: Path) -> None:
    with fresh_database("postgresql", tmp_path) as database:
        shop = Shop(bench, database)
        role = f"packer_{os.getpid()}_{id(shop)}"
        database.run(
            "ALTER TABLE orders ADD COLUMN tracking_number text, ADD COLUMN shipped_at text",
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
            f"CREATE ROLE {role} LOGIN PASSWORD 'x'",
            f"GRANT SELECT, UPDATE ON orders TO {role}",
        )
        try:
            address = database.address
            talk = bench.talk()
            heard = talk.say(
                f"ship postgresql://{role}:x@{address.host}:{address.port}/{address.database} table orders"
            )
            assert heard.codes == ["E-4015"]
            assert 'jobs = "local"' in heard.text
            bench.close()
        finally:
            database.run(f"DROP OWNED BY {role}", f"DROP ROLE {role}")


def job_out_of_reach(talk: Talk) -> None:
    """A job of ours is in a database that nobody answers for."""
    Catalogue(talk.services.stores.own.tables.database, os.urandom).give(AWAY)


def test_a_database_out_of_reach_is_told_once_and_everything_else_goes_on(bench: Bench) -> None:
    bench.orders(2)
    talk = bench.talk()
    job_out_of_reach(talk)
    heard = talk.start()
    assert heard.codes == []
    assert f"1 job (1) cannot be looked at: the jobs in {AWAY} cannot be read" in heard.text
    assert talk.say("ship orders.csv", YES).one(JobFinished).status == "complete"
    rows = talk.say("jobs").one(Listing).rows
    assert [(row[0], row[3]) for row in rows] == [("2", "complete"), ("1", "not reachable")]
    assert talk.say("job 1").codes == ["E-4014"]


def test_a_days_limit_is_not_trusted_while_a_database_is_out_of_reach(bench: Bench) -> None:
    bench.orders(2)
    talk = bench.talk()
    job_out_of_reach(talk)
    talk.say("set limit $500 per day")
    assert talk.say("ship orders.csv", YES).codes == ["E-4014"]
    assert bench.bought() == []
    assert "Nobody knows what was spent today: " in talk.say("show limit").text


def test_a_limit_of_the_batch_does_not_mind_a_database_out_of_reach(bench: Bench) -> None:
    bench.orders(2)
    talk = bench.talk()
    job_out_of_reach(talk)
    talk.say("set limit $500")
    assert talk.say("ship orders.csv", YES).shipped == [1, 2]


def test_a_batch_reports_each_row_when_everybody_can_see_it(shop: Shop) -> None:
    talk: Any = shop.bench.talk()
    seen = [
        (output.row, shop.numbers().get(output.row) == output.tracking_number)
        for output in talk.listen([shop.ship, YES])
        if isinstance(output, RowShipped)
    ]
    assert seen == [(1, True), (2, True), (3, True)]
