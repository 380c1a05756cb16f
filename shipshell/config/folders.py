"""The folders: where settings and data lie, private to the user, and the mark of a home that ships for real."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The settings, in their folder.
CONFIG_FILE = "config.toml"
_USED = "environment-used"


def folders(variables: Mapping[str, str]) -> tuple[Path, Path]:
    """The folder of the settings, and that of the data."""
    home = variables.get("SHIPSHELL_HOME", "").strip()
    if home:
        folder = Path(home).expanduser().absolute()
        return folder, folder
    from platformdirs import user_config_path, user_data_path

    return user_config_path("shipshell", appauthor=False), user_data_path("shipshell", appauthor=False)


def note_use(data: Path) -> None:
    """Leave the mark of a home that has shipped in test or production."""
    (data / _USED).touch(mode=0o600)


def was_used(data: Path) -> bool:
    """Whether this home has shipped in test or production."""
    return (data / _USED).exists()


def private_folder(path: Path) -> Path:
    """`path`, made if absent, closed to everybody else (0700; on Windows the profile's own rights serve).

    Raises:
        ShipshellError: E-4007.
    """
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(0o700)
    except OSError as error:
        raise ShipshellError(
            "E-4007",
            f"the folder {path} cannot be used: {error.strerror}",
            hint="Set SHIPSHELL_HOME to a folder of yours.",
        ) from error
    return path
