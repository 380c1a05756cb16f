"""The settings: every key, what is refused, and that production is never a default and the emulator never silent."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from shipshell.bootstrap import open_session
from shipshell.config import Defaults, Limits, Settings, load_settings, private_folder
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


# -- the environment -------------------------------------------------------------------------------------------------


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


# -- the server ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "given", "url"),
    [
        ("emulator", "", ""),
        ("emulator", "http://127.0.0.1:8900/", "http://127.0.0.1:8900"),
        ("test", "", "https://wwwcie.ups.com"),
        ("test", "http://localhost:8900/api", "http://localhost:8900"),
        ("test", "http://[::1]:8900", "http://[::1]:8900"),
        ("test", "https://proxy.example:8443", "https://proxy.example:8443"),
        ("production", "", "https://onlinetools.ups.com"),
        ("production", "https://onlinetools.ups.com/", "https://onlinetools.ups.com"),
    ],
)
def test_the_server_that_is_talked_to(tmp_path: Path, environment: str, given: str, url: str) -> None:
    settings = load(tmp_path, SHIPSHELL_ENVIRONMENT=environment, UPS_BASE_URL=given, **CREDENTIALS)
    assert settings.base_url == url


@pytest.mark.parametrize(
    ("environment", "given"),
    [
        ("test", "http://example.com"),
        ("test", "http://127.0.0.1.evil.example"),
        ("test", "http://127.999.1.1"),
        ("test", "ftp://127.0.0.1"),
        ("test", "https://"),
        ("test", "wwwcie.ups.com"),
        ("test", "https://user:pass@wwwcie.ups.com"),
        ("test", "http://[::1"),
        ("test", "http://127.0.0.1:99999"),
        ("emulator", "https://wwwcie.ups.com"),
        ("production", "http://127.0.0.1:8900"),
        ("production", "https://wwwcie.ups.com"),
        ("production", "https://onlinetools.ups.com.evil.example"),
        ("production", "http://onlinetools.ups.com"),
    ],
)
def test_a_server_that_is_not_allowed_is_refused(tmp_path: Path, environment: str, given: str) -> None:
    error = refusal(tmp_path, SHIPSHELL_ENVIRONMENT=environment, UPS_BASE_URL=given, **CREDENTIALS)
    assert error.problem.code == "E-5006"


# -- the file --------------------------------------------------------------------------------------------------------


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    settings = load(tmp_path)
    assert settings.defaults == Defaults("03", "02", "GIF", "lb")
    assert settings.limits == Limits()
    assert (settings.carrier.concurrency, settings.carrier.timeout) == (1, 60.0)
    assert settings.carrier.lookup_delays == (0.0, 5.0, 30.0, 120.0)
    assert settings.check_addresses
    assert settings.shipper is None
    assert (settings.data, settings.store_url) == (tmp_path, "")


def test_every_key_is_read(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        f"""{SHIPPER}
        [defaults]
        service = "2nd Day Air"
        packaging = "2A"
        label_format = "zpl"
        weight_unit = "OZ"
        [limits]
        batch = 500
        row = 49.99
        day = "2000.50"
        [carrier]
        environment = "emulator"
        concurrency = 4
        timeout = 2.5
        lookup_delays = [0, 1.5]
        [preview]
        check_addresses = false
        [sources.shop]
        jobs = "local"
        """,
        SHIPSHELL_STORE="sqlite:///jobs.db",
    )
    assert settings.defaults == Defaults("02", "2a", "ZPL", "oz")
    assert settings.limits == Limits(Decimal(500), Decimal("49.99"), Decimal("2000.50"))
    assert (settings.carrier.concurrency, settings.carrier.timeout) == (4, 2.5)
    assert settings.carrier.lookup_delays == (0.0, 1.5)
    assert not settings.check_addresses
    assert settings.store_url == "sqlite:///jobs.db"


def test_the_shipper_is_what_ups_needs(tmp_path: Path) -> None:
    shipper = load(tmp_path, SHIPPER).shipper
    assert shipper is not None
    assert (shipper.name, shipper.phone) == ("Acme Depot", "4105550100")
    address = shipper.address
    assert (address.lines, address.city) == (("400 Depot Rd", "Dock 4"), "Timonium")
    assert (address.state, address.postal_code, address.country) == ("MD", "210931234", "US")


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, "\ufeff[limits]\nbatch = 5\n").limits.batch == Decimal(5)


@pytest.mark.parametrize("lacks", ["name", "address1", "city", "state", "postal_code"])
def test_an_incomplete_shipper_names_what_is_missing(tmp_path: Path, lacks: str) -> None:
    toml = "\n".join(line for line in SHIPPER.splitlines() if not line.startswith(lacks))
    error = refusal(tmp_path, toml)
    assert error.problem.code == "E-5005"
    assert lacks in error.problem.message


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('"md"', '"Maryland"', "state"),
        ('"md"', '["md"]', "state"),
        ('"21093-1234"', '"2109"', "postal_code"),
        ('"21093-1234"', "true", "postal_code"),
        ('"Timonium"', f'"{"x" * 31}"', "city"),
        ('"Acme Depot"', f'"{"x" * 36}"', "name"),
        ('"Acme Depot"', "{ first = 1 }", "name"),
    ],
)
def test_a_shipper_that_ups_would_refuse_is_refused_at_once(tmp_path: Path, old: str, new: str, key: str) -> None:
    error = refusal(tmp_path, SHIPPER.replace(old, new))
    assert error.problem.code == "E-5004"
    assert f"[shipper] {key}" in error.problem.message


@pytest.mark.parametrize(
    ("section", "key", "values"),
    [
        ("defaults", "service", ["Grond", 99, True, ["03"]]),
        ("defaults", "packaging", ["99", "box", True]),
        ("defaults", "label_format", ["PNG", 1, True]),
        ("defaults", "weight_unit", ["stone", 1]),
        ("limits", "batch", ["$500", -1, True, [1], "much", "nan"]),
        ("limits", "row", ["", -0.01]),
        ("limits", "day", ["infinity"]),
        ("carrier", "environment", [True, ["test"]]),
        ("carrier", "concurrency", [0, 33, 1.5, "4", True]),
        ("carrier", "timeout", [0, -1, "60", True]),
        ("carrier", "lookup_delays", [[], 5, ["0"], [-1], [True]]),
        ("preview", "check_addresses", [1, "false"]),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_by_its_name(
    tmp_path: Path, section: str, key: str, values: list[Any]
) -> None:
    for value in values:
        said = str(value).lower() if isinstance(value, bool) else repr(value).replace("True", "true")
        error = refusal(tmp_path, f"[{section}]\n{key} = {said}\n")
        assert error.problem.code == "E-5004"
        assert f"[{section}] {key}" in error.problem.message, said


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[limit]\nbatch = 5\n", "[limit]"),
        ("[limits]\nbach = 5\n", "[limits] bach"),
        ("batch = 5\n", "[batch]"),
        ("[shipper]\nzip = '21093'\n", "[shipper] zip"),
        ("[carrier]\nclient_secret = 'x'\n", "[carrier] client_secret"),
    ],
)
def test_what_is_not_known_is_refused_by_its_name(tmp_path: Path, toml: str, words: str) -> None:
    error = refusal(tmp_path, toml)
    assert error.problem.code == "E-5004"
    assert words in error.problem.message


@pytest.mark.parametrize("toml", ["[limits", "batch == 5", "\0"])
def test_a_file_that_is_no_toml_is_refused(tmp_path: Path, toml: str) -> None:
    assert refusal(tmp_path, toml).problem.code == "E-5003"


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    assert refusal(tmp_path).problem.code == "E-5003"


# -- secrets and folders ---------------------------------------------------------------------------------------------


def test_secrets_do_not_show(tmp_path: Path) -> None:
    settings = load(tmp_path, SHIPSHELL_STORE="postgresql://ops:hunter2@db/jobs", **CREDENTIALS)
    assert "sesame" not in repr(settings)
    assert "hunter2" not in repr(settings)


def test_the_platform_says_where_things_lie_without_a_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path))
    settings = load_settings({"SHIPSHELL_HOME": " ", "SHIPSHELL_ENVIRONMENT": "emulator"})
    assert settings.data.name == "shipshell"
    assert settings.config_file.name == "config.toml"


def test_the_folder_is_closed_to_everybody_else(tmp_path: Path) -> None:
    open_to_all = tmp_path / "home"
    open_to_all.mkdir(mode=0o755)
    assert private_folder(open_to_all).stat().st_mode & 0o777 == 0o700
    assert private_folder(tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_used_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ShipshellError) as raised:
        private_folder(tmp_path / "file" / "home")
    assert raised.value.problem.code == "E-4007"
