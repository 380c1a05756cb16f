"""Asking for a batch: what is refused, what is held, and what auto mode checks before it buys."""

from __future__ import annotations

import os
import re
import signal
from typing import TYPE_CHECKING

import pytest
from session_kit import IN_DOUBT, REFUSED, YES

from shipshell.model.events import JobFinished
from shipshell.session.execution import hold_source
from shipshell.session.replies import Asked, Previewed
from shipshell.sources.opening import open_source

if TYPE_CHECKING:
    from pathlib import Path

    from session_kit import Bench, Heard


def held(heard: Heard) -> dict[int, str]:
    return dict(heard.one(Previewed).preview.batch.held)


# -- auto mode -----------------------------------------------------------------------------------------------------


def test_auto_mode_ships_at_once_without_a_table(bench: Bench) -> None:
    bench.orders(3)
    heard = bench.talk(mode="auto").say("ship orders.csv")
    assert not heard.all(Previewed)
    assert heard.shipped == [1, 2, 3]


def test_auto_mode_validates_every_row_before_the_first_purchase(bench: Bench) -> None:
    bench.orders(3)
    bench.edit(3, "Zip", "nonsense")
    heard = bench.talk(mode="auto").say("ship orders.csv")
    assert heard.codes == ["E-2002"]
    assert bench.bought() == []


@pytest.mark.parametrize("line", ["ship orders.csv auto", "run orders.csv without preview"])
def test_a_flag_on_the_batch_is_for_that_batch_alone(bench: Bench, line: str) -> None:
    bench.orders(1)
    bench.orders(1, "more.csv", Reference="B{}")
    talk = bench.talk()
    assert talk.say(line).shipped == [1]
    assert talk.session.talk.mode == "confirm"
    assert talk.say("ship more.csv").all(Previewed)
    assert len(bench.bought()) == 1


def test_a_preview_in_auto_mode_buys_nothing(bench: Bench) -> None:
    bench.orders(1)
    talk = bench.talk(mode="auto")
    assert talk.say("just preview orders.csv, no shipping").previewed == [1]
    assert bench.bought() == []
    assert talk.say(YES).shipped == [1]


# -- what is held --------------------------------------------------------------------------------------------------


def test_rows_with_a_number_are_held_and_named(bench: Bench) -> None:
    bench.orders(2, tracking_number="")
    bench.edit(1, "tracking_number", "1Z999AA10123456784")
    talk = bench.talk()
    shown = talk.say("ship orders.csv")
    assert held(shown) == {1: "already has tracking number 1Z999AA10123456784"}
    assert talk.say(YES).shipped == [2]


def test_rows_that_their_own_status_closes_are_held(bench: Bench) -> None:
    bench.orders(3, Status="open")
    bench.edit(2, "Status", "Refunded")
    talk = bench.talk()
    assert held(talk.say("ship orders.csv")) == {2: '"Status" says Refunded'}
    assert talk.say(YES).shipped == [1, 3]


def test_orders_that_an_earlier_job_shipped_are_held_in_any_file(bench: Bench) -> None:
    bench.orders(2)
    talk = bench.talk()
    talk.say("ship orders.csv", YES)
    bench.orders(2, "again.csv")
    bench.edit(2, "Weight", "9", "again.csv")
    numbers = bench.numbers()
    assert held(talk.say("ship again.csv")) == {
        1: f"shipped before: row 1 of job 1, tracking {numbers[0]}",
        2: f"shipped before: row 2 of job 1, tracking {numbers[1]}; the reference is the same, but the package differs",
    }


def test_including_shipped_rows_ships_them_again_on_purpose(bench: Bench) -> None:
    bench.orders(2)
    talk = bench.talk()
    talk.say("ship orders.csv", YES)
    before = bench.numbers()
    assert held(talk.say("ship orders.csv")).keys() == {1, 2}
    assert talk.say("ship orders.csv including shipped rows", YES).shipped == [1, 2]
    assert not set(bench.numbers()) & set(before)
    assert len(bench.shipments()) == 4


