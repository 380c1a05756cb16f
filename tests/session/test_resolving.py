"""A person's word on a row: its number gets the label that UPS has, and a row found voided ships again on purpose."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from session_kit import IN_DOUBT, YES

from shipshell.model.events import JobFinished
from shipshell.session.replies import Exported, Listing, Offered
from shipshell.session.wording import interruption_lines

if TYPE_CHECKING:
    from session_kit import Bench, Talk


def doubtful(bench: Bench) -> Talk:
    bench.orders(3)
    talk = bench.talk(*IN_DOUBT)
    talk.say("ship orders.csv", YES)
    return talk


def unlooked(bench: Bench) -> Talk:
    """A talk in which UPS's look-ups by reference fail: the row stays in doubt, and its label can be had."""
    down = [{"operation": name, "fault": "server_error", "status": 503} for name in ("recovery", "track_reference")]
    talk = bench.talk({**down[0], "nth": 1}, down[1])
    talk.start()
    return talk


# -- a number by a person's word -----------------------------------------------------------------------------------


def test_a_number_that_a_person_names_gets_its_label_from_ups(bench: Bench) -> None:
    doubtful(bench)
    talk = unlooked(bench)
    number = bench.shipments()[1].tracking_number
    assert "UPS gave its label, which is saved." in talk.say(f"row 2 shipped as {number}").text
    talk.say("resume")
    assert number in Path(talk.say("labels 1 rows 2").one(Exported).path).read_text()


def test_a_number_that_ups_does_not_know_is_taken_without_a_label(bench: Bench) -> None:
    doubtful(bench)
    talk = unlooked(bench)
    said = talk.say("row 2 shipped as 1Z12345E0205271688")
    assert "its label is not here: " in said.text
    assert talk.services.reader(1).row(1, 2).tracking_number == "1Z12345E0205271688"
    assert talk.say("labels 1 rows 2").codes == ["E-4013"]


def test_a_number_that_ups_does_not_know_is_warned_of_and_can_be_said_anew(bench: Bench) -> None:
    doubtful(bench)
    talk = unlooked(bench)
    wrong, right = "1Z12345E0205271688", bench.shipments()[1].tracking_number
    assert f"Warning: UPS does not know {wrong}" in talk.say(f"row 2 shipped as {wrong}").text
    talk.say("resume")
    assert bench.numbers()[1] == wrong
    said = talk.say(f"row 2 shipped as {right}").text
    assert (f"Row 2 of job 1 shipped as {right}" in said, "UPS gave its label" in said) == (True, True)
    talk.say("retry 1")
    assert bench.numbers() == [one.tracking_number for one in bench.shipments()]
    assert f"{right}, not {wrong}" in str(talk.services.reader(1).log(1))
    assert not talk.services.stores.number_is_taken(wrong, "emulator")
    assert right in Path(talk.say("labels 1 rows 2").one(Exported).path).read_text()


def test_a_row_that_was_said_not_to_have_shipped_takes_a_number_as_long_as_it_was_not_sent(bench: Bench) -> None:
    doubtful(bench)
    talk = unlooked(bench)
    number = bench.shipments()[1].tracking_number
    talk.say("row 2 did not ship")
    assert f"Row 2 of job 1 shipped as {number}" in talk.say(f"row 2 shipped as {number}").text
    talk.say("resume")
    assert bench.numbers() == [one.tracking_number for one in bench.shipments()]
    assert talk.say("row 2 shipped as 1Z12345E0205271688", "row 2 did not ship").codes == ["E-1022"]


def test_a_number_for_the_job_that_waits_changes_none_of_another_job(bench: Bench) -> None:
    doubtful(bench)
    talk, said = unlooked(bench), "1Z12345E0205271688"
    talk.say(f"row 2 shipped as {said}", "resume")
    bench.orders(3, "later.csv", Name="Kim Roe {}", Reference="B{}")
    later = bench.talk({"operation": "ship", "nth": 3, "fault": "refuse", "code": "120802"})
    later.say("ship later.csv", YES)
    assert later.say("row 2 shipped as 1Z999AA10123456784").codes == ["E-1022"]
    assert later.services.reader(1).row(1, 2).tracking_number == said


