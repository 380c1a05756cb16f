"""The file of settings: every key, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from config_kit import SHIPPER, load, refusal

from shipshell.config import Defaults, Limits, NamedSource

if TYPE_CHECKING:
    from pathlib import Path


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
        url = "sqlite:////home/ann/shop.db"
        table = "orders"
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
    assert settings.sources == {"shop": NamedSource("sqlite:////home/ann/shop.db", "orders", "local")}


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
        ("[sources]\nshop = 'shop.db'\n", "[sources] shop"),
        ("[sources.shop]\ntable = 'orders'\n", "[sources.shop] url"),
        ("[sources.shop]\nurl = 'shop.db'\njobs = 'away'\n", "[sources.shop] jobs"),
        ("[sources.shop]\nurl = 'shop.db'\npasswd = 'sesame'\n", "[sources.shop] passwd"),
        ("[sources.shop]\nurl = 7\n", "[sources.shop] url"),
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
