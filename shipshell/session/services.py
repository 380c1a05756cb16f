"""What a session works with, wired by `bootstrap`: settings, store, carrier, sources, clocks. Dear things come late."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from shipshell.carriers.base import Carrier
    from shipshell.config import Settings
    from shipshell.jobs.ledger import Ledger
    from shipshell.jobs.reader import Reader
    from shipshell.jobs.sent_log import Sent, SentLog
    from shipshell.jobs.spool import LabelStore, Spool
    from shipshell.jobs.stores import Stores
    from shipshell.jobs.tables import Tables
    from shipshell.model.address import Shipper
    from shipshell.model.history import History
    from shipshell.planning.addresses import Checked
    from shipshell.session.journal import Journal
    from shipshell.session.surroundings import Surroundings
    from shipshell.sources.base import Source


@dataclass(frozen=True, slots=True)
class Services:
    """The collaborators of one talk.

    Attributes:
        folder: the folder that relative source names are seen from.
        sent: what was sent, outside of the stores.
        lost: what of it was sent by jobs that the user's own store does not know any more.
        open_source: the source that a text names, and of a workbook the sheet, "" for the one that holds orders.
        carrier: the carrier for purchases and look-ups; each call is tried once.
        patient_carrier: the same at a pace it accepts, for rates.
        quick_carrier: the same with a short connect, for the look-ups at start-up.
        shipper: who ships and pays.
        seconds: a monotonic clock.
        backoff: seconds to wait before try n of a request that never arrived.
        is_emulated: whether a tracking number is one of the emulator's.
        surroundings: what `setup` and `doctor` look at.
        checked: what UPS said of addresses in this session, by the carrier's keys.
    """

    settings: Settings
    version: str
    folder: Path
    stores: Stores
    history: History
    spool: Spool
    labels: LabelStore
    sent: SentLog
    lost: SentLog
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
    surroundings: Surroundings
    checked: dict[str, Checked] = field(default_factory=dict)

    @property
    def account(self) -> str:
        """The account number that pays."""
        return self.shipper().account_number

    def reader(self, job: int) -> Reader:
        """Reads the store that keeps a job.

        Raises:
            ShipshellError: E-4014, its database cannot be reached; likewise below.
        """
        return self.stores.of(job).reader

    def ledger(self, job: int) -> Ledger:
        """Writes the store that keeps a job."""
        return self.stores.of(job).ledger

    def tables(self, job: int) -> Tables:
        """The tables of the store that keeps a job."""
        return self.stores.of(job).tables

    def forgotten(self, sent: Iterable[Sent]) -> list[Sent]:
        """Those of these attempts that the user's own store ought to know and does not, without the lost ones."""
        every = list(sent)
        own = {job for job in {one.job for one in every} if self.stores.is_own(job)}
        ours = [one for one in every if one.job in own]
        unknown = self.stores.own.reader.unknown([one.reference for one in ours])
        unknown -= {one.reference for one in self.lost.every()} if unknown else set()
        return [one for one in ours if one.reference in unknown]

    def is_put_back(self) -> bool:
        """Whether the user's own store does not know what was sent last: it was put back from a backup."""
        return bool(self.forgotten(self.sent.latest()))

    def has_leftovers(self) -> bool:
        """Whether anything may be left undone: a job that waits, a void, a kept reply, a lock file, an older store."""
        locks, stores = self.settings.data / "locks", self.stores
        left = stores.has_unsettled() or stores.unfinished_voids() or self.spool.references()
        return bool(left) or any(locks.iterdir()) or self.is_put_back()
