"""The only place that builds things and wires them: settings to store, carrier and session."""

from __future__ import annotations

import os
import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from shipshell import __version__
from shipshell.config import EMULATOR_ACCOUNT, Settings, emulator_shipper, private_folder
from shipshell.jobs.history import JobHistory
from shipshell.jobs.ledger import Ledger
from shipshell.jobs.reader import Reader
from shipshell.jobs.spool import LabelStore, Spool
from shipshell.jobs.store import open_store
from shipshell.model.address import Shipper
from shipshell.model.errors import ShipshellError
from shipshell.session.journal import Journal
from shipshell.session.services import Services
from shipshell.session.session import Session

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import requests

    from shipshell.carriers.base import Carrier
    from shipshell.emulator.app import Emulator
    from shipshell.sources.base import Source

_CONNECT_SECONDS = 10.0
_QUICK_CONNECT_SECONDS = 2.0
_QUICK_ANSWER_SECONDS = 5.0
_INSIDE = "emulator://ups"


def now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def open_session(settings: Settings, *, mode: str) -> Session:
    """A session on these settings.

    Raises:
        ShipshellError: E-4xxx, the data folder or the job store cannot be used.
    """
    data = private_folder(settings.data)
    private_folder(data / "locks")
    tables = open_store(data, settings.store_url)
    carriers = _Carriers(settings)
    services = Services(
        settings,
        __version__,
        Path.cwd(),
        tables,
        Ledger(tables, owner=uuid4().hex, clock=now, randomness=os.urandom),
        Reader(tables),
        JobHistory(tables),
        Spool(private_folder(data / "spool")),
        LabelStore(private_folder(data / "labels")),
        open_journal(settings),
        open_source=_open_source,
        carrier=lambda: carriers.plain,
        patient_carrier=lambda: carriers.patient,
        quick_carrier=lambda: carriers.quick,
        shipper=cache(partial(_shipper, settings)),
        clock=now,
        seconds=time.monotonic,
        backoff=_backoff,
        is_emulated=_is_emulated,
    )
    return Session(services, mode=mode)


def open_journal(settings: Settings) -> Journal:
    """The log of what went wrong unexpectedly."""
    return Journal(private_folder(settings.data) / "shipshell.log", now)


def open_emulator(settings: Settings, faults: Sequence[Mapping[str, object]] = ()) -> Emulator:
    """The emulated UPS with its ledger in the data folder, and what is to go wrong with it.

    Raises:
        ShipshellError: E-5004, a fault was not understood.
    """
    from shipshell.emulator.app import Emulator
    from shipshell.emulator.faults import Faults

    folder = private_folder(private_folder(settings.data) / "emulator")
    return Emulator(folder, clock=now, faults=Faults.from_config(faults))


@dataclass(frozen=True)
class _Carriers:
    """The same account at three tempers; each is built when it is first needed."""

    settings: Settings

    @cached_property
    def plain(self) -> Carrier:
        return self._carrier(_CONNECT_SECONDS, self.settings.carrier.timeout)

    @cached_property
    def quick(self) -> Carrier:
        return self._carrier(_QUICK_CONNECT_SECONDS, min(_QUICK_ANSWER_SECONDS, self.settings.carrier.timeout))

    @cached_property
    def patient(self) -> Carrier:
        from shipshell.carriers.paced import PacedCarrier

        return PacedCarrier(self.plain, monotonic=time.monotonic, sleep=time.sleep, random=random.random)

    def _carrier(self, connect: float, answer: float) -> Carrier:
        from shipshell.carriers.ups.carrier import UpsCarrier
        from shipshell.carriers.ups.client import Credentials, UpsClient

        settings = self.settings
        given = settings.credentials
        credentials = Credentials(given.client_id, given.client_secret) if given else Credentials("sample", "sample")
        inside = not settings.base_url
        client = UpsClient(
            settings.base_url or _INSIDE,
            credentials,
            session=self._inside if inside else None,
            clock=now,
            timeout=answer,
            connect_timeout=connect,
        )
        return UpsCarrier(
            client,
            environment=settings.environment,
            account=account_number(settings),
            label_format=settings.defaults.label_format,
            absence_is_proof=inside,
        )

    @cached_property
    def _inside(self) -> requests.Session:
        import requests

        from shipshell.emulator.transport import EmulatorAdapter

        session = requests.Session()
        session.mount("emulator://", EmulatorAdapter(open_emulator(self.settings)))
        return session


def account_number(settings: Settings) -> str:
    """The account that pays: the configured one, in the emulator a sample."""
    return settings.credentials.account_number if settings.credentials else EMULATOR_ACCOUNT


def _shipper(settings: Settings) -> Shipper:
    if settings.shipper:
        return Shipper(settings.shipper, account_number(settings))
    if settings.environment == "emulator":
        return Shipper(emulator_shipper(), account_number(settings))
    raise ShipshellError(
        "E-5005",
        f"no shipper is configured for {settings.environment}",
        hint=f"Add [shipper] with name, phone, address1, city, state and postal_code to {settings.config_file}.",
    )


def _open_source(text: str, sheet: str) -> Source:
    from shipshell.sources.opening import open_source

    return open_source(text, Path.cwd(), sheet)


def _backoff(attempt: int) -> float:
    from shipshell.carriers.paced import backoff

    return backoff(attempt, random.random)


def _is_emulated(tracking_number: str) -> bool:
    from shipshell.emulator.tracking import is_emulated

    return is_emulated(tracking_number)
