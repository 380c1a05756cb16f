"""The settings: `config.toml`, the environment's variables, and the folders. Read once, then passed about as values."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from shipshell.model.address import Address, Party
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipshell.model.shipment import LabelFormat

_USED = "environment-used"
ENVIRONMENTS = ("emulator", "test", "production")
_CREDENTIALS = ("UPS_CLIENT_ID", "UPS_CLIENT_SECRET", "UPS_ACCOUNT_NUMBER")
_MOST_LANES = 32
_HOSTS = {"test": "https://wwwcie.ups.com", "production": "https://onlinetools.ups.com"}
_KNOWN: dict[str, tuple[str, ...]] = {
    "shipper": ("name", "phone", "address1", "address2", "city", "state", "postal_code", "country"),
    "defaults": ("service", "packaging", "label_format", "weight_unit"),
    "limits": ("batch", "row", "day"),
    "carrier": ("environment", "concurrency", "timeout", "lookup_delays"),
    "preview": ("check_addresses",),
    "sources": (),
}
_LABEL_FORMATS = ("GIF", "ZPL", "EPL", "SPL")
_WEIGHT_UNITS = ("lb", "oz", "kg", "g")


@dataclass(frozen=True, slots=True)
class Credentials:
    """What UPS knows us by. The secret never shows."""

    client_id: str
    client_secret: str = field(repr=False)
    account_number: str


@dataclass(frozen=True, slots=True)
class Defaults:
    """What serves where a row says nothing."""

    service: str = "03"
    packaging: str = "02"
    label_format: LabelFormat = "GIF"
    weight_unit: str = "lb"


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that may be spent, in dollars; None where no limit is set."""

    batch: Decimal | None = None
    row: Decimal | None = None
    day: Decimal | None = None


