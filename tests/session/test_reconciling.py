"""What ended without an answer, asked about again: adopted, told, or offered to be voided where it turned up twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from session_kit import IN_DOUBT, YES, Talk

from shipshell.reports.lines import lines_of
from shipshell.session.replies import Asked, Failed, Fields, Listing, Offered

if TYPE_CHECKING:
    from session_kit import Bench

NOTHING = "Nothing of the last 14 days ended without an answer."


def doubtful(bench: Bench, *lines: str) -> Talk:
    """A talk after the second of three rows was bought unseen, and those lines were said; look-ups work again now."""
    bench.orders(3)
    bench.talk(*IN_DOUBT).say("ship orders.csv", YES, *lines)
    return bench.talk()


def live(bench: Bench) -> list[str]:
    """The numbers of the shipments that UPS would bill, in the order in which they were bought."""
    return [one.tracking_number for one in bench.shipments() if not any(package.voided for package in one.packages)]


def test_without_anything_open_it_says_so(bench: Bench) -> None:
    assert bench.talk().say("reconcile").text == NOTHING


def test_a_row_in_doubt_is_adopted_with_its_label(bench: Bench) -> None:
    talk = doubtful(bench)
    heard = talk.say("reconcile")
    number = live(bench)[1]
    assert f"found, it shipped as {number}; resume will write it into the source." in heard.text
    assert talk.states() == ["shipped", "shipped", "pending"]
    reference = talk.services.reader(1).latest_attempt(talk.services.reader(1).row(1, 2)).reference  # type: ignore[union-attr]
    assert talk.services.reader(1).label_path(reference)
    assert talk.say("reconcile").text == NOTHING


def test_a_doubt_of_a_row_that_was_set_aside_is_adopted_too(bench: Bench) -> None:
    talk = doubtful(bench, "skip row 2", "cancel job 1")
    heard = talk.say("reconcile job 1")
    assert 'say "retry 1" to write it into the source' in heard.text
    assert talk.states()[1] == "shipped"
    talk.say("retry 1")
    assert bench.numbers()[:2] == live(bench)


def test_what_turned_up_twice_is_offered_to_be_voided(bench: Bench) -> None:
    talk = doubtful(bench, "row 2 did not ship")
    talk.say("resume job 1")
    first, surplus, second, last = live(bench)
    heard = talk.say("reconcile")
    assert f"it turned up as {surplus}, and the row has {second} since." in heard.text
    assert heard.one(Asked).text == (
        f"Void 1 shipment that job 1 bought twice, {surplus}; account SAMPLE, EMULATOR? [y/N]"
    )
    assert live(bench) == [first, surplus, second, last]
    heard = talk.say("y")
    assert heard.codes == []
    assert live(bench) == [first, second, last] == bench.numbers()
    assert talk.states() == ["shipped"] * 3


def test_what_turned_up_twice_is_asked_about_until_somebody_decides(bench: Bench) -> None:
    talk = doubtful(bench, "row 2 did not ship")
    talk.say("resume job 1", "reconcile")
    surplus = live(bench)[1]
    again = bench.talk()
    assert again.say("reconcile").one(Asked).text.startswith(f"Void 1 shipment that job 1 bought twice, {surplus};")
    (failed,) = again.session.end()
    assert isinstance(failed, Failed)
    assert (failed.problem.code, failed.rows, surplus in failed.problem.message) == ("E-3013", (2,), True)
    again.say("jobs")
    assert list(again.session.end()) == [failed]
    again.say("reconcile", "y")
    assert list(again.session.end()) == []
    assert surplus not in live(bench)
    assert bench.talk().say("reconcile").text == NOTHING


def test_a_shipment_beside_is_not_said_to_be_from_before_a_restart(bench: Bench) -> None:
    talk = doubtful(bench, "row 2 did not ship")
    talk.say("resume job 1", "reconcile", "no")
    assert "for 1 shipment beside these, not voided" in dict(talk.say("report 1").one(Fields).values)["Of that"]
    assert [row[2] for row in talk.say("job 1").one(Listing).rows].count("shipped besides") == 1


def test_a_no_voids_nothing(bench: Bench) -> None:
    talk = doubtful(bench, "row 2 did not ship")
    talk.say("resume job 1", "reconcile", "no")
    assert len(live(bench)) == 4
    assert list(talk.session.end()) == []
    assert bench.talk().say("reconcile").text == NOTHING
    assert "void" in talk.say("void job 1").one(Asked).text.lower()
    assert "4 shipments of job 1" in talk.say("void job 1").one(Asked).text


def test_what_was_said_not_to_have_shipped_is_adopted_before_it_is_sent_again(bench: Bench) -> None:
    talk = doubtful(bench, "row 2 did not ship")
    talk.start()
    heard = talk.say("reconcile")
    assert "found, it shipped as" in heard.text
    assert talk.states() == ["shipped", "shipped", "pending"]
    assert heard.all(Offered)
    assert talk.say("resume job 1").shipped == [2, 3]
    assert bench.numbers() == live(bench)
    assert len(bench.shipments()) == 3


def test_a_wrong_word_on_a_number_is_told(bench: Bench) -> None:
    talk = doubtful(bench, "row 2 shipped as 1Z12345E0291980793")
    heard = talk.say("reconcile")
    number = live(bench)[1]
    words = f"UPS shows {number}, but it was said to have shipped as 1Z12345E0291980793: say "
    assert words in heard.text
    assert talk.services.reader(1).row(1, 2).tracking_number == "1Z12345E0291980793"
    assert f"shipped as {number}" in talk.say("reconcile").text
    assert [failed.problem.code for failed in talk.session.end() if isinstance(failed, Failed)] == ["E-3013"]
    assert f"{number} is voided" in talk.say(f"void {number}").text
    assert live(bench) == [bench.numbers()[0]]
    assert talk.say("reconcile").text == NOTHING


def test_a_wrong_word_on_a_number_is_taken_back_for_what_ups_shows(bench: Bench) -> None:
    talk = doubtful(bench, "row 2 shipped as 1Z12345E0291980793", "resume")
    assert bench.numbers()[1] == "1Z12345E0291980793"
    talk.say("reconcile")
    right = live(bench)[1]
    assert f"Row 2 of job 1 shipped as {right}" in talk.say(f"row 2 of job 1 shipped as {right}").text
    talk.say("retry 1")
    assert bench.numbers() == live(bench)
    assert talk.say("reconcile").text == NOTHING
    assert talk.services.reader(1).charged(1).amount == sum(
        one.charge or 0 for one in lines_of(talk.services.tables(1), 1)
    )
    assert talk.say("labels 1").codes == []


def test_a_right_word_on_a_number_is_confirmed(bench: Bench) -> None:
    bench.orders(3)
    bench.talk(*IN_DOUBT).say("ship orders.csv", YES)
    number = live(bench)[1]
    talk = bench.talk(*IN_DOUBT[1:])
    talk.start()
    talk.say(f"row 2 shipped as {number}")
    assert f"UPS shows {number}, as was said." in bench.talk().say("reconcile").text


def test_a_look_up_that_fails_leaves_everything(bench: Bench) -> None:
    doubtful(bench)
    talk = bench.talk(*IN_DOUBT[1:])
    heard = talk.say("reconcile")
    assert heard.codes == ["E-3005"]
    assert heard.one(Failed).rows == (2,)
    assert talk.states() == ["shipped", "in_doubt", "pending"]


def test_what_ups_shows_as_voided_is_said(bench: Bench) -> None:
    talk = doubtful(bench, "skip row 2", "cancel job 1")
    emulator = talk.services.carrier()
    emulator.void(live(bench)[1])
    assert "UPS shows that it was voided" in talk.say("reconcile").text
    assert talk.states()[1] == "skipped"
    assert talk.say("reconcile").text == NOTHING


def test_after_two_weeks_it_is_left_alone(bench: Bench) -> None:
    talk = doubtful(bench)
    bench.clock.advance(minutes=15 * 24 * 60)
    assert talk.say("reconcile").text == NOTHING


@pytest.mark.parametrize("line", ["reconcile", "reconcile job 1"])
def test_a_job_that_ships_elsewhere_is_not_asked_about_here(bench: Bench, line: str) -> None:
    doubtful(bench)
    keys = {"UPS_CLIENT_ID": "id", "UPS_CLIENT_SECRET": "secret", "UPS_ACCOUNT_NUMBER": "A1B2C3"}
    heard = bench.talk(SHIPSHELL_ENVIRONMENT="test", **keys).say(line)
    assert "ships in emulator for account SAMPLE" in heard.text
    assert len(bench.shipments()) == 2


def test_what_went_to_a_former_address_is_told_so(bench: Bench) -> None:
    bench.orders(3)
    bench.talk(*IN_DOUBT).say("ship orders.csv", YES, "row 2 did not ship")
    bench.edit(2, "Address", "99 Elm Ave")
    refusing = bench.talk({"operation": "ship", "nth": 1, "fault": "refuse", "code": "120802"})
    refusing.start()
    refusing.say("resume", YES)
    heard = bench.talk().say("reconcile")
    number = live(bench)[1]
    assert f'It was bought before the row was corrected: if that is wrong, say "void {number}".' in heard.text
