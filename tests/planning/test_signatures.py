"""Which signature is asked for."""

from __future__ import annotations

import pytest

from shipshell.planning.readings import Reading
from shipshell.planning.signatures import read_signature, read_signatures


def test_signatures() -> None:
    assert [read_signature(text).value for text in ("", "no", "Yes", "Direct", "ADULT")] == [
        "", "", "signature", "signature", "adult",
    ]  # fmt: skip
    assert [fault.code for fault in read_signature("indirect").faults] == ["E-2002"]


@pytest.mark.parametrize("cell", ["yes", "Y", "x", "1", "Required", "21+", "Adult"])
def test_an_adults_signature_has_columns_of_its_own(cell: str) -> None:
    for others in (("", cell), ("yes", cell), ("adult", cell), ("", "no", cell)):
        assert read_signatures(*others) == Reading("adult")


@pytest.mark.parametrize("cell", ["Direct Signature", "Standard", "2", "direct"])
def test_an_ordinary_signature_stays_one_in_a_column_about_adults(cell: str) -> None:
    assert read_signatures("", cell) == Reading("signature")
    assert read_signatures("adult", cell).value == "adult"
    assert read_signatures("", cell, "yes").value == "adult"


def test_without_a_yes_no_adult_is_asked_for() -> None:
    assert [read_signatures(*cells) for cells in (("", ""), ("", "no"), ("yes", "N"), ("", "not required"))] == [
        Reading(""), Reading(""), Reading("signature"), Reading(""),
    ]  # fmt: skip


def test_of_two_signatures_the_stricter_counts_and_is_said() -> None:
    for cells in (("no", "yes"), ("adult", "no")):
        read = read_signatures(*cells)
        assert (read.value, len(read.warnings), read.faults) == ("adult", 1, ())


def test_a_cell_that_asks_for_no_known_signature_is_an_error() -> None:
    (fault,) = read_signatures("yes", "no", "perhaps").faults
    assert (fault.code, fault.field, fault.which) == ("E-2002", "adult_signature", 1)
    assert [fault.field for fault in read_signatures("indirect", "yes").faults] == ["signature"]
