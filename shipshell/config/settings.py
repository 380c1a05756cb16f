"""The settings as values, and the sample that serves in the emulator."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shipshell.config.folders import note_use
from shipshell.model.address import Address, Party

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from pathlib import Path

    from shipshell.config.sources import NamedSource
    from shipshell.model.shipment import LabelFormat

EMULATOR_ACCOUNT = "SAMPLE"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What UPS knows us by. The secret never shows."""

    client_id: str
    client_secret: str = field(repr=False)
    account_number: str


@dataclass(frozen=True, slots=True)
class Defaults:
    """What serves where a row says nothing."""

    service: str = "03"
    packaging: str = "02"
    label_format: LabelFormat = "GIF"
    weight_unit: str = "lb"


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that may be spent, in dollars; None where no limit is set."""

    batch: Decimal | None = None
    row: Decimal | None = None
    day: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CarrierSettings:
    """How the carrier is talked to: lanes, seconds for one answer, and the delays of look-ups in seconds."""

    concurrency: int = 1
    timeout: float = 60.0
    lookup_delays: tuple[float, ...] = (0.0, 5.0, 30.0, 120.0)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that was configured.

    Attributes:
        data: the private folder of the job store, labels, logs and history.
        base_url: scheme, host and port of the UPS server; "" for the emulator inside the program.
        shipper: the configured ship-from party without account; None where there is none.
        store_url: the job store's database, "" for the one in `data`. It may hold a password, and never shows.
    """

    data: Path
    config_file: Path
    environment: str
    base_url: str
    credentials: Credentials | None
    shipper: Party | None
    store_url: str = field(default="", repr=False)
    defaults: Defaults = Defaults()
    limits: Limits = Limits()
    carrier: CarrierSettings = CarrierSettings()
    check_addresses: bool = True
    sources: Mapping[str, NamedSource] = field(default_factory=dict)

    def note_use(self) -> None:
        """Remember that this home ships for real, so that it never falls back to the emulator."""
        if self.environment != "emulator":
            note_use(self.data)


def emulator_shipper() -> Party:
    """The sample shipper that serves in the emulator where none is configured."""
    address = Address(("400 Depot Rd",), "Timonium", "MD", "21093", "US", residential=False)
    return Party("Acme Depot", address, attention="Shipping", phone="4105550100")
