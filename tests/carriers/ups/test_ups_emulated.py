"""Voids, address checks and tracking against the emulator: the life of a shipment after it was bought."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import requests
from ups_kit import ACCOUNT, REFERENCE, SHIPMENT

from shipshell.carriers.address_check import AddressConfirmed, AddressCorrected, AddressNotFound, differences
from shipshell.carriers.base import Found, FoundVoided, NotFound, OutcomeUnknown, Refused
from shipshell.carriers.ups.carrier import UpsCarrier
from shipshell.carriers.ups.client import Credentials, UpsClient
from shipshell.carriers.voids import VoidBefore, VoidDone, VoidRefused
from shipshell.emulator.app import Emulator
from shipshell.emulator.faults import Faults
from shipshell.emulator.transport import EmulatorAdapter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shipshell.model.address import Address

START = datetime(2026, 11, 23, 10, 5, tzinfo=UTC)
HOME = SHIPMENT.ship_to.address


class Depot:
    """A carrier on an emulator of its own, with a clock that can be moved."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = START
        self.made: list[Emulator] = []

    def carrier(self, *faults: dict[str, Any], **options: Any) -> UpsCarrier:
        emulator = Emulator(self.folder, clock=lambda: self.now, faults=Faults.from_config(faults))
        self.made.append(emulator)
        session = requests.Session()
        session.mount("emulator://", EmulatorAdapter(emulator))
        client = UpsClient("emulator://ups", Credentials("app", "s"), session=session, clock=lambda: self.now)
        return UpsCarrier(client, environment="emulator", account=ACCOUNT, **options)

    def buy(self, carrier: UpsCarrier, reference: str = REFERENCE) -> str:
        return carrier.ship(SHIPMENT, reference, lambda _: None).shipment_id


@pytest.fixture
def depot(tmp_path: Path) -> Iterator[Depot]:
    depot = Depot(tmp_path)
    yield depot
    for emulator in depot.made:
        emulator.close()


# ---- voids


@pytest.mark.parametrize("dressed", [[], [{"fault": "single_object"}], [{"fault": "carriage_returns"}]])
def test_a_shipment_is_voided_once_and_stays_so(depot: Depot, dressed: list[dict[str, Any]]) -> None:
    carrier = depot.carrier(*dressed)
    number = depot.buy(carrier)
    assert carrier.void(number) == VoidDone()
    assert carrier.void(number) == VoidBefore()
    assert isinstance(carrier.find(REFERENCE), FoundVoided)
    (shipment,) = depot.made[0].shipments()
    assert shipment.voided


def test_a_package_is_voided_by_its_number(depot: Depot) -> None:
    carrier = depot.carrier()
    number = depot.buy(carrier)
    stranger = depot.buy(carrier, "SS-7Q2F9K-000018")
    outcomes = carrier.void_packages(number, [number, stranger])
    assert outcomes[number] == VoidDone()
    refused = outcomes[stranger]
    assert isinstance(refused, VoidRefused)
    assert refused.problem.carrier_code == "190122"
    assert [bool(shipment.voided) for shipment in depot.made[0].shipments()] == [True, False]


def test_a_void_that_comes_too_late_is_refused(depot: Depot) -> None:
    carrier = depot.carrier()
    number = depot.buy(carrier)
    depot.now += timedelta(days=29)
    refused = carrier.void(number)
    assert isinstance(refused, VoidRefused)
    assert refused.problem.carrier_code == "190101"
    assert refused.problem.hint


@pytest.mark.parametrize("fault", ["reply_lost", "reply_reset", "truncated", "empty", "server_error_after"])
def test_a_void_whose_answer_is_lost_is_settled_by_repeating_it(depot: Depot, fault: str) -> None:
    carrier = depot.carrier({"operation": "void", "nth": 1, "fault": fault})
    number = depot.buy(carrier)
    with pytest.raises(OutcomeUnknown):
        carrier.void(number)
    assert carrier.void(number) == VoidBefore()


# ---- addresses


def test_an_address_that_is_good_is_confirmed_with_its_class(depot: Depot) -> None:
    carrier = depot.carrier()
    assert carrier.check_address(HOME) == AddressConfirmed(residential=True)
    assert carrier.check_address(replace(HOME, lines=("77 Elm Ave", "Suite 4"))) == AddressConfirmed(residential=False)


