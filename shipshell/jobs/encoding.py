"""How values become the job store's columns; `records.py` reads them back."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from shipshell.jobs.states import RowState

if TYPE_CHECKING:
    from decimal import Decimal

    from shipshell.jobs.records import NewJob, NewRow, RowRecord
    from shipshell.model.errors import Problem
    from shipshell.model.money import Price

_COPIED = (
    "mode", "environment", "account", "host", "source_kind", "source_name", "source_location", "digest", "currency",
)  # fmt: skip


def stamp(moment: datetime) -> str:
    """ISO 8601 in UTC to the second: `2026-11-23T10:05:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def job_values(new: NewJob) -> dict[str, Any]:
    """The columns that say what was approved."""
    return {name: getattr(new, name) for name in _COPIED} | {
        "plan": _json(new.plan),
        "total_rows": len(new.rows),
        "quoted_total": _amount(new.quoted_total),
    }


def row_values(job: int, new: NewRow) -> dict[str, Any]:
    """The columns of a pending row."""
    return {"job": job, "row": new.row, "state": RowState.PENDING} | order_values(new)


def order_values(new: NewRow) -> dict[str, Any]:
    """The columns that say what a row asks for."""
    return {
        "recipient": new.recipient,
        "request": _json(new.request.to_json()),
        "identity": _json(asdict(new.identity)),
        "had": new.had,
        "duplicate_key": new.duplicate_key,
        "record_key": new.record_key,
        "content": new.content,
        "quote": _amount(new.quote),
    }


def charge_values(price: Price | None, row: RowRecord) -> dict[str, Any]:
    """The columns of a charge; the row's quote stands for one that UPS did not state, and is marked so."""
    if price is None:
        return {"published": "", "charge": _amount(row.quote), "estimated": True}
    return {"published": str(price.published), "charge": str(price.due.amount), "estimated": False}


def problem_text(problem: Problem) -> str:
    """A problem as the `problem` column holds it."""
    return _json(asdict(problem))


def opening_words(new: NewJob) -> str:
    """What the audit log says of a job that is opened."""
    quoted = "" if new.quoted_total is None else f", quoted {new.quoted_total} {new.currency}"
    return f"{len(new.rows)} rows{quoted}"


def nameless(words: str, recipient: str) -> str:
    """`words` without the recipient's name: the audit log is shown to whoever mends things."""
    if not recipient:
        return words
    plain = words.replace(f" ({recipient})", "")
    return re.sub(rf"(?<!\w){re.escape(recipient)}(?!\w)", "the recipient", plain)


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _amount(amount: Decimal | None) -> str:
    return "" if amount is None else str(amount)
