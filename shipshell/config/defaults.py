"""What serves where a row says nothing, as configured."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from shipshell.config.settings import Defaults

if TYPE_CHECKING:
    from collections.abc import Callable

    from shipshell.config.toml_file import TomlFile
    from shipshell.model.shipment import LabelFormat

LABEL_FORMATS = ("GIF", "ZPL", "EPL", "SPL")
WEIGHT_UNITS = ("lb", "oz", "kg", "g")


def defaults(file: TomlFile) -> Defaults:
    """The defaults.

    Raises:
        ShipshellError: E-5004.
    """
    return Defaults(
        default_part(file, "service"),
        default_part(file, "packaging"),
        cast("LabelFormat", default_part(file, "label_format")),
        default_part(file, "weight_unit"),
    )


def default_part(file: TomlFile, name: str) -> str:
    """One of the defaults, as UPS or we spell it.

    Raises:
        ShipshellError: E-5004.
    """
    from shipshell.model.package import PACKAGINGS

    usual = Defaults()
    if name == "service":
        return _service(file, usual.service)
    if name == "packaging":
        return _one_of(file, name, usual.packaging, tuple(PACKAGINGS), str.lower)
    if name == "label_format":
        return _one_of(file, name, usual.label_format, LABEL_FORMATS, str.upper)
    return _one_of(file, name, usual.weight_unit, WEIGHT_UNITS, str.lower)


def _service(file: TomlFile, usual: str) -> str:
    from shipshell.model.service import service_named

    service = service_named(file.text("defaults", "service", usual))
    if service is None:
        raise file.invalid("defaults", "service", "name one of UPS's services, such as Ground or 2nd Day Air")
    return service.code


def _one_of(file: TomlFile, name: str, usual: str, known: tuple[str, ...], spelled: Callable[[str], str]) -> str:
    given = spelled(file.text("defaults", name, usual))
    if given not in known:
        raise file.invalid("defaults", name, f"it may be {', '.join(known)}")
    return given
