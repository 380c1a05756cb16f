"""Voids cut short: by a crash between UPS's yes and the source, by an answer that was lost, by a source out of reach."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from session_kit import YES

from shipshell.session.replies import Listing, Said

if TYPE_CHECKING:
    from session_kit import Bench, Talk

LOST = {"operation": "void", "nth": 1, "fault": "reply_lost"}
NEVER_CAME = {"operation": "void", "nth": 1, "fault": "server_error", "status": 503}


@pytest.fixture
def shipped(bench: Bench) -> list[str]:
    """The numbers of a job of three rows."""
    bench.orders(3)
    bench.talk().say("ship orders.csv", YES)
    return bench.numbers()


def die_after_the_first_void(bench: Bench) -> None:
    """Have a process void the job, and die before its source is touched."""
    child = os.fork()
    if child == 0:  # pragma: no cover - another process
        for output in bench.talk().listen(["void job 1", "y"]):
            if isinstance(output, Said) and "is voided" in output.text:
                os._exit(9)
        os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 9


def outcomes(talk: Talk) -> list[str]:
    return [row.state.value for row in talk.services.reader(1).rows(1)]


def test_the_next_start_takes_a_void_number_out_and_says_so(bench: Bench, shipped: list[str]) -> None:
    die_after_the_first_void(bench)
    assert bench.numbers() == shipped
    said = bench.talk().start()
    assert "Taken out of orders.csv: the numbers of voided shipments, row 1 of job 1." in said.text
    assert bench.numbers() == ["", *shipped[1:]]
    assert "Taken out" not in bench.talk().start().text


@pytest.mark.parametrize("line", ["retry 1", "ship orders.csv"])
def test_so_does_whatever_touches_the_job_or_its_source(bench: Bench, shipped: list[str], line: str) -> None:
    die_after_the_first_void(bench)
    talk = bench.talk()  # which was open all the while
    assert "Taken out of orders.csv" in talk.say(line).text
    assert bench.numbers() == ["", *shipped[1:]]


def test_the_order_may_ship_again_then(bench: Bench, shipped: list[str]) -> None:
    die_after_the_first_void(bench)
    talk = bench.talk()
    assert talk.say("ship orders.csv", YES).shipped == [1]
    assert bench.numbers()[0] not in ("", shipped[0])


def test_a_source_that_was_out_of_reach_is_emptied_later(bench: Bench, shipped: list[str]) -> None:
    file, away = bench.folder / "orders.csv", bench.folder / "away.csv"
    talk = bench.talk()
    file.rename(away)
    assert talk.say("void row 2 of job 1").codes == ["E-4006"]
    assert 'say "retry 1"' in bench.talk().start().text
    away.rename(file)
    bench.talk().start()
    assert bench.numbers() == [shipped[0], "", shipped[2]]


@pytest.mark.parametrize("fault", [LOST, NEVER_CAME])
def test_a_void_without_an_answer_is_neither_done_nor_forgotten(
    bench: Bench, shipped: list[str], fault: dict[str, object]
) -> None:
    talk = bench.talk(fault)
    said = talk.say("void row 2 of job 1")
    assert f"nobody knows whether {shipped[1]} is void" in said.text
    assert outcomes(talk) == ["shipped"] * 3
    assert bench.numbers() == shipped
    listed = talk.say("job 1").one(Listing).rows[1]
    assert "nobody knows yet whether it is void" in listed[-1]


def test_a_void_that_ups_carried_out_unheard_is_booked_at_the_next_start(bench: Bench, shipped: list[str]) -> None:
    bench.talk(LOST).say("void row 2 of job 1")
    talk = bench.talk()
    assert f"Row 2 (Pat Doe 2): UPS shows {shipped[1]} as voided." in talk.start().text
    assert outcomes(talk) == ["shipped", "voided", "shipped"]
    assert bench.numbers() == [shipped[0], "", shipped[2]]


def test_a_void_that_ups_never_got_is_said_at_every_start_until_it_is_voided_again(
    bench: Bench, shipped: list[str]
) -> None:
    bench.talk(NEVER_CAME).say("void row 2 of job 1")
    for _ in range(2):
        said = bench.talk().start()
        assert f"the void of {shipped[1]} was not answered: UPS still shows it" in said.text
        assert said.codes == []
    talk = bench.talk()
    talk.say(f"void {shipped[1]}")
    assert outcomes(talk) == ["shipped", "voided", "shipped"]
    assert bench.talk().start().text == ""


def test_an_unanswered_void_keeps_no_batch_from_shipping(bench: Bench, shipped: list[str]) -> None:
    talk = bench.talk(NEVER_CAME)
    talk.say("void row 2 of job 1", "void row 3 of job 1")
    said = talk.say("ship orders.csv")
    assert (said.previewed, said.codes) == ([3], [])
    assert f"the void of {shipped[1]} was not answered" in said.text
    assert talk.say("retry 1").codes == ["E-3010"]
