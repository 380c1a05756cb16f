"""What a person decides about a job without shipping."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from session_kit import IN_DOUBT, REFUSED, YES, Talk

from shipshell.intents.state import State
from shipshell.model.events import JobFinished
from shipshell.session.replies import Offered
from shipshell.session.session import Session

if TYPE_CHECKING:
    from session_kit import Bench

    from shipshell.carriers.base import Carrier

OTHER = "1Z999AA10123456784"


def in_doubt(bench: Bench) -> Talk:
    bench.orders(3)
    talk = bench.talk(*IN_DOUBT)
    talk.say("ship orders.csv", YES)
    assert talk.states() == ["shipped", "in_doubt", "pending"]
    return talk


def refused(bench: Bench) -> Talk:
    bench.orders(3)
    talk = bench.talk(*REFUSED)
    talk.say("ship orders.csv", YES)
    return talk


# -- cancel --------------------------------------------------------------------------------------------------------


def test_cancel_settles_and_says_how_to_void(bench: Bench) -> None:
    talk = refused(bench)
    heard = talk.say("cancel")
    assert heard.one(JobFinished).status == "cancelled"
    assert 'Row 1 stays shipped; to void that, say "void job 1".' in heard.text
    assert talk.session.talk.state is State.IDLE
    assert talk.states()[0] == "shipped"


def test_cancel_names_what_stays_in_doubt(bench: Bench) -> None:
    heard = in_doubt(bench).say("cancel")
    assert "Row 2 stays in doubt, and held, until somebody says what happened." in heard.text


def test_cancel_writes_the_numbers_that_are_missing_in_the_source(bench: Bench) -> None:
    talk = in_doubt(bench)
    number = bench.shipments()[1].tracking_number
    talk.say(f"row 2 shipped as {number}")
    assert bench.numbers()[1] == ""
    heard = talk.say("cancel")
    assert heard.shipped == [2]
    assert bench.numbers()[1] == number


def test_cancel_does_not_need_the_source(bench: Bench) -> None:
    talk = in_doubt(bench)
    talk.say(f"row 2 shipped as {bench.shipments()[1].tracking_number}")
    (bench.folder / "orders.csv").unlink()
    heard = talk.say("cancel")
    assert heard.one(JobFinished).status == "cancelled"
    assert 'The numbers of row 2 are not in the source: say "retry 1".' in heard.text


def test_after_a_cancel_the_next_job_is_offered(bench: Bench) -> None:
    refused(bench)
    bench.orders(3, "more.csv", Reference="B{}")
    bench.talk(*REFUSED).say("ship more.csv", YES)
    talk = bench.talk()
    assert [offered.interrupted.job for offered in talk.start().all(Offered)] == [2, 1]
    assert talk.say("cancel").one(Offered).interrupted.job == 1


def test_a_settled_job_cannot_be_cancelled_again(bench: Bench) -> None:
    talk = refused(bench)
    talk.say("cancel")
    assert talk.say("cancel job 1").codes == ["E-1021"]


# -- set aside -----------------------------------------------------------------------------------------------------


def test_a_failed_row_is_set_aside_and_the_rest_goes_on(bench: Bench) -> None:
    talk = refused(bench)
    heard = talk.say("skip row 2")
    assert "Set aside: row 2 of job 1" in heard.text
    assert heard.one(Offered).interrupted.error == ""
    finished = talk.say("resume").one(JobFinished)
    assert finished.status == "complete_with_warnings"
    assert bench.bought() == ["Pat Doe 1", "Pat Doe 3"]


@pytest.mark.parametrize("line", ["skip row 1", "leave out 2 and 1", "skip row 9"])
def test_a_row_that_cannot_be_set_aside_changes_nothing(bench: Bench, line: str) -> None:
    talk = refused(bench)
    assert talk.say(line).codes[0] in ("E-1021", "E-1022")
    assert talk.states() == ["shipped", "failed", "pending"]


def test_a_doubtful_row_that_was_set_aside_stays_held_until_it_is_resolved(bench: Bench) -> None:
    talk = in_doubt(bench)
    talk.say("skip row 2")
    talk.say("resume")
    assert "Nothing is left to ship" in talk.say("ship orders.csv including shipped rows", "skip rows 1 and 3").text
    assert "did not ship: it may ship in another batch" in talk.say("row 2 did not ship").text
    assert talk.say("ship orders.csv").previewed == [2]


# -- a person's word -----------------------------------------------------------------------------------------------


def test_not_shipped_lets_resume_send_it_again(bench: Bench) -> None:
    talk = in_doubt(bench)
    heard = talk.say("row 2 did not ship")
    assert "Row 2 of job 1 did not ship: resume will send it again." in heard.text
    assert heard.one(Offered).interrupted.in_doubt == ()
    assert talk.say("resume").shipped == [2, 3]
    assert len(bench.shipments()) == 4


def test_shipped_as_adopts_the_number_and_resume_writes_it(bench: Bench) -> None:
    talk = in_doubt(bench)
    number = bench.shipments()[1].tracking_number
    assert f"shipped as {number}; resume will write it" in talk.say(f"row 2 shipped as {number}").text
    assert talk.say("resume").shipped == [2, 3]
    assert bench.numbers()[1] == number
    assert len(bench.shipments()) == 3


def test_a_number_that_another_row_has_is_refused(bench: Bench) -> None:
    talk = in_doubt(bench)
    heard = talk.say(f"row 2 shipped as {bench.numbers()[0]}")
    assert heard.codes == ["E-1021"]
    assert "already belongs to another row" in heard.text
    assert talk.states() == ["shipped", "in_doubt", "pending"]


@pytest.mark.parametrize("line", ["row 1 did not ship", "row 3 did not ship", f"row 9 shipped as {OTHER}"])
def test_a_row_that_is_not_in_doubt_cannot_be_resolved(bench: Bench, line: str) -> None:
    talk = in_doubt(bench)
    assert talk.say(line).codes == ["E-1022"]
    assert talk.states() == ["shipped", "in_doubt", "pending"]


def test_a_row_in_doubt_in_two_settled_jobs_must_be_told_apart(bench: Bench) -> None:
    talk = in_doubt(bench)
    talk.say("cancel")
    bench.orders(3, "more.csv", Reference="B{}")
    other = bench.talk(*IN_DOUBT)
    other.say("ship more.csv", YES)
    other.say("cancel")
    heard = other.say("row 2 did not ship")
    assert heard.codes == ["E-1022"]
    assert "jobs 2, 1" in heard.text
    assert other.say("row 2 of job 1 did not ship").codes == []
    assert other.states(2)[1] == "in_doubt"


def test_a_word_after_the_job_was_cancelled_names_the_way_on(bench: Bench) -> None:
    talk = in_doubt(bench)
    talk.say("cancel")
    number = bench.shipments()[1].tracking_number
    assert 'say "retry 1" to write it into the source' in talk.say(f"row 2 shipped as {number}").text
    assert "All 2 tracking numbers of job 1 are in orders.csv" in talk.say("retry 1").text
    assert bench.numbers()[1] == number


# -- retry ---------------------------------------------------------------------------------------------------------


def test_retry_writes_what_is_missing_in_another_session(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk()
    talk.say("ship orders.csv", YES)
    numbers = bench.numbers()
    bench.edit(2, "tracking_number", "")
    assert "All 3 tracking numbers of job 1 are in orders.csv." in bench.talk().say("retry 1").text
    assert bench.numbers() == numbers


def test_retry_where_the_source_moved_away_is_one_clear_error(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk()
    talk.say("ship orders.csv", YES)
    shutil.move(bench.folder / "orders.csv", bench.folder / "archive.csv")
    heard = talk.say("retry 1")
    assert heard.codes == ["E-1001"]
    assert "orders.csv" in heard.text


def test_retry_does_not_overwrite_somebody_elses_number(bench: Bench) -> None:
    bench.orders(2)
    talk = bench.talk()
    talk.say("ship orders.csv", YES)
    bench.edit(2, "tracking_number", OTHER)
    assert talk.say("retry 1").codes == ["E-4006"]
    assert bench.numbers()[1] == OTHER


class Meddling:
    """A carrier during whose purchases somebody renames the recipient in the file."""

    def __init__(self, carrier: Carrier, bench: Bench) -> None:
        self._carrier = carrier
        self._bench = bench

    def __getattr__(self, name: str) -> Any:
        return getattr(self._carrier, name)

    def ship(self, *request: Any) -> Any:
        self._bench.edit(1, "Name", "Somebody Else")
        return self._carrier.ship(*request)


def test_retry_completes_a_job_whose_number_was_all_that_was_missing(bench: Bench) -> None:
    bench.orders(1)
    services = bench.talk().services
    meddling: Any = Meddling(services.carrier(), bench)
    talk = Talk(Session(replace(services, carrier=lambda: meddling)))
    finished = talk.say("ship orders.csv", YES).one(JobFinished)
    assert (finished.status, finished.unwritten) == ("complete_with_warnings", (1,))
    bench.edit(1, "Name", "Pat Doe 1")
    assert talk.say("retry").codes == []
    assert talk.services.stores.job(1).status == "complete"
    assert bench.numbers() == [shipment.tracking_number for shipment in bench.shipments()]


def test_retry_does_not_make_a_job_complete_whose_rows_were_set_aside(bench: Bench) -> None:
    talk = refused(bench)
    talk.say("skip row 2", "resume")
    assert talk.say("retry 1").codes == []
    assert talk.services.stores.job(1).status == "complete_with_warnings"


def test_retry_of_a_job_that_is_not_there(bench: Bench) -> None:
    talk = bench.talk()
    assert talk.say("retry").codes == ["E-1023"]
    assert talk.say("retry 9").codes == ["E-1023"]
