"""What was approved is what ships, or nothing does."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from session_kit import YES

from shipshell.jobs.locks import decision_lock
from shipshell.model.events import JobFinished, JobStarted
from shipshell.session.replies import Asked, Previewed

if TYPE_CHECKING:
    from collections.abc import Callable

    from session_kit import Bench


def test_an_approved_batch_is_bought_row_by_row_and_every_number_is_written(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk()
    shown = talk.say("ship orders.csv")
    assert shown.previewed == [1, 2, 3]
    assert bench.bought() == []
    heard = talk.say(YES)
    assert heard.shipped == [1, 2, 3]
    assert heard.one(JobFinished).status == "complete"
    assert bench.numbers() == [shipment.tracking_number for shipment in bench.shipments()]
    assert heard.one(JobFinished).total_cost == shown.one(Previewed).preview.total


def test_what_was_understood_is_read_back_before_anything_is_bought(bench: Bench) -> None:
    bench.orders(3)
    shown = bench.talk().say("ship all Maryland orders from orders.csv using 2nd day air")
    line = shown.text.splitlines()[-2]
    total = shown.one(Previewed).preview.total
    assert line.startswith(f"3 rows, total {total}, service 2nd Day Air, only where ")
    assert line.endswith("account SAMPLE, EMULATOR.")
    assert shown.one(Asked).text == f"Buy 3 shipments for {total}?"


def _edit_an_order(bench: Bench) -> None:
    bench.edit(2, "Address", "99 Elm Ave")


def _delete_a_row(bench: Bench) -> None:
    bench.table([cells for at, cells in enumerate(bench.rows()) if at != 2])


def _number_a_row(bench: Bench) -> None:
    bench.edit(1, "tracking_number", "1Z999AA10123456784")


def _cancel_an_order(bench: Bench) -> None:
    bench.edit(1, "Status", "cancelled")


def _rename_a_column(bench: Bench) -> None:
    bench.edit(0, "Address", "Nonsense")


def _leave_the_filter(bench: Bench) -> None:
    bench.edit(3, "Channel", "shop")


@pytest.mark.parametrize(
    "change",
    [_edit_an_order, _delete_a_row, _number_a_row, _cancel_an_order, _rename_a_column, _leave_the_filter],
)
def test_nothing_ships_where_an_approved_row_changed_meanwhile(bench: Bench, change: Callable[[Bench], None]) -> None:
    bench.orders(4, Status="open", Channel="web", tracking_number="")
    talk = bench.talk()
    talk.say("ship orders.csv where Channel is web")
    change(bench)
    heard = talk.say(YES)
    assert heard.codes[0] == "E-1010"
    assert "nothing was bought" in heard.text
    assert bench.bought() == []


@pytest.mark.parametrize("change", [_edit_an_order, _delete_a_row, _number_a_row, _cancel_an_order])
def test_after_a_change_the_new_preview_is_what_can_be_approved(bench: Bench, change: Callable[[Bench], None]) -> None:
    bench.orders(4, Status="open", tracking_number="")
    talk = bench.talk()
    talk.say("ship orders.csv")
    change(bench)
    shown = talk.say(YES)
    assert shown.all(Previewed)
    assert talk.say(YES).shipped == shown.previewed


def test_a_preview_that_cannot_be_shown_anew_cannot_be_approved_either(bench: Bench) -> None:
    bench.orders(2, Channel="web")
    talk = bench.talk()
    talk.say("ship orders.csv where Channel is web")
    for row in (1, 2):
        bench.edit(row, "Channel", "shop")
    assert talk.say(YES).codes == ["E-1030"]
    talk.say(YES)
    assert bench.bought() == []


def _edit_an_unrelated_cell(bench: Bench) -> None:
    bench.edit(2, "Remark", "call first")


def _sort(bench: Bench) -> None:
    header, *rows = bench.rows()
    bench.table([header, *reversed(rows)])


def _append(bench: Bench) -> None:
    bench.table([*bench.rows(), ["A9", "Late Comer", "9 Main St", "Timonium", "MD", "21093", "9", ""]])


def _insert(bench: Bench) -> None:
    header, *rows = bench.rows()
    bench.table([header, ["A9", "Late Comer", "9 Main St", "Timonium", "MD", "21093", "9", ""], *rows])


@pytest.mark.parametrize("change", [_edit_an_unrelated_cell, _sort, _append, _insert])
def test_what_does_not_touch_the_approved_rows_changes_nothing(bench: Bench, change: Callable[[Bench], None]) -> None:
    bench.orders(3, Remark="")
    talk = bench.talk()
    talk.say("ship orders.csv")
    change(bench)
    assert talk.say(YES).one(JobFinished).status == "complete"
    assert bench.bought() == ["Pat Doe 1", "Pat Doe 2", "Pat Doe 3"]
    numbered = dict(zip((cells[1] for cells in bench.rows()[1:]), bench.numbers(), strict=True))
    for recipient, shipment in zip(bench.bought(), bench.shipments(), strict=True):
        assert numbered.pop(recipient) == shipment.tracking_number
    assert set(numbered.values()) <= {""}  # who came late waits for the next batch


def test_looking_at_the_columns_does_not_hide_a_change(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk()
    talk.say("ship orders.csv")
    bench.edit(3, "Address", "99 Elm Ave")
    assert talk.say("columns", YES).codes == ["E-1010"]
    assert bench.bought() == []


def test_a_preview_of_thirty_minutes_is_rated_anew(bench: Bench) -> None:
    bench.orders(2)
    talk = bench.talk()
    talk.say("ship orders.csv")
    bench.clock.advance(31)
    assert talk.say(YES).shipped == [1, 2]


def test_an_old_preview_is_shown_anew_where_the_total_changed(bench: Bench) -> None:
    bench.orders(2)
    dearer = {"operation": "rate", "since": 3, "fault": "no_negotiated"}
    talk = bench.talk(dearer)
    before = talk.say("ship orders.csv").one(Previewed).preview.total
    bench.clock.advance(31)
    heard = talk.say(YES)
    assert heard.codes == ["E-2021"]
    after = heard.one(Previewed).preview.total
    assert after != before
    assert bench.bought() == []
    assert talk.say(YES).shipped == [1, 2]


def test_a_preview_just_under_thirty_minutes_stands(bench: Bench) -> None:
    bench.orders(2)
    talk = bench.talk({"operation": "rate", "since": 3, "fault": "no_negotiated"})
    talk.say("ship orders.csv")
    bench.clock.advance(29)
    assert talk.say(YES).shipped == [1, 2]


def test_bad_rows_block_the_batch_until_they_are_left_out(bench: Bench) -> None:
    bench.orders(3)
    bench.edit(2, "Weight", "")
    talk = bench.talk()
    assert "1 row with errors (2)" in talk.say("ship orders.csv").text
    assert talk.say(YES).codes == ["E-2010"]
    assert talk.say("leave out the bad rows").previewed == [1, 3]
    assert talk.say(YES).shipped == [1, 3]


def test_rows_without_a_rate_block_the_batch_too(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk({"operation": "rate", "name": "Pat Doe 2", "fault": "refuse", "code": "111100"})
    shown = talk.say("ship orders.csv").one(Previewed).preview
    assert list(shown.unrated) == [2]
    assert [row.cost is None for row in shown.rows] == [False, True, False]
    assert talk.say(YES).codes == ["E-2011"]
    assert talk.say("leave out the bad rows", YES).shipped == [1, 3]


def test_approve_and_switch_to_auto_does_both(bench: Bench) -> None:
    bench.orders(1)
    bench.orders(1, "more.csv", Reference="B{}")
    talk = bench.talk()
    assert talk.say("ship orders.csv", "approve and switch to auto").shipped == [1]
    assert talk.session.talk.mode == "auto"
    assert talk.say("ship more.csv").shipped == [1]


def test_an_approval_that_buys_nothing_does_not_change_the_mode(bench: Bench) -> None:
    bench.orders(1)
    talk = bench.talk()
    talk.say("ship orders.csv")
    bench.edit(1, "Weight", "9")
    talk.say("approve and switch to auto")
    assert talk.session.talk.mode == "confirm"


def test_set_mode_auto_during_a_preview_still_wants_the_approval(bench: Bench) -> None:
    bench.orders(1)
    talk = bench.talk()
    assert "still wants its approval" in talk.say("ship orders.csv", "set mode auto").text
    assert bench.bought() == []
    assert talk.say(YES).shipped == [1]


def test_no_drops_the_preview(bench: Bench) -> None:
    bench.orders(1)
    talk = bench.talk()
    talk.say("ship orders.csv", "no, cancel")
    talk.say("yes")
    assert bench.bought() == []


def test_a_failed_ship_leaves_no_older_preview_to_be_approved(bench: Bench) -> None:
    bench.orders(1)
    talk = bench.talk()
    assert talk.say("ship orders.csv", "ship missing.csv").codes == ["E-1001"]
    talk.say(YES)
    assert bench.bought() == []


def test_a_file_opened_between_preview_and_approval_is_not_shipped(bench: Bench) -> None:
    path = bench.orders(1)
    talk = bench.talk()
    talk.say("ship orders.csv")
    lock = path.with_name(f".~lock.{path.name}#")
    lock.write_text(",jane,bench-2,23.11.2026 10:00,file:///home/jane;")
    heard = talk.say(YES)
    assert heard.codes == ["E-1009"]
    assert "jane on bench-2" in heard.text
    lock.unlink()
    assert talk.say(YES).shipped == [1]


def test_an_order_that_another_shell_shipped_since_the_preview_is_not_bought_again(bench: Bench) -> None:
    bench.orders(3)
    bench.orders(3, "copy.csv")
    first, second = bench.talk(), bench.talk()
    first.say("ship copy.csv")
    second.say("ship orders.csv", YES)
    said = first.say(YES)
    assert said.codes == ["E-1010"]
    assert len(bench.bought()) == 3


def test_what_another_shell_has_still_to_send_is_not_bought_beside_it(bench: Bench) -> None:
    bench.orders(3)
    bench.orders(3, "copy.csv")
    first, second = bench.talk(), bench.talk()
    second.say("ship copy.csv")
    running = first.listen(["ship orders.csv", YES])
    next(output for output in running if isinstance(output, JobStarted))
    said = second.say(YES)
    assert said.codes == ["E-1010"]
    assert "which has not ended, is to ship it" in said.text
    list(running)
    assert len(bench.bought()) == 3


def test_two_shells_do_not_decide_at_the_same_moment(bench: Bench) -> None:
    bench.orders(2)
    talk = bench.talk()
    talk.say("ship orders.csv")
    ended = threading.Event()
    with ThreadPoolExecutor(1) as pool, decision_lock(bench.home):
        said = pool.submit(talk.say, YES)
        said.add_done_callback(lambda _: ended.set())
        assert not ended.wait(0.5)
        assert bench.bought() == []
    assert said.result().shipped == [1, 2]


@pytest.mark.parametrize(
    "line", ["ship all 5 orders", "both rows are fine, ship them", "yes, all 4 labels look right, go"]
)
def test_a_yes_to_another_number_of_rows_buys_nothing(bench: Bench, line: str) -> None:
    bench.orders(3)
    talk = bench.talk()
    talk.say("ship orders.csv")
    heard = talk.say(line)
    assert heard.codes == ["E-1020"]
    assert "the question is about 3 rows" in heard.text
    assert bench.bought() == []
    assert talk.say("all 3 orders are right, ship all 3").shipped == [1, 2, 3]


def test_what_to_say_instead_is_about_the_rows_that_were_shown(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk()
    assert 'leave some out first: "skip row 3".' in talk.say("ship orders.csv", "ship all 5").text
    assert 'just run it" to ship that one, or "no".' in talk.say("ship orders.csv row 2", "ship all 5").text
    bench.edit(2, "Weight", "")
    heard = talk.say("ship orders.csv row 2", "ship all 5")
    assert "the question is about 0 rows" in heard.text
    assert 'Say "no" to drop the preview.' in heard.text
