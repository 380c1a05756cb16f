"""The environment: production is never a default, and the emulator never silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from config_kit import CREDENTIALS, load, refusal

from shipshell.bootstrap import open_session
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("variables", "environment"),
    [
        ({}, "emulator"),
        ({"SHIPSHELL_ENVIRONMENT": " "}, "emulator"),
        ({"UPS_CLIENT_ID": " ", "UPS_CLIENT_SECRET": ""}, "emulator"),
        (CREDENTIALS, "test"),
        ({**CREDENTIALS, "SHIPSHELL_ENVIRONMENT": "production"}, "production"),
        ({**CREDENTIALS, "SHIPSHELL_ENVIRONMENT": "emulator"}, "emulator"),
    ],
)
def test_the_environment_follows_from_what_is_there(
    tmp_path: Path, variables: dict[str, str], environment: str
) -> None:
    assert load(tmp_path, **variables).environment == environment


def test_the_file_may_name_it_and_the_variable_goes_before(tmp_path: Path) -> None:
    toml = '[carrier]\nenvironment = "production"\n'
    assert load(tmp_path, toml, **CREDENTIALS).environment == "production"
    assert load(tmp_path, toml, **CREDENTIALS, SHIPSHELL_ENVIRONMENT="test").environment == "test"


@pytest.mark.parametrize("environment", ["test", "production"])
@pytest.mark.parametrize("missing", [*CREDENTIALS, ""])
def test_a_named_environment_never_falls_back_to_the_emulator(tmp_path: Path, environment: str, missing: str) -> None:
    variables = {name: value for name, value in CREDENTIALS.items() if missing and name != missing}
    error = refusal(tmp_path, SHIPSHELL_ENVIRONMENT=environment, **variables)
    assert error.problem.code == "E-5001"
    assert (missing or "UPS_CLIENT_ID, UPS_CLIENT_SECRET, UPS_ACCOUNT_NUMBER") in error.problem.message


def test_one_credential_alone_is_no_emulator_either(tmp_path: Path) -> None:
    assert refusal(tmp_path, UPS_CLIENT_ID="id").problem.code == "E-5001"


def test_a_home_that_shipped_for_real_never_falls_back_to_the_emulator(tmp_path: Path) -> None:
    load(tmp_path, **CREDENTIALS).note_use()
    assert refusal(tmp_path).problem.code == "E-5001"
    assert load(tmp_path, SHIPSHELL_ENVIRONMENT="emulator").environment == "emulator"


def test_the_emulator_leaves_no_mark(tmp_path: Path) -> None:
    load(tmp_path).note_use()
    assert load(tmp_path).environment == "emulator"


@pytest.mark.parametrize("named", ["Production", "prod", "live", "0"])
def test_an_environment_that_does_not_exist_is_refused(tmp_path: Path, named: str) -> None:
    assert refusal(tmp_path, SHIPSHELL_ENVIRONMENT=named, **CREDENTIALS).problem.code == "E-5004"


def test_outside_the_emulator_a_missing_shipper_is_an_error_that_says_how_to_set_it(tmp_path: Path) -> None:
    settings = load(tmp_path, **CREDENTIALS)
    with pytest.raises(ShipshellError) as raised:
        open_session(settings, mode="confirm").services.shipper()
    assert raised.value.problem.code == "E-5005"
    assert "[shipper]" in raised.value.problem.hint
