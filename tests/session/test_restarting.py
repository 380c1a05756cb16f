"""Shipping a job again from its first row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from session_kit import IN_DOUBT, REFUSED, YES

from shipshell.intents.state import State
from shipshell.model.events import JobFinished
from shipshell.session.replies import Asked, Listing, Previewed

if TYPE_CHECKING:
    from session_kit import Bench, Talk


def halted(bench: Bench, *faults: dict[str, object]) -> Talk:
    bench.orders(4)
    talk = bench.talk(*(faults or ({"operation": "ship", "nth": 3, "fault": "refuse", "code": "120802"},)))
    talk.say("ship orders.csv", YES)
    return talk


def test_restart_tells_the_cost_then_asks_in_the_words_of_the_contract(bench: Bench) -> None:
    talk = halted(bench)
    heard = talk.say("restart")
    assert heard.text.splitlines()[0].startswith("Restarting job 1 buys 4 shipments for $")
    assert heard.one(Asked).text == (
        "Warning: Rows 1-2 already have tracking numbers. Restarting will create duplicate shipments. Continue? [y/N]"
    )
    assert len(bench.shipments()) == 2


def test_after_the_y_every_row_is_bought_anew_and_the_file_holds_the_new_numbers(bench: Bench) -> None:
    talk = halted(bench)
    before = bench.numbers()
    heard = talk.say("restart", "y")
    assert heard.shipped == [1, 2, 3, 4]
    assert heard.one(JobFinished).status == "complete"
    assert bench.numbers() == [shipment.tracking_number for shipment in bench.shipments()][2:]
    assert not set(before[:2]) & set(bench.numbers())


@pytest.mark.parametrize("line", ["n", "no", "cancel"])
def test_anything_like_no_leaves_the_job_as_it_is(bench: Bench, line: str) -> None:
    talk = halted(bench)
    talk.say("restart", line)
    talk.say("y")
    assert talk.session.talk.state in (State.RECOVERY, State.IDLE)
    assert len(bench.shipments()) == 2


@pytest.mark.parametrize("line", ["status", "jobs", "mumble mumble", "show mode"])
def test_only_the_next_line_answers_the_question(bench: Bench, line: str) -> None:
    talk = halted(bench)
    bought = bench.bought()
    talk.say("restart", line)
    assert talk.session.talk.state is State.RECOVERY
    assert talk.say("y").shipped == []
    assert bench.bought() == bought


def test_a_new_preview_takes_the_question_away(bench: Bench) -> None:
    talk = halted(bench)
    bench.orders(1, "more.csv", Reference="B{}")
    talk.say("restart", "ship more.csv")
    assert talk.session.talk.state is State.PREVIEW
    assert talk.say("y").shipped == [1]
    assert bench.bought()[2:] == ["Pat Doe 1"]
    assert talk.services.stores.job(2).source_name == "more.csv"


def test_a_restart_takes_a_standing_preview_away(bench: Bench) -> None:
    talk = halted(bench)
    bench.orders(1, "more.csv", Reference="B{}")
    talk.say("ship more.csv", "restart job 1", "n")
    talk.say("yes")
    assert len(bench.shipments()) == 2


def test_rows_in_doubt_are_named_and_left_alone(bench: Bench) -> None:
    talk = halted(bench, *IN_DOUBT)
    heard = talk.say("restart")
    assert "buys 3 shipments" in heard.text
    assert "In doubt and left alone: row 2." in heard.text
    assert talk.say("y").shipped == [1, 3, 4]
    assert talk.states() == ["shipped", "in_doubt", "shipped", "shipped"]


def test_a_row_whose_doubt_ended_since_the_question_asks_anew(bench: Bench) -> None:
    talk = halted(bench, *IN_DOUBT)
    talk.say("restart")
    other = bench.talk()
    other.say("row 2 of job 1 did not ship")
    heard = talk.say("y")
    assert heard.codes == ["E-1010"]
    assert "buys 4 shipments" in heard.text
    assert len(bench.shipments()) == 2
    assert talk.say("y").shipped == [1, 2, 3, 4]


def test_a_corrected_row_ships_as_it_stands(bench: Bench) -> None:
    talk = halted(bench)
    bench.edit(3, "Address", "99 Elm Ave")
    heard = talk.say("restart")
    assert heard.one(Listing).rows == (("3", "address", "3 Main St", "99 Elm Ave"),)
    assert "Corrected since they were approved: row 3." in heard.text
    assert talk.say("y").shipped == [1, 2, 3, 4]
    assert len(bench.shipments()) == 6


def test_what_a_corrected_row_bought_before_stays_held_in_other_files(bench: Bench) -> None:
    talk = halted(bench)
    copy = bench.table([row[:7] for row in bench.rows()], "copy.csv")
    bench.edit(1, "Reference", "B1")
    talk.say("restart", "y")
    held = talk.say(f"ship {copy.name}").all(Previewed)[-1].preview.batch.held
    assert set(held) == {1, 2, 3, 4}
    assert held[1].startswith("shipped before: row 1 of job 1, tracking ")


def test_an_edit_after_the_question_asks_anew(bench: Bench) -> None:
    talk = halted(bench)
    talk.say("restart")
    bench.edit(3, "Weight", "40")
    assert talk.say("y").codes == ["E-1010"]
    assert len(bench.shipments()) == 2


def test_a_row_that_left_the_source_is_left_out(bench: Bench) -> None:
    talk = halted(bench)
    bench.table(bench.rows()[:-1])
    assert "Row 4 (Pat Doe 4) is no longer in the source; it is left out." in talk.say("restart").text
    assert talk.say("y").shipped == [1, 2, 3]


def test_the_earlier_attempts_stay_in_the_history(bench: Bench) -> None:
    talk = halted(bench)
    talk.say("restart", "y")
    moves = [move for _, row, move, _ in talk.services.reader(1).log(1) if row == 1]
    assert moves.count("-> shipped") == 2


def test_a_restart_past_a_limit_is_not_even_asked(bench: Bench) -> None:
    talk = halted(bench)
    heard = talk.say("set limit $20", "restart")
    assert heard.codes == ["E-2020"]
    assert talk.session.talk.state is State.RECOVERY


def test_rows_without_a_rate_are_not_restarted(bench: Bench) -> None:
    talk = halted(bench, *REFUSED, {"operation": "rate", "since": 5, "fault": "refuse", "code": "111100"})
    assert talk.say("restart").codes == ["E-2011"]
    assert talk.session.talk.state is State.RECOVERY


def test_a_job_that_has_shipped_nothing_says_so(bench: Bench) -> None:
    talk = halted(bench, {"operation": "ship", "nth": 1, "fault": "refuse", "code": "120802"})
    asked = talk.say("restart").one(Asked)
    assert asked.text == "No row has a tracking number yet. Restart from the first row? [y/N]"
    assert talk.say("y").shipped == [1, 2, 3, 4]


# -- restart and void ----------------------------------------------------------------------------------------------


def standing(bench: Bench) -> list[str]:
    """The tracking numbers that UPS would bill."""
    return [one.tracking_number for one in bench.shipments() if not any(package.voided for package in one.packages)]


def test_restart_and_void_says_what_it_voids_and_waits_for_the_y(bench: Bench) -> None:
    talk = halted(bench)
    asked = talk.say("restart and void").one(Asked).text
    assert asked.startswith("What was bought is voided first: 2 shipments of job 1, rows 1-2, $")
    assert asked.endswith("A row whose void UPS refuses is not sent again. Continue? [y/N]")
    assert len(standing(bench)) == 2


def test_restart_and_void_leaves_one_shipment_a_row(bench: Bench) -> None:
    talk = halted(bench)
    heard = talk.say("restart and void", "y")
    assert heard.shipped == [1, 2, 3, 4]
    assert standing(bench) == bench.numbers()
    assert len(bench.shipments()) == 6


def test_a_row_whose_void_was_refused_is_not_sent_again(bench: Bench) -> None:
    talk = halted(bench, *REFUSED[:1], {"operation": "void", "nth": 1, "fault": "refuse", "code": "190102"})
    before = bench.numbers()
    heard = talk.say("restart and void", "y")
    assert heard.codes == ["E-3010"]
    assert "Not sent again, as not voided: row 1." in heard.text
    assert heard.shipped == [2, 3, 4]
    assert bench.numbers()[0] == before[0]
    assert standing(bench) == bench.numbers()


def test_where_every_void_was_refused_and_nothing_else_is_left_nothing_is_bought(bench: Bench) -> None:
    bench.orders(2)
    refuses = {"operation": "void", "fault": "refuse", "code": "190102"}
    talk = bench.talk(*REFUSED, refuses)
    talk.say("ship orders.csv", YES)
    bench.table(bench.rows()[:-1])
    heard = talk.say("restart and void", "y")
    assert "No row of job 1 is left to send; nothing was bought." in heard.text
    assert talk.states() == ["shipped", "failed"]
    assert len(bench.shipments()) == 1


def test_what_was_voided_since_the_question_asks_anew(bench: Bench) -> None:
    talk = halted(bench)
    talk.say("restart and void")
    bench.talk().say("void row 1 of job 1")
    assert talk.say("y").codes == ["E-1010"]
    assert talk.say("y").shipped == [1, 2, 3, 4]
    assert standing(bench) == bench.numbers()
