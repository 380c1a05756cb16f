"""Rows that were set aside are named when their job is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from session_kit import IN_DOUBT, REFUSED, YES

from shipshell.model.events import JobFinished
from shipshell.session.replies import Fields, Listing
from shipshell.shell.outcome import Outcome

if TYPE_CHECKING:
    from session_kit import Bench, Talk


def doubt_aside(bench: Bench) -> Talk:
    bench.orders(4)
    talk = bench.talk(*IN_DOUBT)
    talk.say("ship orders.csv", YES, "skip row 2")
    return talk


def test_a_doubt_that_was_set_aside_is_counted_and_asked_about_at_the_end(bench: Bench) -> None:
    heard = doubt_aside(bench).say("resume")
    finished = heard.one(JobFinished)
    assert (finished.status, finished.shipped, finished.in_doubt) == ("complete_with_warnings", 3, 1)
    assert heard.text.endswith(
        'Row 2 was set aside and is still in doubt: say "row 2 of job 1 did not ship", '
        'or "row 2 of job 1 shipped as 1Z...".'
    )


def test_while_a_row_is_in_doubt_a_script_has_failed(bench: Bench) -> None:
    outcome = Outcome()
    for output in doubt_aside(bench).say("resume"):
        outcome.note(output)
    assert outcome.code == 1


def test_a_job_tells_of_the_doubt_that_was_set_aside(bench: Bench) -> None:
    talk = doubt_aside(bench)
    talk.say("resume")
    heard = talk.say("job 1")
    assert ("In doubt", "1") in heard.one(Fields).values
    assert heard.one(Listing).rows[1][4] == "Row 2: it was set aside in doubt, and nobody knows yet whether it shipped"


def test_a_doubt_that_a_person_ended_is_none(bench: Bench) -> None:
    talk = doubt_aside(bench)
    talk.say("resume", "row 2 did not ship")
    assert talk.services.reader(1).summary(1).in_doubt == 0


def test_a_failed_row_that_was_set_aside_is_named_at_the_end(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk(*REFUSED)
    heard = talk.say("ship orders.csv", YES, "skip row 2", "resume")
    assert heard.one(JobFinished).in_doubt == 0
    assert heard.text.endswith("Set aside, and not shipped: row 2 of job 1.")


def test_where_nothing_was_set_aside_nothing_is_said(bench: Bench) -> None:
    bench.orders(2)
    assert "et aside" not in bench.talk().say("ship orders.csv", YES).text
