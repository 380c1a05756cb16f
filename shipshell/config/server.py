"""Which UPS is talked to, and as whom: the environment, the credentials, and the server's address."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from shipshell.config.folders import was_used
from shipshell.config.secrets import Secrets
from shipshell.config.settings import Credentials
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from shipshell.config.toml_file import TomlFile

ENVIRONMENTS = ("emulator", "test", "production")
CREDENTIALS = ("UPS_CLIENT_ID", "UPS_CLIENT_SECRET", "UPS_ACCOUNT_NUMBER")
_ACCOUNT_CHARACTERS = 6
_HOSTS = {"test": "https://wwwcie.ups.com", "production": "https://onlinetools.ups.com"}


def environment(variables: Mapping[str, str], file: TomlFile, data: Path) -> str:
    """The environment that is named; else `test` where anything points to UPS itself, else `emulator`.

    Raises:
        ShipshellError: E-5004, there is no such environment.
    """
    named = variables.get("SHIPSHELL_ENVIRONMENT", "").strip() or file.text("carrier", "environment")
    if not named:
        real = any(known(variables, file).values()) or was_used(data)
        return "test" if real else "emulator"
    return checked_environment(named)


def checked_environment(named: str) -> str:
    """The environment of this name.

    Raises:
        ShipshellError: E-5004, there is none.
    """
    if named not in ENVIRONMENTS:
        raise ShipshellError(
            "E-5004", f"there is no environment {named!r}", hint=f"Set one of {', '.join(ENVIRONMENTS)}."
        )
    return named


def known(variables: Mapping[str, str], file: TomlFile) -> dict[str, str]:
    """The credentials by their variables' names, "" where one is not known; a kept secret is not looked for."""
    client_id, secret, account = (variables.get(name, "").strip() for name in CREDENTIALS)
    kept = (client_id or file.text("carrier", "client_id"), secret, account or account_number(file))
    return dict(zip(CREDENTIALS, kept, strict=True))


def account_number(file: TomlFile) -> str:
    """The account number that is configured, "" where none is.

    Raises:
        ShipshellError: E-5004.
    """
    number = file.text("carrier", "account_number").upper()
    if number and not is_account_number(number):
        raise file.invalid("carrier", "account_number", "write its six letters and digits")
    return number


def is_account_number(number: str) -> bool:
    """Whether a number can be one of UPS's accounts."""
    return len(number) == _ACCOUNT_CHARACTERS and number.isascii() and number.isalnum()


def credentials(variables: Mapping[str, str], file: TomlFile, environment: str) -> Credentials | None:
    """The credentials, None where there are none and the emulator needs none.

    Raises:
        ShipshellError: E-5001 some are missing; E-5004 in production, the account number is none of UPS's; E-5003,
            E-5009, E-5010 the kept secret cannot be had.
    """
    values = known(variables, file)
    client_id, secret = values["UPS_CLIENT_ID"], values["UPS_CLIENT_SECRET"]
    if client_id and not secret and environment != "emulator":
        values["UPS_CLIENT_SECRET"] = Secrets(file.path.parent).read(client_id)
    if all(values.values()):
        if environment == "production" and not is_account_number(values["UPS_ACCOUNT_NUMBER"]):
            raise ShipshellError("E-5004", "UPS_ACCOUNT_NUMBER is not valid", hint="Write its six letters and digits.")
        return Credentials(*values.values())
    if environment == "emulator":
        return None
    missing = [name for name, value in values.items() if not value]
    raise ShipshellError(
        "E-5001",
        f"the environment is {environment}, but {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not set",
        hint='Set them, or say "setup" on a terminal; SHIPSHELL_ENVIRONMENT=emulator serves to try without an account.',
    )


def base_url(given: str, environment: str) -> str:
    """Scheme, host and port to talk to; "" for the emulator inside the program.

    Raises:
        ShipshellError: E-5006.
    """
    if not given:
        return _HOSTS.get(environment, "")
    parts = _parts(given)
    address = f"{parts.scheme}://{parts.netloc}"
    if parts.username or parts.password:
        raise _not_allowed("UPS_BASE_URL must not hold a user or password", "Use https://host:port.")
    if environment == "production" and address != _HOSTS["production"]:
        raise _not_allowed(
            "production talks to UPS's own host only", "Unset UPS_BASE_URL, or use the test environment."
        )
    if (parts.scheme == "http" or environment == "emulator") and not _is_loopback(parts.hostname or ""):
        raise _not_allowed(
            f"UPS_BASE_URL {given!r} is not allowed here", "Plain http and the emulator: 127.0.0.1 only."
        )
    return address


def _parts(given: str) -> SplitResult:
    try:
        parts = urlsplit(given)
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port or an IPv6 address that is none
        whole = False
    if not whole:
        raise _not_allowed("UPS_BASE_URL is not a web address", "Use https://host:port.")
    return parts


def _not_allowed(message: str, hint: str) -> ShipshellError:
    return ShipshellError("E-5006", message, hint=hint)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
