"""The shipper as configured: each part of it as UPS takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.config.toml_file import KNOWN
from shipshell.model.address import Address, Party
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from shipshell.config.toml_file import TomlFile

#: What UPS does not do without.
NEEDED = ("name", "address1", "city", "state", "postal_code")
#: UPS takes no more characters of a shipper.
_LONGEST = {"name": 35, "phone": 15, "address1": 35, "address2": 35, "city": 30}
_CODE_LETTERS = 2
_ZIP_DIGITS = (5, 9)


def shipper(file: TomlFile) -> Party | None:
    """The configured ship-from party, None where there is none.

    Raises:
        ShipshellError: E-5005 it is incomplete, E-5004 a part of it is not valid.
    """
    if not file.table.get("shipper"):
        return None
    said = {name: shipper_part(file, name) for name in KNOWN["shipper"]}
    missing = [name for name in NEEDED if not said[name]]
    if missing:
        raise ShipshellError(
            "E-5005", f"[shipper] in {file.path} lacks {', '.join(missing)}", hint="Add the missing lines to [shipper]."
        )
    lines = tuple(line for line in (said["address1"], said["address2"]) if line)
    address = Address(lines, said["city"], said["state"], said["postal_code"], said["country"])
    return Party(said["name"], address, attention=said["name"], phone=said["phone"])


def shipper_part(file: TomlFile, name: str) -> str:
    """One part of the shipper, spelled as UPS wants it; "" where it is not given.

    Raises:
        ShipshellError: E-5004.
    """
    said = file.text("shipper", name)
    if name == "country":
        return _country(file)
    if name == "phone":
        said = "".join(filter(str.isdigit, said))
    if len(said) > _LONGEST.get(name, len(said)):
        raise file.invalid("shipper", name, f"UPS takes {_LONGEST[name]} characters")
    if said and name == "state":
        return _state(file, said.upper())
    if said and name == "postal_code":
        return _postal_code(file, "".join(filter(str.isalnum, said)))
    return said


def _country(file: TomlFile) -> str:
    country = file.text("shipper", "country", "US").upper()
    if not (len(country) == _CODE_LETTERS and country.isalpha()):
        raise file.invalid("shipper", "country", "write its two letters, such as US")
    return country


def _state(file: TomlFile, state: str) -> str:
    if not (len(state) == _CODE_LETTERS and state.isalpha()):
        raise file.invalid("shipper", "state", "write its two letters, such as MD")
    return state


def _postal_code(file: TomlFile, code: str) -> str:
    if _country(file) == "US" and not (code.isdigit() and len(code) in _ZIP_DIGITS):
        raise file.invalid("shipper", "postal_code", "write five or nine digits in quotes")
    return code
