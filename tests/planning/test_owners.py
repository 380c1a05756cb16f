"""Addresses whose owner nobody knows: one question, and its answer settles all their columns."""

from __future__ import annotations

import pandas as pd
import pytest

from shipshell.planning.doubt import Doubt
from shipshell.planning.mapping import ColumnMap, map_columns
from shipshell.planning.owners import owners_of

CLINIC = ["Kit", "Patient Name", "Clinic Address", "Clinic City", "Clinic ST", "Clinic ZIP", "Clinic Phone", "Weight"]
HOME_AND_WORK = [f"{whose} {part}" for whose in ("Home", "Work") for part in ("Address", "City", "State", "Zip")]


def mapped(columns: list[str], **chosen: str) -> ColumnMap:
    return map_columns(columns, pd.DataFrame([["x"] * len(columns)], columns=columns, dtype="str"), chosen)


def test_an_address_needs_two_of_its_parts() -> None:
    assert [owner.street for owner in owners_of(CLINIC)] == [("address1", "Clinic Address")]
    assert owners_of(["Store Hours", "Pickup City", "Weight"]) == []


def test_one_question_is_asked_for_all_columns() -> None:
    found = mapped(CLINIC)
    words = 'Is "Clinic Address", with the columns named like it, where the parcels go?'
    assert Doubt("address1", ("Clinic Address",), words) in found.doubtful
    assert {doubt.field for doubt in found.doubtful} == {"address1", "name"}
    assert found.missing == ()


def test_its_answer_settles_the_rest() -> None:
    found = mapped(CLINIC, **{"Clinic Address": "address1"})
    columns = {field: match.columns for field, match in found.matches.items()}
    assert columns["city"] == ("Clinic City",)
    assert columns["postal_code"] == ("Clinic ZIP",)
    assert columns["phone"] == ("Clinic Phone",)
    assert [doubt.field for doubt in found.doubtful] == ["name"]  # the patient is perhaps not at the clinic


def test_of_two_owners_only_the_chosen_one_is_used() -> None:
    columns = ["Name", *HOME_AND_WORK, "Weight"]
    asked = [doubt.candidates for doubt in mapped(columns).doubtful if doubt.field == "address1"]
    assert asked == [("Home Address", "Work Address")]
    found = mapped(columns, **{"Work Address": "address1"})
    fed = {column for match in found.matches.values() for column in match.columns}
    assert {"Work City", "Work State", "Work Zip"} <= fed
    assert not {"Home Address", "Home City", "Home State", "Home Zip"} & fed


@pytest.mark.parametrize("whose", ["Vendor", "Billing", "From", "Payer", "Buyer"])
def test_other_parties_are_no_such_owners(whose: str) -> None:
    columns = ["Name", *(f"{whose} {part}" for part in ("Address", "City", "State", "Zip")), "Weight"]
    found = mapped(columns)
    assert found.doubtful == ()
    assert set(found.missing) == {"address1", "city", "state", "postal_code"}


def test_where_the_recipients_address_is_plain_nobody_asks() -> None:
    columns = ["Name", "Address", "City", "State", "Zip", *HOME_AND_WORK[4:], "Weight"]
    assert mapped(columns).doubtful == ()


def test_an_address_that_is_to_feed_nothing_is_not_asked_about_again() -> None:
    found = mapped(CLINIC, **{"Clinic Address": "nothing"})
    assert "address1" not in {doubt.field for doubt in found.doubtful}
    assert found.missing == ("address1",)
