"""A session: the mode and its lock, commands in the wrong state, and errors that nobody foresaw."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from session_kit import YES, Talk

from shipshell.intents import types as intents
from shipshell.intents.state import State
from shipshell.model.errors import CODES
from shipshell.model.events import JobFinished, RowShipped
from shipshell.session.handlers import HANDLERS
from shipshell.session.replies import Explained, Failed, Left, Misunderstood, Said
from shipshell.session.session import Session

if TYPE_CHECKING:
    from session_kit import Bench, Heard


def during_a_run(bench: Bench, *lines: str) -> list[Heard]:
    """What a session answers to lines while its batch executes, after the first row."""
    bench.orders(3)
    talk = bench.talk()
    talk.say("ship orders.csv")
    answers: list[Heard] = []
    for output in talk.listen([YES]):
        if isinstance(output, RowShipped) and not answers:
            answers = [talk.say(line) for line in lines]
    return answers


def test_every_intent_has_a_handler() -> None:
    assert set(HANDLERS) == set(intents.Intent.__args__)


# -- the mode ------------------------------------------------------------------------------------------------------


def test_confirm_is_the_mode_of_every_new_session(bench: Bench) -> None:
    bench.talk().say("set mode auto")
    assert bench.talk().say("show mode").text == "Mode: confirm."


def test_the_mode_is_locked_while_a_job_executes(bench: Bench) -> None:
    locked, shown = during_a_run(bench, "set mode auto", "show mode")
    assert locked.text == "Mode is locked while job 1 is executing (1/3). Try again when it finishes."
    assert shown.text == "Mode: confirm."


def test_while_a_job_executes_one_may_look_but_not_act(bench: Bench) -> None:
    status, ship, approve = during_a_run(bench, "status", "ship orders.csv", "resume job 1")
    assert status.text == "Job 1 is executing: 1/3. Last: Row 1 (Pat Doe 1)."
    assert ship.codes == ["E-1021"]
    assert approve.codes == ["E-1021"]
    assert len(bench.bought()) == 3


@pytest.mark.parametrize("line", ["stop after this one", "cancel", "stop"])
def test_stop_halts_after_the_row_in_hand(bench: Bench, line: str) -> None:
    (heard,) = during_a_run(bench, line)
    assert heard.text == "Job 1 stops after the row in hand."
    assert bench.bought() == ["Pat Doe 1"]
    talk = bench.talk()
    talk.start()
    assert talk.say("resume").one(JobFinished).status == "complete"


# -- the wrong state -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "show warnings", "show row 3", "show more", "columns", "preview", "resume", "restart", "cancel job 1",
        "retry", "void row 3 of job 8", "labels 8", "track 1Z999AA10123456784", "report", "log", "job 3",
        "row 3 did not ship", "a parcel each", "map Zip to postal_code", "reconcile", "export job 3",
    ],
)  # fmt: skip
def test_a_command_that_makes_no_sense_yet_says_so(bench: Bench, line: str) -> None:
    heard = bench.talk().say(line)
    assert len(heard) == 1
    assert isinstance(heard[0], (Failed, Misunderstood, Said))
    if isinstance(heard[0], Failed):
        assert heard[0].problem.hint


@pytest.mark.parametrize("line", ["", " ", "yes", "no", "asdf qwer", "\0", "🎉" * 50, "ship " * 500])
def test_an_unclear_line_does_nothing(bench: Bench, line: str) -> None:
    talk = bench.talk()
    talk.say(line)
    assert talk.session.talk.state is State.IDLE
    assert bench.bought() == []


def test_quit_leaves(bench: Bench) -> None:
    assert bench.talk().say("quit").all(Left)


def test_explain_tells_a_code_and_a_sentence(bench: Bench) -> None:
    talk = bench.talk()
    assert CODES["E-1008"] in talk.say("explain E-1008").text
    assert talk.say("explain ship orders.csv using ups ground").one(Explained).reading == {
        "text": "ship orders.csv using ups ground",
        "state": "idle",
        "intent": "ship",
        "slots": {"source": "orders.csv", "service": "Ground"},
    }


@pytest.mark.parametrize(("line", "named"), [("explain E-9999", "E-9999"), ("help foo", '"foo"')])
def test_what_there_is_no_help_on_is_an_error(bench: Bench, line: str, named: str) -> None:
    problem = bench.talk().say(line).one(Failed).problem
    assert problem.code == "E-1020"
    assert named in problem.message
    assert problem.hint


# -- what nobody foresaw -----------------------------------------------------------------------------------------------


class Broken:
    """A carrier with a mistake in it."""

    def __init__(self, carrier: Any) -> None:
        self._carrier = carrier

    def __getattr__(self, name: str) -> Any:
        return getattr(self._carrier, name)

    def rate(self, request: Any) -> Any:
        raise KeyError(f"secret of {request.ship_to.name}")


def test_an_unexpected_error_becomes_one_clear_failure_and_the_log_holds_no_personal_data(bench: Bench) -> None:
    bench.orders(1)
    services = bench.talk().services
    broken: Any = Broken(services.patient_carrier())
    talk = Talk(Session(replace(services, patient_carrier=lambda: broken)))
    heard = talk.say("ship orders.csv")
    assert heard.codes == ["E-4009"]
    assert "KeyError" in heard.text
    assert "Pat Doe" not in heard.text
    log = services.journal.path.read_text()
    assert "KeyError" in log
    assert "in rate" in log
    assert "Pat Doe" not in log
    assert "secret" not in log
    assert services.journal.path.stat().st_mode & 0o077 == 0
    assert talk.say("status").text.startswith("Nothing is executing")


def test_ctrl_c_while_rates_are_asked_for_buys_nothing(bench: Bench) -> None:
    bench.orders(1)
    services = bench.talk().services

    def interrupted() -> Any:
        raise KeyboardInterrupt

    talk = Talk(Session(replace(services, patient_carrier=interrupted)))
    assert talk.say("ship orders.csv").codes == ["E-1021"]
    talk.say(YES)
    assert bench.bought() == []
