"""Street-level address validation by simple rules: no street, a doubtful street, the wrong state, or good as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from zlib import crc32

from shipshell.emulator import geography
from shipshell.emulator.desk import success
from shipshell.emulator.faults import Call
from shipshell.emulator.order import part, text, texts
from shipshell.emulator.replies import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipshell.emulator.desk import Desk
    from shipshell.emulator.replies import Request

_ROOT = "XAVRequest"
_CLASSES = {"1": "Commercial", "2": "Residential"}
_CLASSIFY = frozenset({"2", "3"})
_LINE = 100
_MOST_CANDIDATES = 50
_DEFAULT_CANDIDATES = 15

_ABBREVIATIONS = {
    "AVENUE": "AVE",
    "BOULEVARD": "BLVD",
    "CIRCLE": "CIR",
    "COURT": "CT",
    "DRIVE": "DR",
    "HIGHWAY": "HWY",
    "LANE": "LN",
    "PARKWAY": "PKWY",
    "PLACE": "PL",
    "ROAD": "RD",
    "SQUARE": "SQ",
    "STREET": "ST",
    "TERRACE": "TER",
    "APARTMENT": "APT",
    "SUITE": "STE",
    "FLOOR": "FL",
    "NORTH": "N",
    "SOUTH": "S",
    "EAST": "E",
    "WEST": "W",
}
_BUSINESS = re.compile(r"\b(INC|LLC|LTD|CORP|CO|COMPANY|STE|OFFICE|SHOP|STORE|WAREHOUSE|SCHOOL|HOSPITAL|DEPOT)\b")
_STREET = re.compile(r"(\d+[A-Z]?(-\d+)?|ONE|TWO|THREE) +\w")
_POST_BOX = re.compile(r"\bP\.? *O\.? *BOX\b")
#: A number and a single word: a street whose kind was forgotten. Broadway needs none.
_NO_KIND = re.compile(r"\d+ +(?!BROADWAY\b)[A-Z]+")


def answer(_: Desk, request: Request, arguments: Mapping[str, str]) -> dict[str, Any]:
    """An XAVResponse: exactly one of valid, ambiguous and no candidates, with the class where it was asked for."""
    if arguments["version"] != "v2":
        raise Refusal("20002", arguments["version"])
    if arguments["option"] not in ("1", "2", "3"):
        raise Refusal("9264028", arguments["option"])
    key = part(part(request.json(), _ROOT, required=True), "AddressKeyFormat", required=True)
    if text(key, "CountryCode").upper() not in ("US", "PR"):
        raise Refusal("9264028", text(key, "CountryCode"))
    street = _street(key)
    indicator, candidates = _judge(key, street)
    classified = arguments["option"] in _CLASSIFY and bool(candidates)
    response: dict[str, Any] = {"Response": success(), indicator: ""}
    if classified:
        response["AddressClassification"] = _class(key, street)
    if candidates:
        most = _most(request.query.get("maximumcandidatelistsize", ""))
        extra = {"AddressClassification": _class(key, street)} if classified else {}
        response["Candidate"] = [extra | {"AddressKeyFormat": candidate} for candidate in candidates[:most]]
    return {"XAVResponse": response}


def describe(operation: str, body: dict[str, Any], _: Mapping[str, str]) -> Call:
    """What rules see of the call."""
    return Call(operation, text(part(part(body, _ROOT), "AddressKeyFormat"), "ConsigneeName"))


def _most(asked: str) -> int:
    size = int(asked) if asked.isdecimal() else _DEFAULT_CANDIDATES
    return min(size or _DEFAULT_CANDIDATES, _MOST_CANDIDATES)


def _street(key: dict[str, Any]) -> str:
    """All lines as one, upper case, in the post office's abbreviations."""
    lines = texts(key, "AddressLine")
    if any(len(line) > _LINE for line in lines):
        raise Refusal("20008", "AddressLine")
    words = re.findall(r"[^\s,.]+", " ".join(lines).upper())
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)


def _judge(key: dict[str, Any], street: str) -> tuple[str, list[dict[str, Any]]]:
    """The indicator, and the addresses that may be meant."""
    zip_code, state = text(key, "PostcodePrimaryLow"), text(key, "PoliticalDivision1").upper()
    place = geography.place_of(zip_code)
    if place is None or not _STREET.match(street) or _POST_BOX.search(street):
        return "NoCandidatesIndicator", []
    if text(key, "CountryCode").upper() == "US" and not geography.agree(state, zip_code):
        return "AmbiguousAddressIndicator", [_candidate(key, street, place.state)]
    if _NO_KIND.fullmatch(street):
        return "AmbiguousAddressIndicator", [_candidate(key, f"{street} {kind}", state) for kind in ("ST", "AVE", "RD")]
    return "ValidAddressIndicator", [_candidate(key, street, state)]


def _candidate(key: dict[str, Any], street: str, state: str) -> dict[str, Any]:
    city, zip_code = text(key, "PoliticalDivision2").upper(), text(key, "PostcodePrimaryLow")[:5]
    extension = f"{crc32(street.encode()) % 9000 + 1000}"
    return {
        "AddressLine": [street],
        "PoliticalDivision2": city,
        "PoliticalDivision1": state,
        "PostcodePrimaryLow": zip_code,
        "PostcodeExtendedLow": extension,
        "Region": f"{city} {state} {zip_code}-{extension}",
        "CountryCode": text(key, "CountryCode").upper(),
    }


def _class(key: dict[str, Any], street: str) -> dict[str, str]:
    name = text(key, "ConsigneeName").upper()
    code = "1" if _BUSINESS.search(f"{street} {name}") else "2"
    return {"Code": code, "Description": _CLASSES[code]}
