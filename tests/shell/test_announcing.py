"""Long work is announced."""

from __future__ import annotations

import pytest

from shipshell.planning.addresses import CHECKING
from shipshell.planning.asking import Progress
from shipshell.planning.rating import RATING
from shipshell.shell.announcing import Announcer, duration


def test_short_work_is_not_worth_a_word() -> None:
    announcer = Announcer()
    assert [announcer.words(Progress(RATING, done, 100, 5)) for done in (1, 50, 99)] == ["", "", ""]


def test_long_work_is_announced_once_and_then_told_by_tenths() -> None:
    announcer = Announcer()
    told = [announcer.words(Progress(RATING, done, 1_000, 300 - done / 4)) for done in range(1, 1_000, 49)]
    said = [words for words in told if words]
    assert said[0] == "Rating 1,000 shipments takes about 5 min."
    assert said[1] == "Rated 148/1,000."
    assert len(said) == 10


def test_the_next_preview_is_announced_anew() -> None:
    announcer = Announcer()
    assert announcer.words(Progress(RATING, 1, 100, 60))
    announcer.over()
    assert announcer.words(Progress(RATING, 1, 100, 60)) == "Rating 100 shipments takes about 60 s."


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (40.4, "40 s"), (119, "119 s"), (150, "2 min"), (3600, "60 min")]
)
def test_a_duration_in_words(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_each_work_on_a_preview_is_announced_in_its_own_words() -> None:
    announcer = Announcer()
    assert announcer.words(Progress(CHECKING, 1, 100, 60)) == "Checking 100 addresses takes about 60 s."
    assert announcer.words(Progress(CHECKING, 50, 100, 30)) == "Checked 50/100."
    assert announcer.words(Progress(RATING, 1, 100, 60)) == "Rating 100 shipments takes about 60 s."
    assert announcer.words(Progress(RATING, 20, 100, 50)) == "Rated 20/100."
