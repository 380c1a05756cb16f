"""A job store filled by the ledger itself: rows that shipped, failed, wait in doubt, were voided or are pending."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from shipshell.jobs.ledger import Ledger
from shipshell.jobs.reader import Reader
from shipshell.jobs.records import NewJob, NewRow
from shipshell.jobs.spool import LabelFile, LabelStore
from shipshell.jobs.store import open_store
from shipshell.model.address import Address, Party, Shipper
from shipshell.model.errors import Problem
from shipshell.model.money import Price
from shipshell.model.package import Package
from shipshell.model.shipment import Confirmation, ShipmentRequest
from shipshell.sources.identity import Identity

_SHIPPER = Shipper(Party("Acme Depot", Address(("400 Depot Rd",), "Timonium", "MD", "21093")), "A1B2C3")


def number(row: int, before: int = 0) -> str:
    """The tracking number that a row gets, which shipped so many times before."""
    return f"1Z00000003{before:04}{row:04}"


class Books:
    """One job on a store of its own; each method does to a row what a run would."""

    def __init__(self, folder: Path, rows: int, *, quote: Decimal | None = Decimal("19.3")) -> None:
        self.folder = folder
        self.labels = LabelStore(folder)
        self._shipped: Counter[int] = Counter()
        self.tables = open_store(folder)
        self.reader = Reader(self.tables)
        clock = lambda: datetime(2026, 11, 23, 10, 5, tzinfo=UTC)  # noqa: E731
        self.ledger = Ledger(self.tables, owner="owner", clock=clock, randomness=os.urandom)
        self.job = self._open([self._row(row, quote) for row in range(1, rows + 1)])

    def _open(self, rows: list[NewRow]) -> int:
        job = NewJob(
            "confirm", "test", "A1B2C3", "https://wwwcie.ups.com", "csv", "orders.csv", "/orders.csv", {}, "digest",
            Decimal("19.3") * len(rows), "USD", tuple(rows),
        )  # fmt: skip
        return self.ledger.open_job(job, lambda _number: None)

    def _row(self, row: int, quote: Decimal | None) -> NewRow:
        to = Party(f"Person {row}", Address(("77 Elm Ave",), "Alpharetta", "GA", "30005"))
        service = "03" if row % 2 else "02"
        request = ShipmentRequest(_SHIPPER, to, Package(Decimal(2)), service, reference=f"00{row}")
        identity = Identity(row, f"c{row}", f"o{row}", 1)
        return NewRow(row, to.name, request, identity, "", f"key-{row}", f"content-{row}", quote)

    def claim(self, row: int) -> str:
        return self.ledger.claim(self.reader.row(self.job, row))

    def ship(self, row: int, charge: str | None = "18.75", label: bytes | None = b"GIF89a") -> str:
        """Ship a row; a `charge` of None is one that UPS does not state."""
        reference, path = self.claim(row), Path(f"row-{row:05}.gif")
        file = None
        if label is not None:
            (self.folder / path).write_bytes(label)
            file = LabelFile(path, "GIF", hashlib.sha256(label).hexdigest())
        price = None if charge is None else Price(Decimal(charge))
        given = number(row, self._shipped[row])
        self._shipped[row] += 1
        found = Confirmation(given, given)
        self.ledger.shipped(self.reader.row(self.job, row), reference, found, price=price, label=file)
        return reference

    def refuse(self, row: int) -> str:
        reference = self.claim(row)
        self.ledger.refused(self.reader.row(self.job, row), reference, Problem("E-3001", "UPS refused: no such street"))
        return reference

    def doubt(self, row: int) -> str:
        reference = self.claim(row)
        self.ledger.in_doubt(self.reader.row(self.job, row), reference, Problem("E-3003", "UPS did not answer"), "")
        return reference

    def find_voided(self, row: int) -> None:
        reference = self.doubt(row)
        self.ledger.found_voided(self.reader.row(self.job, row), reference, "voided")

    def void(self, row: int) -> None:
        shipped = self.reader.row(self.job, row)
        self.ledger.voided(shipped, shipped.tracking_number, "at UPS")

    def restart(self, row: int) -> None:
        self.ledger.start_again(self.reader.row(self.job, row))

    def close(self) -> None:
        self.tables.database.close()
