"""Jobs beside a table, under the numbers of each machine's own store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from databases import fresh_database
from jobs_kit import new_job, plain_rows
from table_kit import Machine, fill

from shipshell.jobs.all_history import AllHistory
from shipshell.jobs.sent_log import SentLog
from shipshell.jobs.states import JobStatus
from shipshell.jobs.store import open_store
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from databases import TestDatabase

    Machines = Callable[..., Machine]


@pytest.fixture
def machines(shop: TestDatabase, tmp_path: Path) -> Iterator[Machines]:
    """Machines by name, which share the shop's database."""
    made: list[Machine] = []

    def make(name: str = "home") -> Machine:
        made.append(Machine(shop, tmp_path, name))
        return made[-1]

    yield make
    for machine in made:
        machine.close()


def tables_of(database: TestDatabase) -> set[str]:
    from shipshell.sources.sql_database import SqlDatabase

    with SqlDatabase(database.address).database as connected:
        return set(connected.get_tables())


def local_job(machine: Machine) -> int:
    return machine.stores.own.ledger.open_job(new_job(plain_rows(1)), lambda _: None)


def keys_of(database: TestDatabase) -> list[int]:
    return [key for (key,) in database.rows("SELECT number FROM shipshell_job")]


def nothing_lost(folder: Path) -> SentLog:
    return SentLog(folder / "forgotten.log")


def test_a_database_gets_its_tables_with_its_first_job_and_not_before(shop: TestDatabase, machines: Machines) -> None:
    machine = machines()
    assert machine.stores.keeping(machine.source) is None
    assert machine.stores.unsettled_on(machine.source) == []
    assert tables_of(shop) == {"orders"}
    machine.open_job()
    assert {name for name in tables_of(shop) if not name.startswith("shipshell_")} == {"orders"}
    assert machine.stores.keeping(machine.source) is not None


def test_jobs_are_numbered_from_1_wherever_they_live(machines: Machines) -> None:
    machine = machines()
    assert [local_job(machine), machine.open_job(), local_job(machine)] == [1, 2, 3]
    assert [job.number for job in machine.stores.jobs()] == [3, 2, 1]
    assert machine.store(1) is machine.store(3) is machine.stores.own
    assert machine.row(2, 1).job == machine.job(2).number == 2


def test_a_database_keeps_its_jobs_under_keys_that_no_machine_shares(shop: TestDatabase, machines: Machines) -> None:
    machines("bench").open_job()
    machines("desk").open_job()
    keys = keys_of(shop)
    assert len(set(keys)) == 2
    assert all(1 << 20 < key < 1 << 53 for key in keys)


def test_a_job_that_another_machine_left_is_found_on_opening_its_table(machines: Machines) -> None:
    theirs = machines("bench")
    theirs.run(theirs.open_job())
    left = theirs.open_job()
    ours = machines("desk")
    local_job(ours)
    assert [job.number for job in ours.stores.unsettled()] == [1]
    (found,) = ours.stores.unsettled_on(ours.source)
    assert (found.number, found.status, found.source_location) == (2, "executing", theirs.job(left).source_location)
    assert ours.row(2, 1).job == 2
    assert [job.number for job in ours.stores.unsettled()] == [2, 1]


def test_a_job_keeps_its_number_for_ever(shop: TestDatabase, machines: Machines, tmp_path: Path) -> None:
    first = machines("desk")
    job = first.open_job()
    first.run(job)
    first.close()
    again = Machine(shop, tmp_path, "desk")
    assert [(one.number, one.status) for one in again.stores.jobs()] == [(job, "complete")]
    again.close()


def test_what_another_machine_shipped_is_held_here(machines: Machines, tmp_path: Path) -> None:
    theirs = machines("bench")
    theirs.run(theirs.open_job())
    ours = machines("desk")
    assert AllHistory(ours.stores, nothing_lost(tmp_path)).prior("test", ["key-1"]) == {}
    ours.stores.unsettled_on(ours.source)
    prior = AllHistory(ours.stores, nothing_lost(tmp_path)).prior("test", ["key-1", "key-9"])
    assert list(prior) == ["key-1"]
    assert (prior["key-1"].job, prior["key-1"].tracking_number) == (1, theirs.numbers()[0])
    assert AllHistory(ours.stores, nothing_lost(tmp_path)).prior("test", ["key-1"], besides=1) == {}


def test_the_spending_of_all_stores_counts(machines: Machines, tmp_path: Path) -> None:
    machine = machines()
    machine.run(machine.open_job())
    history, day = AllHistory(machine.stores, nothing_lost(tmp_path)), machine.time.now().astimezone().date()
    one = history.spent_on("test", "A1B2C3", day)
    assert one > 0
    local_job(machine)
    assert history.spent_on("test", "A1B2C3", day) > one


def test_a_job_that_is_settled_is_not_looked_at_again_at_the_start(machines: Machines) -> None:
    machine = machines()
    job = machine.open_job()
    assert machine.stores.has_unsettled()
    machine.run(job)
    assert machine.stores.unsettled() == []
    assert not machine.stores.has_unsettled()


def test_a_number_that_was_given_in_vain_is_no_job(shop: TestDatabase, machines: Machines) -> None:
    machine = machines()
    machine.open_job()
    assert machine.catalogue.give(machine.source.server_url) == 2
    assert [job.number for job in machine.stores.jobs()] == [1]
    assert [job.number for job in machine.stores.unsettled()] == [1]
    assert local_job(machine) == 3


