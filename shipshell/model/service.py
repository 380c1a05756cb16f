"""UPS's services: code, name, and the names people use for them."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Service:
    """A UPS service by its code and UPS's name for it (as from the United States)."""

    code: str
    name: str


SERVICES: tuple[Service, ...] = (
    Service("01", "Next Day Air"),
    Service("02", "2nd Day Air"),
    Service("03", "Ground"),
    Service("12", "3 Day Select"),
    Service("13", "Next Day Air Saver"),
    Service("14", "Next Day Air Early"),
    Service("59", "2nd Day Air A.M."),
    Service("93", "Ground Saver"),
    Service("11", "Standard"),
    Service("07", "Worldwide Express"),
    Service("08", "Worldwide Expedited"),
    Service("54", "Worldwide Express Plus"),
    Service("65", "Worldwide Saver"),
)

BY_CODE: dict[str, Service] = {service.code: service for service in SERVICES}

#: Other names, normalised as by `_normal`, to codes.
_ALIASES: dict[str, str] = {
    "gnd": "03",
    "ground commercial": "03",
    "ground residential": "03",
    "ground service": "03",
    "overnight": "01",
    "1 day air": "01",
    "next day": "01",
    "nda": "01",
    "nda saver": "13",
    "nda early": "14",
    "1da": "01",
    "2 day": "02",
    "2day": "02",
    "2day air": "02",
    "3day": "12",
    "3day select": "12",
    "nextday": "01",
    "nextday air": "01",
    "1 day": "01",
    "2 day air": "02",
    "2da": "02",
    "second day": "02",
    "2 day air am": "59",
    "2 day am": "59",
    "2dm": "59",
    "3 day": "12",
    "3ds": "12",
    "3 day air": "12",
    "next day saver": "13",
    "1dp": "13",
    "next day early": "14",
    "next day air early am": "14",
    "next day air am": "14",
    "1dm": "14",
    "worldwide express saver": "65",
    "express plus": "54",
    "expedited": "08",
    "surepost": "93",
}

_WORDS = {"second": "2", "two": "2", "2nd": "2", "three": "3", "third": "3", "3rd": "3", "one": "1"}


def _normal(text: str) -> str:
    """Lower case, without `UPS`, dots, marks and plurals, ordinals as digits: `UPS Second-Day Air®` -> `2 day air`."""
    lowered = re.sub(r"[®™.]", "", text.lower())
    words = re.findall(r"[a-z0-9]+", lowered)
    return " ".join(_WORDS.get(word, word) for word in words if word not in ("ups", "service"))


_BY_NAME: dict[str, str] = {_normal(service.name): service.code for service in SERVICES} | _ALIASES


def service_named(text: str) -> Service | None:
    """The service that `text` names by code (`03`), name or usual alias, whatever its case; None if there is none."""
    stripped = text.strip()
    if stripped in BY_CODE:
        return BY_CODE[stripped]
    if stripped.isdigit() and stripped.zfill(2) in BY_CODE:
        return BY_CODE[stripped.zfill(2)]
    code = _BY_NAME.get(_normal(stripped))
    return BY_CODE[code] if code else None
