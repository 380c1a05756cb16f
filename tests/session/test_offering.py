"""Interrupted jobs are offered at the start, and the words of the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from session_kit import IN_DOUBT, REFUSED, YES

from shipshell.intents.state import State
from shipshell.jobs.ledger import Ledger
from shipshell.model.errors import ShipshellError
from shipshell.model.events import JobFinished, RowShipped
from shipshell.session.replies import Offered, Ready
from shipshell.session.wording import interruption_lines, interruption_question

if TYPE_CHECKING:
    from session_kit import Bench, Heard, Talk


def words(heard: Heard) -> list[str]:
    interrupted = heard.one(Offered).interrupted
    return [interruption_question(interrupted).text, *interruption_lines(interrupted)]


def test_a_session_begins_with_where_it_stands(bench: Bench) -> None:
    heard = bench.talk().start()
    assert (heard.one(Ready).environment, heard.one(Ready).mode) == ("emulator", "confirm")
    assert not heard.all(Offered)


def test_a_crash_is_offered_in_the_words_of_the_contract(bench: Bench) -> None:
    bench.orders(5)
    bench.crash("ship orders.csv", YES, after=3)
    number = bench.numbers()[2]
    assert words(bench.talk().start()) == [
        "Job 1 was interrupted at row 3/5. Resume, restart, or cancel?",
        f"3/5 complete. Last: Row 3 (Pat Doe 3, tracking {number}). 2 remaining.",
    ]


def test_an_error_is_named_with_its_row(bench: Bench) -> None:
    bench.orders(3)
    bench.talk(*REFUSED).say("ship orders.csv", YES)
    number = bench.numbers()[0]
    assert words(bench.talk().start()) == [
        "Job 1 was interrupted at row 1/3. Resume, restart, or cancel?",
        f"1/3 complete. Last: Row 1 (Pat Doe 1, tracking {number}). 2 remaining.",
        "Crashed at row 2 due to: UPS says: Address is bad. Resume will retry row 2.",
    ]


def test_nothing_done_yet_is_said_shortly(bench: Bench) -> None:
    bench.orders(2)
    bench.talk({"operation": "ship", "nth": 1, "fault": "refuse", "code": "120802"}).say("ship orders.csv", YES)
    assert words(bench.talk().start())[1] == "0/2 complete. 2 remaining."


def test_a_doubt_is_asked_about_with_its_reference(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk(*IN_DOUBT)
    last = words(talk.say("ship orders.csv", YES))[-1]
    attempt = talk.services.reader(1).latest_attempt(talk.services.reader(1).row(1, 2))
    assert attempt is not None
    assert last.startswith("Crashed at row 2 due to: ")
    assert (
        f"UPS could not say what became of reference {attempt.reference} "
        "(UPS answered with an error of its own: HTTP 503): the shipment may exist. "
    ) in last
    assert "UPS shows no shipment" not in last
    assert 'Say "row 2 did not ship" to let resume retry it, or "row 2 shipped as 1Z...".' in last
    assert "Resume will retry" not in last


def test_the_start_looks_every_doubt_up_once_and_adopts_what_it_finds(bench: Bench) -> None:
    bench.orders(3)
    bench.talk(*IN_DOUBT).say("ship orders.csv", YES)
    talk = bench.talk()
    assert words(talk.start())[0] == "Job 1 was interrupted at row 2/3. Resume, restart, or cancel?"
    assert talk.states() == ["shipped", "shipped", "pending"]
    assert len(bench.shipments()) == 2
    assert talk.say("resume").shipped == [2, 3]


def test_jobs_are_offered_newest_first_and_resume_means_the_newest(bench: Bench) -> None:
    for name, reference in (("a.csv", "A{}"), ("b.csv", "B{}")):
        bench.orders(2, name, Reference=reference)
        bench.talk(*REFUSED).say(f"ship {name}", YES)
    talk = bench.talk()
    assert [offered.interrupted.job for offered in talk.start().all(Offered)] == [2, 1]
    heard = talk.say("resume")
    assert heard.one(JobFinished).job == 2
    assert heard.one(Offered).interrupted.job == 1


def test_a_job_that_runs_in_another_live_shell_is_not_interrupted(bench: Bench) -> None:
    bench.orders(3)
    first = bench.talk()
    first.say("ship orders.csv")
    second = bench.talk()
    during: list[Heard] = []
    for output in first.listen([YES]):
        if not during and first.session.run and first.session.run.standing.done == 1:
            during = [second.start(), second.say("resume job 1"), second.say("cancel job 1")]
        assert output
    assert not during[0].all(Offered)
    assert during[1].codes == ["E-1008"]
    assert during[2].codes == ["E-4004"]
    assert first.services.stores.job(1).status == "complete"


@pytest.mark.parametrize("line", ["jobs", "status", "job 1", "log job 1", "help", "show mode", "nonsense words"])
def test_a_person_may_look_before_deciding(bench: Bench, line: str) -> None:
    bench.orders(3)
    talk = bench.talk(*REFUSED)
    talk.say("ship orders.csv", YES)
    assert not talk.say(line).codes
    assert talk.session.talk.state is State.RECOVERY


def test_yes_is_no_answer_to_three_choices(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk(*REFUSED)
    talk.say("ship orders.csv", YES)
    talk.say("yes")
    assert talk.session.talk.state is State.RECOVERY
    assert len(bench.bought()) == 1


def test_a_pending_preview_comes_before_the_question(bench: Bench) -> None:
    bench.orders(3)
    bench.orders(1, "more.csv", Reference="B{}")
    talk = bench.talk(*REFUSED)
    talk.say("ship orders.csv", YES)
    states = [(talk.say(line), talk.session.talk.state)[1] for line in ("ship more.csv", "no")]
    assert states == [State.PREVIEW, State.RECOVERY]


def test_why_a_charge_halted_a_job_is_said_in_the_next_session_too(bench: Bench) -> None:
    bench.orders(3)
    heard = bench.talk({"operation": "ship", "nth": 2, "fault": "no_negotiated"}).say("ship orders.csv", YES)
    reason = heard.one(JobFinished).reason
    assert reason.startswith("row 2 was charged $")
    later = bench.talk().start()
    assert words(later)[2:] == [f"Halted: {reason}."]
    assert later.one(Offered).interrupted.error == reason


def test_a_wish_to_stop_is_no_error(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk()
    for output in talk.listen(["ship orders.csv", YES]):
        if isinstance(output, RowShipped):
            talk.say("stop")
    assert len(words(bench.talk().start())) == 2


def test_a_row_that_was_set_aside_does_not_remain(bench: Bench) -> None:
    bench.orders(4)
    talk = bench.talk(*REFUSED)
    heard = talk.say("ship orders.csv", YES, "skip row 2")
    assert heard.one(Offered).interrupted.remaining == 2


# -- a store that takes nothing ------------------------------------------------------------------------------------


def refusing(talk: Talk, refuse: int) -> None:
    """As on a full disk: nothing can be written, until it can again."""
    talk.services.stores.own.tables.database.execute_sql(f"PRAGMA query_only = {refuse}")  # type: ignore[no-untyped-call]


def test_what_kept_a_job_from_being_offered_is_said_again(bench: Bench) -> None:
    bench.orders(3)
    bench.crash("ship orders.csv", YES, after=1)
    talk = bench.talk()
    refusing(talk, 1)
    assert talk.start().codes == ["E-4010"]
    assert talk.say("resume").codes == ["E-4010"]
    refusing(talk, 0)
    assert talk.say("resume job 1").shipped == [1, 2, 3]
    assert talk.say("resume").codes == ["E-1021"]


def test_a_row_whose_answer_could_not_be_noted_is_left_to_resume(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.orders(3)
    talk = bench.talk()
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "shipped", refuse)
        patch.setattr(Ledger, "finish", refuse)
        heard = talk.say("ship orders.csv", YES)
    assert (heard.one(JobFinished).status, heard.codes) == ("halted", ["E-4010"])
    reference = heard.one(Offered).interrupted.in_doubt[0].reference
    assert words(heard)[-1] == f"What became of row 1 (reference {reference}) is not noted yet: resume finds out."
    assert "Asking UPS about row 1." in talk.say("resume").text
    assert bench.numbers() == [one.tracking_number for one in bench.shipments()]


def refuse(*_: object, **__: object) -> None:
    raise ShipshellError("E-4010", "the job store could not be written: database or disk is full")
