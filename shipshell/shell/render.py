"""What is said, drawn as text: tables as wide as the terminal, colours only where there is one."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from shipshell.model import events
from shipshell.session import replies
from shipshell.session.wording import (
    failure_text,
    grouped,
    interruption_lines,
    interruption_question,
    plural,
    problem_text,
    row_ranges,
    rows_named,
)
from shipshell.shell.announcing import Announcer, duration
from shipshell.shell.plain import visible, visible_line
from shipshell.shell.preview_table import preview_lines
from shipshell.shell.tables import listing_table
from shipshell.shell.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import Console

    from shipshell.planning.preview import Preview, PreviewRow
    from shipshell.session.replies import Output

_FIRST_ROWS = 20
_HELD_SHOWN = 10
_PROGRESS_WIDTH = 60


class Renderer:
    """Draws outputs on `console`, failures on `errors`."""

    def __init__(self, console: Console, errors: Console) -> None:
        self._console = console
        self._errors = errors
        self._announcer = Announcer()
        self._in_progress = False
        self._draw: dict[type, Callable[[Any], None]] = {
            replies.Ready: self._ready,
            replies.Said: lambda said: self._say(said.text),
            replies.Explained: lambda said: self._say(json.dumps(said.reading)),
            replies.Failed: self._failed,
            replies.Misunderstood: self._misunderstood,
            replies.Asked: self._asked,
            replies.Rating: self._rating,
            replies.Previewed: self._previewed,
            replies.RowsShown: self._rows_shown,
            replies.Listing: self._listing,
            replies.Fields: self._fields,
            replies.Offered: self._offered,
            replies.Exported: lambda written: self._say(f"Wrote {written.path}."),
            events.JobStarted: lambda event: self._say(f"Job {event.job}: {plural(event.rows, 'row')}."),
            events.RowShipped: self._row_shipped,
            events.RowFailed: self._row_failed,
            events.RowInDoubt: self._row_in_doubt,
            events.Overcharged: lambda event: self._fail(event.problem.message, event.problem.hint, event.problem.code),
            events.WriteBackFailed: self._write_back_failed,
            events.JobNotice: lambda event: self._say(event.text),
            events.JobFinished: self._job_finished,
        }

    def draw(self, output: Output) -> None:
        """Draw one output; what only the shell itself acts on is not drawn."""
        if self._in_progress and not isinstance(output, replies.Rating):
            self._progress("")
        draw = self._draw.get(type(output))
        if draw:
            draw(output)

    # -- lines ------------------------------------------------------------------------------------------------

    def _say(self, text: str, style: str = "") -> None:
        _print(self._console, visible(text), style)

    def _fail(self, text: str, hint: str = "", code: str = "") -> None:
        line = f"{code}: {text}" if code else text
        line = line if line.endswith((".", "?", "!")) else f"{line}."
        words = f"{line} {hint}".strip()
        _print(self._errors, visible_line(words), "red")

    def _ready(self, ready: replies.Ready) -> None:
        if self._console.is_terminal:
            self._say(f'shipshell {ready.version}, {ready.environment}, mode {ready.mode}. Say "help" to begin.')

    def _failed(self, failed: replies.Failed) -> None:
        self._fail(failure_text(failed), failed.problem.hint, failed.problem.code)

    def _misunderstood(self, reply: replies.Misunderstood) -> None:
        understood = reply.understood or "That was not understood"
        ways = "; ".join(f'"{one}"' for one in reply.suggestions)
        self._fail(understood, f"You could say {ways}." if ways else "", "E-1020")

    def _asked(self, asked: replies.Asked) -> None:
        self._say(asked.text, "bold")

    def _rating(self, rating: replies.Rating) -> None:
        progress = rating.progress
        if self._console.is_terminal:
            left = f", about {duration(progress.seconds_left)} left" if progress.done else ""
            self._progress(f"{progress.work.doing} {progress.done:,}/{progress.total:,}{left} ...")
        elif words := self._announcer.words(progress):
            self._say(words)

    def _progress(self, words: str) -> None:
        """Write over the line in place; rich itself would strip the carriage return."""
        self._in_progress = bool(words)
        self._console.file.write(f"\r{words:{_PROGRESS_WIDTH}}\r")
        self._console.file.flush()

    # -- tables -----------------------------------------------------------------------------------------------

    def _previewed(self, reply: replies.Previewed) -> None:
        shown = reply.preview
        self._announcer.over()
        first = shown.rows[:_FIRST_ROWS]
        if first:
            self._preview_table(first)
        more = len(shown.rows) - len(first)
        if more:
            self._say(f"... and {more:,} more")
        self._say(_footer(shown), "bold")
        for line in _remarks(shown):
            self._say(line)
        for failed in reply.problems:
            self._failed(failed)
        for failed in grouped({row: [problem] for row, problem in shown.unrated.items()}):
            without = replace(failed.problem, message=f"no rate: {failed.problem.message}")
            self._failed(replace(failed, problem=without))

    def _preview_table(self, rows: Sequence[PreviewRow]) -> None:
        titles, *lines = preview_lines(rows, self._console.width)
        self._say(titles, "bold")
        self._say("\n".join(lines))

    def _rows_shown(self, reply: replies.RowsShown) -> None:
        self._preview_table(reply.rows)
        if reply.more:
            self._say(f"... and {reply.more:,} more")

    def _listing(self, listing: replies.Listing) -> None:
        self._console.print(listing_table(listing))

    def _fields(self, fields: replies.Fields) -> None:
        self._say(fields.title, "bold")
        width = max((len(name) for name, _ in fields.values), default=0)
        for name, value in fields.values:
            self._say(f"  {name:<{width}}  {visible_line(value)}")

    # -- jobs -------------------------------------------------------------------------------------------------

    def _offered(self, offered: replies.Offered) -> None:
        self._say(interruption_question(offered.interrupted).text, "bold")
        for line in interruption_lines(offered.interrupted):
            self._say(line)

    def _row_shipped(self, event: events.RowShipped) -> None:
        cost = f" {event.cost}" if event.cost else ""
        self._say(visible_line(f"Row {event.row} ({event.recipient}): {event.tracking_number}{cost}"))

    def _row_failed(self, event: events.RowFailed) -> None:
        self._fail(problem_text(event.problem, (event.row,)), event.problem.hint, event.problem.code)

    def _row_in_doubt(self, event: events.RowInDoubt) -> None:
        words = f"Row {event.row} is in doubt: {event.problem.message.rstrip('.')}"
        self._fail(words, f"Its reference is {event.reference}.", event.problem.code)

    def _write_back_failed(self, event: events.WriteBackFailed) -> None:
        words = f"Row {event.row}: its number is not in the source yet: {event.problem.message}"
        self._fail(words, event.problem.hint, event.problem.code)

    def _job_finished(self, event: events.JobFinished) -> None:
        self._say(_finished(event), "bold")
        if event.unwritten:
            self._fail(
                f"Not in the source: the numbers of {rows_named(event.unwritten)}",
                f'Say "retry {event.job}".',
                "E-4006",
            )


def _print(console: Console, text: str, style: str) -> None:
    """Print lines as they are, but on a terminal none that is broken within a word."""
    lines = wrapped(text, console.width) if console.is_terminal else text
    console.print(lines, style=style, markup=False, highlight=False, soft_wrap=True)


def _footer(shown: Preview) -> str:
    parts = [plural(len(shown.rows), "row"), f"total {shown.total}"]
    if shown.unrated:
        parts[1] += f" without {plural(len(shown.unrated), 'row')} that could not be rated"
    warned = shown.rows_with_warnings
    parts.append(f"{plural(warned, 'row') if warned else 'no rows'} with warnings")
    return ", ".join(parts)


def _remarks(shown: Preview) -> list[str]:
    batch = shown.batch
    lines = list(batch.notes)
    if batch.left_out:
        lines.append(f"Left out: {rows_named(batch.left_out)}")
    held = list(batch.held.items())
    lines += [f"Held: row {row}: {reason}" for row, reason in held[:_HELD_SHOWN]]
    if len(held) > _HELD_SHOWN:
        rest = [row for row, _ in held[_HELD_SHOWN:]]
        lines.append(f"Held: {plural(len(rest), 'more row')}: {row_ranges(rest)}")
    return lines


def _finished(event: events.JobFinished) -> str:
    parts = [f"{event.shipped} shipped"]
    counts = (event.failed, "failed"), (event.in_doubt, "in doubt"), (event.voided, "voided")
    for count, words in (*counts, (event.remaining, "remaining")):
        if count:
            parts.append(f"{count} {words}")
    status = event.status.replace("_", " ")
    reason = f" ({event.reason})" if event.reason else ""
    return f"Job {event.job} {status}: {', '.join(parts)}, total {event.total_cost}.{reason}"
