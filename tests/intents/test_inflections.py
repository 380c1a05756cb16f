from __future__ import annotations

import pytest

from shipshell.intents.inflections import are_forms

KNOWN = frozenset(["execute", "approve"])


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("executed", "execute"), ("executes", "execute"), ("executor", "execute"), ("processes", "process"),
        ("dispatched", "dispatch"), ("submitting", "submit"), ("certainty", "certainly"), ("finalist", "finalise"),
        ("affirmation", "affirmative"), ("definite", "definitely"), ("verified", "verify"), ("undeselect", "deselect"),
    ],
)  # fmt: skip
def test_forms_of_one_word(word: str, other: str) -> None:
    assert are_forms(word, other, KNOWN)
    assert are_forms(other, word, KNOWN)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("approvd", "approve"), ("approvd", "approved"), ("proced", "proceed"), ("resum", "resume"),
        ("lookes", "look"), ("ordes", "orders"), ("shipent", "shipment"), ("ship", "ship"),
    ],
)  # fmt: skip
def test_slips_and_the_word_itself_are_none(word: str, other: str) -> None:
    assert not are_forms(word, other, KNOWN)
