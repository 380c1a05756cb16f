"""Voiding what was bought: read back, asked, answered one by one, out of the file, and free to ship again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from session_kit import IN_DOUBT, REFUSED, YES, Talk

from shipshell.intents.state import State
from shipshell.jobs.locks import job_lock, source_lock
from shipshell.session.replies import Asked, Failed
from shipshell.session.session import Session

if TYPE_CHECKING:
    from session_kit import Bench

REFUSES = {"fault": "refuse", "code": "190102", "message": "No shipment found within the allowed void period"}


def shipped(bench: Bench, count: int = 3, *faults: dict[str, Any]) -> Talk:
    bench.orders(count)
    talk = bench.talk(*faults)
    talk.say("ship orders.csv", YES)
    return talk


def standing(bench: Bench) -> list[str]:
    """The recipients of the shipments that UPS would bill."""
    live = [one for one in bench.shipments() if not any(package.voided for package in one.packages)]
    return [one.request["ShipmentRequest"]["Shipment"]["ShipTo"]["Name"] for one in live]


# -- one -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["void row 2 of job 1", "void {number}"])
def test_one_shipment_is_read_back_and_voided_at_once(bench: Bench, line: str) -> None:
    talk = shipped(bench)
    numbers = bench.numbers()
    heard = talk.say(line.format(number=numbers[1]))
    assert heard.codes == []
    assert heard.text.splitlines()[0].startswith(f"Voiding row 2 of job 1: Pat Doe 2, {numbers[1]}, $")
    assert f"Row 2 (Pat Doe 2): {numbers[1]} is voided." in heard.text
    assert standing(bench) == ["Pat Doe 1", "Pat Doe 3"]
    assert talk.states() == ["shipped", "voided", "shipped"]
    assert bench.numbers() == [numbers[0], "", numbers[2]]
    assert bench.rows()[2][-2:] == ["", ""]


def test_after_a_void_the_row_ships_again_and_no_other(bench: Bench) -> None:
    talk = shipped(bench)
    numbers = bench.numbers()
    talk.say("void row 2 of job 1")
    again = bench.talk()
    assert again.say("ship orders.csv").previewed == [2]
    assert again.say(YES).shipped == [2]
    assert bench.numbers()[1] not in ("", numbers[1])


def test_a_void_gives_back_what_the_day_s_limit_counted(bench: Bench) -> None:
    talk = shipped(bench, 1)
    assert talk.say("set limit $35 per day", "ship orders.csv including shipped rows", YES).codes == ["E-2020"]
    assert talk.say("void row 1 of job 1", "ship orders.csv", YES).shipped == [1]


def test_a_refusal_is_told_in_ups_s_words_and_changes_nothing(bench: Bench) -> None:
    talk = shipped(bench, 2, {"operation": "void", **REFUSES})
    numbers = bench.numbers()
    heard = talk.say("void row 2 of job 1")
    failed = heard.one(Failed)
    assert (failed.problem.code, failed.problem.carrier_code, failed.rows) == ("E-3010", "190102", (2,))
    assert f"{numbers[1]} was not voided: UPS says: No shipment found" in failed.problem.message
    assert (talk.states(), bench.numbers()) == (["shipped", "shipped"], numbers)


def test_a_lost_answer_is_said_and_the_void_can_be_repeated(bench: Bench) -> None:
    talk = shipped(bench, 1, {"operation": "void", "nth": 1, "fault": "reply_lost"})
    heard = talk.say("void row 1 of job 1")
    assert "nobody knows whether" in heard.text
    assert heard.one(Failed).rows == (1,)
    assert talk.states() == ["shipped"]
    assert bench.numbers() != [""]
    assert talk.say("void row 1 of job 1").codes == []
    assert (talk.states(), bench.numbers()) == (["voided"], [""])


def test_the_cells_of_an_order_that_was_corrected_first_are_found_by_their_number(bench: Bench) -> None:
    talk = shipped(bench)
    bench.edit(2, "Address", "99 Elm Ave")
    assert talk.say("void row 2 of job 1").codes == []
    assert bench.numbers()[1] == ""
    assert bench.talk().say("ship orders.csv").previewed == [2]


def test_another_number_in_the_cell_is_left_alone_and_said(bench: Bench) -> None:
    talk = shipped(bench)
    bench.edit(2, "tracking_number", "1Z999AA10123456784")
    heard = talk.say("void row 2 of job 1")
    assert heard.codes == []
    assert "Row 2 of orders.csv holds another number, 1Z999AA10123456784; it was left alone." in heard.text
    assert bench.numbers()[1] == "1Z999AA10123456784"


def test_where_the_source_is_gone_the_shipment_is_voided_all_the_same(bench: Bench) -> None:
    talk = shipped(bench)
    shutil.move(bench.folder / "orders.csv", bench.folder / "archive.csv")
    failed = talk.say("void row 2 of job 1").one(Failed)
    assert (failed.problem.code, failed.rows) == ("E-4006", (2,))
    assert failed.problem.message.startswith("voided, but not taken out of orders.csv: ")
    assert talk.states() == ["shipped", "voided", "shipped"]
    shutil.move(bench.folder / "archive.csv", bench.folder / "orders.csv")
    heard = talk.say("void row 2 of job 1")
    assert "Voided before: row 2 of job 1." in heard.text
    assert bench.numbers()[1] == ""


def test_a_source_that_somebody_else_ships_is_not_written(bench: Bench) -> None:
    talk = shipped(bench)
    numbers = bench.numbers()
    lock = source_lock(Path(talk.services.stores.job(1).source_location), bench.clock)
    assert lock.take()
    try:
        assert talk.say("void row 2 of job 1").codes == ["E-4006"]
    finally:
        lock.release()
    assert (talk.states()[1], bench.numbers()) == ("voided", numbers)


# -- several -------------------------------------------------------------------------------------------------------


def test_several_are_read_back_and_nothing_is_voided_before_the_y(bench: Bench) -> None:
    talk = shipped(bench)
    heard = talk.say("void rows 2-3 of job 1")
    assert heard.one(Asked).text.startswith("Void 2 shipments of job 1, rows 2-3, $")
    assert heard.one(Asked).text.endswith(", EMULATOR? [y/N]")
    assert talk.session.talk.state is State.RESTART_CONFIRM
    assert len(standing(bench)) == 3
    assert talk.say("y").codes == []
    assert standing(bench) == ["Pat Doe 1"]
    assert talk.session.talk.voiding is None


@pytest.mark.parametrize("line", ["n", "no", "ship more.csv"])
def test_after_anything_but_a_y_a_later_yes_voids_nothing(bench: Bench, line: str) -> None:
    talk = shipped(bench)
    bench.orders(1, "more.csv", Reference="B{}")
    talk.say("void job 1", line)
    talk.say("y")
    assert len(bench.shipments()) - len(standing(bench)) == 0
    assert talk.states() == ["shipped"] * 3


def test_only_what_was_read_back_is_voided(bench: Bench) -> None:
    talk = shipped(bench, 4, *IN_DOUBT)
    talk.say("skip row 2", "resume")
    assert "3 shipments of job 1, rows 1, 3-4, $" in talk.say("void job 1").text
    other, doubtful = bench.talk(), bench.shipments()[1].tracking_number
    assert other.say("void row 1 of job 1", f"row 2 of job 1 shipped as {doubtful}").codes == []
    heard = talk.say("y")
    assert "Voided before: row 1 of job 1." in heard.text
    assert talk.states() == ["voided", "shipped", "voided", "voided"]
    assert standing(bench) == ["Pat Doe 2"]


def test_a_job_of_45_rows_with_one_void_already_and_one_refused(bench: Bench) -> None:
    bench.orders(45)
    services = bench.talk({"operation": "void", "nth": 13, **REFUSES}).services
    carrier = Counting(services.carrier())
    counted: Any = carrier
    talk = Talk(Session(replace(services, patient_carrier=lambda: counted)))
    talk.say("ship orders.csv", YES)
    numbers = bench.numbers()
    services.carrier().void(numbers[29])  # the first void that UPS hears of: the refused one is that of row 12
    heard = talk.say("void job 1", "y")
    assert carrier.voids == numbers
    assert [failed.rows for failed in heard.all(Failed)] == [(12,)]
    answered = [line for line in heard.text.splitlines() if line.endswith((" is voided.", " was voided already."))]
    assert answered == [
        f"Row {row} (Pat Doe {row}): {numbers[row - 1]} {'was voided already' if row == 30 else 'is voided'}."
        for row in range(1, 46)
        if row != 12
    ]
    assert (30, "-> voided", f"{numbers[29]} already, as UPS says") in [line[1:] for line in services.reader(1).log(1)]
    assert "Voided: 44 shipments of job 1, rows 1-11, 13-45, $" in heard.text
    assert talk.states() == ["voided"] * 11 + ["shipped"] + ["voided"] * 33
    assert bench.numbers() == [""] * 11 + [numbers[11]] + [""] * 33
    assert standing(bench) == ["Pat Doe 12"]
    assert bench.talk().say("ship orders.csv").previewed == [row for row in range(1, 46) if row != 12]


class Counting:
    """A carrier that notes what it is asked to void."""

    def __init__(self, carrier: Any) -> None:
        self._carrier = carrier
        self.voids: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._carrier, name)

    def void(self, shipment_id: str) -> Any:
        self.voids.append(shipment_id)
        return self._carrier.void(shipment_id)


def test_where_ups_cannot_be_asked_the_rest_is_named_and_what_is_void_leaves_the_file(bench: Bench) -> None:
    talk = shipped(bench, 4, {"operation": "void", "since": 3, "fault": "request_lost"})
    heard = talk.say("void job 1", "y")
    failed = heard.one(Failed)
    assert (failed.problem.code, failed.rows) == ("E-3002", (3,))
    assert "Not asked about, and not voided: row 4." in heard.text
    assert talk.states() == ["voided", "voided", "shipped", "shipped"]
    assert [bool(number) for number in bench.numbers()] == [False, False, True, True]


def test_a_restarted_row_is_voided_with_its_earlier_shipment(bench: Bench) -> None:
    talk = shipped(bench, 3, *REFUSED)
    talk.say("restart", "y")
    earlier = bench.shipments()[0].tracking_number
    numbers = bench.numbers()
    heard = talk.say(f"void {earlier}")
    assert heard.codes == []
    assert (talk.states(), bench.numbers()) == (["shipped"] * 3, numbers)
    talk.say("void job 1", "y")
    assert (standing(bench), bench.numbers()) == ([], ["", "", ""])


# -- what cannot be voided -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("void 1Z999AA10123456784", "E-1022", "no job has a shipment 1Z999AA10123456784"),
        ("void row 2 of job 1", "E-1022", "row 2 of job 1 has no shipment: it is failed"),
        ("void row 9 of job 1", "E-1022", "job 1 has no row 9"),
        ("void rows 1-2 of job 1", "E-1022", "row 2 of job 1 has no shipment: it is failed"),
        ("void job 7", "E-1023", "there is no job 7"),
        ("void row 1", "E-1021", 'Say "void row 1 of job 1".'),
    ],
)
def test_what_cannot_be_voided_is_said(bench: Bench, line: str, code: str, words: str) -> None:
    talk = shipped(bench, 3, *REFUSED)
    heard = talk.say(line)
    assert heard.codes == [code]
    assert words in heard.text
    assert len(standing(bench)) == 1


def test_a_job_of_another_account_is_voided_there(bench: Bench) -> None:
    talk = shipped(bench)
    services = talk.services
    services.tables(1).job.update(account="OTHER1").execute()
    assert talk.say("void job 1").codes == ["E-5008"]
    assert talk.say(f"void {bench.numbers()[0]}").codes == ["E-5008"]
    assert len(standing(bench)) == 3


def test_a_job_that_executes_elsewhere_is_left_alone(bench: Bench) -> None:
    talk = shipped(bench)
    lock = job_lock(talk.services.settings.data / "locks", 1, bench.clock)
    assert lock.take()
    try:
        assert talk.say("void row 1 of job 1").codes == ["E-4004"]
    finally:
        lock.release()
    assert len(standing(bench)) == 3