def test_a_row_that_was_sent_since_takes_none(bench: Bench) -> None:
    doubtful(bench)
    talk = unlooked(bench)
    talk.say("row 2 did not ship", "resume")
    assert talk.say("row 2 shipped as 1Z12345E0205271688").codes == ["E-1022"]
    assert bench.numbers()[1] == bench.shipments()[2].tracking_number


def test_a_number_that_is_said_twice_changes_nothing(bench: Bench) -> None:
    doubtful(bench)
    talk = unlooked(bench)
    talk.say("row 2 shipped as 1Z12345E0205271688")
    before = talk.services.reader(1).log(1)
    assert "has 1Z12345E0205271688 already" in talk.say("row 2 shipped as 1Z12345E0205271688").text
    assert talk.services.reader(1).log(1) == before


def test_a_number_of_another_row_is_not_taken_instead(bench: Bench) -> None:
    doubtful(bench)
    talk = unlooked(bench)
    talk.say("row 2 shipped as 1Z12345E0205271688")
    assert talk.say(f"row 2 shipped as {bench.numbers()[0]}").codes == ["E-1021"]
    assert talk.services.reader(1).row(1, 2).tracking_number == "1Z12345E0205271688"


def test_a_row_that_ups_answered_for_takes_no_other_number(bench: Bench) -> None:
    talk = doubtful(bench)
    assert talk.say("row 1 shipped as 1Z12345E0205271688").codes == ["E-1022"]


def test_a_label_that_cannot_be_asked_for_does_not_undo_the_word(bench: Bench) -> None:
    talk = doubtful(bench)  # where look-ups fail
    said = talk.say(f"row 2 shipped as {bench.shipments()[1].tracking_number}")
    assert "its label is not here: " in said.text
    assert talk.states() == ["shipped", "shipped", "pending"]


# -- a row that UPS shows as voided --------------------------------------------------------------------------------


@pytest.fixture
def voided(bench: Bench) -> Talk:
    """A job whose second row was in doubt and is void at UPS."""
    talk = doubtful(bench)
    talk.services.carrier().void(bench.shipments()[1].tracking_number)
    return bench.talk()


def test_a_row_that_ups_shows_as_voided_is_named_and_counted(bench: Bench, voided: Talk) -> None:
    said = voided.start().text
    later = interruption_lines(bench.talk().start().one(Offered).interrupted)
    assert later[1].startswith("Crashed at row 2 due to: ")
    assert later[2] == 'Row 2 was voided at UPS. Say "row 2 did not ship" to let resume send it again.'
    assert "Row 2: UPS shows that the shipment for reference SS-" in said
    assert 'say "row 2 did not ship", then resume' in said
    finished = voided.say("resume").one(JobFinished)
    assert (finished.status, finished.shipped, finished.voided) == ("complete_with_warnings", 2, 1)
    assert voided.say("job 1").one(Listing).rows[1][2] == "voided"
    assert bench.numbers()[1] == ""


def test_it_ships_again_on_purpose_within_its_job(bench: Bench, voided: Talk) -> None:
    voided.start()
    assert "Row 2 of job 1 is voided: resume will send it again." in voided.say("row 2 did not ship").text
    assert voided.say("resume").shipped == [2, 3]
    assert bench.bought() == ["Pat Doe 1", "Pat Doe 2", "Pat Doe 2", "Pat Doe 3"]


def test_or_in_another_batch_once_its_job_is_over(bench: Bench, voided: Talk) -> None:
    voided.start()
    voided.say("resume")
    assert voided.say("row 2 did not ship").codes == ["E-1022"]
    assert voided.say("ship orders.csv", YES).shipped == [2]


def test_resume_says_what_it_finds_voided(bench: Bench) -> None:
    talk = doubtful(bench)
    talk.services.carrier().void(bench.shipments()[1].tracking_number)
    later = bench.talk({"operation": "recovery", "fault": "server_error", "status": 503, "nth": 1}, IN_DOUBT[2])
    later.start()
    assert "Row 2: UPS shows that the shipment for reference SS-" in later.say("resume").text
