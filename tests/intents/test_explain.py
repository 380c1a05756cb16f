from __future__ import annotations

import json

import pytest

from shipshell.intents.explain import explain_line
from shipshell.intents.state import State


def test_plain_text_is_read_in_the_default_state() -> None:
    assert explain_line("skip rows 2-4\n", State.PREVIEW) == {
        "text": "skip rows 2-4",
        "state": "preview",
        "intent": "exclude_rows",
        "slots": {"rows": [2, 3, 4]},
    }


def test_an_object_brings_its_own_state() -> None:
    read = explain_line(json.dumps({"text": "yes", "state": "preview"}), State.IDLE)
    assert read == {"text": "yes", "state": "preview", "intent": "approve", "slots": {}}


def test_an_object_without_a_state_takes_the_default() -> None:
    assert explain_line('{"text": "yes"}', State.PREVIEW)["intent"] == "approve"


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "yes", "state": "asleep"}',
        '{"text": 3}',
        '["yes"]',
        '{"text": "yes"',
        "{",
        '{"text": "yes", "state": ["idle"]}',
    ],
)
def test_anything_else_is_just_text(line: str) -> None:
    assert explain_line(line, State.PREVIEW) == {"text": line, "state": "preview", "intent": "unclear", "slots": {}}


def test_slots_are_json() -> None:
    read = explain_line('ship "a b.csv" ground including shipped rows', State.IDLE)
    assert read["slots"] == {"source": "a b.csv", "service": "Ground", "including_shipped": True}
    assert json.loads(json.dumps(read)) == read
