"""What is said, as plain text."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import pytest

from shipshell.model import events
from shipshell.model.errors import Problem
from shipshell.model.events import Interrupted, LastShipped
from shipshell.model.money import Money
from shipshell.planning.asking import Progress
from shipshell.planning.rating import RATING
from shipshell.session import replies
from shipshell.shell.console import plain_console, terminal_console
from shipshell.shell.outcome import Outcome
from shipshell.shell.render import Renderer

_MONEY = Money(Decimal("1234.5"))
_TIMEOUT = Problem("E-3003", "UPS did not answer in time.", hint="Say resume.", row=4, column="Zip", carrier_code="10")


def _drawn(*outputs: replies.Output) -> tuple[list[str], list[str]]:
    """The lines on standard output and on standard error."""
    said, failed = io.StringIO(), io.StringIO()
    renderer = Renderer(plain_console(said), plain_console(failed))
    for output in outputs:
        renderer.draw(output)
    return said.getvalue().splitlines(), failed.getvalue().splitlines()


def test_an_interrupted_job_is_offered_in_the_words_of_the_contract() -> None:
    stopped = Interrupted(
        7, 47, 200, 153, last=LastShipped(47, "John Doe", "1Z999"), error="UPS API timeout", error_row=48
    )
    assert _drawn(replies.Offered(stopped))[0] == [
        "Job 7 was interrupted at row 47/200. Resume, restart, or cancel?",
        "47/200 complete. Last: Row 47 (John Doe, tracking 1Z999). 153 remaining.",
        "Crashed at row 48 due to: UPS API timeout. Resume will retry row 48.",
    ]


@pytest.mark.parametrize(
    ("output", "words"),
    [
        (
            events.RowFailed(8, 4, _TIMEOUT),
            'E-3003: Row 4: UPS did not answer in time (column "Zip", UPS 10). Say resume.',
        ),
        (
            events.RowInDoubt(8, 4, "SS-ABCDEFGH-4", _TIMEOUT),
            "E-3003: Row 4 is in doubt: UPS did not answer in time. Its reference is SS-ABCDEFGH-4.",
        ),
        (
            events.WriteBackFailed(8, 4, Problem("E-4006", "the disk is full")),
            "E-4006: Row 4: its number is not in the source yet: the disk is full.",
        ),
        (replies.Failed(Problem("E-2001", "no weight"), (5, 12, 34)), "E-2001: Rows 5, 12, 34: no weight."),
        (replies.Failed(Problem("E-2001", "evil\n\x1b[2J")), "E-2001: evil<U+000A><U+001B>[2J."),
    ],
)
def test_what_goes_wrong_is_one_line_on_standard_error(output: replies.Output, words: str) -> None:
    assert _drawn(output) == ([], [words])


def test_a_finished_job_says_what_became_of_it() -> None:
    finished = events.JobFinished(8, "halted", 3, 1, 0, 2, _MONEY, reason="it was refused")
    (line,), _ = _drawn(finished)
    assert line == "Job 8 halted: 3 shipped, 1 failed, 2 remaining, total $1,234.50. (it was refused)"
    unwritten = events.JobFinished(8, "complete_with_warnings", 3, 0, 0, 0, _MONEY, unwritten=(1, 2, 3))
    said, failed = _drawn(unwritten)
    assert said == ["Job 8 complete with warnings: 3 shipped, total $1,234.50."]
    assert failed == ['E-4006: Not in the source: the numbers of rows 1-3. Say "retry 8".']


def test_a_recipient_cannot_write_lines_of_its_own() -> None:
    row = events.RowShipped(8, 1, "Eve\nRow 2 (Bob): 1Z", "1Z999", _MONEY, "SS-A-1", "", "2026-01-01T00:00:00Z")
    assert _drawn(row)[0] == ["Row 1 (Eve<U+000A>Row 2 (Bob): 1Z): 1Z999 $1,234.50"]
    fields = replies.Fields("Row 1", (("Recipient", "Eve\nCost  $0.00"),))
    assert _drawn(fields)[0] == ["Row 1", "  Recipient  Eve<U+000A>Cost  $0.00"]


def test_a_listing_folds_long_cells_into_its_width() -> None:
    listing = replies.Listing("Jobs", ("Job", "Problem"), (("8", "word " * 40),))
    said, _ = _drawn(listing)
    assert max(map(len, said)) <= 80
    assert sum(line.count("word") for line in said) == 40


def test_long_rating_is_announced_in_a_pipe_and_counted_on_a_terminal() -> None:
    progress = replies.Rating(Progress(RATING, 10, 1_000, 99))
    assert _drawn(progress)[0] == ["Rating 1,000 shipments takes about 99 s."]
    console = terminal_console(80)
    console.file = screen = io.StringIO()
    renderer = Renderer(console, console)
    renderer.draw(progress)
    assert "Rating 10/1,000, about 99 s left ..." in screen.getvalue()
    renderer.draw(replies.Failed(Problem("E-3002", "gone")))
    blank, words = screen.getvalue().rsplit("\r", 2)[1:]
    assert blank.isspace()
    assert "E-3002: gone." in words


@pytest.mark.parametrize(
    ("outputs", "code"),
    [
        ([], 0),
        ([events.JobFinished(1, "complete", 1, 0, 0, 0, _MONEY)], 0),
        ([events.JobFinished(1, "complete_with_warnings", 1, 0, 0, 0, _MONEY)], 3),
        ([events.JobFinished(1, "halted", 1, 0, 0, 1, _MONEY)], 1),
        ([events.RowInDoubt(1, 1, "SS", _TIMEOUT)], 1),
        ([replies.Misunderstood("", ()), replies.Failed(_TIMEOUT)], 2),
        ([replies.Failed(_TIMEOUT), replies.Misunderstood("", ())], 1),
        ([events.JobFinished(1, "complete_with_warnings", 1, 0, 0, 0, _MONEY), replies.Misunderstood("", ())], 2),
    ],
)
def test_the_exit_code_is_the_first_failures(outputs: list[replies.Output], code: int) -> None:
    outcome = Outcome()
    for output in outputs:
        outcome.note(output)
    assert (outcome.code, outcome.failed) == (code, code in (1, 2))


def test_the_state_of_a_job_is_never_folded() -> None:
    titles = ("Job", "Opened", "Source", "Status", "Shipped", "Cost")
    row = ("12", "2026-11-23T10:05:00Z", "orders of march.csv", "complete_with_warnings", "100/100", "$12,345.00")
    said, _ = _drawn(replies.Listing("Jobs", titles, (row,)))
    assert any("complete_with_warnings" in line for line in said)
    assert all(len(line) <= 80 for line in said)


# -- lines on a terminal -------------------------------------------------------------------------------------------


def _on_terminal(width: int, capsys: pytest.CaptureFixture[str], *outputs: replies.Output) -> list[str]:
    """The lines on a terminal of so many columns, without colours."""
    console = terminal_console(width)
    console.no_color = True
    renderer = Renderer(console, console)
    for output in outputs:
        renderer.draw(output)
    return [re.sub(r"\x1b\[[\d;]*m", "", line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("width", range(20, 90, 7))
def test_a_long_line_goes_on_after_a_space_on_a_terminal(width: int, capsys: pytest.CaptureFixture[str]) -> None:
    stopped = Interrupted(7, 47, 200, 153, error="UPS API timeout", error_row=48)
    for output in (replies.Offered(stopped), replies.Failed(_TIMEOUT), replies.Said("Both lines\nof it are kept.")):
        said, failed = _drawn(output)
        lines = _on_terminal(width, capsys, output)
        assert " ".join(lines) == " ".join([*said, *failed])
        assert all(len(line) <= width for line in lines)


def test_a_word_that_is_longer_than_a_line_is_left_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    path = "/home/ann/" + "x" * 40
    assert _on_terminal(30, capsys, replies.Said(f"The labels lie in {path} now.")) == [
        "The labels lie in",
        path,
        "now.",
    ]


def test_a_line_in_a_pipe_is_never_broken() -> None:
    words = "word " * 100 + "end"
    assert _drawn(replies.Said(words))[0] == [words]
