"""Going on with an interrupted job."""

from __future__ import annotations

import json
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from session_kit import IN_DOUBT, REFUSED, YES

from shipshell.intents.state import State
from shipshell.model.events import JobFinished, JobStarted
from shipshell.model.money import Money
from shipshell.session.replies import Asked, Listing, Offered, Previewed
from shipshell.shell.jsonlines import JsonLines

if TYPE_CHECKING:
    from session_kit import Bench, Talk


def halted(bench: Bench, rows: int = 3, mode: str = "confirm", **cells: str) -> Talk:
    """A talk whose job stopped at row 2, which was refused."""
    bench.orders(rows, **cells)
    talk = bench.talk(*REFUSED, mode=mode)
    talk.say("ship orders.csv")
    if mode == "confirm":
        talk.say(YES)
    assert talk.states() == ["shipped", "failed", *["pending"] * (rows - 2)]
    return talk


def test_resume_retries_the_failed_row_and_goes_on(bench: Bench) -> None:
    talk = halted(bench)
    heard = talk.say("resume")
    assert heard.shipped == [2, 3]
    assert heard.one(JobFinished).status == "complete"
    assert talk.session.talk.state is State.IDLE
    assert bench.numbers() == [shipment.tracking_number for shipment in bench.shipments()]


def test_resume_at_another_row_than_the_first_that_is_left_sends_nothing(bench: Bench) -> None:
    talk = halted(bench)
    heard = talk.say("resume from row 3")
    assert heard.codes == ["E-1021"]
    assert "goes on at row 2, not at row 3; nothing was sent" in heard.text
    assert len(bench.bought()) == 1
    assert talk.say("resume from row 2").shipped == [2, 3]


def test_resume_in_another_session_after_a_crash_ships_nothing_twice(bench: Bench) -> None:
    bench.orders(5)
    bench.crash("ship orders.csv", YES, after=2)
    talk = bench.talk()
    talk.start()
    talk.say("resume")
    assert bench.bought() == [f"Pat Doe {row}" for row in range(1, 6)]
    assert bench.numbers() == [shipment.tracking_number for shipment in bench.shipments()]


