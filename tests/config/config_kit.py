"""What the tests of the settings share: a home with a file of settings, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shipshell.config import Settings, load_settings
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from pathlib import Path

CREDENTIALS = {"UPS_CLIENT_ID": "id", "UPS_CLIENT_SECRET": "sesame", "UPS_ACCOUNT_NUMBER": "A1B2C3"}
SHIPPER = """
[shipper]
name = "Acme Depot"
phone = "(410) 555-0100"
address1 = "400 Depot Rd"
address2 = "Dock 4"
city = "Timonium"
state = "md"
postal_code = "21093-1234"
"""


def load(home: Path, toml: str = "", **variables: str) -> Settings:
    home.mkdir(exist_ok=True)
    if toml:
        (home / "config.toml").write_text(toml, encoding="utf-8")
    return load_settings({"SHIPSHELL_HOME": str(home), **variables})


def refusal(home: Path, toml: str = "", **variables: str) -> ShipshellError:
    with pytest.raises(ShipshellError) as raised:
        load(home, toml, **variables)
    assert raised.value.problem.hint
    return raised.value
