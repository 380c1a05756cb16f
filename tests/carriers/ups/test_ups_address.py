"""Address validation: the request, and UPS's word on an address however it is dressed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from ups_kit import ACCOUNT, BASE, SHIPMENT, complaints, error, example, needs_ups_documents, now, params

from shipshell.carriers.address_check import (
    AddressCheck,
    AddressConfirmed,
    AddressCorrected,
    AddressNotFound,
    AddressUnchecked,
    differences,
)
from shipshell.carriers.base import OutcomeUnknown, Refused, Throttled
from shipshell.carriers.ups.carrier import UpsCarrier
from shipshell.carriers.ups.client import Credentials, UpsClient
from shipshell.carriers.ups.wire.address import address_body, address_key, read_address
from shipshell.model.address import Address

if TYPE_CHECKING:
    import responses

URL = f"{BASE}/api/addressvalidation/v2/3"
HOME = SHIPMENT.ship_to.address
SAN_JUAN = Address(("1 Calle Sol",), "San Juan", "PR", "00901-1234")
TORONTO = Address(("1 Front St W",), "Toronto", "ON", "M5J 2X5", country="CA")

VALID, AMBIGUOUS, NONE = "ValidAddressIndicator", "AmbiguousAddressIndicator", "NoCandidatesIndicator"
SAME = {
    "AddressLine": ["77 ELM AVE APT 4"],
    "PoliticalDivision2": "ALPHARETTA",
    "PoliticalDivision1": "GA",
    "PostcodePrimaryLow": "30005",
    "PostcodeExtendedLow": "1234",
    "CountryCode": "US",
}


def answer(indicator: str, *forms: Any, **fields: Any) -> bytes:
    candidates = [{"AddressKeyFormat": form} for form in forms]
    return json.dumps({"XAVResponse": {indicator: "", "Candidate": candidates, **fields}}).encode()


def read(indicator: str, *forms: Any, **fields: Any) -> AddressCheck:
    return read_address(answer(indicator, *forms, **fields), HOME)


# ---- the request


@needs_ups_documents
def test_the_request_is_that_of_the_example_but_for_the_name() -> None:
    expected = example("address_request")
    del expected["XAVRequest"]["AddressKeyFormat"]["ConsigneeName"]
    assert address_body(HOME) == expected


@needs_ups_documents
@pytest.mark.parametrize(
    "address", [HOME, SAN_JUAN, replace(SAN_JUAN, state="", country="PR"), Address(("1 A St", "B", "C"), "X", "", "")]
)
def test_every_request_is_valid_by_upss_documents(address: Address) -> None:
    assert complaints("address", "request", address_body(address)) == []


def test_a_long_zip_is_sent_in_its_two_parts() -> None:
    form = address_body(SAN_JUAN)["XAVRequest"]["AddressKeyFormat"]
    assert (form["PostcodePrimaryLow"], form["PostcodeExtendedLow"], form["CountryCode"]) == ("00901", "1234", "PR")


def test_an_address_is_asked_about_once_however_it_is_written() -> None:
    shouted = replace(HOME, lines=("77 ELM AVE", "APT 4"), city="ALPHARETTA", residential=None)
    assert address_key(shouted) == address_key(HOME)
    for other in (replace(HOME, lines=("77 Elm Ave",)), replace(HOME, city="Milton"), replace(HOME, state="AL")):
        assert address_key(other) != address_key(HOME)
    assert address_key(replace(HOME, postal_code="30006")) != address_key(HOME)


# ---- the answer


@needs_ups_documents
def test_upss_example_is_read() -> None:
    raw = json.dumps(example("address_response")).encode()
    assert read_address(raw, HOME) == AddressConfirmed(residential=True)


@pytest.mark.parametrize(("code", "residential"), [("1", False), ("2", True), ("0", None), ("&#xD;2 ", True)])
@pytest.mark.parametrize("indicator", [VALID, AMBIGUOUS])
def test_the_same_place_is_confirmed_with_its_class(
    indicator: str,
    code: str,
    residential: bool | None,  # noqa: FBT001
) -> None:
    checked = read(indicator, SAME | {"City": "ignored"}, AddressClassification={"Code": code})
    assert checked == AddressConfirmed(residential)


def test_valid_without_a_candidate_is_confirmed() -> None:
    assert read(VALID) == AddressConfirmed()


def test_a_valid_address_that_ups_mended_is_a_correction() -> None:
    checked = read(VALID, SAME | {"AddressLine": ["77 ELM AVE"]}, AddressClassification={"Code": "2"})
    assert isinstance(checked, AddressCorrected)
    assert checked.residential is True
    (difference,) = differences(HOME, checked.candidates[0])
    assert (difference.part, difference.suggested) == ("street", "77 ELM AVE")


def test_candidates_come_whole_and_in_upss_order() -> None:
    checked = read(AMBIGUOUS, SAME | {"AddressLine": ["77 ELM CT"]}, {"AddressLine": "77 ELM RD", "CountryCode": "US"})
    assert checked == AddressCorrected(
        (
            Address(("77 ELM CT",), "ALPHARETTA", "GA", "300051234"),
            Address(("77 ELM RD",), HOME.city, HOME.state, HOME.postal_code),
        )
    )


def test_a_candidate_without_a_street_keeps_the_one_given() -> None:
    checked = read(AMBIGUOUS, {"PoliticalDivision2": "MILTON"})
    assert checked == AddressCorrected((replace(HOME, city="MILTON", residential=None),))


def test_a_range_of_extensions_is_no_part_of_a_zip() -> None:
    checked = read(AMBIGUOUS, SAME | {"AddressLine": ["1-99 ELM AVE"], "PostcodeExtendedLow": "1200-1299"})
    assert isinstance(checked, AddressCorrected)
    assert checked.candidates[0].postal_code == "30005"


def test_a_candidate_has_a_class_of_its_own() -> None:
    block = {"AddressKeyFormat": SAME | {"AddressLine": ["1 A ST"]}, "AddressClassification": {"Code": "1"}}
    raw = json.dumps({"XAVResponse": {AMBIGUOUS: "", "Candidate": block}}).encode()
    checked = read_address(raw, HOME)
    assert isinstance(checked, AddressCorrected)
    assert checked.candidates[0].residential is False


@pytest.mark.parametrize("indicator", [NONE, AMBIGUOUS])
def test_without_a_candidate_nothing_was_found(indicator: str) -> None:
    assert read(indicator) == AddressNotFound()


@pytest.mark.parametrize("raw", [b"", b"{}", b'{"XAVResponse": null}', b'{"XAVResponse": {"Response": {}}}', b"<html>"])
def test_an_answer_without_a_verdict_is_none(raw: bytes) -> None:
    with pytest.raises(OutcomeUnknown):
        read_address(raw, HOME)


# ---- the carrier


def carrier(environment: str = "test") -> UpsCarrier:
    return UpsCarrier(UpsClient(BASE, Credentials("app", "s"), clock=now), environment=environment, account=ACCOUNT)


@needs_ups_documents
def test_the_carrier_asks_where_ups_documents_it(ups: responses.RequestsMock) -> None:
    ups.post(URL, body=answer(VALID, SAME))
    assert carrier().check_address(HOME) == AddressConfirmed()
    request = ups.calls[1].request
    said = params(request, "/addressvalidation/{version}/{requestoption}")
    # UPS's document declares no headers for this operation; they are sent with every request
    assert complaints("address", "params", {"path": said["path"], "query": said["query"]}) == []
    assert json.loads(request.body or b"") == address_body(HOME)


def test_a_country_that_ups_does_not_check_is_not_asked_about(ups: responses.RequestsMock) -> None:
    assert carrier().check_address(TORONTO) == AddressUnchecked()
    assert len(ups.calls) == 0


@pytest.mark.parametrize("code", ["9264028", "9264030"])
def test_the_test_host_s_ignorance_is_nothing_to_say(ups: responses.RequestsMock, code: str) -> None:
    ups.post(URL, status=400, json=error(code))
    assert carrier("test").check_address(HOME) == AddressUnchecked()


def test_elsewhere_the_same_code_is_a_fault(ups: responses.RequestsMock) -> None:
    ups.post(URL, status=400, json=error("9264028"))
    with pytest.raises(Refused) as caught:
        carrier("production").check_address(HOME)
    assert (caught.value.problem.code, caught.value.problem.carrier_code) == ("E-3011", "9264028")


def test_other_failures_are_raised(ups: responses.RequestsMock) -> None:
    ups.post(URL, status=400, json=error("9264029"))
    ups.post(URL, status=429)
    for kind in (Refused, Throttled):
        with pytest.raises(kind):
            carrier().check_address(HOME)


def test_the_carrier_s_key_is_that_of_the_request() -> None:
    assert carrier().address_key(HOME) == address_key(HOME)
