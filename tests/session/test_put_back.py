"""A job store that was put back from a backup: what it forgot is not bought again."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from session_kit import YES

from shipshell.session.replies import Offered, Previewed

if TYPE_CHECKING:
    from session_kit import Bench


def copy(bench: Bench, name: str = "backup") -> None:
    """A copy of the store as it is now, with what its journal holds."""
    folder = bench.folder / name
    folder.mkdir()
    for path in (bench.home).glob("jobs.sqlite3*"):
        shutil.copy(path, folder)


def put_back(bench: Bench, name: str = "backup") -> None:
    for path in bench.home.glob("jobs.sqlite3*"):
        path.unlink()
    for path in (bench.folder / name).iterdir():
        shutil.copy(path, bench.home)


@pytest.fixture
def halfway(bench: Bench) -> Bench:
    """A job of ten rows that died after three; copied, finished, and put back."""
    bench.orders(10)
    bench.crash("ship orders.csv", YES, after=3)
    copy(bench)
    talk = bench.talk()
    talk.start()
    talk.say("resume")
    assert len(bench.shipments()) == 10
    bench.close()
    put_back(bench)
    return bench


def test_resume_buys_nothing_again(halfway: Bench) -> None:
    numbers = halfway.numbers()
    talk = halfway.talk()
    heard = talk.start()
    assert "knew nothing of sending rows 4-10 of job 1" in heard.text
    talk.say("resume")
    assert len(halfway.shipments()) == 10
    assert talk.states() == ["shipped"] * 10
    assert halfway.numbers() == numbers
    assert [row.tracking_number for row in talk.services.reader(1).rows(1)] == numbers


def test_resume_buys_nothing_again_where_the_source_was_put_back_too(halfway: Bench) -> None:
    numbers = halfway.numbers()
    halfway.orders(10)
    talk = halfway.talk()
    talk.start()
    talk.say("resume")
    assert (len(halfway.shipments()), halfway.numbers()) == (10, numbers)


def test_what_is_brought_back_is_told_once(halfway: Bench) -> None:
    halfway.talk().start()
    halfway.close()
    again = halfway.talk().start()
    assert "older copy" not in again.text
    assert again.one(Offered).interrupted.done == 10


def test_a_request_whose_answer_was_lost_stays_in_doubt(bench: Bench) -> None:
    bench.orders(3)
    bench.crash("ship orders.csv", YES, after=1)
    copy(bench)
    talk = bench.talk(*lost())
    talk.say("resume job 1")
    bench.close()
    put_back(bench)
    later = bench.talk(*unfound())
    later.start()
    assert later.states() == ["shipped", "in_doubt", "pending"]
    assert "E-3007" in later.say("resume").codes
    assert len(bench.shipments()) == 2


def lost() -> tuple[dict[str, object], ...]:
    """The answer about the next row is lost, and nobody knows it."""
    return ({"operation": "ship", "nth": 1, "fault": "reply_lost"}, *unfound())


def unfound() -> tuple[dict[str, object], ...]:
    return (
        {"operation": "recovery", "fault": "server_error", "status": 503},
        {"operation": "track_reference", "fault": "server_error", "status": 503},
    )


def test_the_orders_of_a_job_that_is_gone_are_held(bench: Bench) -> None:
    bench.orders(2, "first.csv")
    bench.talk().say("ship first.csv", YES)
    bench.close()
    copy(bench)
    bench.orders(3, Reference="B{}")
    bench.talk().say("ship orders.csv", YES)
    bench.close()
    put_back(bench)
    bench.orders(4, "copy.csv", Reference="B{}")
    talk = bench.talk()
    heard = talk.start()
    assert "knows nothing of job 2" in heard.text
    shown = talk.say("ship copy.csv").one(Previewed)
    assert shown.preview.batch.held == {
        row: f"shipped before: row {row} of job 2, which the job store forgot" for row in (1, 2, 3)
    }
    talk.say(YES)
    assert len(bench.shipments()) == 6
    assert [job.number for job in talk.services.stores.jobs()] == [3, 1]
    bench.close()
    assert "job 2" not in bench.talk().start().text


def ship_and_begin_anew(bench: Bench) -> None:
    """Ship two orders, and take the store away with all that tells of one."""
    bench.orders(2)
    bench.talk().say("ship orders.csv", YES)
    bench.close()
    for path in bench.home.glob("jobs.sqlite3*"):
        path.unlink()
    for name in ("labels", "spool", "locks"):
        shutil.rmtree(bench.home / name)


def test_a_store_that_begins_anew_holds_what_the_one_before_it_sent(bench: Bench) -> None:
    ship_and_begin_anew(bench)
    bench.orders(3)
    talk = bench.talk()
    assert "knows nothing of job 1" in talk.start().text
    assert sorted(talk.say("ship orders.csv").one(Previewed).preview.batch.held) == [1, 2]
    talk.say(YES)
    assert len(bench.shipments()) == 3
    assert [job.number for job in talk.services.stores.jobs()] == [2]


def test_what_is_wanted_again_on_purpose_is_bought_again(bench: Bench) -> None:
    ship_and_begin_anew(bench)
    bench.orders(2)
    talk = bench.talk()
    talk.start()
    talk.say("ship orders.csv including shipped rows", YES)
    assert len(bench.shipments()) == 4
