"""Answers that bring a file or a total: labels in one file, a job's rows exported, its cost and outcome."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from shipshell.jobs.states import RowState
from shipshell.session.replies import Exported, Failed, Fields, Listing, Output, Said
from shipshell.session.targets import latest_job
from shipshell.session.wording import plural, set_apart

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from shipshell.intents import types as intents
    from shipshell.model.money import Money
    from shipshell.reports.summary import Cost, Summary
    from shipshell.session.conversation import Conversation


def labels(talk: Conversation, intent: intents.Labels) -> Iterator[Output]:
    """Write the labels of a job, or of some of its rows, into one file; those that even UPS does not give are named."""
    from shipshell.labels.gathering import kind_for
    from shipshell.labels.one_file import write_labels
    from shipshell.reports.pages import label_pages
    from shipshell.session.relabelling import recover_labels

    job = _job(talk, intent.job)
    yield from recover_labels(talk.services, talk.services.stores.job(job), intent.rows)
    pages = label_pages(talk.services.tables(job), talk.services.labels, job, intent.rows)
    kind = kind_for(pages, intent.format)
    written = write_labels(pages, kind, talk.services.folder / f"shipshell-job-{job}-labels.{kind}")
    yield Exported(job, str(written.path), kind)
    yield from (Failed(problem) for problem in written.problems)
    yield from _without_label(talk, job, set(intent.rows) - {page.row for page in pages})


def _without_label(talk: Conversation, job: int, rows: Collection[int]) -> Iterator[Said]:
    """Which of the rows that were asked for have no label, and why."""
    states = {row.row: row.state for row in talk.services.reader(job).rows(job)} if rows else {}
    reasons: defaultdict[str, list[int]] = defaultdict(list)
    for row in sorted(rows):
        reasons[_why(states.get(row), job)].append(row)
    if words := set_apart("No label", reasons):
        yield Said(words)


def _why(state: RowState | None, job: int) -> str:
    if state is None:
        return f"not in job {job}"
    said = state.value.replace("_", " ")
    return said if state is RowState.VOIDED else f"not shipped: {said}"


def export(talk: Conversation, intent: intents.Export) -> Iterator[Output]:
    """Write the rows of a job to a file."""
    from shipshell.reports.destination import destination
    from shipshell.reports.export import export as write
    from shipshell.reports.rows import rows_of

    job = _job(talk, intent.job)
    path, export_format = destination(talk.services.folder, job, intent.format, intent.path)
    taken = write(rows_of(talk.services.tables(job), talk.services.labels, job), path, export_format)
    yield Exported(job, str(taken), export_format)


def report(talk: Conversation, intent: intents.Report) -> Iterator[Output]:
    """The cost and outcome of a job, in all and by service."""
    from shipshell.reports.summary import summary

    job = _job(talk, intent.job)
    found = summary(talk.services.tables(job), job)
    yield Fields(f"Job {found.job.number}", tuple((name, value) for name, value in _outcome(found) if value))
    lines = [_cost_line(name, cost) for name, cost in found.services]
    if len(lines) > 1:
        lines.append(_cost_line("Total", found.cost))
    if found.cost.earlier:
        lines.append(("Besides", "", str(found.cost.earlier), "—", str(found.cost.earlier_charged), "—"))
    yield Listing(f"Cost of job {found.job.number}", _COST_HEADERS, tuple(lines))


_COST_HEADERS = ("Service", "Rows", "Shipped", "Quoted", "Charged", "Difference")


def _outcome(found: Summary) -> tuple[tuple[str, str], ...]:
    record, counts, cost = found.job, found.counts, found.cost
    return (
        ("Status", record.status.value),
        ("Source", record.source_name),
        ("Opened", record.created_at),
        ("Finished", record.finished_at),
        ("Shipped", f"{counts.shipped}/{record.total_rows}"),
        ("Failed", str(counts.failed or "")),
        ("In doubt", str(counts.unknown + counts.doubts_aside or "")),
        ("Set aside", str(counts.skipped or "")),
        ("Voided", str(counts.voided or "")),
        ("Remaining", str(counts.remaining or "")),
        ("Charged", str(cost.total)),
        ("Of that", _earlier_words(cost)),
        ("Estimated", f"{cost.estimated} of the charges are quotes: UPS stated none" if cost.estimated else ""),
        ("Unknown", f"{cost.unknown} charges are not known and not counted" if cost.unknown else ""),
        ("Account", f"{record.account}, {record.environment}"),
        ("Reason", record.reason),
    )


def _earlier_words(cost: Cost) -> str:
    if not cost.earlier:
        return ""
    return f"{cost.earlier_charged} for {plural(cost.earlier, 'shipment')} beside these, not voided"


def _cost_line(name: str, cost: Cost) -> tuple[str, ...]:
    quoted, difference = _shown(cost.quoted), _shown(cost.difference)
    return (name, str(cost.rows), str(cost.shipped), quoted, str(cost.charged), difference)


def _shown(amount: Money | None) -> str:
    return "—" if amount is None else str(amount)


def _job(talk: Conversation, asked: int | None) -> int:
    """The job that was asked for, else the latest.

    Raises:
        ShipshellError: E-1023.
    """
    services = talk.services
    return (latest_job(services) if asked is None else services.stores.job(asked)).number
