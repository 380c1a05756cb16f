"""Tables of real databases; what holds for every source stands in `tests/contracts`."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from databases import TestDatabase, fresh

from shipshell.model.errors import ShipshellError
from shipshell.sources.base import Numbers, SourceChanged
from shipshell.sources.sql_dialect import Statement, execute

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shipshell.sources.sql_table import SqlTable

__all__ = ["fresh"]

NUMBERS = Numbers("1ZTEST0000000001", "2026-11-23T10:05:00Z")
ORDERS = "CREATE TABLE orders (id INTEGER PRIMARY KEY, name VARCHAR(80), city VARCHAR(80))"


def quoted(database: TestDatabase, name: str) -> str:
    mark = "`" if database.kind == "mysql" else '"'
    return f"{mark}{name.replace(mark, mark * 2)}{mark}"


@pytest.fixture
def orders(fresh: TestDatabase) -> TestDatabase:
    fresh.run(ORDERS, "INSERT INTO orders VALUES (30, 'Cid', 'Reno'), (1, 'Ann', 'Bend'), (2, 'Bob', 'Salem')")
    return fresh


def names(source: SqlTable) -> dict[int, str]:
    frame = source.read().frame
    return dict(zip(frame.index.tolist(), frame["name"].tolist(), strict=True))


def refusal(source: SqlTable) -> ShipshellError:
    with pytest.raises(ShipshellError) as caught:
        source.read()
    assert caught.value.problem.hint
    return caught.value


# -- reading ------------------------------------------------------------------------------------------------------


def test_rows_are_counted_in_the_order_of_their_key(orders: TestDatabase) -> None:
    source = orders.table("orders")
    assert names(source) == {1: "Ann", 2: "Bob", 3: "Cid"}
    assert source.read().keys == ("id",)


def test_a_key_of_several_columns_is_read_in_its_own_order(fresh: TestDatabase) -> None:
    fresh.run(
        "CREATE TABLE orders (line INTEGER, name VARCHAR(9), shop VARCHAR(9), PRIMARY KEY (shop, line))",
        "INSERT INTO orders VALUES (2, 'Ann', 'a'), (1, 'Bob', 'b'), (1, 'Cid', 'a')",
    )
    source = fresh.table("orders")
    assert names(source) == {1: "Cid", 2: "Ann", 3: "Bob"}
    assert source.read().keys == ("shop", "line")
    source.write({2: NUMBERS})
    assert fresh.rows("SELECT name FROM orders WHERE tracking_number IS NOT NULL") == [("Ann",)]


def test_odd_names_are_quoted_and_odd_values_are_no_sql(fresh: TestDatabase) -> None:
    table, key, name = (quoted(fresh, odd) for odd in ("Order %s Lines", 'k"e`y', "Na%me; DROP"))
    fresh.run(f"CREATE TABLE {table} ({key} VARCHAR(20) PRIMARY KEY, {name} VARCHAR(20))")
    fresh.run(f"INSERT INTO {table} VALUES ('O''Neil %s \" ;--', 'x')")
    source = fresh.table()
    assert source.read().frame.to_numpy().tolist() == [["O'Neil %s \" ;--", "x"]]
    source.write({1: NUMBERS})
    assert not source.changed(1)
    assert fresh.table().read().frame["tracking_number"].tolist() == [NUMBERS.tracking_number]


def test_types_come_as_text(fresh: TestDatabase) -> None:
    fresh.run(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, zip CHAR(5), weight NUMERIC(6,2), made DATE, cost DOUBLE PRECISION)",
        "INSERT INTO orders VALUES (1, '02139', 2.50, '2026-11-23', 10.0), (2, NULL, NULL, NULL, NULL)",
    )
    weight = "2.5" if fresh.kind == "sqlite" else "2.50"  # SQLite itself keeps no more
    assert fresh.table().read().frame.to_numpy().tolist() == [
        ["1", "02139", weight, "2026-11-23", "10"],
        ["2", "", "", "", ""],
    ]


def test_bytes_are_passed_over_unless_they_are_the_key(fresh: TestDatabase) -> None:
    kind = "BYTEA" if fresh.kind == "postgresql" else "BLOB"
    key = "BYTEA" if fresh.kind == "postgresql" else "BINARY(2)"
    value = "'\\x00ff'" if fresh.kind == "postgresql" else "X'00ff'"
    fresh.run(
        f"CREATE TABLE orders (id {key} PRIMARY KEY, name VARCHAR(9), photo {kind})",
        f"INSERT INTO orders VALUES ({value}, 'Ann', {value})",
    )
    source = fresh.table()
    table = source.read()
    assert table.frame.to_numpy().tolist() == [["00ff", "Ann"]]
    assert 'holds no text: "photo"' in str(table.notes)
    source.write({1: NUMBERS})
    assert not source.changed(1)


@pytest.mark.parametrize("fresh", ["mysql"], indirect=True)
def test_bits_are_numbers_and_shapes_are_passed_over(fresh: TestDatabase) -> None:
    fresh.run(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, home BIT(1), flags BIT(12), place POINT)",
        "INSERT INTO orders VALUES (1, b'1', b'100000001', POINT(1, 2)), (2, b'0', NULL, NULL)",
    )
    assert fresh.table().read().frame.to_numpy().tolist() == [["1", "1", "257"], ["2", "0", ""]]


def test_where_a_row_belongs_is_the_same_however_the_table_is_named(orders: TestDatabase) -> None:
    one, other = orders.table("orders"), orders.table("ORDERS")
    assert one.read().place == other.read().place
    assert orders.address.shown in one.read().place
    assert one.location == other.location


# -- somebody else ------------------------------------------------------------------------------------------------


def test_only_the_row_that_somebody_changed_has_changed(orders: TestDatabase) -> None:
    source = orders.table("orders")
    source.read()
    orders.run("UPDATE orders SET city = 'Boise' WHERE id = 2", "INSERT INTO orders VALUES (15, 'Dee', 'Yuma')")
    assert [source.changed(row) for row in (1, 2, 3)] == [False, True, False]
    assert source.changed()
    source.read()
    orders.run("DELETE FROM orders WHERE id = 30")
    assert source.changed(4)
    assert not source.changed(3)


def test_a_number_that_somebody_else_wrote_is_never_overwritten(orders: TestDatabase) -> None:
    source = orders.table("orders")
    source.add_columns()
    source.read()
    orders.run("UPDATE orders SET tracking_number = 'theirs' WHERE id = 2")
    assert source.changed(2)
    with pytest.raises(SourceChanged):
        source.write({1: NUMBERS, 2: NUMBERS})
    assert orders.rows("SELECT tracking_number FROM orders ORDER BY id") == [(None,), ("theirs",), (None,)]


def test_a_number_goes_to_its_key_although_rows_arrived(orders: TestDatabase) -> None:
    source = orders.table("orders")
    source.read()
    orders.run("INSERT INTO orders VALUES (0, 'Zoe', 'Yuma')", "UPDATE orders SET city = 'Boise' WHERE id = 1")
    source.write({1: NUMBERS})
    assert orders.rows("SELECT name FROM orders WHERE tracking_number IS NOT NULL") == [("Ann",)]


# -- writing ------------------------------------------------------------------------------------------------------


def test_it_writes_within_the_transaction_that_is_open(orders: TestDatabase) -> None:
    source = orders.table("orders")
    source.add_columns()
    source.read()
    source.database.connect()
    with closing(source.database):
        with source.database.atomic() as transaction:
            source.write({1: NUMBERS})
            transaction.rollback()
        assert orders.rows("SELECT COUNT(*) FROM orders WHERE tracking_number IS NOT NULL") == [(0,)]
        with source.database.atomic():
            source.write({2: NUMBERS})
            inside = source.changed(2)
    assert orders.rows("SELECT name FROM orders WHERE tracking_number IS NOT NULL") == [("Bob",)]
    assert not inside


def test_it_can_be_read_first_within_a_transaction(orders: TestDatabase) -> None:
    orders.table("orders").add_columns()
    source = orders.table("orders")
    source.database.connect()
    with closing(source.database), source.database.atomic():
        assert names(source) == {1: "Ann", 2: "Bob", 3: "Cid"}
        source.write({1: NUMBERS})
    assert orders.rows("SELECT name FROM orders WHERE tracking_number IS NOT NULL") == [("Ann",)]


def test_columns_are_not_added_before_they_are_asked_for_and_announced(orders: TestDatabase) -> None:
    source = orders.table("orders")
    assert "will get the columns tracking_number and shipped_at" in str(source.read().notes)
    source.probe()
    assert len(orders.rows("SELECT * FROM orders")[0]) == 3
    source.add_columns()
    source.add_columns()
    assert len(orders.rows("SELECT * FROM orders")[0]) == 5
    assert not source.changed()
    assert source.read().notes == ()


def test_a_column_for_moments_gets_a_moment(orders: TestDatabase) -> None:
    kind = "TIMESTAMP WITH TIME ZONE" if orders.kind == "postgresql" else "TIMESTAMP NULL"
    orders.run(
        "ALTER TABLE orders ADD COLUMN tracking_number VARCHAR(30)", f"ALTER TABLE orders ADD COLUMN shipped_at {kind}"
    )
    source = orders.table("orders")
    source.read()
    source.database.connect()
    with closing(source.database):
        if orders.kind != "sqlite":  # wherever the session thinks it is
            zone = "TIME ZONE '+05:00'" if orders.kind == "postgresql" else "time_zone = '+05:00'"
            execute(source.database, Statement(f"SET SESSION {zone}"))
        source.write({1: NUMBERS})
    seconds = {
        "sqlite": "strftime('%s', shipped_at)",
        "postgresql": "EXTRACT(EPOCH FROM shipped_at)::bigint",
        "mysql": "UNIX_TIMESTAMP(shipped_at)",
    }
    ((moment,),) = orders.rows(f"SELECT {seconds[orders.kind]} FROM orders WHERE id = 1")
    assert int(moment) == 1795428300
    source.write({1: Numbers("", "")})
    assert orders.rows("SELECT tracking_number, shipped_at FROM orders WHERE id = 1") == [(None, None)]


def test_cells_that_may_not_be_null_are_emptied_with_nothing_in_them(orders: TestDatabase) -> None:
    orders.run(
        "ALTER TABLE orders ADD COLUMN tracking_number VARCHAR(30) NOT NULL DEFAULT ''",
        "ALTER TABLE orders ADD COLUMN shipped_at VARCHAR(30) NOT NULL DEFAULT ''",
    )
    source = orders.table("orders")
    source.read()
    source.write({1: NUMBERS})
    source.write({1: Numbers("", "")})
    assert orders.rows("SELECT tracking_number, shipped_at FROM orders WHERE id = 1") == [("", "")]


@pytest.mark.parametrize("fresh", ["postgresql", "mysql"], indirect=True)  # SQLite knows no lengths
def test_a_column_that_is_too_short_is_announced_and_takes_nothing_cut(orders: TestDatabase) -> None:
    orders.run(
        "ALTER TABLE orders ADD COLUMN tracking_number VARCHAR(5)",
        "ALTER TABLE orders ADD COLUMN shipped_at VARCHAR(30)",
    )
    source = orders.table("orders")
    assert "do not fit in" in str(source.read().notes)
    with pytest.raises(ShipshellError) as caught:
        source.write({1: NUMBERS})
    assert caught.value.problem.code == "E-1011"
    assert orders.rows("SELECT tracking_number FROM orders WHERE id = 1") == [(None,)]


@pytest.mark.parametrize("fresh", ["postgresql", "mysql"], indirect=True)  # SQLite takes text into any column
@pytest.mark.parametrize("declared", ["INTEGER", "TIME", "BOOLEAN", "VARCHAR(19)"])
def test_a_column_that_takes_no_times_is_announced(orders: TestDatabase, declared: str) -> None:
    orders.run(
        "ALTER TABLE orders ADD COLUMN tracking_number VARCHAR(30)",
        f"ALTER TABLE orders ADD COLUMN shipped_at {declared}",
    )
    assert "the time of shipping does not fit in" in str(orders.table("orders").read().notes)


def test_a_column_for_moments_is_not_complained_of(orders: TestDatabase) -> None:
    orders.run(
        "ALTER TABLE orders ADD COLUMN tracking_number VARCHAR(30)", "ALTER TABLE orders ADD COLUMN shipped_at DATE"
    )
    assert orders.table("orders").read().notes == ()


def test_a_trigger_that_refuses_is_told_in_its_words(orders: TestDatabase) -> None:
    source = orders.table("orders")
    source.add_columns()
    source.read()
    triggers = {
        "sqlite": ["CREATE TRIGGER no BEFORE UPDATE ON orders BEGIN SELECT RAISE(ABORT, 'not today'); END"],
        "postgresql": [
            "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'not today'; END$$",
            "CREATE TRIGGER no BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION no()",
        ],
        "mysql": [
            "CREATE TRIGGER no BEFORE UPDATE ON orders FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not today'"
        ],
    }
    orders.run(*triggers[orders.kind])
    with pytest.raises(ShipshellError, match=r"orders in .* cannot be written: not today") as caught:
        source.write({1: NUMBERS})
    assert caught.value.problem.code == "E-1011"


# -- refused before anything is bought ----------------------------------------------------------------------------


def test_a_table_without_a_key_is_refused(fresh: TestDatabase) -> None:
    fresh.run("CREATE TABLE orders (name VARCHAR(9))", "INSERT INTO orders VALUES ('Ann')")
    assert refusal(fresh.table()).problem.code == "E-1018"


def test_a_view_is_refused(orders: TestDatabase) -> None:
    orders.run("CREATE VIEW open_orders AS SELECT * FROM orders")
    with pytest.raises(ShipshellError, match=r"open_orders in .* is a view") as caught:
        orders.table("open_orders")
    assert caught.value.problem.code == "E-1018"


def test_sqlite_keys_that_are_null_are_refused(tmp_path: Path) -> None:
    database = TestDatabase("sqlite", "sqlite:///shop.db", tmp_path)
    (tmp_path / "shop.db").touch()
    database.run(
        "CREATE TABLE orders (id TEXT PRIMARY KEY, name TEXT)", "INSERT INTO orders VALUES ('a', 'x'), (NULL, 'y')"
    )
    refused = refusal(database.table())
    assert (str(refused), refused.problem.row) == ("it has no primary key in orders in shop.db", 1)


def test_sqlite_cells_of_bytes_stop_no_other_row(tmp_path: Path) -> None:
    database = TestDatabase("sqlite", "sqlite:///shop.db", tmp_path)
    (tmp_path / "shop.db").touch()
    database.run(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, name TEXT)", "INSERT INTO orders VALUES (1, 'x'), (2, X'ff')"
    )
    assert database.table().read().frame["name"].tolist() == ["x", "\ufffd"]


def test_sqlite_does_not_take_a_column_that_is_gone_for_its_name(tmp_path: Path) -> None:
    database = TestDatabase("sqlite", "sqlite:///shop.db", tmp_path)
    (tmp_path / "shop.db").touch()
    database.run(ORDERS, "INSERT INTO orders VALUES (1, 'name', 'Bend')")
    source = database.table()
    source.read()
    database.run("ALTER TABLE orders RENAME COLUMN name TO recipient")
    assert source.changed(1)


def test_sqlite_text_that_is_not_utf_8_says_so(tmp_path: Path) -> None:
    database = TestDatabase("sqlite", "sqlite:///shop.db", tmp_path)
    (tmp_path / "shop.db").touch()
    database.run(ORDERS, "INSERT INTO orders VALUES (1, CAST(X'41ff' AS TEXT), 'Bend')")
    assert refusal(database.table()).problem.code == "E-1012"


@pytest.mark.parametrize("fresh", ["postgresql"], indirect=True)
def test_a_value_that_the_driver_cannot_read_says_so(orders: TestDatabase) -> None:
    orders.run("ALTER TABLE orders ADD COLUMN due DATE DEFAULT 'infinity'")
    problem = refusal(orders.table()).problem
    assert problem.code == "E-1002"
    assert "infinity" in problem.message


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_the_journal_mode_of_sqlite_stays(tmp_path: Path, mode: str) -> None:
    database = TestDatabase("sqlite", "sqlite:///shop.db", tmp_path)
    (tmp_path / "shop.db").touch()
    database.run(f"PRAGMA journal_mode = {mode}", ORDERS, "INSERT INTO orders VALUES (1, 'Ann', 'Bend')")
    source = database.table()
    source.read()
    source.write({1: NUMBERS})
    assert database.rows("PRAGMA journal_mode") == [(mode,)]


@pytest.mark.parametrize("fresh", ["mysql"], indirect=True)
def test_an_engine_without_transactions_is_refused(fresh: TestDatabase) -> None:
    fresh.run("CREATE TABLE orders (id INTEGER PRIMARY KEY) ENGINE = MyISAM", "INSERT INTO orders VALUES (1)")
    assert "MyISAM, which knows no transactions" in str(refusal(fresh.table()))


# -- rights -------------------------------------------------------------------------------------------------------


@pytest.fixture
def clerk(orders: TestDatabase) -> Iterator[Clerk]:
    """Somebody who may do on the server what is granted; nothing yet."""
    clerk = Clerk(orders, f"clerk_{uuid4().hex[:8]}")
    orders.run(*clerk.comes())
    yield clerk
    orders.run(*clerk.goes())


@dataclass(frozen=True)
class Clerk:
    database: TestDatabase
    name: str

    @property
    def who(self) -> str:
        return self.name if self.database.kind == "postgresql" else f"'{self.name}'@'%'"

    def comes(self) -> list[str]:
        if self.database.kind == "postgresql":
            return [f"CREATE ROLE {self.name} LOGIN"]
        return [f"CREATE USER {self.who}"]

    def goes(self) -> list[str]:
        owned = [f"DROP OWNED BY {self.name}"] if self.database.kind == "postgresql" else []
        return [*owned, f"DROP {'ROLE' if owned else 'USER'} {self.who}"]

    def granted(self, *rights: str) -> TestDatabase:
        self.database.run(*(f"GRANT {right} TO {self.who}" for right in rights))
        address = self.database.address
        return replace(self.database, url=replace(address, user=self.name, password="").url)


servers = pytest.mark.parametrize("fresh", ["postgresql", "mysql"], indirect=True)


@servers
def test_a_right_to_update_that_is_missing_is_named(clerk: Clerk) -> None:
    clerk.database.table("orders").add_columns()
    problem = refusal(clerk.granted("SELECT ON orders").table("orders")).problem
    assert problem.code == "E-1018"
    assert "may not update orders" in problem.message
    assert "GRANT UPDATE ON orders TO" in problem.hint


@servers
def test_a_right_to_add_columns_that_is_missing_is_named(clerk: Clerk) -> None:
    problem = refusal(clerk.granted("SELECT ON orders", "UPDATE ON orders").table("orders")).problem
    assert problem.code == "E-1018"
    assert "may not add the columns tracking_number and shipped_at to orders" in problem.message
    assert "ALTER TABLE orders ADD tracking_number" in problem.hint


@servers
def test_rights_to_the_two_columns_are_enough(clerk: Clerk) -> None:
    clerk.database.table("orders").add_columns()
    both = "tracking_number, shipped_at"
    source = clerk.granted("SELECT ON orders", f"UPDATE ({both}) ON orders").table("orders")
    assert source.read().place == clerk.database.table("orders").read().place
    source.write({1: NUMBERS})
    assert not source.may_create_tables()
    assert clerk.database.table("orders").may_create_tables()


@pytest.mark.parametrize("fresh", ["postgresql"], indirect=True)
def test_the_right_to_make_tables_is_that_of_the_tables_own_schema(clerk: Clerk) -> None:
    clerk.database.run(f"CREATE SCHEMA dock AUTHORIZATION {clerk.name}", "CREATE TABLE dock.parcels (LIKE orders)")
    assert clerk.granted("SELECT ON dock.parcels").table("dock.parcels").may_create_tables()
    assert not clerk.granted("SELECT ON orders").table("orders").may_create_tables()
    clerk.database.run("DROP TABLE dock.parcels")


@pytest.mark.parametrize("fresh", ["postgresql"], indirect=True)
def test_a_table_that_may_not_be_read_says_so(clerk: Clerk) -> None:
    clerk.database.table("orders").add_columns()
    problem = refusal(clerk.granted("UPDATE ON orders").table("orders")).problem
    assert (problem.code, "denied" in problem.message) == ("E-1002", True)
