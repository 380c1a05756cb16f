"""The secrets that the settings and the environment tell: no line that holds one may be kept."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError
from shipshell.sources.sql_address import read_address
from shipshell.sources.sql_passwords import variable_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from shipshell.config import Settings

_VARIABLES = ("UPS_CLIENT_SECRET", "PGPASSWORD", "MYSQL_PWD")


def known_secrets(settings: Settings, variables: Mapping[str, str]) -> frozenset[str]:
    """The client secret, and the passwords of the job store and the sources that have a name."""
    named = [variables.get(name, "") for name in (*_VARIABLES, *map(variable_for, settings.sources))]
    client = settings.credentials.client_secret if settings.credentials else ""
    urls = (settings.store_url, *(source.url for source in settings.sources.values()))
    return frozenset(filter(None, (client, *named, *_passwords(urls))))


def _passwords(urls: Iterable[str]) -> Iterator[str]:
    for url in urls:
        with suppress(ShipshellError):  # no address: it is told when it is used
            yield read_address(url, Path()).password
