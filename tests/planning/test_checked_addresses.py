"""Addresses: each asked about once; what UPS says becomes a warning, or fills in who lives there, and nothing else."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest
from planning_kit import batch_of, orders, request

from shipshell.carriers.address_check import (
    AddressConfirmed,
    AddressCorrected,
    AddressNotFound,
    AddressUnchecked,
)
from shipshell.carriers.base import NotSent, OutcomeUnknown, Refused, Throttled, Unauthorised
from shipshell.model.address import Address
from shipshell.model.errors import Problem
from shipshell.planning.addresses import CHECKING, as_approved, check_addresses, judged
from shipshell.planning.asking import READS_AT_ONCE, Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from shipshell.carriers.address_check import AddressCheck
    from shipshell.carriers.base import Carrier
    from shipshell.model.shipment import ShipmentRequest
    from shipshell.planning.addresses import Checked
    from shipshell.planning.batch import Batch

HOME = AddressConfirmed(residential=True)


class PostOffice:
    """As much of a carrier as checking may use; it knows streets whatever their case."""

    def __init__(self, answer: Callable[[Address], AddressCheck] = lambda _: HOME) -> None:
        self.asked: list[str] = []
        self._answer = answer

    def address_key(self, address: Address) -> str:
        return ", ".join(address.lines).casefold()

    def check_address(self, address: Address) -> AddressCheck:
        self.asked.append(address.lines[0])
        return self._answer(address)


def place(street: str = "1 Main St", *, residential: bool | None = None) -> Address:
    return Address((street,), "Timonium", "MD", "21093", residential=residential)


def checked(addresses: Iterable[Address], office: PostOffice, known: dict[str, Checked]) -> list[str]:
    """What stood in the way of the checks."""
    steps = check_addresses(addresses, cast("Carrier", office), known, seconds=lambda: 0.0)
    return [step for step in steps if isinstance(step, str)]


def with_answer(batch: Batch, answer: Checked | None) -> Batch:
    return judged(batch, lambda _: answer)


def homes(batch: Batch) -> list[bool | None]:
    return [request.ship_to.address.residential for request in batch.requests.values()]


# -- asking --------------------------------------------------------------------------------------------------------


def test_addresses_of_one_key_are_asked_about_once_and_never_again() -> None:
    known: dict[str, Checked] = {}
    office = PostOffice()
    assert checked([place("1 Main St"), place("1 MAIN ST"), place("2 Main St")], office, known) == []
    assert sorted(street.upper() for street in office.asked) == ["1 MAIN ST", "2 MAIN ST"]
    assert known == {"1 main st": HOME, "2 main st": HOME}
    checked([place("2 main st"), place("3 Main St")], office, known)
    assert office.asked[2:] == ["3 Main St"]


def test_a_refusal_is_about_one_address_and_is_remembered() -> None:
    def answer(address: Address) -> AddressCheck:
        if address.lines == ("2 Main St",):
            raise Refused("E-3011", "the street is too long")
        return HOME

    known: dict[str, Checked] = {}
    office = PostOffice(answer)
    assert checked([place(f"{at} Main St") for at in range(1, 4)], office, known) == []
    assert known["2 main st"] == Problem("E-3011", "the street is too long")
    checked([place("2 Main St")], office, known)
    assert len(office.asked) == 3


@pytest.mark.parametrize("kind", [NotSent, OutcomeUnknown, Throttled, Unauthorised])
def test_trouble_that_every_address_would_meet_is_said_once(kind: type[Exception]) -> None:
    def answer(_: Address) -> AddressCheck:
        time.sleep(0.005)
        raise kind("E-3003", "UPS did not answer in time.")

    known: dict[str, Checked] = {}
    office = PostOffice(answer)
    (words,) = checked([place(f"{at} Main St") for at in range(1_000)], office, known)
    assert words == "1,000 addresses could not be checked: UPS did not answer in time."
    assert len(office.asked) < 900
    assert known == {}


def test_what_was_answered_before_the_trouble_is_kept() -> None:
    first = threading.Event()

    def answer(address: Address) -> AddressCheck:
        if address.lines == ("1 Main St",):
            first.set()
            return HOME
        first.wait(5)
        raise OutcomeUnknown("E-3003", "UPS did not answer in time")

    known: dict[str, Checked] = {"0 main st": HOME}
    (words,) = checked([place(f"{at} Main St") for at in range(3)], PostOffice(answer), known)
    assert words.startswith(f"{3 - len(known)} address")
    assert "2 main st" not in known


def test_trouble_does_not_wait_for_answers_that_are_on_their_way() -> None:
    never = threading.Event()

    def answer(address: Address) -> AddressCheck:
        if address.lines == ("0 Main St",):
            raise OutcomeUnknown("E-3003", "UPS did not answer in time")
        assert never.wait(20)
        return HOME

    asking = threading.Thread(
        target=lambda: checked([place(f"{at} Main St") for at in range(READS_AT_ONCE)], PostOffice(answer), {})
    )
    asking.start()
    asking.join(10)
    waited = asking.is_alive()
    never.set()
    assert not waited


def test_progress_says_what_is_done() -> None:
    ticks = iter(range(0, 10_000, 10))
    addresses = [place(f"{at} Main St") for at in range(30)]
    office = cast("Carrier", PostOffice())
    steps = list(check_addresses(addresses, office, {}, seconds=lambda: float(next(ticks))))
    assert steps
    assert all(isinstance(step, Progress) and step.work == CHECKING and step.total == 30 for step in steps)


# -- judging -------------------------------------------------------------------------------------------------------


def test_only_what_differs_is_suggested_and_nothing_is_replaced() -> None:
    batch = batch_of(orders(1, Address="77 Elm Rd"))
    better = Address(("77 ELM AVE",), "TIMONIUM", "MD", "210931234")
    judgement = with_answer(batch, AddressCorrected((better,), residential=True))
    assert judgement.warnings[1] == ("address correction suggested: 77 Elm Rd -> 77 ELM AVE",)
    assert judgement.requests[1].ship_to.address.lines == ("77 Elm Rd",)


def test_several_differences_and_several_candidates_are_told() -> None:
    batch = batch_of(orders(1, Address="77 Elm"))
    candidates = (Address(("77 ELM AVE",), "COCKEYSVILLE", "MD", "21093"), place("77 ELM ST"), place("77 ELM RD"))
    (words,) = with_answer(batch, AddressCorrected(candidates)).warnings[1]
    assert words == "address correction suggested: 77 Elm, Timonium -> 77 ELM AVE, COCKEYSVILLE, or 2 more"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (AddressNotFound(), ("UPS does not know this address",)),
        (Problem("E-3011", "too long"), ("the address could not be checked: too long",)),
        (AddressUnchecked(), ()),
        (HOME, ()),
        (None, ()),
    ],
)
def test_an_answer_becomes_a_warning_or_nothing(answer: Checked | None, words: tuple[str, ...]) -> None:
    assert with_answer(batch_of(orders(1)), answer).warnings.get(1, ()) == words


def test_a_warning_joins_those_that_the_row_has() -> None:
    batch = batch_of(orders(1, Zip="2139", City="Cambridge", State="MA"))
    read, known = with_answer(batch, AddressNotFound()).warnings[1]
    assert "02139" in read
    assert known == "UPS does not know this address"


def test_the_row_goes_before_ups_and_ups_before_residential() -> None:
    batch = batch_of(orders(3, Residential=["yes", "no", ""]))
    assert homes(with_answer(batch, AddressConfirmed(residential=False))) == [True, False, False]
    assert homes(with_answer(batch, AddressCorrected((place(),), residential=False))) == [True, False, False]
    assert homes(with_answer(batch, AddressNotFound())) == [True, False, True]
    assert homes(with_answer(batch, None)) == [True, False, True]


def test_what_nobody_said_is_said_once() -> None:
    batch = batch_of(
        orders(4, Address=["1 Main St", "1 Main St", "2 Main St", "3 Main St"], Residential=["", "", "", "no"])
    )
    assert with_answer(batch, None).notes[-1] == "2 addresses are taken as residential: nobody says otherwise."
    assert with_answer(batch, HOME).notes == batch.notes


# -- as approved ---------------------------------------------------------------------------------------------------


def at(address: Address) -> ShipmentRequest:
    asked = request()
    return replace(asked, ship_to=replace(asked.ship_to, address=address))


def test_where_the_source_is_silent_the_approved_word_holds_for_the_same_address() -> None:
    business = at(place(residential=False))
    assert as_approved(at(place()), business) == business
    assert as_approved(at(place("9 Main St")), business) == at(place("9 Main St"))
    assert as_approved(at(place(residential=True)), business) == at(place(residential=True))
