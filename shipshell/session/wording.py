"""The sentences of the contract, and how numbers, rows and problems are worded."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from shipshell.session.replies import Asked, Failed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shipshell.model.errors import Problem
    from shipshell.model.events import Doubt, Interrupted
    from shipshell.session.remainder import Remainder

RECOVERY_OPTIONS = ("resume", "restart", "cancel")
#: So many of the values that share a problem are named.
_VALUES_NAMED = 3


def row_ranges(rows: Iterable[int]) -> str:
    """Rows as ranges: `1-12, 14, 20-47`."""
    spans: list[list[int]] = []
    for row in sorted(set(rows)):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


def rows_named(rows: Iterable[int]) -> str:
    """`row 3`, `rows 1-12, 14`."""
    named = row_ranges(rows)
    return f"row {named}" if named.isdigit() else f"rows {named}"


def set_apart(head: str, reasons: Mapping[str, Iterable[int]]) -> str:
    """Rows by why they are missing: `No label: row 2 (voided), rows 4-9 (not in job 1).`; "" where none is."""
    parts = [f"{rows_named(rows)} ({why})" for why, rows in reasons.items() if rows]
    return f"{head}: {', '.join(parts)}." if parts else ""


def plural(count: int, noun: str) -> str:
    """`1 row`, `2 rows`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def cost_said(left: Remainder) -> str:
    """What is left of a job costs so much: `$59.00 without 1 row that nobody rated`, "" where nothing is known."""
    unrated = len(left.prices) - len(left.known)
    without = f" without {plural(unrated, 'row')} that nobody rated" if unrated else ""
    return f"{left.total}{without}" if left.total else ""


def problem_text(problem: Problem, rows: Sequence[int] = ()) -> str:
    """A problem in one line: which rows, what, and in brackets the column, the value and UPS's own code."""
    return failure_text(Failed(problem, tuple(rows)))


def failure_text(failed: Failed) -> str:
    """A failure in one line, as `problem_text`, with some of the values of its rows."""
    problem = failed.problem
    rows = failed.rows or (() if problem.row is None else (problem.row,))
    where = _where(rows, problem.origin) if rows else ""
    details = []
    if problem.column:
        details.append(f'column "{problem.column}"')
    if values := failed.values or tuple(filter(None, [problem.value])):
        details.append(_values_named(values))
    if problem.carrier_code:
        details.append(f"UPS {problem.carrier_code}")
    brackets = f" ({', '.join(details)})" if details else ""
    return f"{where}{problem.message.rstrip('.')}{brackets}"


def _values_named(values: Sequence[str]) -> str:
    """`value "x"`; `values "x", "y", "z" ... and 297 more`."""
    noun = "value" if len(values) == 1 else "values"
    named = ", ".join(f'"{value}"' for value in values[:_VALUES_NAMED])
    more = len(values) - _VALUES_NAMED
    return f"{noun} {named} ... and {more:,} more" if more > 0 else f"{noun} {named}"


def _where(rows: Sequence[int], origin: int) -> str:
    """`Row 7: `; of a workbook `Row 7 (sheet row 10): `, where a person finds it in Excel."""
    noun = "row" if len(rows) == 1 else "rows"
    sheet = f" (sheet {noun} {row_ranges(row + origin for row in rows)})" if origin else ""
    return f"{noun.capitalize()} {row_ranges(rows)}{sheet}: "


def grouped(problems: Mapping[int, Sequence[Problem]]) -> tuple[Failed, ...]:
    """The same problem on several rows is said once, whatever the values in their cells are."""
    said: defaultdict[Problem, list[tuple[int, str]]] = defaultdict(list)
    for row, found in problems.items():
        for problem in found:
            said[replace(problem, row=None, value="")].append((row, problem.value))
    return tuple(_together(problem, cells) for problem, cells in said.items())


def _together(problem: Problem, cells: Sequence[tuple[int, str]]) -> Failed:
    rows = sorted({row for row, _ in cells})
    return Failed(problem, tuple(rows), tuple(dict.fromkeys(value for _, value in cells if value)))


def mode_is_locked(job: int, done: int, total: int) -> str:
    """Why the mode cannot be changed now."""
    return f"Mode is locked while job {job} is executing ({done}/{total}). Try again when it finishes."


def interruption_question(stop: Interrupted) -> Asked:
    """The three-way question."""
    text = f"Job {stop.job} was interrupted at row {stop.done}/{stop.total}. Resume, restart, or cancel?"
    return Asked(text, RECOVERY_OPTIONS)


def interruption_lines(stop: Interrupted) -> list[str]:
    """What is said below the three-way question."""
    lines = [_completed(stop)]
    if stop.error and stop.error_row is None:
        lines.append(f"Halted: {stop.error.rstrip('.')}.")
    crash = f"Crashed at row {stop.error_row} due to: {stop.error.rstrip('.')}." if stop.error_row else ""
    if stop.in_doubt:
        crash = f"{crash} {doubt_sentence(stop.in_doubt)}".lstrip()
    elif crash and stop.error_row not in stop.voided:
        crash += f" Resume will retry row {stop.error_row}."
    return [*lines, *filter(None, (crash, _voided_sentence(stop.voided)))]


def _completed(stop: Interrupted) -> str:
    done = f"{stop.done}/{stop.total} complete."
    if stop.last is None:
        return f"{done} {stop.remaining} remaining."
    last = f"Last: Row {stop.last.row} ({stop.last.recipient}, tracking {stop.last.tracking_number})."
    return f"{done} {last} {stop.remaining} remaining."


def doubt_sentence(in_doubt: Iterable[Doubt]) -> str:
    """What a person is asked about rows in doubt."""
    return " ".join(_doubted(doubt) for doubt in in_doubt)


def _doubted(doubt: Doubt) -> str:
    if doubt.is_open:
        return f"What became of row {doubt.row} (reference {doubt.reference}) is not noted yet: resume finds out."
    words = f'Say "row {doubt.row} did not ship" to let resume retry it, or "row {doubt.row} shipped as 1Z...".'
    return f"{_evidence(doubt)} {words}"


def _voided_sentence(rows: Sequence[int]) -> str:
    """What is said of rows that UPS shows as voided, "" where there are none."""
    if not rows:
        return ""
    noun, verb = ("Row", "was") if len(rows) == 1 else ("Rows", "were")
    again = f'Say "row {rows[0]} did not ship" to let resume send it again.'
    return f"{noun} {row_ranges(rows)} {verb} voided at UPS. {again}"


def _evidence(doubt: Doubt) -> str:
    """What UPS shows of a row in doubt: that it shows nothing is said only where it said so itself."""
    if doubt.is_absent:
        return f"UPS shows no shipment for reference {doubt.reference}."
    if not doubt.answer:
        return f"UPS was not asked about reference {doubt.reference}: the shipment may exist."
    answer = doubt.answer.rstrip(".")
    return f"UPS could not say what became of reference {doubt.reference} ({answer}): the shipment may exist."


def restart_question(shipped: Sequence[int]) -> Asked:
    """What is asked before a restart."""
    if not shipped:
        return Asked("No row has a tracking number yet. Restart from the first row? [y/N]", ("y", "n"))
    noun, verb = (
        ("Row", "already has a tracking number") if len(shipped) == 1 else ("Rows", "already have tracking numbers")
    )
    text = f"Warning: {noun} {row_ranges(shipped)} {verb}. Restarting will create duplicate shipments. Continue? [y/N]"
    return Asked(text, ("y", "n"))
