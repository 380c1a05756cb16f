"""UPS's error codes: the table holds what UPS's documents list."""

from __future__ import annotations

import re
from collections import Counter

from ups_kit import UPS_DOCUMENTS, needs_ups_documents

from shipshell.carriers.ups.codes import _TABLE, MEANINGS, Verdict, meaning


def test_no_code_stands_in_two_rows() -> None:
    counted = Counter(code for codes, *_ in _TABLE for code in codes.split())
    assert [code for code, times in counted.items() if times > 1] == []


@needs_ups_documents
def test_every_listed_code_is_known() -> None:
    facts = (UPS_DOCUMENTS / "ups-facts.md").read_text("utf-8")
    table = facts.split("| code | meaning | verdict |")[1].split("\n\n")[0]
    cells = [row.split("|")[1].split("(")[0] for row in table.splitlines() if row.count("|") > 3]
    listed: set[str] = set()
    for cell in cells:
        for first, last in re.findall(r"\b(\d{5,7})(?:-(\d{5,7}))?\b", cell):
            listed |= {str(code) for code in range(int(first), int(last or first) + 1)}
    assert len(listed) > 130
    assert listed - MEANINGS.keys() == set()


def test_what_may_have_shipped_all_the_same_is_told_apart() -> None:
    ambiguous = {code for code, known in MEANINGS.items() if known.verdict is Verdict.AMBIGUOUS}
    assert ambiguous == {"20001", "120001", "120021"}


def test_rating_codes_repeat_those_of_shipping() -> None:
    assert meaning("110601") == meaning("120601")
    assert meaning("110601").field == "weight"
    assert meaning("111285").field == "postal_code"
    assert meaning("110999").verdict is Verdict.REFUSED


def test_an_unknown_code_is_a_plain_refusal() -> None:
    assert meaning("777777").verdict is Verdict.REFUSED
    assert meaning("").field == ""
