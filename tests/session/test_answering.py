"""What a person says about a batch before it ships."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from session_kit import HEADER, YES

from shipshell.session.replies import Asked, Listing, Previewed

if TYPE_CHECKING:
    from session_kit import Bench

    from shipshell.emulator.ledger import Shipment

ITEMS = (
    ("A1", "Pat Doe", "1 Main St", "Timonium", "MD", "21093", "1"),
    ("A1", "Pat Doe", "1 Main St.", "TIMONIUM", "MD", "21093-1234", "2"),
    ("A2", "Kim Roe", "2 Main St", "Timonium", "MD", "21093", "3"),
)


# -- rows ----------------------------------------------------------------------------------------------------------


def test_leaving_rows_out_makes_a_new_preview_and_approves_nothing(bench: Bench) -> None:
    bench.orders(5)
    talk = bench.talk()
    assert talk.say("ship orders.csv", "leave out 2 and 4").previewed == [1, 3, 5]
    assert talk.say("skip row 5").previewed == [1, 3]
    assert bench.bought() == []
    assert talk.say(YES).shipped == [1, 3]


def test_a_row_is_left_out_wherever_it_was_sorted_to(bench: Bench) -> None:
    bench.orders(3)
    talk = bench.talk()
    talk.say("ship orders.csv")
    header, *rows = bench.rows()
    bench.table([header, *reversed(rows)])
    assert talk.say("skip row 1").previewed == [1, 2]
    talk.say(YES)
    assert bench.bought() == ["Pat Doe 3", "Pat Doe 2"]


def test_a_row_that_was_mended_is_in_again_and_that_is_said(bench: Bench) -> None:
    bench.orders(2)
    talk = bench.talk()
    talk.say("ship orders.csv", "skip row 2")
    bench.edit(2, "Weight", "9")
    shown = talk.say("preview")
    assert shown.previewed == [1, 2]
    assert "Row 2 was left out, but changed since or is gone" in shown.text


@pytest.mark.parametrize("line", ["skip row 9", "leave out the bad rows"])
def test_a_row_that_is_not_there_changes_nothing(bench: Bench, line: str) -> None:
    bench.orders(2)
    talk = bench.talk()
    assert talk.say("ship orders.csv", line).codes == ["E-1022"]
    assert talk.say(YES).shipped == [1, 2]


# -- columns -------------------------------------------------------------------------------------------------------


def test_a_doubtful_column_is_asked_and_the_answer_goes_on(bench: Bench) -> None:
    bench.table([(*HEADER[:-1], "Item Weight"), *(row for row in ITEMS[1:])])
    talk = bench.talk()
    heard = talk.say("ship orders.csv")
    assert heard.one(Asked).options == ('map "Item Weight" to weight',)
    assert talk.say("yes").codes == ["E-1021"]
    assert talk.say('map "Item Weight" to weight').previewed == [1, 2]
    assert talk.say(YES).shipped == [1, 2]


def test_an_answer_goes_on_in_auto_mode_without_another_word(bench: Bench) -> None:
    bench.table([(*HEADER[:-1], "Item Weight"), *ITEMS[1:]])
    talk = bench.talk(mode="auto")
    talk.say("ship orders.csv")
    assert talk.say('map "Item Weight" to weight').shipped == [1, 2]


def test_a_missing_column_is_named_with_those_that_are_not_used(bench: Bench) -> None:
    bench.table([(*HEADER[:-1], "Heaviness"), *ITEMS[1:]])
    talk = bench.talk()
    heard = talk.say("ship orders.csv")
    assert heard.codes == ["E-1029"]
    assert 'no column for weight; columns not used: "Heaviness"' in heard.text
    assert 'map "Heaviness" to weight' in heard.text
    assert talk.say('map "Heaviness" to weight', YES).shipped == [1, 2]


@pytest.mark.parametrize(("line", "code"), [("map Nope to weight", "E-1024"), ('map "Item Weight" to nope', "E-1025")])
def test_a_mapping_that_names_nothing_keeps_the_question(bench: Bench, line: str, code: str) -> None:
    bench.table([(*HEADER[:-1], "Item Weight"), *ITEMS[1:]])
    talk = bench.talk()
    talk.say("ship orders.csv")
    heard = talk.say(line)
    assert heard.codes == [code]
    assert not heard.all(Previewed)
    assert talk.say('map "Item Weight" to weight').previewed == [1, 2]


def test_another_mapping_makes_a_new_preview(bench: Bench) -> None:
    bench.orders(2, Notes="4{}")
    talk = bench.talk()
    before = talk.say("ship orders.csv").one(Previewed).preview
    after = talk.say("map Notes to weight").one(Previewed).preview
    assert after.total.amount > before.total.amount
    assert after.digest != before.digest
    assert bench.bought() == []


def test_the_columns_are_shown_before_and_after_a_question(bench: Bench) -> None:
    bench.table([(*HEADER[:-1], "Item Weight"), *ITEMS[1:]])
    talk = bench.talk()
    talk.say("ship orders.csv")
    assert ("Item Weight", "weight?", "asked") in talk.say("columns").one(Listing).rows
    talk.say('map "Item Weight" to weight')
    assert ("Item Weight", "weight", "chosen") in talk.say("columns").one(Listing).rows


def test_no_drops_the_question(bench: Bench) -> None:
    bench.table([(*HEADER[:-1], "Item Weight"), *ITEMS[1:]])
    talk = bench.talk()
    talk.say("ship orders.csv")
    assert "Dropped" in talk.say("no").text
    assert talk.say("columns").codes == ["E-1021"]


# -- parcels -------------------------------------------------------------------------------------------------------


def test_rows_that_repeat_an_order_are_asked_about(bench: Bench) -> None:
    bench.table([HEADER, *ITEMS])
    talk = bench.talk()
    asked = talk.say("ship orders.csv").one(Asked)
    assert "several rows for one order at the same address: rows 1-2" in asked.text
    assert asked.options == ("a parcel each", "one parcel per order")
    talk.say(YES)
    assert bench.bought() == []
    assert talk.say("a parcel each").previewed == [1, 2, 3]
    assert talk.say(YES).shipped == [1, 2, 3]


def test_the_answer_about_parcels_is_remembered(bench: Bench) -> None:
    bench.table([HEADER, *ITEMS])
    talk = bench.talk({"operation": "ship", "nth": 2, "fault": "refuse", "code": "120802"})
    talk.say("ship orders.csv", "a parcel each")
    assert talk.say("skip row 3").previewed == [1, 2]
    talk.say(YES)
    assert talk.services.stores.job(1).plan["parcels"] == "each"
    assert talk.say("resume").shipped == [2]


def test_the_same_reference_at_two_addresses_is_not_asked_about(bench: Bench) -> None:
    bench.orders(2, Reference="A1")
    assert bench.talk().say("ship orders.csv").previewed == [1, 2]


def test_one_parcel_per_order_is_bought_once_and_never_again(bench: Bench) -> None:
    bench.table([HEADER, *ITEMS])
    talk = bench.talk()
    shown = talk.say("ship orders.csv", "one parcel per order")
    assert shown.previewed == [1, 3]
    assert talk.say(YES).shipped == [1, 3]
    assert [weight_of(shipment) for shipment in bench.shipments()] == ["3", "3"]
    again = bench.talk().say("ship orders.csv")
    assert again.previewed == []
    assert "row 1 of the same order already has tracking number" in str(again.one(Previewed).preview.batch.held[2])


def test_one_parcel_per_order_is_what_a_resumed_job_still_ships(bench: Bench) -> None:
    bench.table([HEADER, *ITEMS])
    talk = bench.talk({"operation": "ship", "nth": 1, "fault": "refuse", "code": "120802"})
    talk.say("ship orders.csv", "one parcel per order", YES)
    assert talk.say("resume").shipped == [1, 3]
    assert [weight_of(shipment) for shipment in bench.shipments()] == ["3", "3"]


def test_a_row_that_joins_an_order_after_the_approval_stops_it(bench: Bench) -> None:
    path = bench.table([HEADER, *ITEMS])
    talk = bench.talk()
    talk.say("ship orders.csv", "one parcel per order")
    with path.open("a", encoding="utf-8") as file:
        file.write("A2,Kim Roe,2 Main St,Timonium,MD,21093,40\n")
    heard = talk.say(YES)
    assert heard.codes == ["E-1010"]
    assert bench.bought() == []
    assert heard.one(Previewed).preview.batch.warnings[3] == ("weights are added: 3 + 40 = 43 lb",)


def weight_of(shipment: Shipment) -> str:
    package = shipment.request["ShipmentRequest"]["Shipment"]["Package"]
    one = package[0] if isinstance(package, list) else package
    return str(one["PackageWeight"]["Weight"])


# -- what is remembered --------------------------------------------------------------------------------------------


def test_a_confirmed_mapping_is_remembered_for_the_same_header_and_said(bench: Bench) -> None:
    header = (*HEADER[:-1], "Item Weight")
    bench.table([header, *ITEMS])
    bench.talk().say("ship orders.csv", 'map "Item Weight" to weight', "one parcel per order", YES)
    bench.table([header, *((f"B{row[0]}", *row[1:]) for row in ITEMS)], "later.csv")
    shown = bench.talk().say("ship later.csv")
    assert shown.previewed == [1, 3]
    assert "Mapping remembered from orders.csv (" in shown.text
    assert '"Item Weight" as weight, one parcel per order.' in shown.text
    bench.table([(*header, "Notes"), *((*row, "") for row in ITEMS)], "other.csv")
    assert bench.talk().say("ship other.csv").all(Asked)


def test_a_remembered_mapping_can_be_changed_and_the_change_is_remembered(bench: Bench) -> None:
    header = (*HEADER[:-1], "Item Weight", "Box")
    rows = [(*row, "9") for row in ITEMS[1:]]
    bench.table([header, *rows])
    talk = bench.talk()
    talk.say("ship orders.csv", 'map "Item Weight" to weight', "no")
    heavier = bench.talk()
    assert heavier.say("ship orders.csv").previewed == [1, 2]
    shown = heavier.say("map Box to weight").one(Previewed).preview
    assert {str(request.package.weight) for request in shown.batch.requests.values()} == {"9.0"}
    again = bench.talk().say("ship orders.csv").one(Previewed).preview
    assert {str(request.package.weight) for request in again.batch.requests.values()} == {"9.0"}


def test_a_guess_is_never_remembered(bench: Bench) -> None:
    bench.orders(2)
    bench.talk().say("ship orders.csv", YES)
    assert not (bench.home / "mappings.json").exists()


def test_in_auto_mode_a_remembered_mapping_is_said_too(bench: Bench) -> None:
    header = (*HEADER[:-1], "Item Weight")
    bench.table([header, *ITEMS[1:]])
    bench.talk().say("ship orders.csv", 'map "Item Weight" to weight', "no")
    heard = bench.talk(mode="auto").say("ship orders.csv")
    assert heard.shipped == [1, 2]
    assert "Mapping remembered from orders.csv" in heard.text


def test_a_damaged_memory_asks_again(bench: Bench) -> None:
    header = (*HEADER[:-1], "Item Weight")
    bench.table([header, *ITEMS[1:]])
    bench.talk().say("ship orders.csv", 'map "Item Weight" to weight', "no")
    (bench.home / "mappings.json").write_text("{", encoding="utf-8")
    assert bench.talk().say("ship orders.csv").one(Asked).options == ('map "Item Weight" to weight',)


def test_whole_addresses_in_single_cells_are_refused_in_words(bench: Bench) -> None:
    bench.table([("Order", "Ship To", "Weight"), ("A1", "Pat Doe, 1 Main St, Timonium, MD 21093", "2")])
    heard = bench.talk().say("ship orders.csv")
    assert heard.codes == ["E-1029"]
    assert 'whole addresses in single cells ("Ship To") cannot be taken apart' in heard.text


def test_in_auto_mode_a_repeated_order_stops_and_names_the_answer(bench: Bench) -> None:
    bench.table([HEADER, *ITEMS])
    talk = bench.talk(mode="auto")
    heard = talk.say("ship orders.csv")
    assert heard.codes == ["E-1032"]
    assert '"a parcel each"' in heard.text
    assert bench.bought() == []
    assert talk.say("a parcel each").shipped == [1, 2, 3]


@pytest.mark.parametrize("line", ["a parcel each", "map Weight to weight", "columns"])
def test_answers_without_a_question_are_refused(bench: Bench, line: str) -> None:
    assert bench.talk().say(line).codes == ["E-1021"]