def test_the_count_of_a_resumed_run_does_not_count_an_adopted_row_twice(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk(*IN_DOUBT)
    talk.say("ship orders.csv", YES)
    number = bench.shipments()[1].tracking_number
    talk.say(f"row 2 shipped as {number}")
    seen = []
    for output in talk.listen(["resume"]):
        run = talk.session.run
        seen += [run.standing.done] if run and not isinstance(output, JobStarted) else []
    assert max(seen) == 3


def test_a_corrected_row_is_shown_with_its_difference_and_wants_an_approval(bench: Bench) -> None:
    talk = halted(bench)
    bench.edit(2, "Address", "99 Elm Ave")
    heard = talk.say("resume")
    assert heard.one(Listing).rows == (("2", "address", "2 Main St", "99 Elm Ave"),)
    assert heard.previewed == [2]
    assert heard.all(Asked)
    assert len(bench.bought()) == 1
    assert talk.say(YES).shipped == [2, 3]
    sent = bench.shipments()[1].request["ShipmentRequest"]["Shipment"]["ShipTo"]["Address"]["AddressLine"]
    assert sent == ["99 Elm Ave"]
    assert bench.numbers() == [shipment.tracking_number for shipment in bench.shipments()]


def test_the_question_is_about_all_that_the_yes_buys(bench: Bench) -> None:
    talk = halted(bench, 5)
    bench.edit(2, "Weight", "9")
    prices = [row.quote or Decimal(0) for row in talk.services.reader(1).rows(1)]
    heard = talk.say("resume")
    new = heard.one(Previewed).preview.total
    old, everything = (Money(sum(prices[2:], start)) for start in (Decimal(0), new.amount))
    assert heard.one(Asked).text == f"Buy 4 shipments for {everything}?"
    assert f"Corrected: 1 row, {new}; approved before: 3 rows, {old}." in heard.text
    assert f"4 rows, total {everything}, service Ground; account SAMPLE, EMULATOR." in heard.text
    assert f"A preview of 4 rows for {everything} wants its approval." in talk.say("status").text
    assert talk.say(YES).shipped == [2, 3, 4, 5]


def test_as_json_the_preview_counts_all_that_the_yes_buys(bench: Bench) -> None:
    talk = halted(bench, 5)
    bench.edit(2, "Weight", "9")
    shown = talk.say("resume").one(Previewed)
    lines = StringIO()
    JsonLines(lines).draw(shown)
    told = json.loads(lines.getvalue())
    assert ([row["row"] for row in told["rows"]], told["total_rows"]) == ([2], 4)
    assert shown.resuming is not None
    assert told["total_cost"] == f"{sum(shown.resuming.known.values()):.2f}"


def test_a_row_that_left_the_source_after_the_question_is_not_bought_in_silence(bench: Bench) -> None:
    talk = halted(bench, 4)
    bench.edit(2, "Address", "99 Elm Ave")
    talk.say("resume")
    bench.table(bench.rows()[:-1])
    heard = talk.say(YES)
    assert "Row 4 (Pat Doe 4) is no longer in the source; it is left out." in heard.text
    assert heard.one(Asked).text.startswith("Buy 2 shipments for $")
    assert talk.say(YES).shipped == [2, 3]


def test_what_auto_mode_never_rated_is_rated_before_a_person_is_asked(bench: Bench) -> None:
    halted(bench, mode="auto")
    bench.edit(2, "Address", "99 Elm Ave")
    talk = bench.talk()
    shown = talk.say("resume job 1").one(Previewed)
    assert shown.resuming is not None
    assert len(shown.resuming.known) == 2


def test_a_plain_resume_reads_back_what_it_buys(bench: Bench) -> None:
    talk = halted(bench, 4)
    total = Money(sum((row.quote or Decimal(0) for row in talk.services.reader(1).rows(1)[1:]), Decimal(0)))
    heard = talk.say("resume")
    assert f"Job 1 goes on: 3 rows, total {total}, service Ground; account SAMPLE, EMULATOR." in heard.text


def test_a_correction_that_cannot_be_rated_can_be_left_out(bench: Bench) -> None:
    bench.orders(3)
    unrated = {"operation": "rate", "name": "Nobody", "fault": "refuse", "code": "111100"}
    talk = bench.talk(*REFUSED, unrated)
    talk.say("ship orders.csv", YES)
    bench.edit(2, "Name", "Nobody")
    assert "Set aside: row 2 of job 1." in talk.say("resume", "leave out the bad rows").text
    assert talk.say("resume").shipped == [3]


def test_a_correction_in_a_file_that_gained_a_column_is_found_again_when_it_ships(bench: Bench) -> None:
    talk = halted(bench, 4)
    header, *rows = bench.rows()
    rows[2][header.index("Zip")] = "21094"
    bench.table([["Extra", *header], *(["x", *cells] for cells in rows)])
    assert talk.say("resume").previewed == [3]
    assert talk.say(YES).shipped == [2, 3, 4]
    assert bench.numbers() == [shipment.tracking_number for shipment in bench.shipments()]


def test_a_file_that_was_sorted_goes_on_as_it_was_approved(bench: Bench) -> None:
    talk = halted(bench, 4)
    header, *rows = bench.rows()
    bench.table([header, *reversed(rows)])
    assert talk.say("resume").shipped == [2, 3, 4]
    assert bench.numbers() == [shipment.tracking_number for shipment in reversed(bench.shipments())]


def test_a_correction_that_changed_again_before_its_approval_is_shown_again(bench: Bench) -> None:
    talk = halted(bench)
    bench.edit(2, "Address", "99 Elm Ave")
    talk.say("resume")
    bench.edit(2, "Address", "100 Elm Ave")
    assert talk.say(YES).one(Listing).rows == (("2", "address", "2 Main St", "100 Elm Ave"),)
    assert len(bench.bought()) == 1
    assert talk.say(YES).shipped == [2, 3]


def test_an_old_correction_is_rated_anew(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk(*REFUSED, {"operation": "rate", "since": 5, "fault": "no_negotiated"})
    talk.say("ship orders.csv", YES)
    bench.edit(2, "Address", "99 Elm Ave")
    before = talk.say("resume").one(Previewed).preview.total
    bench.clock.advance(31)
    after = talk.say(YES).one(Previewed).preview.total
    assert after.amount > before.amount
    assert len(bench.bought()) == 1


def test_auto_mode_goes_on_with_a_correction_by_itself(bench: Bench) -> None:
    talk = halted(bench, mode="auto")
    bench.edit(2, "Address", "99 Elm Ave")
    heard = talk.say("resume")
    assert heard.one(Listing).rows == (("2", "address", "2 Main St", "99 Elm Ave"),)
    assert heard.shipped == [2, 3]


def test_approving_a_correction_may_switch_to_auto(bench: Bench) -> None:
    talk = halted(bench)
    bench.edit(2, "Address", "99 Elm Ave")
    assert talk.say("resume", "approve and switch to auto").shipped == [2, 3]
    assert talk.session.talk.mode == "auto"


def test_a_correction_that_has_no_rate_blocks(bench: Bench) -> None:
    bench.orders(3)
    unrated = {"operation": "rate", "name": "Nobody", "fault": "refuse", "code": "111100"}
    talk = bench.talk(*REFUSED, unrated)
    talk.say("ship orders.csv", YES)
    bench.edit(2, "Name", "Nobody")
    talk.say("resume")
    assert talk.say(YES).codes == ["E-2011"]
    assert len(bench.bought()) == 1


def test_a_correction_that_is_wrong_is_named_and_nothing_ships(bench: Bench) -> None:
    talk = halted(bench)
    bench.edit(2, "Zip", "nonsense")
    heard = talk.say("resume")
    assert heard.codes == ["E-2002"]
    assert heard.all(Offered)
    assert len(bench.bought()) == 1


@pytest.mark.parametrize("line", ["map Zip to weight", "a parcel each", "preview"])
def test_a_job_cannot_be_made_another_batch_while_its_correction_is_shown(bench: Bench, line: str) -> None:
    talk = halted(bench)
    bench.edit(2, "Address", "99 Elm Ave")
    talk.say("resume", line)
    assert talk.say(YES).shipped == [2, 3]
    assert len(talk.services.stores.jobs()) == 1


def test_no_to_a_correction_leaves_the_job_as_it_is(bench: Bench) -> None:
    talk = halted(bench)
    bench.edit(2, "Address", "99 Elm Ave")
    talk.say("resume", "no")
    assert talk.session.talk.state is State.RECOVERY
    assert talk.states() == ["shipped", "failed", "pending"]


def test_a_corrected_row_can_be_set_aside_instead(bench: Bench) -> None:
    talk = halted(bench)
    bench.edit(2, "Address", "99 Elm Ave")
    talk.say("resume", "skip row 2")
    assert talk.say("resume").one(JobFinished).status == "complete_with_warnings"
    assert talk.states() == ["shipped", "skipped", "shipped"]


# -- rows that moved and were corrected --------------------------------------------------------------------------------


ARRIVED = ["B7", "Kim Roe", "7 Elm Ave", "Timonium", "MD", "21093", "7", "", ""]


@pytest.mark.parametrize(("above", "first"), [([], 1), ([ARRIVED], 0)])
def test_a_corrected_row_is_known_by_its_reference_wherever_it_stands(
    bench: Bench, above: list[list[str]], first: int
) -> None:
    talk = halted(bench, 4)
    bench.edit(3, "Address", "99 Elm Ave")
    header, *rows = bench.rows()
    bench.table([header, *above, *rows[first:]])
    heard = talk.say("resume")
    assert heard.one(Listing).rows == (("3", "address", "3 Main St", "99 Elm Ave"),)
    assert heard.previewed == [3]
    assert talk.say(YES).shipped == [2, 3, 4]
    assert bench.numbers()[-3:] == [shipment.tracking_number for shipment in bench.shipments()][-3:]


def test_a_reference_that_stands_twice_tells_nothing(bench: Bench) -> None:
    talk = halted(bench, 3)
    bench.edit(3, "Address", "99 Elm Ave")
    header, *rows = bench.rows()
    bench.table([header, *rows, ["A3", *rows[2][1:6], "8", "", ""]])
    heard = talk.say("resume")
    words = "cannot be told apart: its reference A3 stands in rows 3-4 now; it is left out."
    assert f"Row 3 (Pat Doe 3) {words}" in heard.text
    assert heard.shipped == [2]


def test_the_rows_of_one_order_are_corrected_in_their_order(bench: Bench) -> None:
    talk = halted(bench, 4, Reference="ONE", Address="{} Main St")
    bench.edit(3, "Weight", "8")
    bench.edit(4, "Weight", "9")
    header, *rows = bench.rows()
    bench.table([header, ARRIVED, *rows])
    assert talk.say("resume").one(Listing).rows == (("3", "weight", "3.0", "8.0"), ("4", "weight", "4.0", "9.0"))


def test_a_shipped_row_that_was_edited_keeps_its_place(bench: Bench) -> None:
    talk = halted(bench, 3, Reference="")
    bench.edit(1, "Address", "99 Elm Ave")
    assert talk.say("resume").shipped == [2, 3]


# -- rows that cannot ship any more ----------------------------------------------------------------------------------


def test_a_row_that_is_gone_is_named_and_left_out(bench: Bench) -> None:
    talk = halted(bench)
    bench.table([cells for at, cells in enumerate(bench.rows()) if at != 2])
    heard = talk.say("resume")
    assert "Row 2 (Pat Doe 2) is no longer in the source; it is left out." in heard.text
    assert heard.shipped == [3]
    assert heard.one(JobFinished).status == "complete_with_warnings"


def test_another_order_in_the_place_of_a_deleted_one_is_not_taken_for_it(bench: Bench) -> None:
    talk = halted(bench, mode="auto")
    header, first, _, third = bench.rows()
    stranger = ["B7", "Kim Roe", "7 Elm Ave", "Timonium", "MD", "21093", "7", "", ""]
    bench.table([header, first, stranger, third])
    assert talk.say("resume").shipped == [3]
    assert "Kim Roe" not in bench.bought()


def test_a_row_that_has_got_a_number_meanwhile_is_named_and_left_out(bench: Bench) -> None:
    talk = halted(bench)
    header, first, second, third = bench.rows()
    second = [*second[:7], "1Z999AA10123456784", ""]
    bench.table([header, first, second, third])
    heard = talk.say("resume")
    assert "Row 2 (Pat Doe 2) has got tracking number 1Z999AA10123456784 meanwhile; it is left out." in heard.text
    assert heard.shipped == [3]


def test_a_row_that_was_cancelled_meanwhile_is_left_out(bench: Bench) -> None:
    talk = halted(bench, Status="open")
    bench.edit(3, "Status", "cancelled")
    heard = talk.say("resume")
    assert 'Row 3 (Pat Doe 3) is held: "Status" says cancelled; it is left out.' in heard.text
    assert heard.shipped == [2]


def test_a_source_that_is_gone_is_a_clear_error(bench: Bench) -> None:
    talk = halted(bench)
    (bench.folder / "orders.csv").unlink()
    assert talk.say("resume").codes == ["E-1001"]
    assert talk.session.talk.state is State.RECOVERY


def test_a_lost_order_column_is_a_clear_error(bench: Bench) -> None:
    talk = halted(bench)
    bench.edit(0, "Address", "Street Address 1")
    heard = talk.say("resume")
    assert heard.codes == ["E-1029"]
    assert "Address is missing" in heard.text
    assert len(bench.bought()) == 1


def test_a_job_of_rows_shipped_again_on_purpose_resumes(bench: Bench) -> None:
    bench.orders(3)
    bench.talk().say("ship orders.csv", YES)
    before = bench.numbers()
    talk = bench.talk(*REFUSED)
    talk.say("ship orders.csv including shipped rows", YES)
    assert talk.say("resume").shipped == [2, 3]
    assert not set(before) & set(bench.numbers())


# -- doubt ---------------------------------------------------------------------------------------------------------


def test_resume_stops_with_the_question_while_a_row_is_in_doubt(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk(*IN_DOUBT)
    talk.say("ship orders.csv", YES)
    row = talk.services.reader(1).row(1, 2)
    attempt = talk.services.reader(row.job).latest_attempt(row)
    assert attempt is not None
    heard = talk.say("resume")
    assert heard.codes == ["E-3007"]
    assert (
        f"UPS could not say what became of reference {attempt.reference} "
        "(UPS answered with an error of its own: HTTP 503): the shipment may exist. "
        'Say "row 2 did not ship" to let resume retry it, or "row 2 shipped as 1Z...".'
    ) in heard.text
    assert heard.all(Offered)
    assert len(bench.shipments()) == 2


def test_resume_adopts_what_it_finds(bench: Bench) -> None:
    bench.orders(3)
    bench.talk(*IN_DOUBT).say("ship orders.csv", YES)
    talk = bench.talk()
    heard = talk.say("resume job 1")
    assert heard.shipped == [2, 3]
    assert len(bench.shipments()) == 3
    assert bench.numbers() == [shipment.tracking_number for shipment in bench.shipments()]


def test_a_doubtful_row_that_was_set_aside_does_not_stop_the_rest(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk(*IN_DOUBT)
    talk.say("ship orders.csv", YES)
    talk.say("skip row 2")
    heard = talk.say("resume")
    assert heard.shipped == [3]
    assert heard.one(JobFinished).status == "complete_with_warnings"


# -- places --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["resume", "restart"])
def test_a_job_goes_on_only_where_it_began(bench: Bench, verb: str) -> None:
    halted(bench)
    bench.configure(
        '[shipper]\nname = "Acme"\naddress1 = "1 A St"\ncity = "Timonium"\nstate = "MD"\npostal_code = "21093"\n'
    )
    credentials = {"UPS_CLIENT_ID": "id", "UPS_CLIENT_SECRET": "secret", "UPS_ACCOUNT_NUMBER": "A1B2C3"}
    elsewhere = bench.talk(SHIPSHELL_ENVIRONMENT="test", **credentials)
    elsewhere.start()
    heard = elsewhere.say(f"{verb} job 1")
    assert heard.codes == ["E-5008"]
    assert "for account SAMPLE at the emulator inside shipshell" in heard.text
    assert len(bench.bought()) == 1


def test_a_job_that_another_shell_settled_is_offered_no_more(bench: Bench) -> None:
    talk = halted(bench)
    other = bench.talk()
    other.start()
    other.say("cancel")
    assert talk.say("resume").codes == ["E-1021"]
    assert talk.session.talk.state is State.IDLE


def test_a_file_that_is_open_elsewhere_is_not_resumed(bench: Bench) -> None:
    talk = halted(bench)
    (bench.folder / ".~lock.orders.csv#").write_text(",jane,bench-2,23.11.2026 10:00,file:///home/jane;")
    assert talk.say("resume").codes == ["E-1009"]


def test_there_may_be_nothing_to_resume(bench: Bench) -> None:
    assert bench.talk().say("resume").codes == ["E-1021"]
    assert bench.talk().say("resume job 7").codes == ["E-1023"]
