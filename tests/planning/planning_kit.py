"""What the tests of whole batches share: a table of orders, what it is read against, and a history to be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd

from shipshell.config import Defaults, emulator_shipper
from shipshell.model.address import Address, Party, Shipper
from shipshell.model.package import Package
from shipshell.model.shipment import ShipmentRequest
from shipshell.planning.composing import Circumstances, compose
from shipshell.planning.instructions import Instructions
from shipshell.planning.understanding import Understood, understand_columns
from shipshell.sources.base import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

    from shipshell.model.history import Prior
    from shipshell.planning.batch import Batch

SHIPPER = Shipper(emulator_shipper(), "SAMPLE")
COLUMNS = {
    "Ref": "A{}",
    "Name": "Pat {}",
    "Address": "{} Main St",
    "City": "Timonium",
    "State": "MD",
    "Zip": "21093",
    "Weight": "{}",
}


@dataclass
class Told:
    """A history that says what it is told to say."""

    priors: dict[str, Prior] = field(default_factory=dict)

    def prior(self, environment: str, keys: Collection[str], besides: int = 0) -> Mapping[str, Prior]:
        return {key: prior for key, prior in self.priors.items() if key in keys and environment == "test"}

    def spent_on(self, environment: str, account: str, day: date) -> Decimal:
        raise AssertionError("a batch has no price yet")


def orders(count: int = 3, **cells: str | list[str]) -> Table:
    """A table of orders; `cells` replace a column, as one text with `{}` for the row's number or cell by cell."""
    rows = range(1, count + 1)
    columns = {
        name: [text.format(row) for row in rows] if isinstance(text, str) else text
        for name, text in {**COLUMNS, **cells}.items()
    }
    return Table(
        pd.DataFrame(columns, index=rows, dtype="str"), "tracking_number" if "tracking_number" in columns else ""
    )


def batch_of(
    table: Table,
    told: Instructions | None = None,
    history: Told | None = None,
    ignores: Callable[[str], bool] = lambda _: False,
) -> Batch:
    """The batch that the table and the instructions make."""
    instructions = told or Instructions("orders.csv")
    around = Circumstances(SHIPPER, Defaults(), history or Told(), "test", ignores)
    return compose(Understood(table, understand_columns(table, instructions)), instructions, around)


def request(
    name: str = "Pat Doe",
    lines: tuple[str, ...] = ("1 Main St",),
    weight: str = "2",
    reference: str = "A1",
    postal_code: str = "21093",
) -> ShipmentRequest:
    """One shipment."""
    to = Party(name, Address(lines, "Timonium", "MD", postal_code))
    return ShipmentRequest(SHIPPER, to, Package(Decimal(weight)), "03", reference=reference)