def test_a_job_of_another_store_is_no_job_here(machines: Machines) -> None:
    machine = machines()
    local_job(machine)
    kept = machine.store(machine.open_job())
    with pytest.raises(ShipshellError) as refused:
        kept.reader.job(1)
    assert refused.value.problem.code == "E-1023"


def test_moves_guard_themselves_by_number_there_as_here(machines: Machines) -> None:
    machine = machines()
    local_job(machine)
    job = machine.open_job()
    ledger = machine.store(job).ledger
    ledger.finish(job, JobStatus.HALTED, "stopped")
    ledger.take_over(job)
    assert [move for _, _, move, _ in machine.store(job).reader.log(job)] == [
        "-> executing",
        "-> halted",
        "-> executing",
    ]
    assert ledger.claim(machine.row(job, 1)).endswith("-1")


def out_of_reach(machine: Machine) -> str:
    """A database that nobody answers for, and in which two jobs are."""
    url = "postgresql://ops@127.0.0.1:9/shop"
    machine.catalogue.give(url)
    machine.catalogue.give(url)
    return url


def test_a_database_out_of_reach_hinders_nothing_else(tmp_path: Path) -> None:
    with fresh_database("sqlite", tmp_path) as database:
        fill(database)
        machine = Machine(database, tmp_path)
        url, job = out_of_reach(machine), machine.open_job()
        assert [one.number for one in machine.stores.unsettled()] == [job]
        (silent,) = machine.stores.unreachable()
        assert (silent.url, silent.jobs, silent.error.problem.code) == (url, (2, 1), "E-4014")
        assert url in silent.error.problem.message
        with pytest.raises(ShipshellError) as refused:
            machine.stores.job(1)
        assert refused.value.problem.code == "E-4014"
        machine.close()


def test_a_database_out_of_reach_is_not_waited_for_again_at_once(tmp_path: Path) -> None:
    with fresh_database("sqlite", tmp_path) as database:
        fill(database)
        machine = Machine(database, tmp_path)
        url = out_of_reach(machine)
        for _ in range(3):
            machine.stores.jobs()
        first = machine.tried.count(url)
        machine.time.passed += 61
        machine.stores.jobs()
        assert machine.tried.count(url) == 2 * first
        machine.close()


def test_nothing_is_known_of_the_days_spending_while_a_database_is_out_of_reach(tmp_path: Path) -> None:
    with fresh_database("sqlite", tmp_path) as database:
        fill(database)
        machine = Machine(database, tmp_path)
        out_of_reach(machine)
        with pytest.raises(ShipshellError) as refused:
            AllHistory(machine.stores, nothing_lost(tmp_path)).spent_on("test", "A1B2C3", machine.time.now().date())
        assert refused.value.problem.code == "E-4014"
        machine.close()


def test_a_file_that_was_moved_is_known_again(tmp_path: Path) -> None:
    with fresh_database("sqlite", tmp_path) as database:
        fill(database)
        machine = Machine(database, tmp_path)
        job = machine.open_job()
        machine.stores.close()
        moved = tmp_path / "moved.db"
        (tmp_path / "shop.db").rename(moved)
        source = machine.databases.open(machine.databases.address(str(moved)), "orders")  # type: ignore[arg-type]
        (found,) = machine.stores.unsettled_on(source)
        assert (found.number, machine.stores.location(found)) == (job, source.location)
        machine.close()


def test_a_database_that_is_somebodys_own_store_keeps_no_jobs_beside_orders(
    shop: TestDatabase, machines: Machines, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    open_store(tmp_path / "other", shop.url).database.close()
    ours = machines()
    with pytest.raises(ShipshellError) as refused:
        ours.stores.keeping(ours.source)
    assert refused.value.problem.code == "E-4015"


def test_a_database_of_a_newer_shipshell_is_left_alone(shop: TestDatabase, machines: Machines) -> None:
    machines("bench").open_job()
    shop.run("UPDATE shipshell_meta SET value = '99' WHERE name = 'schema'")
    ours = machines("desk")
    with pytest.raises(ShipshellError) as refused:
        ours.stores.unsettled_on(ours.source)
    assert refused.value.problem.code == "E-4003"


def _in_dock(machine: Machine) -> Machine:
    address = machine.databases.at(machine.database.address).address
    machine.source = machine.databases.open(address, "Dock & Co.parcels")
    return machine


@pytest.mark.parametrize("shop", ["postgresql"], indirect=True)
def test_jobs_stand_in_the_schema_of_their_table(shop: TestDatabase, machines: Machines) -> None:
    shop.run('CREATE SCHEMA "Dock & Co"', 'CREATE TABLE "Dock & Co".parcels (LIKE orders INCLUDING ALL)')
    shop.run('INSERT INTO "Dock & Co".parcels SELECT * FROM orders')
    machine = _in_dock(machines())
    number = machine.open_job()
    schemas = "SELECT table_schema FROM information_schema.tables WHERE table_name = 'shipshell_job'"
    assert shop.rows(schemas) == [("Dock & Co",)]
    assert machines().open_job() == number + 1  # of the table in `public`, which keeps its own
    assert sorted(shop.rows(schemas)) == [("Dock & Co",), ("public",)]
    later = _in_dock(machines())
    assert [job.number for job in later.stores.unsettled_on(later.source)] == [number]
    assert later.stores.location(later.job(number)) == later.source.location
    shop.run(
        *(f'ALTER TABLE "Dock & Co".shipshell_{table} DROP COLUMN record_key' for table in ("jobrow", "attempt")),
        """UPDATE "Dock & Co".shipshell_meta SET value = '2'""",
    )
    assert [job.number for job in _in_dock(machines("desk")).stores.unsettled_on(later.source)] == [1]
