"""The machine: Python, the libraries shipshell stands on, those it can do without, and the terminal."""

from __future__ import annotations

import locale
import platform
import re
import shutil
from importlib import metadata
from typing import TYPE_CHECKING

from shipshell.session.checkup.finding import FAILED, OK, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.session.surroundings import Surroundings

_REQUIREMENT = re.compile(r"([\w.-]+)(?:\[[^]]*\])?(?:>=([\d.]+))?")
#: What shipshell can do without, and what it then does without.
_OPTIONAL = {
    "keyring": ("keyring", "secrets in the system's keyring"),
    "psycopg": ("postgresql", "PostgreSQL sources"),
    "PyMySQL": ("mysql", "MySQL sources"),
}


def check_machine(surroundings: Surroundings) -> Iterator[Finding]:
    """What this machine brings along."""
    yield Finding(OK, f"shipshell {surroundings.version}, Python {platform.python_version()}, {platform.system()}")
    yield _libraries()
    yield _optional()
    yield _terminal(surroundings)


def _libraries() -> Finding:
    wanted = [_REQUIREMENT.match(line) for line in metadata.requires("shipshell") or () if "extra ==" not in line]
    needs = {match[1]: match[2] or "0" for match in wanted if match}
    bad = [
        f"{name} {_version(name) or 'is missing'} (at least {least})"
        for name, least in needs.items()
        if _figures(_version(name)) < _figures(least)
    ]
    if bad:
        return Finding(
            FAILED, f"libraries: {', '.join(bad)}", "Install shipshell again: pip install --upgrade shipshell"
        )
    return Finding(OK, "libraries " + ", ".join(f"{name} {_version(name)}" for name in needs))


def _optional() -> Finding:
    told = []
    for package, (extra, use) in _OPTIONAL.items():
        found = _version(package)
        told.append(f"{package} {found}" if found else f"no {package}: without it no {use} (shipshell[{extra}])")
    return Finding(OK, f"optional {', '.join(told)}")


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _figures(version: str) -> tuple[int, ...]:
    return tuple(int(figure) for figure in re.findall(r"\d+", version)[:3])


def _terminal(surroundings: Surroundings) -> Finding:
    kind = surroundings.variables.get("TERM", "") or "none named"
    columns = shutil.get_terminal_size().columns
    colour = "no colour (NO_COLOR)" if surroundings.variables.get("NO_COLOR") else "colour where it is a terminal"
    return Finding(OK, f"terminal {kind}, {columns} columns, {locale.getpreferredencoding()}, {colour}")
