"""No mode buys past a limit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from session_kit import IN_DOUBT, REFUSED, YES

from shipshell.model.events import JobFinished, RowShipped
from shipshell.model.money import Money
from shipshell.session.replies import Asked, Previewed

if TYPE_CHECKING:
    from session_kit import Bench

CREDENTIALS = {"UPS_CLIENT_ID": "id", "UPS_CLIENT_SECRET": "secret", "UPS_ACCOUNT_NUMBER": "A1B2C3"}
SHIPPER = '[shipper]\nname = "Acme"\naddress1 = "1 A St"\ncity = "Timonium"\nstate = "MD"\npostal_code = "21093"\n'


@pytest.mark.parametrize("mode", ["confirm", "auto"])
@pytest.mark.parametrize("limit", ["batch = 30", "row = 1.50", "day = 30"])
def test_a_batch_over_a_configured_limit_buys_nothing(bench: Bench, mode: str, limit: str) -> None:
    bench.configure(f"[limits]\n{limit}\n")
    bench.orders(3)
    talk = bench.talk(mode=mode)
    heard = talk.say("ship orders.csv")
    if mode == "confirm":
        heard = talk.say(YES)
    assert heard.codes == ["E-2020"]
    assert bench.bought() == []


def test_a_limit_of_just_the_total_is_kept(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk()
    total = talk.say("ship orders.csv").one(Previewed).preview.total
    talk.say(f"set limit ${total.amount}")
    assert talk.say(YES).shipped == [1, 2, 3]


def test_the_session_can_only_lower_what_is_configured(bench: Bench) -> None:
    bench.configure("[limits]\nbatch = 100\n")
    talk = bench.talk()
    assert talk.say("set limit $200").codes == ["E-2020"]
    assert talk.say("set limit $50").codes == []
    assert talk.session.talk.limits.batch == Decimal(50)
    assert talk.say("set limit $100").codes == []  # its own limit it may raise again
    assert "per batch: $100.00, per row: none, per day: none" in talk.say("show limits").text


def test_a_session_limit_is_forgotten_with_the_session(bench: Bench) -> None:
    bench.talk().say("set limit $1")
    assert bench.talk().session.talk.limits.batch is None


def test_a_day_counts_what_other_jobs_of_the_account_were_charged(bench: Bench) -> None:
    bench.orders(1)
    bench.orders(1, "more.csv", Reference="B{}")
    talk = bench.talk()
    total = talk.say("ship orders.csv").one(Previewed).preview.total
    talk.say(YES)
    talk.say(f"limit ${total.amount * 2 - Decimal('0.01')} a day")
    heard = talk.say("ship more.csv", YES)
    assert heard.codes == ["E-2020"]
    assert "was spent today" in heard.text
    bench.clock.advance(24 * 60)
    assert talk.say("ship more.csv", YES).shipped == [1]


def test_the_limits_are_shown_beside_what_was_spent_today(bench: Bench) -> None:
    bench.orders(2)
    talk = bench.talk()
    none = "Limits per batch: none, per row: none, per day: none."
    assert talk.say("show limit").text == f"{none} Spent today: $0.00."
    total = talk.say("ship orders.csv").one(Previewed).preview.total
    talk.say(YES)
    assert talk.say("show limit").text == f"{none} Spent today: {total}."
    left = Money(Decimal(500) - total.amount)
    assert f"per day: $500.00. Spent today: {total}; {left} left." in talk.say("limit $500 a day", "show limit").text
    bench.clock.advance(24 * 60)
    assert "Spent today: $0.00; $500.00 left." in talk.say("show limit").text


def test_while_a_batch_executes_its_rows_count_as_spent(bench: Bench) -> None:
    bench.orders(2)
    talk = bench.talk()
    total = talk.say("ship orders.csv").one(Previewed).preview.total
    said = ""
    for output in talk.listen([YES]):
        if isinstance(output, RowShipped) and output.row == 1:
            said = talk.say("show limit").text
    assert f"Spent today: {total}, with all rows of the batch under way." in said


def doubt_without_a_quote(bench: Bench) -> Decimal:
    """Have auto mode leave the only row of a batch in doubt; what another row like it costs."""
    bench.orders(1)
    bench.orders(1, "more.csv", Reference="B{}")
    lost = [{**fault, "nth": 1} if fault["operation"] == "ship" else fault for fault in IN_DOUBT]
    talk = bench.talk(*lost, mode="auto")
    talk.say("ship orders.csv")
    assert talk.states() == ["in_doubt"]
    return bench.talk().say("ship more.csv").one(Previewed).preview.total.amount


def test_a_doubt_that_was_never_quoted_counts_at_what_it_costs_now(bench: Bench) -> None:
    cost = doubt_without_a_quote(bench)
    talk = bench.talk()
    heard = talk.say(f"limit ${cost * 2 - Decimal('0.01')} a day", "show limit")
    assert heard.text.endswith("Spent today: $0.00, without 1 row whose cost nobody knows.")
    heard = talk.say("ship more.csv", YES)
    assert heard.codes == ["E-2020"]
    assert f"{Money(cost)} was spent today" in heard.text
    assert talk.say(f"limit ${cost * 2} a day", "ship more.csv", YES).shipped == [1]


def test_a_doubt_that_has_no_rate_keeps_a_limited_day_from_buying(bench: Bench) -> None:
    doubt_without_a_quote(bench)
    talk = bench.talk({"operation": "rate", "name": "Pat Doe 1", "fault": "refuse", "code": "111100"}, mode="auto")
    bench.edit(1, "Name", "Kim Roe", "more.csv")
    heard = talk.say("limit $500 a day", "ship more.csv")
    assert heard.codes == ["E-2011"]
    assert "nobody knows what row 1 of job 1 costs today" in heard.text
    assert len(bench.bought()) == 1


def test_auto_mode_without_a_limit_asks_for_no_rate(bench: Bench) -> None:
    bench.orders(2)
    talk = bench.talk({"operation": "rate", "fault": "refuse", "code": "111100"}, mode="auto")
    assert talk.say("ship orders.csv").shipped == [1, 2]


def test_auto_mode_with_a_limit_refuses_rows_without_a_rate(bench: Bench) -> None:
    bench.orders(2)
    bench.configure("[limits]\nbatch = 500\n")
    talk = bench.talk({"operation": "rate", "nth": 1, "fault": "refuse", "code": "111100"}, mode="auto")
    assert talk.say("ship orders.csv").codes == ["E-3009"]
    assert bench.bought() == []


# -- interrupted jobs ------------------------------------------------------------------------------------------------


def test_resume_counts_what_the_batch_cost_before(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk(*REFUSED)
    total = talk.say("ship orders.csv").one(Previewed).preview.total
    talk.say(YES)
    heard = talk.say(f"set limit ${total.amount - Decimal('0.01')}", "resume")
    assert heard.codes == ["E-2020"]
    assert len(bench.bought()) == 1
    assert talk.say(f"set limit ${total.amount}", "resume").shipped == [2, 3]


def test_resume_rates_what_auto_mode_did_not_where_a_limit_needs_it(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk(*REFUSED, mode="auto")
    talk.say("ship orders.csv")
    assert talk.say("set limit $20", "resume").codes == ["E-2020"]
    assert talk.say("set limit $500", "resume").shipped == [2, 3]


@pytest.mark.parametrize("mode", ["confirm", "auto"])
def test_a_correction_past_the_limit_is_not_bought(bench: Bench, mode: str) -> None:
    bench.orders(3)
    talk = bench.talk(*REFUSED)
    total = talk.say("ship orders.csv").one(Previewed).preview.total
    talk.say(YES)
    talk.say(f"set mode {mode}", f"set limit ${total.amount + 1}")
    bench.edit(2, "Weight", "120")
    heard = talk.say("resume")
    if mode == "confirm":
        heard = talk.say(YES)
    assert heard.codes == ["E-2020"]
    assert len(bench.bought()) == 1


def test_a_charge_above_its_quote_stops_the_batch_after_that_row(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk({"operation": "ship", "nth": 1, "fault": "above_quote", "percent": 20})
    heard = talk.say("ship orders.csv", YES)
    assert heard.shipped == [1]
    assert heard.one(JobFinished).status == "halted"


# -- production ------------------------------------------------------------------------------------------------------


def test_auto_mode_in_production_needs_a_batch_limit(bench: Bench) -> None:
    bench.configure(SHIPPER)
    bench.orders(1)
    talk = bench.talk(mode="auto", SHIPSHELL_ENVIRONMENT="production", **CREDENTIALS)
    assert talk.say("ship orders.csv").codes == ["E-5007"]
    assert talk.say("set limit $500", "ship orders.csv").codes == ["E-5007"]  # one that lasts
    assert bench.bought() == []


def test_auto_mode_in_production_with_its_limit_ships(bench: Bench) -> None:
    bench.configure(f"{SHIPPER}[limits]\nbatch = 500\n")
    bench.orders(1)
    talk = bench.talk(mode="auto", SHIPSHELL_ENVIRONMENT="production", **CREDENTIALS)
    assert talk.say("ship orders.csv").shipped == [1]


def test_confirm_mode_in_production_needs_none(bench: Bench) -> None:
    bench.configure(SHIPPER)
    bench.orders(1)
    talk = bench.talk(SHIPSHELL_ENVIRONMENT="production", **CREDENTIALS)
    assert talk.say("ship orders.csv", YES).shipped == [1]


def test_a_preview_past_a_limit_says_so_and_asks_for_no_approval(bench: Bench) -> None:
    bench.configure("[limits]\nbatch = 20\n")
    bench.orders(3)
    talk = bench.talk()
    said = talk.say("ship orders.csv")
    assert "Nothing can be bought like this: the batch costs $" in said.text
    assert "the limit per batch is $20.00" in said.text
    assert not said.all(Asked)
    assert talk.say(YES).codes == ["E-2020"]
    assert bench.bought() == []


def test_so_does_the_preview_of_a_correction(bench: Bench) -> None:
    bench.orders(3)
    bench.talk(*REFUSED).say("ship orders.csv", YES)
    bench.edit(2, "Weight", "120")
    talk = bench.talk()
    talk.start()
    talk.say("set limit $60")
    said = talk.say("resume")
    assert "Nothing can be bought like this: the batch costs $" in said.text
    assert "that it cost before; the limit per batch is $60.00" in said.text
    assert not said.all(Asked)
