"""The emulator's books: every shipment that it accepted and every token that it gave, in one SQLite file.

A shipment is committed before its reply leaves, so that a killed process forgets nothing that a client may have heard.
Several processes may keep the same books; within one, several threads.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from threading import RLock
from typing import TYPE_CHECKING, Any

from shipshell.emulator.tracking import tracking_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE_NAME = "emulator.sqlite3"
_BUSY_SECONDS = 30

_SCHEMA = """
CREATE TABLE IF NOT EXISTS shipments (
    id INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    request TEXT NOT NULL,       -- the Ship request as it arrived, from which labels are drawn again
    published TEXT NOT NULL,
    negotiated TEXT,             -- null where the reply gave none
    created TEXT NOT NULL,       -- ISO 8601, as are all times
    shown TEXT NOT NULL,         -- look-ups know nothing of it before
    has_label INTEGER NOT NULL   -- whether UPS still gives the label
);
CREATE TABLE IF NOT EXISTS packages (
    id INTEGER PRIMARY KEY,      -- the sequence within the tracking number
    shipment INTEGER NOT NULL REFERENCES shipments,
    tracking_number TEXT NOT NULL UNIQUE,
    voided TEXT
);
CREATE INDEX IF NOT EXISTS packages_of_shipment ON packages (shipment);
CREATE TABLE IF NOT EXISTS reference_numbers (
    value TEXT NOT NULL,
    package INTEGER NOT NULL REFERENCES packages
);
CREATE INDEX IF NOT EXISTS packages_of_reference ON reference_numbers (value);
CREATE INDEX IF NOT EXISTS references_of_package ON reference_numbers (package);
CREATE TABLE IF NOT EXISTS tokens (id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, expires TEXT NOT NULL);
"""

_SELECT = "SELECT id, account, request, published, negotiated, created, shown, has_label FROM shipments"


@dataclass(frozen=True, slots=True)
class Package:
    """One package of an accepted shipment, with its reference numbers in their order."""

    tracking_number: str
    references: tuple[str, ...]
    voided: datetime | None


@dataclass(frozen=True, slots=True)
class Shipment:
    """One accepted shipment.

    Attributes:
        request: the Ship request as it arrived.
        published: the list price in US dollars.
        negotiated: the contract's price, None where the reply gave none.
        shown: when look-ups begin to know of it.
        has_label: whether look-ups still give its label.
    """

    id: int
    account: str
    packages: tuple[Package, ...]
    request: dict[str, Any]
    published: Decimal
    negotiated: Decimal | None
    created: datetime
    shown: datetime
    has_label: bool

    @property
    def tracking_number(self) -> str:
        """The first package's number, which is the shipment's identification number too."""
        return self.packages[0].tracking_number

    @property
    def reference(self) -> str:
        """The first reference number, "" where there is none."""
        return self.references[0] if self.references else ""

    @property
    def references(self) -> tuple[str, ...]:
        """The first package's reference numbers."""
        return self.packages[0].references

    @property
    def voided(self) -> datetime | None:
        """When the last package was voided, None while any is not."""
        times = [package.voided for package in self.packages if package.voided]
        return max(times) if len(times) == len(self.packages) else None


