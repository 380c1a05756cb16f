"""The sources that the settings name: `[sources.NAME]`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shipshell.config.toml_file import TomlFile

_KNOWN = ("url", "table", "jobs")
_JOBS = ("beside", "local")


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A source by its name in the settings.

    Attributes:
        url: a database's URL, or the path of a file. It may hold a password, and never shows.
        table: of a database; "" for its only one.
        jobs: `beside` the orders, or `local`, in the user's own store.
    """

    url: str = field(repr=False)
    table: str = ""
    jobs: str = "beside"


def named_sources(file: TomlFile) -> dict[str, NamedSource]:
    """The sources by their names.

    Raises:
        ShipshellError: E-5004, one of them is not said rightly.
    """
    return {name: _named(file, name) for name in file.table.get("sources", {})}


def _named(file: TomlFile, name: str) -> NamedSource:
    section = f"sources.{name}"
    told = file.value("sources", name)
    if not isinstance(told, dict):
        raise file.invalid("sources", name, f'write [{section}] and below it url = "..."')
    for key, value in told.items():
        if key not in _KNOWN or not isinstance(value, str):
            raise file.invalid(section, key, f"[{section}] knows {', '.join(_KNOWN)}, each a text in quotes")
    if not told.get("url", "").strip():
        raise file.invalid(section, "url", "say where the source is, such as sqlite:////home/ann/shop.db")
    if told.get("jobs", _JOBS[0]) not in _JOBS:
        raise file.invalid(section, "jobs", f"it may be {' or '.join(_JOBS)}")
    return NamedSource(**{key: value.strip() for key, value in told.items()})
