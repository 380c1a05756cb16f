"""Changing `config.toml`: what a person wrote beside the changed values, comments too, stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.config.private_files import write_private
from shipshell.config.toml_file import TomlFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: A setting: its section and name.
Place = tuple[str, str]
#: Sections whose values are numbers.
_NUMBERS = ("limits",)


def change(path: Path, values: Mapping[Place, str]) -> None:
    """Put `values`, by section and name, into the file; an empty one takes its line away.

    Raises:
        ShipshellError: E-5003 the file cannot be read, E-4010 it cannot be written.
    """
    import tomlkit

    TomlFile.read(path)  # nothing is built on a file that nobody understands
    document = tomlkit.parse(path.read_bytes().decode("utf-8-sig")) if path.exists() else tomlkit.document()
    for (section, name), value in values.items():
        if value:
            table = document.setdefault(section, tomlkit.table())
            table[name] = tomlkit.value(value) if section in _NUMBERS else value
        elif section in document:
            document[section].pop(name, None)
    write_private(path, tomlkit.dumps(document))
