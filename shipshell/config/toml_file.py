"""The configuration file: TOML whose every section and name is known, and whose values are of the right kind."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: Every section with its names; `[sources.NAME]` may say what it likes about its source.
KNOWN: dict[str, tuple[str, ...]] = {
    "shipper": ("name", "phone", "address1", "address2", "city", "state", "postal_code", "country"),
    "defaults": ("service", "packaging", "label_format", "weight_unit"),
    "limits": ("batch", "row", "day"),
    "carrier": ("environment", "client_id", "account_number", "concurrency", "timeout", "lookup_delays"),
    "preview": ("check_addresses",),
    "sources": (),
}


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A configuration file as read. Every value is asked for by its section and name; an absent one is the default."""

    path: Path
    table: Mapping[str, Mapping[str, Any]]

    @classmethod
    def read(cls, path: Path) -> TomlFile:
        """The file at `path`, an empty one where there is none.

        Raises:
            ShipshellError: E-5003 it cannot be read, E-5004 it says something that is not known.
        """
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except (FileNotFoundError, NotADirectoryError):
            table = {}
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ShipshellError(
                "E-5003", f"{path} cannot be read: {error}", hint="Mend the file, or move it away to start without it."
            ) from error
        file = cls(path, table)
        file._reject_unknown()
        return file

    def _reject_unknown(self) -> None:
        for section, values in self.table.items():
            if section not in KNOWN or not isinstance(values, dict):
                raise self.invalid(section, "", f"sections are {', '.join(f'[{name}]' for name in KNOWN)}")
            for name in values:
                if KNOWN[section] and name not in KNOWN[section]:
                    raise self.invalid(section, name, f"[{section}] knows {', '.join(KNOWN[section])}")

    def invalid(self, section: str, name: str, hint: str) -> ShipshellError:
        """The error that a setting is not valid, E-5004."""
        where = f"[{section}] {name}".strip()
        hint = f"{hint[0].upper()}{hint[1:]}."
        return ShipshellError("E-5004", f"{where} in {self.path} is not valid", hint=hint)

    def value(self, section: str, name: str) -> Any:
        """A value as it stands, None where there is none."""
        return self.table.get(section, {}).get(name)

    def text(self, section: str, name: str, default: str = "") -> str:
        """A text, or a whole number as one; outer blanks do not count, and an empty one is no text."""
        given = self.value(section, name)
        if given is None:
            return default
        if isinstance(given, bool) or not isinstance(given, (str, int)):
            raise self.invalid(section, name, "write it in quotes")
        return str(given).strip() or default

    def amount(self, section: str, name: str) -> Decimal | None:
        """An amount in dollars, None where there is none."""
        given = self.value(section, name)
        if given is None:
            return None
        try:
            amount = Decimal(str(given))
        except InvalidOperation:
            amount = Decimal("NaN")
        if isinstance(given, bool) or not amount.is_finite() or amount < 0:
            raise self.invalid(section, name, "write an amount in dollars, such as 500 or 49.99")
        return amount

    def whole(self, section: str, name: str, default: int, most: int) -> int:
        """A whole number from 1 to `most`."""
        given = self.value(section, name)
        if given is None:
            return default
        if isinstance(given, bool) or not isinstance(given, int) or not 1 <= given <= most:
            raise self.invalid(section, name, f"write a whole number from 1 to {most}")
        return given

    def seconds(self, section: str, name: str, default: float) -> float:
        """A number of seconds above 0."""
        given = self.value(section, name)
        if given is None:
            return default
        if not _is_duration(given) or given == 0:
            raise self.invalid(section, name, "write a number of seconds")
        return float(given)

    def delays(self, section: str, name: str, default: tuple[float, ...]) -> tuple[float, ...]:
        """Seconds, one after the other; at least one."""
        given = self.value(section, name)
        if given is None:
            return default
        if not isinstance(given, list) or not given or not all(map(_is_duration, given)):
            raise self.invalid(section, name, f"write a list of seconds, such as {[int(one) for one in default]}")
        return tuple(map(float, given))

    def switch(self, section: str, name: str, default: bool) -> bool:  # noqa: FBT001 - the value of a setting
        """`true` or `false`."""
        given = self.value(section, name)
        if given is None:
            return default
        if not isinstance(given, bool):
            raise self.invalid(section, name, "write true or false")
        return given


def _is_duration(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < float("inf")
