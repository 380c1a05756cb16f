"""Which UPS is talked to, and as whom: the environment, the credentials, and the server's address."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from shipshell.config.folders import was_used
from shipshell.config.settings import Credentials
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ENVIRONMENTS = ("emulator", "test", "production")
_CREDENTIALS = ("UPS_CLIENT_ID", "UPS_CLIENT_SECRET", "UPS_ACCOUNT_NUMBER")
_HOSTS = {"test": "https://wwwcie.ups.com", "production": "https://onlinetools.ups.com"}


def environment(variables: Mapping[str, str], configured: str, data: Path) -> str:
    """The environment that is named; else `test` where anything points to UPS itself, else `emulator`.

    Raises:
        ShipshellError: E-5004, there is no such environment.
    """
    named = variables.get("SHIPSHELL_ENVIRONMENT", "").strip() or configured
    if not named:
        real = any(variables.get(name, "").strip() for name in _CREDENTIALS) or was_used(data)
        return "test" if real else "emulator"
    if named not in ENVIRONMENTS:
        raise ShipshellError(
            "E-5004", f"there is no environment {named!r}", hint=f"Set one of {', '.join(ENVIRONMENTS)}."
        )
    return named


def credentials(variables: Mapping[str, str], environment: str) -> Credentials | None:
    """The credentials, None where there are none and the emulator needs none.

    Raises:
        ShipshellError: E-5001.
    """
    values = [variables.get(name, "").strip() for name in _CREDENTIALS]
    if all(values):
        return Credentials(*values)
    if environment == "emulator":
        return None
    missing = [name for name, value in zip(_CREDENTIALS, values, strict=True) if not value]
    raise ShipshellError(
        "E-5001",
        f"the environment is {environment}, but {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not set",
        hint="Set them, or set SHIPSHELL_ENVIRONMENT=emulator to try without an account.",
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
        raise _not_allowed(f"UPS_BASE_URL {given!r} is not a web address", "Use https://host:port.")
    return parts


def _not_allowed(message: str, hint: str) -> ShipshellError:
    return ShipshellError("E-5006", message, hint=hint)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
