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
from shipshell.config import CONFIG_FILE, EMULATOR_ACCOUNT, Settings, emulator_shipper, folders, private_folder
from shipshell.jobs.all_history import AllHistory
from shipshell.jobs.catalogue import Catalogue
from shipshell.jobs.ledger import Ledger
from shipshell.jobs.locks import job_lock
from shipshell.jobs.places import JobStore, Places
from shipshell.jobs.reader import Reader
from shipshell.jobs.sent_log import SentLog
from shipshell.jobs.spool import LabelStore, Spool
from shipshell.jobs.store import open_store
from shipshell.jobs.stores import Stores
from shipshell.model.address import Shipper
from shipshell.model.errors import ShipshellError
from shipshell.session.journal import Journal
from shipshell.session.services import Services
from shipshell.session.session import Session
from shipshell.session.surroundings import Surroundings
from shipshell.sources.databases import Databases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import requests

    from shipshell.carriers.base import Carrier
    from shipshell.carriers.ups.greeting import Greeting
    from shipshell.carriers.ups.oauth import Credentials
    from shipshell.emulator.app import Emulator
    from shipshell.jobs.tables import Tables
    from shipshell.sources.base import Source
    from shipshell.sources.sql_database import SqlDatabase

_CONNECT_SECONDS = 10.0
_QUICK_CONNECT_SECONDS = 2.0
_PLACE_CONNECT_SECONDS = 3
_QUICK_ANSWER_SECONDS = 5.0
_INSIDE = "emulator://ups"


def now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def open_session(settings: Settings, *, mode: str, variables: Mapping[str, str] = os.environ) -> Session:
    """A session on these settings, which were loaded from `variables`.

    Raises:
        ShipshellError: E-4xxx, the data folder or the job store cannot be used.
    """
    data = private_folder(settings.data)
    private_folder(data / "locks")
    tables = open_store(data, settings.store_url)
    databases = Databases(Path.cwd(), settings.sources, os.environ)
    stores = _stores(tables, databases, data / "locks")
    lost = SentLog(data / "forgotten.log")
    carriers = _Carriers(settings)
    services = Services(
        settings,
        __version__,
        Path.cwd(),
        stores,
        AllHistory(stores, lost),
        Spool(private_folder(data / "spool")),
        LabelStore(private_folder(data / "labels")),
        SentLog(data / "sent.log"),
        lost,
        open_journal(settings),
        open_source=partial(_open_source, databases),
        carrier=lambda: carriers.plain,
        patient_carrier=lambda: carriers.patient,
        quick_carrier=lambda: carriers.quick,
        shipper=cache(partial(_shipper, settings)),
        clock=now,
        seconds=time.monotonic,
        backoff=_backoff,
        is_emulated=_is_emulated,
        surroundings=surroundings(variables),
    )
    return Session(services, mode=mode)


def _stores(own: Tables, databases: Databases, locks: Path) -> Stores:
    ledger = partial(Ledger, owner=uuid4().hex, clock=now, randomness=os.urandom)
    catalogue = Catalogue(own.database, os.urandom)
    places = Places(
        catalogue, ledger=ledger, connect=partial(_database_at, databases), clock=now, seconds=time.monotonic
    )
    store = JobStore(own, ledger(own), Reader(own), lambda job: job_lock(locks, job, now))
    return Stores(store, catalogue, places, is_local=databases.jobs_are_local)


def surroundings(variables: Mapping[str, str]) -> Surroundings:
    """What `setup` and `doctor` look at; it is there whatever is wrong with settings and store."""
    config, data = folders(variables)
    return Surroundings(
        variables, __version__, config / CONFIG_FILE, data, now, greet=lambda settings: _Carriers(settings).greet()
    )


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

    def greet(self) -> Greeting:
        from shipshell.carriers.ups.greeting import greet

        return greet(
            self._host,
            self._credentials,
            session=self._inside,
            clock=now,
            timeout=_QUICK_ANSWER_SECONDS,
            connect_timeout=_QUICK_CONNECT_SECONDS,
        )

    @property
    def _host(self) -> str:
        return self.settings.base_url or _INSIDE

    @property
    def _credentials(self) -> Credentials:
        from shipshell.carriers.ups.oauth import Credentials

        given = self.settings.credentials
        return Credentials(given.client_id, given.client_secret) if given else Credentials("sample", "sample")

    def _carrier(self, connect: float, answer: float) -> Carrier:
        from shipshell.carriers.ups.carrier import UpsCarrier
        from shipshell.carriers.ups.client import UpsClient

        settings = self.settings
        client = UpsClient(
            self._host,
            self._credentials,
            session=self._inside,
            clock=now,
            timeout=answer,
            connect_timeout=connect,
        )
        return UpsCarrier(
            client,
            environment=settings.environment,
            account=account_number(settings),
            label_format=settings.defaults.label_format,
            absence_is_proof=not settings.base_url,
        )

    @cached_property
    def _inside(self) -> requests.Session | None:
        """The way to the emulator inside the program; None where UPS is a server."""
        if self.settings.base_url:
            return None
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


def _database_at(databases: Databases, url: str) -> SqlDatabase:
    """The database that keeps jobs; one that does not answer must keep nobody waiting."""
    from shipshell.sources.sql_address import read_address

    server = databases.at(read_address(url, Path.cwd()))
    if server.address.kind != "sqlite":
        server.database.connect_params["connect_timeout"] = _PLACE_CONNECT_SECONDS
    return server


def _open_source(databases: Databases, text: str, sheet: str) -> Source:
    from shipshell.sources.opening import open_source

    return open_source(text, Path.cwd(), sheet, databases)


def _backoff(attempt: int) -> float:
    from shipshell.carriers.paced import backoff

    return backoff(attempt, random.random)


def _is_emulated(tracking_number: str) -> bool:
    from shipshell.emulator.tracking import is_emulated

    return is_emulated(tracking_number)
