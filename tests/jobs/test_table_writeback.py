"""A row's state and its number in the table are one transaction; what the table refuses costs no shipment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from databases import KINDS, fresh_database
from jobs_kit import finished, kinds, shipped_rows
from table_kit import Machine, allow_updates, fill, refuse_second_update

from shipshell.model.events import RowShipped, WriteBackFailed
from shipshell.sources.sql_table import SqlTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from databases import TestDatabase

    from shipshell.sources.base import Numbers

SERVERS = tuple(kind for kind in KINDS if kind != "sqlite")


@pytest.fixture
def machine(shop: TestDatabase, tmp_path: Path) -> Iterator[Machine]:
    made = Machine(shop, tmp_path)
    yield made
    made.close()


def test_a_row_is_reported_when_its_state_and_its_number_are_there_for_everybody(machine: Machine) -> None:
    for event in machine.runner(machine.open_job()).run():
        if isinstance(event, RowShipped):
            assert machine.written()[event.row] == machine.booked()[event.row] == event.tracking_number
    assert list(machine.written().values()) == machine.numbers()


def test_nobody_sees_the_one_without_the_other(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, seen = SqlTable.write, []

    def look_when_written(self: SqlTable, numbers: Mapping[int, Numbers]) -> None:
        whole(self, numbers)
        seen.append((machine.written(), machine.booked()))

    monkeypatch.setattr(SqlTable, "write", look_when_written)
    machine.run(machine.open_job())
    assert [len(written) for written, _ in seen] == [0, 1, 2]
    assert all(written == booked for written, booked in seen)


def test_what_the_table_refuses_costs_no_shipment(machine: Machine) -> None:
    refuse_second_update(machine.database)
    job = machine.open_job()
    events = machine.run(job)
    assert (shipped_rows(events), finished(events).status) == ([1, 2, 3], "complete_with_warnings")
    (failure,) = [event for event in events if isinstance(event, WriteBackFailed)]
    assert (failure.row, failure.problem.code) == (2, "E-4006")
    assert "not this one" in failure.problem.message
    first, second, third = machine.numbers()
    assert machine.booked() == {1: first, 2: second, 3: third}
    assert machine.written() == {1: first, 3: third}
    assert finished(events).unwritten == (2,)


def test_a_refused_number_is_written_by_a_retry(machine: Machine) -> None:
    refuse_second_update(machine.database)
    job = machine.open_job()
    machine.run(job)
    allow_updates(machine.database)
    store = machine.store(job)
    assert machine.writeback(job).catch_up(store.reader.unwritten(job)) == {}
    store.ledger.commit_marks()
    assert store.reader.unwritten(job) == []
    assert machine.written() == machine.booked()


def test_a_refusal_that_ends_the_whole_transaction_costs_no_shipment(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a server resolves a deadlock at our cost, or a trigger says ROLLBACK."""
    whole, passed = SqlTable.write, []

    def lose_everything(self: SqlTable, numbers: Mapping[int, Numbers]) -> None:
        passed.append(numbers)
        if len(passed) == 2:
            self.database.rollback()
            raise ValueError("deadlock")
        whole(self, numbers)

    monkeypatch.setattr(SqlTable, "write", lose_everything)
    events = machine.run(machine.open_job())
    assert (shipped_rows(events), finished(events).status) == ([1, 2, 3], "complete")
    assert list(machine.written().values()) == list(machine.booked().values()) == machine.numbers()


def test_a_refusal_at_the_commit_costs_no_shipment(tmp_path: Path) -> None:
    with fresh_database("postgresql", tmp_path) as database:
        fill(database)
        database.run(
            "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not this one'; END $$",
            "CREATE CONSTRAINT TRIGGER refuse AFTER UPDATE ON orders DEFERRABLE INITIALLY DEFERRED "
            "FOR EACH ROW WHEN (new.id = 2) EXECUTE FUNCTION no()",
        )
        machine = Machine(database, tmp_path)
        events = machine.run(machine.open_job())
        assert (shipped_rows(events), finished(events).status) == ([1, 2, 3], "complete_with_warnings")
        assert list(machine.booked()) == [1, 2, 3]
        assert list(machine.written()) == [1, 3]
        machine.close()


@pytest.mark.parametrize("shop", SERVERS, indirect=True)  # SQLite lets nobody else write within our transaction
def test_a_row_that_somebody_else_filled_meanwhile_is_left_alone(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = SqlTable.write

    def too_late(self: SqlTable, numbers: Mapping[int, Numbers]) -> None:
        monkeypatch.setattr(SqlTable, "write", whole)
        machine.database.run("UPDATE orders SET tracking_number = 'THEIRS' WHERE id = 1")
        whole(self, numbers)

    monkeypatch.setattr(SqlTable, "write", too_late)
    events = machine.run(machine.open_job())
    (failure,) = [event for event in events if isinstance(event, WriteBackFailed)]
    assert (failure.row, machine.written()[1]) == (1, "THEIRS")
    assert machine.booked()[1] == machine.numbers()[0]


#: How the connections of a database are ended from outside, but the one that does it.
HANG_UPS: dict[str, Any] = {
    "postgresql": "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()",
    "mysql": "SELECT CONCAT('KILL ', id) FROM information_schema.processlist "
    "WHERE db = DATABASE() AND id <> CONNECTION_ID()",
}


def hang_up(database: TestDatabase) -> None:
    for (words,) in database.rows(HANG_UPS[database.kind]):
        if database.kind == "mysql":
            database.run(words)


@pytest.mark.parametrize("kind", SERVERS)
def test_a_server_that_goes_away_loses_nothing(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with fresh_database(kind, tmp_path) as database:
        fill(database)
        machine = Machine(database, tmp_path)
        job = machine.open_job()
        whole = machine.spool.keep

        def keep(reference: str, raw: bytes) -> None:
            whole(reference, raw)
            if reference.endswith("-2"):
                hang_up(database)

        monkeypatch.setattr(machine.spool, "keep", keep)
        events = machine.run(job)
        assert "JobFinished" in kinds(events)
        assert finished(events).status == "halted"
        machine.close()

        again = Machine(database, tmp_path)
        again.store(job).ledger.take_over(job)
        again.run(job)
        assert again.job(job).status == "complete"
        assert list(again.written().values()) == list(again.booked().values()) == again.numbers()
        assert len(again.numbers()) == 3
        again.close()
