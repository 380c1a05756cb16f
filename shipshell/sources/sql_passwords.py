"""Where the password of a database comes from, besides what its driver finds by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from shipshell.config.system_keyring import system_keyring
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipshell.sources.sql_address import Address


@dataclass(frozen=True, slots=True)
class Passwords:
    """Passwords by the URL of their database.

    In this order: the URL as typed or configured, which counts until the program ends; `SHIPSHELL_NAME_PASSWORD` of a
    source that the settings name; the system's keyring; `MYSQL_PWD`. Then the driver looks: `PGPASSWORD` and
    `~/.pgpass`, or `~/.my.cnf`.

    Attributes:
        names: of configured sources, by the URL of their database.
        variables: the environment's.
    """

    names: Mapping[str, str]
    variables: Mapping[str, str] = field(repr=False)
    _told: dict[str, str] = field(default_factory=dict, repr=False)

    def learn(self, address: Address) -> None:
        """Remember the password of an address, if it has one."""
        if address.password:
            self._told[address.url] = address.password

    def given(self, address: Address) -> Address:
        """The address with its password, as far as one is known."""
        self.learn(address)
        if address.password or address.kind == "sqlite":
            return address
        known = self._told.get(address.url) or self._of_named(address) or _from_keyring(address)
        return replace(address, password=known or self._of_client(address))

    def _of_named(self, address: Address) -> str:
        name = self.names.get(address.url, "")
        return self.variables.get(variable_for(name), "") if name else ""

    def _of_client(self, address: Address) -> str:
        """What MySQL's own client takes from the environment; its driver for Python does not."""
        return self.variables.get("MYSQL_PWD", "") if address.kind == "mysql" else ""


def variable_for(name: str) -> str:
    """The environment's variable for the password of the configured source called `name`."""
    return f"SHIPSHELL_{re.sub(r'[^A-Za-z0-9]', '_', name).upper()}_PASSWORD"


def _from_keyring(address: Address) -> str:
    """What the system's keyring keeps for the service `shipshell` under the database's URL."""
    try:
        keyring = system_keyring()
        return keyring.read(address.url) if keyring else ""
    except ShipshellError:  # then the database says that it wants one
        return ""
