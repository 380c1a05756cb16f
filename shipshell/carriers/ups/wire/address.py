"""Street-level address validation: what is asked, and the addresses in the answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from shipshell.carriers.address_check import (
    AddressCheck,
    AddressConfirmed,
    AddressCorrected,
    AddressNotFound,
    differences,
)
from shipshell.carriers.ups.wire.parts import country
from shipshell.carriers.ups.wire.tree import as_list, dig, parse, text, unreadable
from shipshell.model.address import Address

if TYPE_CHECKING:
    from shipshell.carriers.ups.wire.tree import Json

#: Validate and classify.
ADDRESS_PATH = "/addressvalidation/v2/3"

_COUNTRIES = ("US", "PR")
_VALID = "ValidAddressIndicator"
#: UPS gives exactly one of them, without a value.
_INDICATORS = (_VALID, "AmbiguousAddressIndicator", "NoCandidatesIndicator")
_RESIDENTIAL = {"1": False, "2": True}
_ZIP, _ZIP_PLUS_4 = 5, 9


def can_check(address: Address) -> bool:
    """Whether UPS checks addresses of that country."""
    return country(address) in _COUNTRIES


def address_body(address: Address) -> Json:
    """UPS's request to check `address`. It names nobody: who lives there changes nothing."""
    digits = address.postal_code.replace("-", "").replace(" ", "")
    form: Json = {
        "AddressLine": list(address.lines),
        "PoliticalDivision2": address.city,
        "PoliticalDivision1": address.state,
        "PostcodePrimaryLow": digits[:_ZIP],
        "PostcodeExtendedLow": digits[_ZIP:],
        "CountryCode": country(address),
    }
    return {"XAVRequest": {"AddressKeyFormat": {key: value for key, value in form.items() if value}}}


def address_key(address: Address) -> str:
    """Canonical text of the request: addresses of one key get the same answer, whatever their case."""
    return json.dumps(address_body(address), ensure_ascii=False, sort_keys=True, separators=(",", ":")).casefold()


def read_address(raw: bytes, given: Address) -> AddressCheck:
    """What UPS says of the address `given`.

    UPS calls an address valid too where it mended it on the way; a candidate that is the same place decides.

    Raises:
        OutcomeUnknown: it says nothing of it.
    """
    answer = parse(raw).get("XAVResponse")
    if not isinstance(answer, dict) or not any(indicator in answer for indicator in _INDICATORS):
        raise unreadable("it says nothing of the address")
    candidates = tuple(_candidate(block, given) for block in as_list(answer.get("Candidate")))
    residential = _residential(answer)
    if any(not differences(given, candidate) for candidate in candidates):
        return AddressConfirmed(residential)
    if candidates:
        return AddressCorrected(candidates, residential)
    return AddressConfirmed(residential) if _VALID in answer else AddressNotFound()


def _candidate(block: Any, given: Address) -> Address:
    """An address of UPS's; what it leaves out stays as given."""
    form = dig(block, "AddressKeyFormat")
    lines = tuple(text(line) for line in as_list(dig(form, "AddressLine")) if text(line))
    zip_code = text(form, "PostcodePrimaryLow")
    zip_plus_4 = zip_code + text(form, "PostcodeExtendedLow")
    return Address(
        lines=lines or given.lines,
        city=text(form, "PoliticalDivision2") or given.city,
        state=text(form, "PoliticalDivision1") or given.state,
        postal_code=(zip_plus_4 if len(zip_plus_4) == _ZIP_PLUS_4 else zip_code) or given.postal_code,
        country=text(form, "CountryCode") or given.country,
        residential=_residential(block),
    )


def _residential(node: Any) -> bool | None:
    return _RESIDENTIAL.get(text(node, "AddressClassification", "Code"))