@pytest.mark.parametrize(
    ("address", "part", "suggested"),
    [
        (replace(HOME, state="FL"), "state", "GA"),
        (replace(HOME, lines=("77 Elm",)), "street", "77 ELM ST"),
    ],
)
@pytest.mark.parametrize("dressed", [[], [{"fault": "single_object"}], [{"fault": "carriage_returns"}]])
def test_a_correction_shows_what_it_changes(
    depot: Depot, address: Address, part: str, suggested: str, dressed: list[dict[str, Any]]
) -> None:
    checked = depot.carrier(*dressed).check_address(address)
    assert isinstance(checked, AddressCorrected)
    (difference,) = differences(address, checked.candidates[0])
    assert (difference.part, difference.suggested) == (part, suggested)


def test_an_address_that_nobody_knows_is_not_found(depot: Depot) -> None:
    assert depot.carrier().check_address(replace(HOME, lines=("Elm Ave",))) == AddressNotFound()


# ---- tracking


@pytest.mark.parametrize("dressed", [[], [{"fault": "single_object"}], [{"fault": "carriage_returns"}]])
def test_a_parcel_is_tracked_from_its_label_to_its_void(depot: Depot, dressed: list[dict[str, Any]]) -> None:
    carrier = depot.carrier(*dressed)
    number = depot.buy(carrier)
    made = carrier.track(number)
    assert made is not None
    assert (made.tracking_number, made.kind, made.at) == (number, "M", START.replace(tzinfo=None))
    depot.now += timedelta(hours=1)
    carrier.void(number)
    voided = carrier.track(number)
    assert voided is not None
    assert (voided.kind, voided.at) == ("MV", depot.now.replace(tzinfo=None))


def test_a_number_that_nobody_shipped_shows_nothing(depot: Depot) -> None:
    assert depot.carrier().track("1Z12345E0205271688") is None


def test_a_reference_is_tracked_since_the_day_of_its_attempt(depot: Depot) -> None:
    carrier = depot.carrier()
    number = depot.buy(carrier)
    depot.now += timedelta(days=30)
    for day in (START.date(), START.date() + timedelta(days=1)):
        found = carrier.track_reference(REFERENCE, day)
        assert isinstance(found, Found)
        assert found.confirmation.tracking_number == number
    assert carrier.track_reference(REFERENCE, START.date() + timedelta(days=2)) == NotFound()
    assert carrier.track_reference("SS-AAAAAAAA-1", START.date()) == NotFound()


def test_a_shipment_that_label_recovery_misses_is_found_by_track(depot: Depot) -> None:
    missing = {"operation": "recovery", "fault": "refuse", "code": "9801031"}
    number = depot.buy(depot.carrier())
    found = depot.carrier(missing).find(REFERENCE)
    assert isinstance(found, Found)
    assert found.confirmation.tracking_number == number
    assert depot.carrier(missing, track_lookups=False).find(REFERENCE) == NotFound()


@pytest.mark.parametrize("label_format", ["GIF", "ZPL", "EPL", "SPL"])
def test_the_label_of_a_number_is_had_once_more_in_the_format_of_the_settings(depot: Depot, label_format: str) -> None:
    carrier = depot.carrier(label_format=label_format)
    number = depot.buy(carrier)
    label = carrier.recover_label(number)
    assert label is not None
    assert label.format == label_format
    found = carrier.find(REFERENCE)
    assert isinstance(found, Found)
    assert found.confirmation.label == label


def test_a_voided_or_unknown_number_has_no_label(depot: Depot) -> None:
    carrier = depot.carrier()
    number = depot.buy(carrier)
    carrier.void(number)
    for asked, code in ((number, "9801040"), ("1Z12345E0205271688", "9801031")):
        with pytest.raises(Refused) as refused:
            carrier.recover_label(asked)
        assert (refused.value.problem.code, refused.value.problem.carrier_code) == ("E-4013", code)


def test_where_several_answer_to_a_number_none_of_their_labels_is_taken(depot: Depot) -> None:
    carrier = depot.carrier({"operation": "recovery", "fault": "two_candidates"})
    assert carrier.recover_label(depot.buy(carrier)) is None


def test_absence_stays_proof_inside(depot: Depot) -> None:
    assert depot.carrier(absence_is_proof=True).find(REFERENCE) == NotFound(proven=True)
