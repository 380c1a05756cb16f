"""What a session works with, wired by `bootstrap`: settings, store, carrier, sources, clocks. Dear things come late."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from shipshell.carriers.base import Carrier
    from shipshell.config import Settings
    from shipshell.jobs.ledger import Ledger
    from shipshell.jobs.reader import Reader
    from shipshell.jobs.spool import LabelStore, Spool
    from shipshell.jobs.tables import Tables
    from shipshell.model.address import Shipper
    from shipshell.model.history import History
    from shipshell.planning.addresses import Checked
    from shipshell.session.journal import Journal
    from shipshell.sources.base import Source


@dataclass(frozen=True, slots=True)
class Services:
    """The collaborators of one talk.

    Attributes:
        folder: the folder that relative source names are seen from.
        open_source: the source that a text names, and of a workbook the sheet, "" for the one that holds orders.
        carrier: the carrier for purchases and look-ups; each call is tried once.
        patient_carrier: the same at a pace it accepts, for rates.
        quick_carrier: the same with a short connect, for the look-ups at start-up.
        shipper: who ships and pays.
        seconds: a monotonic clock.
        backoff: seconds to wait before try n of a request that never arrived.
        is_emulated: whether a tracking number is one of the emulator's.
        checked: what UPS said of addresses in this session, by the carrier's keys.
    """

    settings: Settings
    version: str
    folder: Path
    tables: Tables
    ledger: Ledger
    reader: Reader
    history: History
    spool: Spool
    labels: LabelStore
    journal: Journal
    open_source: Callable[[str, str], Source]
    carrier: Callable[[], Carrier]
    patient_carrier: Callable[[], Carrier]
    quick_carrier: Callable[[], Carrier]
    shipper: Callable[[], Shipper]
    clock: Callable[[], datetime]
    seconds: Callable[[], float]
    backoff: Callable[[int], float]
    is_emulated: Callable[[str], bool]
    checked: dict[str, Checked] = field(default_factory=dict)

    @property
    def account(self) -> str:
        """The account number that pays."""
        return self.shipper().account_number

    def has_leftovers(self) -> bool:
        """Whether anything may be left of jobs that did not end: one that waits for a decision, or a lock file."""
        return bool(self.reader.unsettled()) or any((self.settings.data / "locks").iterdir())
