"""The drivers of database servers. Peewee imports every one that is installed, which costs a start more than peewee.

So it is imported without them, and given the one that a database needs.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

_DRIVERS = ("psycopg2cffi", "psycopg2", "psycopg", "pymysql", "MySQLdb")


def peewee_alone() -> Any:
    """Peewee, imported without drivers unless somebody imported it before."""
    if "peewee" in sys.modules:
        return sys.modules["peewee"]
    hidden = [name for name in _DRIVERS if name not in sys.modules]
    sys.modules |= dict.fromkeys(hidden)  # type: ignore[arg-type] # None makes an import fail, as if it were not there
    try:
        return import_module("peewee")
    finally:
        for name in hidden:
            del sys.modules[name]


def load_driver(kind: str) -> None:
    """Give peewee what it imports for databases of a kind; a driver that cannot be imported it says itself."""
    peewee = peewee_alone()
    try:
        if kind == "postgresql" and peewee.psycopg is None:
            _load_psycopg(peewee)
        elif kind == "mysql" and peewee.mysql is None:
            peewee.mysql = import_module("pymysql")
    except ImportError:
        return


def _load_psycopg(peewee: Any) -> None:
    psycopg, json = import_module("psycopg"), import_module("psycopg.types.json")
    status = import_module("psycopg.pq").TransactionStatus
    peewee.TransactionStatus, peewee.Json_pg3, peewee.Jsonb_pg3 = status, json.Json, json.Jsonb
    for name in ("IDLE", "INERROR", "UNKNOWN"):
        setattr(peewee.Psycopg3Adapter, f"txn_{name.lower()}", status[name])
    peewee.psycopg = psycopg
