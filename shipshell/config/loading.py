"""From the variables and the configuration file to the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.config import server
from shipshell.config.defaults import default_part, defaults
from shipshell.config.folders import CONFIG_FILE, folders
from shipshell.config.settings import CarrierSettings, Limits, Settings
from shipshell.config.shipper import shipper, shipper_part
from shipshell.config.sources import named_sources
from shipshell.config.toml_file import KNOWN, TomlFile

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_LANES = 32


def load_settings(variables: Mapping[str, str]) -> Settings:
    """The settings that `variables` and the configuration file give.

    Raises:
        ShipshellError: E-5003 the file cannot be read, E-5004 a setting is not valid, E-5001 credentials are missing,
            E-5009, E-5010 the kept secret cannot be had, E-5005 the shipper is incomplete, E-5006 the server's address
            is not allowed.
    """
    config_folder, data = folders(variables)
    file = TomlFile.read(config_folder / CONFIG_FILE)
    environment = server.environment(variables, file, data)
    return Settings(
        data=data,
        config_file=file.path,
        environment=environment,
        base_url=server.base_url(variables.get("UPS_BASE_URL", "").strip(), environment),
        credentials=server.credentials(variables, file, environment),
        shipper=shipper(file),
        store_url=variables.get("SHIPSHELL_STORE", "").strip(),
        defaults=defaults(file),
        limits=Limits(**{name: file.amount("limits", name) for name in KNOWN["limits"]}),
        carrier=_carrier(file),
        check_addresses=file.switch("preview", "check_addresses", default=True),
        sources=named_sources(file),
    )


def check(file: TomlFile, section: str, name: str) -> None:
    """Whether one setting is valid, of those that `setup` asks for.

    Raises:
        ShipshellError: E-5004, it is not.
    """
    if section == "shipper":
        shipper_part(file, name)
    elif section == "defaults":
        default_part(file, name)
    elif section == "limits":
        file.amount(section, name)
    elif name == "environment":
        server.checked_environment(file.text(section, name))
    elif name == "account_number":
        server.account_number(file)


def _carrier(file: TomlFile) -> CarrierSettings:
    usual = CarrierSettings()
    return CarrierSettings(
        file.whole("carrier", "concurrency", usual.concurrency, _MOST_LANES),
        file.seconds("carrier", "timeout", usual.timeout),
        file.delays("carrier", "lookup_delays", usual.lookup_delays),
    )
