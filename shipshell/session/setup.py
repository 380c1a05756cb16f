"""`setup`: a form to fill in on a terminal; elsewhere what is set, what is missing, and how to set it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.config.loading import load_settings
from shipshell.config.secrets import Secrets
from shipshell.config.server import known
from shipshell.config.toml_file import TomlFile
from shipshell.model.errors import ShipshellError
from shipshell.session.replies import Failed, Filling, Listing, Output, Said
from shipshell.session.setup_form import Form
from shipshell.session.setup_questions import CREDENTIALS, ITEMS, SECRET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.session.setup_questions import Item
    from shipshell.session.surroundings import Surroundings


def setup(surroundings: Surroundings) -> Iterator[Output]:
    """Begin to ask for the settings.

    Raises:
        ShipshellError: E-5003, E-5004, the file of settings is not understood.
    """
    yield Filling(Form(surroundings), surroundings)


def standing(surroundings: Surroundings) -> Iterator[Output]:
    """What is set and where, what is not and how to set it; and what is wrong with it, if anything is."""
    file = TomlFile.read(surroundings.config_file)
    rows = tuple(_row(surroundings, file, item) for item in ITEMS)
    yield Said(f"Settings are kept in {file.path}.")
    yield Listing("Settings", ("Setting", "Value", "Set by"), rows)
    try:
        load_settings(surroundings.variables)
    except ShipshellError as error:
        yield Failed(error.problem)


def _row(surroundings: Surroundings, file: TomlFile, item: Item) -> tuple[str, str, str]:
    if item in CREDENTIALS:
        return _credential(surroundings, file, item)
    where = f"[{item.section}] {item.name}"
    if item.variable and (given := surroundings.variables.get(item.variable, "").strip()):
        return item.name, given, item.variable
    configured = file.value(item.section, item.name)
    if configured is None:
        return item.name, item.usual or "-", f"{where}{f' or {item.variable}' if item.variable else ''}"
    return item.name, str(configured), where


def _credential(surroundings: Surroundings, file: TomlFile, item: Item) -> tuple[str, str, str]:
    """A credential is never shown, only whether there is one."""
    if surroundings.variables.get(item.variable, "").strip():
        return item.name, "set", item.variable
    if item is not SECRET:
        is_set = file.value(item.section, item.name) is not None
        return item.name, "set" if is_set else "-", f"[{item.section}] {item.name} or {item.variable}"
    secrets = Secrets(file.path.parent)
    client_id = known(surroundings.variables, file)["UPS_CLIENT_ID"]
    try:
        kept = bool(client_id and secrets.read(client_id))
    except ShipshellError:  # what is wrong is said below
        kept = False
    return item.name, "set" if kept else "-", f"setup on a terminal, or {item.variable}"
