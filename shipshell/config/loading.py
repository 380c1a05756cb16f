"""From the variables and the configuration file to the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from shipshell.config import server
from shipshell.config.folders import folders
from shipshell.config.settings import CarrierSettings, Defaults, Limits, Settings
from shipshell.config.toml_file import KNOWN, TomlFile
from shipshell.model.address import Address, Party
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shipshell.model.shipment import LabelFormat

_MOST_LANES = 32
_LABEL_FORMATS = ("GIF", "ZPL", "EPL", "SPL")
_WEIGHT_UNITS = ("lb", "oz", "kg", "g")
_NEEDED = ("name", "address1", "city", "state", "postal_code")
#: UPS takes no more characters of a shipper.
_LONGEST = {"name": 35, "address1": 35, "address2": 35, "city": 30}
_STATE_LETTERS = 2
_ZIP_DIGITS = (5, 9)


def load_settings(variables: Mapping[str, str]) -> Settings:
    """The settings that `variables` and the configuration file give.

    Raises:
        ShipshellError: E-5003 the file cannot be read, E-5004 a setting is not valid, E-5001 credentials are missing,
            E-5005 the shipper is incomplete, E-5006 the server's address is not allowed.
    """
    config_folder, data = folders(variables)
    file = TomlFile.read(config_folder / "config.toml")
    environment = server.environment(variables, file.text("carrier", "environment"), data)
    credentials = server.credentials(variables, environment)
    return Settings(
        data=data,
        config_file=file.path,
        environment=environment,
        base_url=server.base_url(variables.get("UPS_BASE_URL", "").strip(), environment),
        credentials=credentials,
        shipper=_shipper(file) if file.table.get("shipper") else None,
        store_url=variables.get("SHIPSHELL_STORE", "").strip(),
        defaults=_defaults(file),
        limits=Limits(**{name: file.amount("limits", name) for name in KNOWN["limits"]}),
        carrier=_carrier(file),
        check_addresses=file.switch("preview", "check_addresses", default=True),
    )


def _shipper(file: TomlFile) -> Party:
    said = {name: file.text("shipper", name) for name in KNOWN["shipper"]}
    missing = [name for name in _NEEDED if not said[name]]
    if missing:
        raise ShipshellError(
            "E-5005", f"[shipper] in {file.path} lacks {', '.join(missing)}", hint="Add the missing lines to [shipper]."
        )
    for name, longest in _LONGEST.items():
        if len(said[name]) > longest:
            raise file.invalid("shipper", name, f"UPS takes {longest} characters")
    lines = tuple(line for line in (said["address1"], said["address2"]) if line)
    phone = "".join(filter(str.isdigit, said["phone"]))
    return Party(said["name"], _address(file, said, lines), attention=said["name"], phone=phone)


def _address(file: TomlFile, said: Mapping[str, str], lines: tuple[str, ...]) -> Address:
    country, state = said["country"].upper() or "US", said["state"].upper()
    code = "".join(filter(str.isalnum, said["postal_code"]))
    if not (len(state) == _STATE_LETTERS and state.isalpha()):
        raise file.invalid("shipper", "state", "write its two letters, such as MD")
    if country == "US" and not (code.isdigit() and len(code) in _ZIP_DIGITS):
        raise file.invalid("shipper", "postal_code", "write five or nine digits in quotes")
    return Address(lines, said["city"], state, code, country)


def _defaults(file: TomlFile) -> Defaults:
    from shipshell.model.package import PACKAGINGS
    from shipshell.model.service import service_named

    service = service_named(file.text("defaults", "service", "03"))
    if service is None:
        raise file.invalid("defaults", "service", "name one of UPS's services, such as Ground or 2nd Day Air")
    packaging = _one_of(file, "packaging", "02", tuple(PACKAGINGS), str.lower)
    label_format = _one_of(file, "label_format", "GIF", _LABEL_FORMATS, str.upper)
    unit = _one_of(file, "weight_unit", "lb", _WEIGHT_UNITS, str.lower)
    return Defaults(service.code, packaging, cast("LabelFormat", label_format), unit)


def _one_of(file: TomlFile, name: str, default: str, known: tuple[str, ...], spelled: Callable[[str], str]) -> str:
    given = spelled(file.text("defaults", name, default))
    if given not in known:
        raise file.invalid("defaults", name, f"it may be {', '.join(known)}")
    return given


def _carrier(file: TomlFile) -> CarrierSettings:
    usual = CarrierSettings()
    return CarrierSettings(
        file.whole("carrier", "concurrency", usual.concurrency, _MOST_LANES),
        file.seconds("carrier", "timeout", usual.timeout),
        file.delays("carrier", "lookup_delays", usual.lookup_delays),
    )