@dataclass(frozen=True, slots=True)
class CarrierSettings:
    """How the carrier is talked to: lanes, seconds for one answer, and the delays of look-ups in seconds."""

    concurrency: int = 1
    timeout: float = 60.0
    lookup_delays: tuple[float, ...] = (0.0, 5.0, 30.0, 120.0)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that was configured.

    Attributes:
        data: the private folder of the job store, labels, logs and history.
        base_url: scheme, host and port of the UPS server; "" for the emulator inside the program.
        shipper: the configured ship-from party without account; None where there is none.
    """

    data: Path
    config_file: Path
    environment: str
    base_url: str
    credentials: Credentials | None
    shipper: Party | None
    store_url: str = ""
    defaults: Defaults = Defaults()
    limits: Limits = Limits()
    carrier: CarrierSettings = CarrierSettings()
    check_addresses: bool = True

    def note_use(self) -> None:
        """Remember that this home ships for real, so that it never falls back to the emulator."""
        if self.environment != "emulator":
            (self.data / _USED).touch(mode=0o600)


def load_settings(variables: Mapping[str, str]) -> Settings:
    """The settings that `variables` and the configuration file give.

    Raises:
        ShipshellError: E-5003 the file cannot be read, E-5004 a setting is not valid, E-5001 credentials are missing,
            E-5006 the server's address is not allowed.
    """
    config_folder, data = _folders(variables)
    file = config_folder / "config.toml"
    table = _read_toml(file)
    _reject_unknown(file, table)
    carrier = table.get("carrier", {})
    credentials = _credentials(variables)
    environment = _environment(variables, carrier, data)
    _need_credentials(environment, credentials, variables)
    return Settings(
        data=data,
        config_file=file,
        environment=environment,
        base_url=_base_url(variables.get("UPS_BASE_URL", "").strip(), environment),
        credentials=credentials,
        shipper=_shipper(file, table.get("shipper", {})),
        store_url=variables.get("SHIPSHELL_STORE", "").strip(),
        defaults=_defaults(file, table.get("defaults", {})),
        limits=Limits(**{name: _amount(file, "limits", name, table) for name in _KNOWN["limits"]}),
        carrier=_carrier(file, carrier),
        check_addresses=_boolean(file, "preview", "check_addresses", table.get("preview", {})),
    )


def emulator_shipper() -> Party:
    """The sample shipper that serves in the emulator where none is configured."""
    address = Address(("400 Depot Rd",), "Timonium", "MD", "21093", "US", residential=False)
    return Party("Acme Depot", address, attention="Shipping", phone="4105550100")


EMULATOR_ACCOUNT = "SAMPLE"


def _folders(variables: Mapping[str, str]) -> tuple[Path, Path]:
    home = variables.get("SHIPSHELL_HOME", "").strip()
    if home:
        folder = Path(home).expanduser().absolute()
        return folder, folder
    from platformdirs import user_config_path, user_data_path

    return user_config_path("shipshell", appauthor=False), user_data_path("shipshell", appauthor=False)


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ShipshellError(
            "E-5003", f"{file} cannot be read: {error}", hint="Mend the file, or move it away to start without it."
        ) from error


def _reject_unknown(file: Path, table: Mapping[str, Any]) -> None:
    for section, values in table.items():
        if section not in _KNOWN or not isinstance(values, dict):
            raise _invalid(file, section, "", f"sections are {', '.join(f'[{name}]' for name in _KNOWN)}")
        for name in values:
            if _KNOWN[section] and name not in _KNOWN[section]:
                raise _invalid(file, section, name, f"[{section}] knows {', '.join(_KNOWN[section])}")


def _invalid(file: Path, section: str, name: str, hint: str) -> ShipshellError:
    where = f"[{section}] {name}".strip()
    return ShipshellError("E-5004", f"{where} in {file} is not valid", hint=hint[0].upper() + hint[1:] + ".")


def _environment(variables: Mapping[str, str], carrier: Mapping[str, Any], data: Path) -> str:
    named = variables.get("SHIPSHELL_ENVIRONMENT", "").strip() or carrier.get("environment", "")
    if named:
        if named not in ENVIRONMENTS:
            raise ShipshellError(
                "E-5004", f"there is no environment {str(named)!r}", hint=f"Set one of {', '.join(ENVIRONMENTS)}."
            )
        return str(named)
    if any(variables.get(name, "").strip() for name in _CREDENTIALS) or (data / _USED).exists():
        return "test"
    return "emulator"


def _credentials(variables: Mapping[str, str]) -> Credentials | None:
    values = [variables.get(name, "").strip() for name in _CREDENTIALS]
    return Credentials(*values) if all(values) else None


def _need_credentials(environment: str, credentials: Credentials | None, variables: Mapping[str, str]) -> None:
    if environment == "emulator" or credentials:
        return
    missing = [name for name in _CREDENTIALS if not variables.get(name, "").strip()]
    raise ShipshellError(
        "E-5001",
        f"the environment is {environment}, but {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not set",
        hint="Set them, or set SHIPSHELL_ENVIRONMENT=emulator to try without an account.",
    )


def _base_url(given: str, environment: str) -> str:
    if not given:
        return _HOSTS.get(environment, "")
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ShipshellError("E-5006", f"UPS_BASE_URL {given!r} is not a web address", hint="Use https://host:port.")
    loopback = _is_loopback(parts.hostname)
    if parts.username or parts.password:
        raise ShipshellError("E-5006", "UPS_BASE_URL must not hold a user or password", hint="Use https://host:port.")
    if environment == "production" and f"{parts.scheme}://{parts.netloc}" != _HOSTS["production"]:
        raise ShipshellError(
            "E-5006", "production talks to UPS's own host only", hint="Unset UPS_BASE_URL, or use the test environment."
        )
    if (parts.scheme == "http" or environment == "emulator") and not loopback:
        raise ShipshellError(
            "E-5006", f"UPS_BASE_URL {given!r} is not allowed here", hint="Plain http and the emulator: 127.0.0.1 only."
        )
    return f"{parts.scheme}://{parts.netloc}"


def _is_loopback(host: str) -> bool:
    return host in ("localhost", "::1") or (host.startswith("127.") and host.replace(".", "").isdigit())


def _shipper(file: Path, table: Mapping[str, Any]) -> Party | None:
    if not table:
        return None
    missing = [
        name for name in ("name", "address1", "city", "state", "postal_code") if not str(table.get(name, "")).strip()
    ]
    if missing:
        raise ShipshellError(
            "E-5005", f"[shipper] in {file} lacks {', '.join(missing)}", hint="Add the missing lines to [shipper]."
        )
    text = {name: str(value).strip() for name, value in table.items()}
    lines = tuple(line for line in (text["address1"], text.get("address2", "")) if line)
    code = "".join(filter(str.isalnum, text["postal_code"]))
    address = Address(lines, text["city"], text["state"].upper(), code, text.get("country", "US").upper() or "US")
    phone = "".join(filter(str.isdigit, text.get("phone", "")))
    return Party(text["name"], address, attention=text["name"], phone=phone)


def _defaults(file: Path, table: Mapping[str, Any]) -> Defaults:
    from shipshell.model.package import PACKAGINGS
    from shipshell.model.service import service_named

    service = service_named(str(table.get("service", "03")))
    if service is None:
        raise _invalid(file, "defaults", "service", "name one of UPS's services, such as Ground or 2nd Day Air")
    packaging = str(table.get("packaging", "02"))
    if packaging not in PACKAGINGS:
        raise _invalid(file, "defaults", "packaging", f"codes are {', '.join(PACKAGINGS)}")
    label_format = str(table.get("label_format", "GIF")).upper()
    if label_format not in _LABEL_FORMATS:
        raise _invalid(file, "defaults", "label_format", f"formats are {', '.join(_LABEL_FORMATS)}")
    unit = str(table.get("weight_unit", "lb"))
    if unit not in _WEIGHT_UNITS:
        raise _invalid(file, "defaults", "weight_unit", f"units are {', '.join(_WEIGHT_UNITS)}")
    return Defaults(service.code, packaging, cast("LabelFormat", label_format), unit)


def _amount(file: Path, section: str, name: str, table: Mapping[str, Any]) -> Decimal | None:
    given = table.get(section, {}).get(name)
    if given is None:
        return None
    try:
        amount = Decimal(str(given))
    except InvalidOperation:
        amount = Decimal("NaN")
    if isinstance(given, bool) or not amount.is_finite() or amount < 0:
        raise _invalid(file, section, name, "write an amount in dollars, such as 500 or 49.99")
    return amount


def _carrier(file: Path, table: Mapping[str, Any]) -> CarrierSettings:
    lanes = table.get("concurrency", 1)
    if isinstance(lanes, bool) or not isinstance(lanes, int) or not 1 <= lanes <= _MOST_LANES:
        raise _invalid(file, "carrier", "concurrency", f"write a whole number from 1 to {_MOST_LANES}")
    timeout = table.get("timeout", 60)
    if not _positive(timeout) or timeout == 0:
        raise _invalid(file, "carrier", "timeout", "write a number of seconds")
    delays = table.get("lookup_delays", [0, 5, 30, 120])
    if not isinstance(delays, list) or not delays or not all(_positive(delay) for delay in delays):
        raise _invalid(file, "carrier", "lookup_delays", "write a list of seconds, such as [0, 5, 30, 120]")
    return CarrierSettings(lanes, float(timeout), tuple(float(delay) for delay in delays))


def _positive(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < float("inf")


def _boolean(file: Path, section: str, name: str, table: Mapping[str, Any]) -> bool:
    value = table.get(name, True)
    if not isinstance(value, bool):
        raise _invalid(file, section, name, "write true or false")
    return value


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
