"""What is said, as JSON: one object a line, as the contract names them (spec, section 4)."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TextIO

from shipshell.model import events
from shipshell.session import replies
from shipshell.session.wording import failure_text, grouped, interruption_lines, interruption_question, problem_text
from shipshell.shell.announcing import Announcer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from shipshell.model.errors import Problem
    from shipshell.model.money import Money
    from shipshell.planning.preview import Preview, PreviewRow
    from shipshell.session.remainder import Remainder
    from shipshell.session.replies import Output

_FIRST_ROWS = 20
Json = dict[str, Any]


class JsonLines:
    """Writes outputs to `stream`, each flushed at once, in ASCII: some readers split lines at U+2028 as well."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._announcer = Announcer()

    def draw(self, output: Output) -> None:
        """Write what `output` says; nothing for what is only drawn."""
        for event in self._events(output):
            self._stream.write(f"{json.dumps(event)}\n")
        self._stream.flush()

    def _events(self, output: Output) -> Iterator[Json]:
        if isinstance(output, replies.Rating):
            words = self._announcer.words(output.progress)
            if words:
                yield _message(words)
        elif isinstance(output, replies.Previewed):
            self._announcer.over()
            yield _preview(output.preview) | _in_all(output.resuming)
            yield from map(_message, output.preview.batch.notes)
            yield from map(_failed, output.problems)
            unrated = {row: [problem] for row, problem in output.preview.unrated.items()}
            yield from map(_failed, grouped(unrated))
        elif isinstance(output, replies.Offered):
            yield _interrupted(output)
            yield _offer(output.interrupted)
        else:
            encode = _ENCODERS.get(type(output))
            if encode:
                yield encode(output)


def _message(text: str) -> Json:
    return {"event": "message", "text": text}


def _money(money: Money | None) -> str | None:
    return money.text if money else None


def _failed(failed: replies.Failed) -> Json:
    return _told_error(failed.problem.code, failure_text(failed), failed.problem.hint)


def _told_error(code: str, message: str, hint: str) -> Json:
    told = {"event": "error", "code": code, "message": message}
    return {**told, "hint": hint} if hint else told


def _row_error(problem: Problem, row: int) -> Json:
    """What is wrong with a row; its message says where, as that of any error does: row, column, value, UPS's code."""
    told = {"code": problem.code, "message": problem_text(problem, (row,))}
    if problem.column:
        told["column"] = problem.column
    if problem.carrier_code:
        told["carrier_code"] = problem.carrier_code
    return told


def _ready(ready: replies.Ready) -> Json:
    return {
        "event": "ready",
        "version": ready.version,
        "environment": ready.environment,
        "mode": ready.mode,
        "carrier": ready.carrier,
    }


def _misunderstood(reply: replies.Misunderstood) -> Json:
    ways = "; ".join(f'"{one}"' for one in reply.suggestions)
    hint = f"You could say {ways}." if ways else ""
    return _told_error("E-1020", reply.understood or "that was not understood", hint)


def _preview(shown: Preview) -> Json:
    return {
        "event": "preview",
        "rows": [_preview_row(row) for row in shown.rows[:_FIRST_ROWS]],
        "total_rows": len(shown.rows),
        "total_cost": shown.total.text if shown.quotes.quoted or not shown.rows else None,
        "currency": shown.total.currency,
        "rows_with_warnings": shown.rows_with_warnings,
        "unrated": list(shown.unrated),
        "skipped": [{"row": row, "reason": reason} for row, reason in _skipped(shown)],
    }


def _skipped(shown: Preview) -> list[tuple[int, str]]:
    """The rows that are no part of the batch, in their order, and why."""
    left_out = ((row, "left out") for row in shown.batch.left_out)
    return sorted([*shown.batch.held.items(), *left_out])


def _in_all(resuming: Remainder | None) -> Json:
    """Of a job that goes on, the count and cost of all that the approval buys: the corrected rows alone are shown."""
    if resuming is None:
        return {}
    return {"total_rows": len(resuming.prices), "total_cost": _money(resuming.total)}


def _preview_row(row: PreviewRow) -> Json:
    return {
        "row": row.row,
        "recipient": row.recipient,
        "city": row.city,
        "state": row.state,
        "service": row.service,
        "cost": _money(row.cost),
        "warnings": list(row.warnings),
    }


