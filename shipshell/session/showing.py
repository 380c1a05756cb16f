"""Answers that only look: rows of the preview, warnings, jobs, status, the log, help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.intents.grammar import COMMANDS
from shipshell.jobs.states import JobStatus
from shipshell.model.errors import ShipshellError
from shipshell.model.money import Money
from shipshell.session.explaining import code_named, meaning
from shipshell.session.replies import Fields, Listing, Output, RowsShown, Said
from shipshell.session.wording import plural, problem_text, set_apart

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from shipshell.intents import types as intents
    from shipshell.intents.command import Command
    from shipshell.jobs.records import JobRecord
    from shipshell.planning.batch import Batch
    from shipshell.planning.preview import Preview
    from shipshell.reports.lines import Line
    from shipshell.session.conversation import Conversation
    from shipshell.session.pending import Pending

_PAGE = 20
_BY_NAME = {command.name: command for command in COMMANDS}
_LAST_ROW = 1_048_576  # of a sheet; no source has more


# -- the preview ---------------------------------------------------------------------------------------------------


def rows(talk: Conversation, intent: intents.ShowRows) -> Iterator[Output]:
    """Show more rows of the preview, or those of a range.

    Raises:
        ShipshellError: E-1021, no preview is pending; E-1022, none of these rows is in it.
    """
    pending = _pending(talk)
    every = pending.preview.rows
    if intent.more or intent.first is None:
        shown = every[pending.shown : pending.shown + _PAGE]
        if not shown:
            yield Said("There are no more rows.")
            return
        pending.shown += len(shown)
        yield RowsShown(shown, len(every) - pending.shown)
        return
    last = intent.first if intent.last is None else intent.last
    shown = tuple(row for row in every if intent.first <= row.row <= last)
    absent = _not_shown(pending.preview.batch, intent.first, last)
    if not shown:
        raise ShipshellError("E-1022", f"no row from {intent.first} to {last} is in this batch", hint=absent)
    yield RowsShown(shown, 0)
    if absent:
        yield Said(absent)


def _not_shown(batch: Batch, first: int, last: int) -> str:
    """Which rows of a range are not in the table of the preview, and why."""
    asked = range(first, min(last, _LAST_ROW) + 1)
    known: dict[str, Collection[int]] = {"held": batch.held, "left out": batch.left_out, "with errors": batch.problems}
    reasons = {why: [row for row in rows if row in asked] for why, rows in known.items()}
    reasons["not in this batch"] = sorted(set(asked).difference(batch.requests, *known.values()))
    return set_apart("Not shown", reasons)


def _which(every: tuple[object, ...]) -> str:
    return f"The batch has {plural(len(every), 'row')}."


def row(talk: Conversation, intent: intents.ShowRow) -> Iterator[Output]:
    """Show one row in full.

    Raises:
        ShipshellError: E-1021, no preview is pending; E-1022, the row is not in it.
    """
    shown, number = _pending(talk).preview, intent.row or 0
    batch = shown.batch
    if number in batch.held:
        yield Said(f"Row {number} is held: {batch.held[number]}.")
        return
    if number in batch.left_out:
        yield Said(f"Row {number} is left out.")
        return
    if number in batch.problems:
        yield Said(
            "\n".join(f"{problem_text(problem, (number,))}. {problem.hint}" for problem in batch.problems[number])
        )
        return
    if number not in batch.requests:
        raise ShipshellError("E-1022", f"row {number} is not in this batch", hint=_which(shown.rows))
    yield Fields(f"Row {number}", _in_full(shown, number))


def _in_full(shown: Preview, number: int) -> tuple[tuple[str, str], ...]:
    request, found = shown.batch.requests[number], shown.find(number)
    to, package = request.ship_to, request.package
    size = package.dimensions
    values = [
        ("Recipient", to.name),
        ("Attention", to.attention),
        ("Address", ", ".join(to.address.lines)),
        ("City, State", f"{to.address.city}, {to.address.state} {to.address.printed_code} {to.address.country}"),
        ("Phone", to.phone),
        ("E-mail", to.email),
        ("Service", found.service if found else ""),
        ("Weight", f"{package.weight.normalize():f} lb" if package.weight is not None else ""),
        ("Size", f"{size.length} x {size.width} x {size.height} in" if size else ""),
        ("Declared value", str(Money(package.declared_value)) if package.declared_value else ""),
        ("Signature", package.signature),
        ("Saturday", "yes" if request.saturday else ""),
        ("Reference", ", ".join(part for part in (request.reference, request.reference2) if part)),
        ("Est. Cost", str(found.cost) if found and found.cost else "—"),
        *(("Warning", words) for words in (found.warnings if found else ())),
    ]
    return tuple((name, value) for name, value in values if value)


def warnings(talk: Conversation, _intent: intents.ShowWarnings) -> Iterator[Output]:
    """Show every warning of the preview."""
    shown = _pending(talk).preview
    lines = tuple((str(one.row), one.recipient, words) for one in shown.rows for words in one.warnings)
    if lines:
        yield Listing("Warnings", ("#", "Recipient", "Warning"), lines)
    else:
        yield Said("No row has a warning.")


def _pending(talk: Conversation) -> Pending:
    if talk.pending is None:
        raise ShipshellError("E-1021", "no preview is pending", hint='Say "preview orders.csv" first.')
    return talk.pending


# -- jobs ----------------------------------------------------------------------------------------------------------


def status(talk: Conversation, intent: intents.Status) -> Iterator[Output]:
    """How far the batch under way is, or how things stand."""
    run = talk.run
    if intent.job is not None:
        yield from _describe(talk, talk.services.stores.job(intent.job))
    elif run:
        standing = run.standing
        last = f" Last: Row {standing.last.row} ({standing.last.recipient})." if standing.last else ""
        yield Said(f"Job {run.job} is executing: {standing.done}/{standing.total}.{last}")
    elif talk.pending:
        count = plural(talk.pending.count, "row")
        yield Said(f"A preview of {count} for {talk.pending.cost} wants its approval. Mode: {talk.mode}.")
    elif talk.offers:
        yield Said(f"Job {talk.offers[0]} waits: resume, restart, or cancel? Mode: {talk.mode}.")
    else:
        yield Said(f"Nothing is executing. Mode: {talk.mode}.")


def jobs(talk: Conversation, _intent: intents.Jobs) -> Iterator[Output]:
    """List all jobs, the newest first."""
    stores = talk.services.stores
    lines = []
    for one in stores.jobs():
        reader = stores.of(one.number).reader
        counts = reader.counts(one.number)
        done = f"{counts.shipped}/{one.total_rows}"
        lines.append(
            (str(one.number), one.created_at, one.source_name, one.status.value, done, str(reader.charged(one.number)))
        )
    lines += [
        (str(number), "", place.url, "not reachable", "", "") for place in stores.unreachable() for number in place.jobs
    ]
    if lines:
        yield Listing("Jobs", ("Job", "Opened", "Source", "Status", "Shipped", "Cost"), tuple(lines))
    else:
        yield Said("There is no job yet.")


def job(talk: Conversation, intent: intents.ShowJob) -> Iterator[Output]:
    """Show one job: its standing, and its rows with their numbers."""
    from shipshell.reports.lines import lines_of

    record = _asked(talk, intent.job)
    yield from _describe(talk, record)
    lines = []
    for one in lines_of(talk.services.tables(record.number), record.number):
        state = "shipped besides" if one.earlier else one.state.value
        lines.append((str(one.row.row), one.row.recipient, state, one.tracking_number, _wrong_with(one)))
    yield Listing(
        f"Rows of job {record.number}", ("#", "Recipient", "State", "Tracking number", "Problem"), tuple(lines)
    )


def _wrong_with(line: Line) -> str:
    """What is wrong with a row of a job, and why it was set aside; "" where nothing is."""
    problem = problem_text(line.problem, (line.row.row,)) if line.problem else ""
    return "; ".join(filter(None, (problem, line.aside)))


def log(talk: Conversation, intent: intents.Log) -> Iterator[Output]:
    """The audit log of a job."""
    record = _asked(talk, intent.job)
    lines = tuple(
        (at, "" if number is None else str(number), move, detail)
        for at, number, move, detail in talk.services.reader(record.number).log(record.number)
    )
    yield Listing(f"Log of job {record.number}", ("Time", "#", "Move", "Detail"), lines)


def _asked(talk: Conversation, number: int | None) -> JobRecord:
    """The job that was asked for, else the latest.

    Raises:
        ShipshellError: E-1023.
    """
    stores = talk.services.stores
    if number is not None:
        return stores.job(number)
    records = stores.jobs()
    if not records:
        raise ShipshellError("E-1023", "there is no job yet", hint='Say "ship orders.csv" first.')
    return records[0]


def _describe(talk: Conversation, record: JobRecord) -> Iterator[Output]:
    reader = talk.services.reader(record.number)
    counts = reader.counts(record.number)
    sending = counts.sending if record.status is JobStatus.EXECUTING else 0
    quoted = Money(record.quoted_total, record.currency) if record.quoted_total is not None else None
    values = (
        ("Status", record.status.value),
        ("Source", record.source_name),
        ("Opened", record.created_at),
        ("Shipped", f"{counts.shipped}/{record.total_rows}"),
        ("Failed", str(counts.failed or "")),
        ("Sending", str(sending or "")),
        ("In doubt", str(counts.unknown - sending + counts.doubts_aside or "")),
        ("Set aside", str(counts.skipped or "")),
        ("Voided", str(counts.voided or "")),
        ("Quoted", str(quoted or "")),
        ("Charged", str(reader.charged(record.number))),
        ("Account", f"{record.account}, {record.environment}"),
        ("Reason", record.reason),
    )
    yield Fields(f"Job {record.number}", tuple((name, value) for name, value in values if value))


# -- help ----------------------------------------------------------------------------------------------------------


def help_(_talk: Conversation, intent: intents.Help) -> Iterator[Output]:
    """Every command with an example, or one of them with all its examples, or what an error code means.

    Raises:
        ShipshellError: E-1020, there is no such command or code.
    """
    topic = intent.topic or ""
    if not topic:
        yield _every_command()
    elif command := _BY_NAME.get(topic.replace(" ", "_").lower()):
        yield _in_detail(command)
    elif code := code_named(topic):
        yield meaning(code)
    else:
        raise ShipshellError("E-1020", f'there is no help on "{topic}"', hint='Say "help" for all that can be said.')


def _every_command() -> Listing:
    lines = tuple((_spoken(one), one.help, one.examples[0]) for one in COMMANDS)
    return Listing("What you can say", ("Command", "Does", "Example"), lines)


def _in_detail(command: Command) -> Fields:
    kin = ", ".join(_spoken(one) for one in COMMANDS if one is not command and _thing(one) == _thing(command))
    said = ("Does", command.help), *(("Say", one) for one in command.examples)
    return Fields(_spoken(command), (*said, ("See also", kin)) if kin else said)


def _spoken(command: Command) -> str:
    return command.name.replace("_", " ")


def _thing(command: Command) -> str:
    """What a command is about, as its name says last: `limit` of `set_limit` and `show_limit`."""
    return command.name.rpartition("_")[2].removesuffix("s")
