"""Columns that have no names of their own are confirmed by a person."""

from __future__ import annotations

from dataclasses import replace

from planning_kit import orders

from shipshell.planning.instructions import Instructions
from shipshell.planning.understanding import understand_columns

TOLD = Instructions("orders.csv")


def test_assumed_names_are_asked_about_with_what_the_first_row_says() -> None:
    table = replace(orders(2), assumed="it has no header row")
    (doubt,) = understand_columns(table, TOLD).doubtful
    assert (doubt.field, doubt.candidates) == ("name", ("Name",))
    assert doubt.question == (
        'it has no header row. Its first row is read as name "Pat 1", address1 "1 Main St", city "Timonium", '
        'state "MD", postal code "21093", weight "1". Is that right? Then say: map "Name" to name'
    )


def test_mapping_one_column_confirms_them_all() -> None:
    table = replace(orders(2), assumed="it has no header row")
    assert not understand_columns(table, TOLD.mapping("Name", "name")).doubtful
    assert not understand_columns(orders(2), TOLD).doubtful
