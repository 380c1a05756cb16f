"""Street-level address validation and classification."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from ups_caller import Caller

if TYPE_CHECKING:
    from pathlib import Path

VALID, AMBIGUOUS, NONE = "ValidAddressIndicator", "AmbiguousAddressIndicator", "NoCandidatesIndicator"


def _check(folder: Path, changes: dict[str, Any], option: str = "3") -> dict[str, Any]:
    response: dict[str, Any] = Caller(folder).address(changes, option).json["XAVResponse"]
    return response


@pytest.mark.parametrize(
    ("indicator", "changes"),
    [
        (VALID, {}),
        (VALID, {"AddressLine": "200 Broadway"}),
        (VALID, {"AddressLine": ["One Main Street"]}),
        (VALID, {"CountryCode": "PR", "PoliticalDivision1": None, "PostcodePrimaryLow": "00901"}),
        (AMBIGUOUS, {"AddressLine": ["77 Elm"]}),
        (AMBIGUOUS, {"PoliticalDivision1": "FL"}),
        (NONE, {"AddressLine": ["Elm Ave"]}),
        (NONE, {"AddressLine": ["12 P.O. Box 7"]}),
        (NONE, {"AddressLine": []}),
        (NONE, {"PostcodePrimaryLow": "00001"}),
    ],
)
def test_exactly_one_indicator_is_present(indicator: str, changes: dict[str, Any], tmp_path: Path) -> None:
    response = _check(tmp_path, changes)
    assert [name for name in (VALID, AMBIGUOUS, NONE) if name in response] == [indicator]
    assert response[indicator] == ""
    assert ("Candidate" in response) == (indicator != NONE)


def test_the_candidate_is_the_address_as_the_post_office_writes_it(tmp_path: Path) -> None:
    response = _check(tmp_path, {"AddressLine": ["77 North Elm Avenue,", "Suite 4"]})
    key = response["Candidate"][0]["AddressKeyFormat"]
    assert key["AddressLine"] == ["77 N ELM AVE STE 4"]
    assert key["Region"] == f"ALPHARETTA GA 30005-{key['PostcodeExtendedLow']}"


def test_a_wrong_state_is_corrected_from_the_zip_code(tmp_path: Path) -> None:
    (candidate,) = _check(tmp_path, {"PoliticalDivision1": "FL"})["Candidate"]
    assert candidate["AddressKeyFormat"]["PoliticalDivision1"] == "GA"


def test_candidates_are_no_more_than_asked_for(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    key = {"AddressLine": ["77 Elm"], "PoliticalDivision1": "GA", "PostcodePrimaryLow": "30005", "CountryCode": "US"}
    path = "/addressvalidation/v2/1?maximumcandidatelistsize="
    for size, count in (("2", 2), ("0", 3), ("", 3)):
        answer = caller.call("POST", path + size, {"XAVRequest": {"AddressKeyFormat": key}})
        assert len(answer.json["XAVResponse"]["Candidate"]) == count


@pytest.mark.parametrize(
    ("name", "lines", "code"),
    [
        ("Pat Doe", ["77 Elm Ave"], "2"),
        ("Acme LLC", ["77 Elm Ave"], "1"),
        ("Pat Doe", ["77 Elm Ave", "Suite 9"], "1"),
        ("Colin Doe", ["77 Shoppers Ave"], "2"),
    ],
)
def test_classification(name: str, lines: list[str], code: str, tmp_path: Path) -> None:
    response = _check(tmp_path, {"ConsigneeName": name, "AddressLine": lines})
    assert response["AddressClassification"]["Code"] == code


def test_validation_alone_does_not_classify(tmp_path: Path) -> None:
    assert "AddressClassification" not in _check(tmp_path, {}, option="1")


@pytest.mark.parametrize(
    ("code", "changes"),
    [("9264028", {"CountryCode": "CA"}), ("20008", {"AddressLine": ["x" * 101]}), ("20008", {"AddressLine": [1]})],
)
def test_refusals(code: str, changes: dict[str, Any], tmp_path: Path) -> None:
    assert Caller(tmp_path).address(changes).code == code
