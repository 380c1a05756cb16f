"""Addresses of a preview: asked of UPS once, told as warnings, part of what is approved, and never a stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from session_kit import REFUSED, YES

from shipshell.model.events import JobFinished
from shipshell.session.replies import Asked, Failed, Listing, Previewed

if TYPE_CHECKING:
    from session_kit import Bench, Heard, Talk

#: A shop, a street whose kind was forgotten, no street at all, and a home.
STREETS = ("1 Mill Rd Ste 5", "77 Elm", "Main St", "4 Oak Ave")
NO_CHECKS = {"operation": "address", "fault": "server_error", "status": 503}


@pytest.fixture
def streets(bench: Bench) -> Bench:
    """Orders to `STREETS`, and address checks switched on."""
    bench.configure("", preview="")
    header, *rows = [["Reference", "Name", "Address", "City", "State", "Zip", "Weight"]]
    rows = [[f"A{at}", f"Pat Doe {at}", street, "Timonium", "MD", "21093", "2"] for at, street in enumerate(STREETS, 1)]
    bench.table([header, *rows])
    return bench


def asked(talk: Talk) -> int:
    """How many addresses UPS was asked about."""
    return len(talk.services.checked)


def warnings(heard: Heard) -> dict[int, tuple[str, ...]]:
    preview = heard.one(Previewed).preview
    return {row.row: row.warnings for row in preview.rows if row.warnings}


def homes(heard: Heard) -> list[bool | None]:
    requests = heard.all(Previewed)[-1].preview.batch.requests
    return [request.ship_to.address.residential for request in requests.values()]


def indicated(bench: Bench) -> list[bool]:
    """Whether UPS was told of each shipment that it goes to a home."""
    parties = [bought.request["ShipmentRequest"]["Shipment"]["ShipTo"] for bought in bench.shipments()]
    return ["ResidentialAddressIndicator" in party["Address"] for party in parties]


def test_a_preview_tells_what_ups_makes_of_the_addresses(streets: Bench) -> None:
    heard = streets.talk().say("ship orders.csv")
    assert warnings(heard) == {
        2: ("address correction suggested: 77 Elm -> 77 ELM ST, or 2 more",),
        3: ("UPS does not know this address",),
    }
    assert heard.one(Asked)


def test_what_was_shown_is_what_is_rated_approved_and_shipped(streets: Bench) -> None:
    talk = streets.talk()
    heard = talk.say("ship orders.csv")
    assert homes(heard) == [False, True, True, True]
    quoted = heard.one(Previewed).preview.quotes.quoted
    assert quoted[1].price.due.amount < quoted[4].price.due.amount
    assert "1 address is taken as residential" in heard.text
    assert talk.say(YES).one(JobFinished).total_cost == heard.one(Previewed).preview.total
    assert indicated(streets) == [False, True, True, True]
    assert [row.request.ship_to.address.residential for row in talk.services.reader(1).rows(1)] == homes(heard)


def test_a_second_preview_of_the_same_file_asks_nothing(streets: Bench) -> None:
    talk = streets.talk({"operation": "address", "since": 5, "fault": "server_error", "status": 503})
    first, second = talk.say("ship orders.csv"), talk.say("ship orders.csv")
    assert asked(talk) == 4
    assert warnings(first) == warnings(second)
    assert "could not be checked" not in second.text


def test_checks_can_be_turned_off(streets: Bench) -> None:
    streets.configure("")
    talk = streets.talk()
    heard = talk.say("ship orders.csv")
    assert asked(talk) == 0
    assert warnings(heard) == {}
    assert homes(heard) == [True] * 4
    assert "4 addresses are taken as residential" in heard.text


def test_auto_mode_asks_nothing(streets: Bench) -> None:
    talk = streets.talk()
    talk.say("ship orders.csv auto")
    assert asked(talk) == 0
    assert [row.request.ship_to.address.residential for row in talk.services.reader(1).rows(1)] == [True] * 4


def test_only_the_rows_that_were_not_checked_are_warned_of(streets: Bench) -> None:
    talk = streets.talk({**NO_CHECKS, "since": 5})
    talk.say("ship orders.csv")
    streets.edit(4, "Address", "9 Oak Ave")
    heard = talk.say("ship orders.csv")
    assert warnings(heard)[4] == ("the address could not be checked",)
    assert "1 address could not be checked: " in heard.text
    assert [row for row, said in warnings(heard).items() if "the address could not be checked" in said] == [4]


def test_a_check_that_fails_is_a_warning_and_never_a_stop(streets: Bench) -> None:
    talk = streets.talk(NO_CHECKS)
    heard = talk.say("ship orders.csv")
    assert heard.text.count("addresses could not be checked: ") == 1
    assert warnings(heard) == dict.fromkeys((1, 2, 3, 4), ("the address could not be checked",))
    assert heard.one(Previewed).preview.rows_with_warnings == 4
    assert heard.all(Failed) == []
    assert talk.say(YES).shipped == [1, 2, 3, 4]


def test_a_file_that_was_saved_as_it_was_ships_as_shown_without_another_question(streets: Bench) -> None:
    talk = streets.talk()
    talk.say("ship orders.csv")
    talk.services.checked.clear()
    streets.table(streets.rows())
    assert talk.say(YES).shipped == [1, 2, 3, 4]
    assert asked(talk) == 0
    assert indicated(streets) == [False, True, True, True]


def test_a_row_that_says_something_else_meanwhile_is_shown_anew(streets: Bench) -> None:
    streets.table([[*line, "Residential" if at == 0 else ""] for at, line in enumerate(streets.rows())])
    talk = streets.talk()
    talk.say("ship orders.csv")
    streets.edit(1, "Residential", "yes")
    heard = talk.say(YES)
    assert heard.codes == ["E-1010"]
    assert homes(heard) == [True] * 4


def test_an_old_preview_that_is_shown_anew_says_each_thing_once(streets: Bench) -> None:
    talk = streets.talk({"operation": "rate", "since": 3, "fault": "no_negotiated"})
    first = talk.say("ship orders.csv")
    streets.clock.advance(31)
    heard = talk.say(YES)
    assert heard.codes == ["E-2021"]
    assert warnings(heard) == warnings(first)
    assert heard.text.count("taken as residential") == 1


@pytest.mark.parametrize("word", ["resume", "restart"])
def test_a_job_goes_on_with_what_was_approved(streets: Bench, word: str) -> None:
    streets.table([line if at != 1 else [*line[:2], "8 Oak Ave", *line[3:]] for at, line in enumerate(streets.rows())])
    streets.edit(3, "Address", "1 Mill Rd Ste 5")
    talk = streets.talk(*REFUSED)
    talk.say("ship orders.csv", YES)
    later = streets.talk()
    later.start()
    heard = later.say(word)
    assert heard.all(Listing) == []
    if word == "restart":
        assert "Corrected" not in heard.text
        later.say("y")
    assert indicated(streets)[-3:] == [True, False, True]
    assert asked(later) == 0


def test_a_corrected_address_loses_what_was_said_of_the_old_one(streets: Bench) -> None:
    streets.edit(2, "Address", "2 Mill Rd Ste 9")
    talk = streets.talk(*REFUSED)
    talk.say("ship orders.csv", YES)
    streets.edit(2, "Address", "5 Oak Ave")
    heard = talk.say("resume")
    told = {field: (was, now) for _, field, was, now in heard.one(Listing).rows}
    assert told == {"address": ("2 Mill Rd Ste 9", "5 Oak Ave"), "residential": ("False", "True")}
    assert talk.say(YES).shipped == [2, 3, 4]


def test_a_corrected_address_is_checked_and_classified_anew_before_it_is_shown(streets: Bench) -> None:
    streets.talk(*REFUSED).say("ship orders.csv", YES)
    streets.edit(2, "Address", "78 Elm")
    streets.edit(4, "Address", "2 Mill Rd Ste 5")
    talk = streets.talk()
    talk.start()
    heard = talk.say("resume")
    assert warnings(heard) == {2: ("address correction suggested: 78 Elm -> 78 ELM ST, or 2 more",)}
    assert homes(heard) == [True, False]
    assert asked(talk) == 2
    assert talk.say(YES).shipped == [2, 3, 4]
    assert indicated(streets) == [False, True, True, False]


def test_a_corrected_address_that_cannot_be_checked_is_said(streets: Bench) -> None:
    streets.talk(*REFUSED).say("ship orders.csv", YES)
    streets.edit(2, "Address", "78 Elm")
    talk = streets.talk(NO_CHECKS)
    talk.start()
    heard = talk.say("resume")
    assert "1 address could not be checked" in heard.text
    assert heard.one(Asked)