def _listing(listing: replies.Listing) -> Json:
    return _lines_of_cells([(listing.title,), listing.headers, *listing.rows])


def _rows_shown(shown: replies.RowsShown) -> Json:
    told = (_preview_row(row) for row in shown.rows)
    return _lines_of_cells(
        (
            str(row["row"]),
            row["recipient"],
            row["city"],
            row["state"],
            row["service"],
            row["cost"] or "",
            *row["warnings"],
        )
        for row in told
    )


def _lines_of_cells(lines: Iterable[Iterable[str]]) -> Json:
    return _message("\n".join("\t".join(cells) for cells in lines))


def _question(asked: replies.Asked) -> Json:
    return {"event": "question", "text": asked.text, "options": list(asked.options)}


def _offer(stopped: events.Interrupted) -> Json:
    """The three-way question with all that is said below it: where a row is in doubt, under which reference."""
    asked = interruption_question(stopped)
    return _question(replace(asked, text="\n".join((asked.text, *interruption_lines(stopped)))))


def _interrupted(offered: replies.Offered) -> Json:
    stopped = offered.interrupted
    told: Json = {
        "event": "interrupted",
        "job": stopped.job,
        "done": stopped.done,
        "total": stopped.total,
        "remaining": stopped.remaining,
        "in_doubt": [doubt.row for doubt in stopped.in_doubt],
    }
    if stopped.last:
        told["last"] = {
            "row": stopped.last.row,
            "recipient": stopped.last.recipient,
            "tracking_number": stopped.last.tracking_number,
        }
    if stopped.error:
        told["error"] = stopped.error
    return told


def _row_shipped(event: events.RowShipped) -> Json:
    told: Json = {
        "event": "row_shipped",
        "job": event.job,
        "row": event.row,
        "tracking_number": event.tracking_number,
        "cost": _money(event.cost),
        "currency": event.cost.currency if event.cost else "USD",
        "reference": event.reference,
        "shipped_at": event.shipped_at,
    }
    if event.label:
        told["label"] = event.label
    return told


def _row_failed(event: events.RowFailed) -> Json:
    return {"event": "row_failed", "job": event.job, "row": event.row, "error": _row_error(event.problem, event.row)}


def _row_in_doubt(event: events.RowInDoubt) -> Json:
    return {
        "event": "row_in_doubt",
        "job": event.job,
        "row": event.row,
        "reference": event.reference,
        "error": _row_error(event.problem, event.row),
    }


def _job_finished(event: events.JobFinished) -> Json:
    told: Json = {
        "event": "job_finished",
        "job": event.job,
        "status": str(event.status),
        "shipped": event.shipped,
        "failed": event.failed,
        "in_doubt": event.in_doubt,
        "remaining": event.remaining,
        "total_cost": event.total_cost.text,
    }
    return told | {"voided": event.voided} if event.voided else told


_ENCODERS: dict[type, Callable[[Any], Json]] = {
    replies.Ready: _ready,
    replies.Said: lambda said: _message(said.text),
    replies.Explained: lambda said: {"event": "message", **said.reading},
    replies.Failed: _failed,
    replies.Misunderstood: _misunderstood,
    replies.Asked: _question,
    replies.RowsShown: _rows_shown,
    replies.Listing: _listing,
    replies.Fields: lambda fields: _message("\n".join(f"{name}: {value}" for name, value in fields.values)),
    replies.Exported: lambda done: {"event": "exported", "job": done.job, "path": done.path, "format": done.format},
    events.JobStarted: lambda event: {"event": "job_started", "job": event.job, "rows": event.rows},
    events.RowShipped: _row_shipped,
    events.RowFailed: _row_failed,
    events.RowInDoubt: _row_in_doubt,
    events.WriteBackFailed: lambda event: {
        "event": "write_back_failed",
        "job": event.job,
        "row": event.row,
        "error": _row_error(event.problem, event.row),
    },
    events.Overcharged: lambda event: _failed(replies.Failed(event.problem)),
    events.JobNotice: lambda event: _message(event.text),
    events.JobFinished: _job_finished,
}