class Ledger:
    """The books in `folder`, which is made if absent and private to the user."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / FILE_NAME
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        self._lock = RLock()
        self._db = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        with self._transaction():
            for statement in _SCHEMA.split(";\n"):
                self._db.execute(statement)

    def close(self) -> None:
        """Give the file back; nothing can be asked afterwards."""
        with self._lock:
            self._db.close()

    def accept(
        self,
        request: dict[str, Any],
        *,
        account: str,
        service: str,
        references: tuple[tuple[str, ...], ...],
        prices: tuple[Decimal, Decimal | None],
        now: datetime,
        shown: datetime,
        has_label: bool,
    ) -> Shipment:
        """Enter a shipment and number its packages; on return it is committed.

        Args:
            request: the Ship request.
            account: the shipper's number.
            service: the service code, part of the tracking numbers.
            references: the reference numbers of each package.
            prices: published and negotiated, as told to the client.
            now: the time of acceptance.
            shown: when look-ups begin to know of it.
            has_label: whether look-ups will give the label.
        """
        published, negotiated = prices
        row = (account, json.dumps(request), str(published), _text(negotiated), now.isoformat(), shown.isoformat())
        with self._transaction():
            shipment = self._db.execute(
                "INSERT INTO shipments (account, request, published, negotiated, created, shown, has_label)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*row, has_label),
            ).lastrowid
            packages = tuple(self._add_package(shipment, service, values) for values in references)
        return Shipment(shipment or 0, account, packages, request, published, negotiated, now, shown, has_label)

    def shipments(self) -> list[Shipment]:
        """Every shipment ever accepted, voided ones too, in the order of acceptance."""
        return self._shipments("SELECT id FROM shipments")

    def with_reference(self, reference: str, account: str | None = None) -> list[Shipment]:
        """The shipments with a package that carries `reference`, of one account or of any."""
        found = self._shipments(
            "SELECT shipment FROM packages JOIN reference_numbers ON package = packages.id WHERE value = ?", reference
        )
        return [shipment for shipment in found if account in (None, shipment.account)]

    def with_number(self, number: str) -> Shipment | None:
        """The shipment with the package of that tracking number."""
        found = self._shipments("SELECT shipment FROM packages WHERE tracking_number = ?", number)
        return found[0] if found else None

    def void(self, numbers: tuple[str, ...], now: datetime) -> None:
        """Void the packages with those tracking numbers; what is voided already keeps its time."""
        with self._transaction():
            self._db.executemany(
                "UPDATE packages SET voided = ? WHERE tracking_number = ? AND voided IS NULL",
                [(now.isoformat(), number) for number in numbers],
            )

    def issue_token(self, now: datetime, seconds: int) -> str:
        """A new token that is good for so many seconds; expired ones are forgotten."""
        with self._transaction():
            newest = self._db.execute("SELECT coalesce(max(id), 0) FROM tokens").fetchone()[0]
            token = f"emulated-token-{newest + 1}"
            expires = now + timedelta(seconds=seconds)
            self._db.execute("DELETE FROM tokens WHERE expires < ? AND id < ?", (now.isoformat(), newest))
            self._db.execute("INSERT INTO tokens (token, expires) VALUES (?, ?)", (token, expires.isoformat()))
        return token

    def knows_token(self, token: str, now: datetime) -> bool:
        """Whether `token` was given here and is still good."""
        with self._lock:
            row = self._db.execute("SELECT expires FROM tokens WHERE token = ?", (token,)).fetchone()
        return row is not None and datetime.fromisoformat(row[0]) > now

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _add_package(self, shipment: int | None, service: str, references: tuple[str, ...]) -> Package:
        sequence = self._db.execute("SELECT coalesce(max(id), 0) + 1 FROM packages").fetchone()[0]
        number = tracking_number(service, sequence)
        self._db.execute(
            "INSERT INTO packages (id, shipment, tracking_number) VALUES (?, ?, ?)", (sequence, shipment, number)
        )
        self._db.executemany("INSERT INTO reference_numbers VALUES (?, ?)", [(value, sequence) for value in references])
        return Package(number, references, None)

    def _shipments(self, selection: str, *values: str) -> list[Shipment]:
        """The shipments whose ids `selection` gives."""
        with self._lock:
            self._db.execute("BEGIN")
            try:
                rows = self._db.execute(f"{_SELECT} WHERE id IN ({selection}) ORDER BY id", values).fetchall()
                return [self._shipment(row) for row in rows]
            finally:
                self._db.execute("COMMIT")

    def _shipment(self, row: tuple[Any, ...]) -> Shipment:
        number, account, request, published, negotiated, created, shown, has_label = row
        packages = self._db.execute(
            "SELECT id, tracking_number, voided FROM packages WHERE shipment = ? ORDER BY id", (number,)
        ).fetchall()
        return Shipment(
            number,
            account,
            tuple(Package(tracking, self._references(key), _time(voided)) for key, tracking, voided in packages),
            json.loads(request),
            Decimal(published),
            Decimal(negotiated) if negotiated else None,
            datetime.fromisoformat(created),
            datetime.fromisoformat(shown),
            bool(has_label),
        )

    def _references(self, package: int) -> tuple[str, ...]:
        rows = self._db.execute("SELECT value FROM reference_numbers WHERE package = ? ORDER BY rowid", (package,))
        return tuple(value for (value,) in rows)


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _time(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
