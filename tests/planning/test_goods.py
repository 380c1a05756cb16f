"""Dangerous goods are never shipped as if they were none."""

from __future__ import annotations

import pytest

from shipshell.planning.goods import read_hazmat


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "no",
        "N",
        "0",
        "None",
        "N/A",
        "Non-hazardous",
        "Not regulated",
        "No batteries",
        "non hazmat",
        "FALSE",
        "n.a.",
        "0 lb",
        "0.0 kg",
    ],
)
def test_what_is_harmless_may_go(cell: str) -> None:
    assert read_hazmat("", cell).faults == ()


@pytest.mark.parametrize(
    "cell",
    [
        "yes",
        "Y",
        "x",
        "1",
        "2",
        "UN3481",
        "Class 9",
        "Lithium ion",
        "LTD QTY",
        "TRUE",
        "Not sure",
        "No. 3480",
        "No 1993",
        "none spare, 2 in equipment",
        "non-spillable battery UN2800",
        "Not fully regulated: ORM-D",
        "No papers - lithium cells inside",
        "5 lb",
    ],
)
def test_dangerous_goods_are_an_error(cell: str) -> None:
    (fault,) = read_hazmat("no", cell).faults
    assert (fault.code, fault.field, fault.which) == ("E-2002", "hazmat", 1)
