"""A screen that is lost swallows what follows, and says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.session.replies import Said
from shipshell.shell.screen import Screen

if TYPE_CHECKING:
    from shipshell.session.replies import Output


class _Pipe:
    """Takes two outputs, then nobody reads any more."""

    def __init__(self) -> None:
        self.tries = 0

    def draw(self, output: Output) -> None:
        self.tries += 1
        if self.tries > 2:
            raise BrokenPipeError


def test_drawing_never_raises_and_is_not_tried_again() -> None:
    pipe = _Pipe()
    screen = Screen(pipe)
    for _ in range(5):
        screen.draw(Said("words"))
    assert isinstance(screen.lost, BrokenPipeError)
    assert pipe.tries == 3


def test_a_screen_that_is_read_is_not_lost() -> None:
    screen = Screen(_Pipe())
    screen.draw(Said("words"))
    assert screen.lost is None