def test_what_ships_again_is_read_back_in_the_preview_and_the_question(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk()
    talk.say("ship orders.csv where weight is 1 or weight is 3", YES)
    shown = talk.say("ship orders.csv including shipped rows")
    assert "2 rows that shipped before will ship again (1, 3)" in shown.text
    assert ", 2 of them again, for " in shown.one(Asked).text
    warned = {row.row: row.warnings for row in shown.one(Previewed).preview.rows if row.warnings}
    assert warned.keys() == {1, 3}
    assert all(words[0].startswith("ships again: ") for words in warned.values())


def test_what_ships_again_is_read_back_in_auto_mode(bench: Bench) -> None:
    bench.orders(2)
    talk = bench.talk()
    talk.say("ship orders.csv", YES)
    heard = talk.say("ship orders.csv including shipped rows without preview")
    assert "2 rows that shipped before will ship again (1-2)" in heard.text
    assert heard.shipped == [1, 2]


def test_including_shipped_rows_never_overrides_a_doubt(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk(*IN_DOUBT)
    talk.say("ship orders.csv", YES)
    talk.say("cancel")
    shown = talk.say("ship orders.csv including shipped rows")
    assert held(shown) == {2: "in doubt: row 2 of job 1 may have shipped it"}
    assert talk.say(YES).shipped == [1, 3]


def test_including_shipped_rows_never_overrides_a_cancelled_order(bench: Bench) -> None:
    bench.orders(2, Status="open")
    bench.edit(1, "Status", "cancelled")
    assert held(bench.talk().say("ship orders.csv including shipped rows")) == {1: '"Status" says cancelled'}


def test_a_batch_with_nothing_left_buys_nothing(bench: Bench) -> None:
    bench.orders(1)
    talk = bench.talk()
    talk.say("ship orders.csv", YES)
    assert "Nothing is left to ship" in talk.say("ship orders.csv").text
    assert talk.say(YES).codes == []
    assert len(bench.shipments()) == 1


# -- what is refused -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["ship orders.csv", "ship orders.csv auto", "just preview orders.csv"])
def test_no_batch_starts_on_a_source_with_an_unsettled_job(bench: Bench, line: str) -> None:
    bench.orders(3)
    talk = bench.talk(*REFUSED)
    talk.say("ship orders.csv", YES)
    talk.say(line, YES)
    assert bench.bought() == ["Pat Doe 1"]
    assert "E-4005" in talk.say("ship orders.csv").codes


def test_once_the_job_is_settled_the_rest_can_ship(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk(*REFUSED)
    talk.say("ship orders.csv", YES)
    talk.say("cancel")
    assert talk.say("ship orders.csv", YES).shipped == [2, 3]


def test_a_source_that_another_process_holds_is_refused_and_the_holder_named(bench: Bench) -> None:
    path = bench.orders(1)
    child = _holder_of(bench, path)
    try:
        heard = bench.talk().say("ship orders.csv")
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert heard.codes == ["E-1008"]
    assert re.search(rf"orders\.csv is being shipped by \w+ on \S+ \(process {child}, since ", heard.text)
    assert bench.talk().say("ship orders.csv", YES).shipped == [1]


def _holder_of(bench: Bench, path: Path) -> int:
    """A process that holds the source until it is killed; its id."""
    ready, say = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - another process
        hold = hold_source(bench.talk().services, open_source(str(path), path.parent))
        os.write(say, b"held")
        signal.pause()
        hold.release()
    assert os.read(ready, 4) == b"held"
    os.close(ready)
    os.close(say)
    return child


def test_a_file_that_libreoffice_holds_open_ships_only_anyway(bench: Bench) -> None:
    path = bench.orders(1)
    path.with_name(f".~lock.{path.name}#").write_text(",jane,bench-2,23.11.2026 10:00,file:///home/jane;")
    talk = bench.talk()
    assert talk.say("ship orders.csv").codes == ["E-1009"]
    assert talk.say("ship orders.csv anyway", YES).shipped == [1]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("ship missing.csv", "E-1001"),
        ("ship orders.csv sheet Orders", "E-1007"),
        ("ship all Narnia orders from orders.csv", "E-1026"),
        ("ship orders.csv where weight <", "E-1026"),
        ("ship orders.csv where (weight < 10", "E-1026"),
        ("ship all California orders from orders.csv", "E-1030"),
    ],
)
def test_what_is_not_understood_stops_the_command(bench: Bench, line: str, code: str) -> None:
    bench.orders(2)
    talk = bench.talk(mode="auto")
    assert talk.say(line).codes == [code]
    assert bench.bought() == []


def test_a_service_for_all_says_how_many_rows_it_changes(bench: Bench) -> None:
    bench.orders(3, Service="UPS Ground")
    shown = bench.talk().say("ship orders.csv using 2nd day air")
    assert "service 2nd Day Air (changes 3 rows)" in shown.text


def test_a_crash_of_another_shell_does_not_keep_a_source_locked(bench: Bench) -> None:
    bench.orders(3)
    bench.crash("ship orders.csv", YES, after=1)
    talk = bench.talk()
    talk.start()
    assert talk.say("resume").one(JobFinished).status == "complete"
    assert bench.bought() == ["Pat Doe 1", "Pat Doe 2", "Pat Doe 3"]


def test_nothing_is_previewed_or_bought_for_a_shipper_that_ups_would_not_take(bench: Bench) -> None:
    bench.configure(
        '[shipper]\nname = "Acme"\naddress1 = "PO Box 5"\ncity = "Timonium"\nstate = "MD"\npostal_code = "90210"\n'
    )
    bench.orders(2)
    for line in ("preview orders.csv", "ship orders.csv auto"):
        heard = bench.talk().say(line)
        assert heard.codes == ["E-5004"]
        assert "address1: UPS does not deliver to PO boxes; postal_code: " in heard.text
    assert not bench.shipments()


# -- another batch while one waits ---------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["ship ordres.csv", "preview ordres.csv", "ship bad.csv", "ship more.csv auto"])
def test_a_preview_that_gave_way_to_nothing_is_named_and_never_approved(bench: Bench, line: str) -> None:
    bench.orders(2)
    bench.orders(1, "more.csv", Reference="B{}")
    (bench.folder / "bad.csv").write_text("")
    talk = bench.talk()
    talk.say("ship orders.csv")
    heard = talk.say(line)
    assert heard.text.endswith(
        "The preview of orders.csv is dropped; nothing of it was bought. Ask for it again to ship it."
    )
    assert len(heard.codes) == (line != "ship more.csv auto")
    assert talk.say(YES).shipped == []
    assert bench.numbers() == ["", ""]


def test_a_preview_that_gave_way_to_another_needs_no_word(bench: Bench) -> None:
    bench.orders(2)
    bench.orders(1, "more.csv", Reference="B{}")
    talk = bench.talk()
    heard = talk.say("ship orders.csv", "ship more.csv")
    assert "dropped" not in heard.text
    assert talk.say(YES).shipped == [1]
    assert bench.numbers() == ["", ""]


def test_a_question_that_gave_way_to_nothing_is_named(bench: Bench) -> None:
    path = bench.orders(1)
    path.write_text(path.read_text().replace("Weight", "Packed Wt (oz)"))
    heard = bench.talk().say("ship orders.csv", "ship ordres.csv")
    assert heard.codes == ["E-1001"]
    assert "The question about orders.csv is dropped" in heard.text


def test_corrected_rows_that_gave_way_to_nothing_are_named_with_their_job(bench: Bench) -> None:
    bench.orders(3)
    bench.talk(*REFUSED).say("ship orders.csv", YES)
    bench.edit(2, "Address", "77 Other St")
    talk = bench.talk()
    talk.start()
    heard = talk.say("resume", "ship ordres.csv")
    assert heard.codes == ["E-1001"]
    assert (
        'The preview of job 1 is dropped; nothing of it was bought. Say "resume job 1" to see it again.' in heard.text
    )
    assert talk.say("resume job 1").previewed == [2]
