"""What a person can mean: one frozen class per intent, its attributes the slots."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import ClassVar

JSON = str | int | bool | list[int]
#: Of an attribute that is no slot of the contract.
UNSPOKEN = {"spoken": False}


@dataclass(frozen=True, slots=True)
class _Batch:
    """The slots of `ship` and `preview`: `source`, `filter` and `sheet` as typed, `service` by UPS's name."""

    source: str | None = None
    service: str | None = None
    filter: str | None = None
    sheet: str | None = None
    mode: str | None = None
    including_shipped: bool = False
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class Ship(_Batch):
    """Ship a batch; `anyway` although another program has its file open."""

    name: ClassVar[str] = "ship"


@dataclass(frozen=True, slots=True)
class Preview(_Batch):
    """Show what would ship, without a source the pending preview again."""

    name: ClassVar[str] = "preview"


@dataclass(frozen=True, slots=True)
class Approve:
    """A plain yes to exactly what was shown; `mode` changes the session's mode as well.

    `count` is how many rows the person spoke of (`ship all 34`): a yes to another number of rows is none. It is no
    slot of the contract.
    """

    name: ClassVar[str] = "approve"
    mode: str | None = None
    count: int | None = field(default=None, metadata=UNSPOKEN)


@dataclass(frozen=True, slots=True)
class Reject:
    """A plain no."""

    name: ClassVar[str] = "reject"


@dataclass(frozen=True, slots=True)
class SetMode:
    """Set the session's mode, `auto` or `confirm`."""

    name: ClassVar[str] = "set_mode"
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class ShowMode:
    """Tell the mode."""

    name: ClassVar[str] = "show_mode"


@dataclass(frozen=True, slots=True)
class ShowWarnings:
    """Show the warnings of the preview."""

    name: ClassVar[str] = "show_warnings"


@dataclass(frozen=True, slots=True)
class ShowRow:
    """Show one row in full."""

    name: ClassVar[str] = "show_row"
    row: int | None = None


@dataclass(frozen=True, slots=True)
class ShowRows:
    """Show rows `first` to `last`, or the next ones (`more`)."""

    name: ClassVar[str] = "show_rows"
    first: int | None = None
    last: int | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class ExcludeRows:
    """Leave rows out, or those that block the batch (`bad`)."""

    name: ClassVar[str] = "exclude_rows"
    rows: tuple[int, ...] = ()
    bad: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """Tell how far the work is."""

    name: ClassVar[str] = "status"
    job: int | None = None


@dataclass(frozen=True, slots=True)
class Jobs:
    """List the jobs."""

    name: ClassVar[str] = "jobs"


@dataclass(frozen=True, slots=True)
class ShowJob:
    """Show one job."""

    name: ClassVar[str] = "show_job"
    job: int | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on with an interrupted job where it stopped.

    `row` is where a person said that it goes on; at another row it does not. It is no slot of the contract.
    """

    name: ClassVar[str] = "resume"
    job: int | None = None
    row: int | None = field(default=None, metadata=UNSPOKEN)


@dataclass(frozen=True, slots=True)
class Restart:
    """Ship a job again from its first row; with `void` after voiding what it shipped."""

    name: ClassVar[str] = "restart"
    job: int | None = None
    void: bool = False


@dataclass(frozen=True, slots=True)
class CancelJob:
    """Settle an interrupted job: what shipped stays shipped, the rest is dropped."""

    name: ClassVar[str] = "cancel_job"
    job: int | None = None


@dataclass(frozen=True, slots=True)
class Retry:
    """Write into the source what is missing there of a job's tracking numbers."""

    name: ClassVar[str] = "retry"
    job: int | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """Finish the row in hand, then halt."""

    name: ClassVar[str] = "stop"


@dataclass(frozen=True, slots=True)
class Void:
    """Void shipments: a tracking number, a row or rows of a job, or all of a job."""

    name: ClassVar[str] = "void"
    job: int | None = None
    row: int | None = None
    rows: tuple[int, ...] = ()
    tracking: str | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """Tell where a parcel is."""

    name: ClassVar[str] = "track"
    tracking: str | None = None
    row: int | None = None
    job: int | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """Write labels that were bought into one file."""

    name: ClassVar[str] = "labels"
    job: int | None = None
    rows: tuple[int, ...] = ()
    format: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Tell the cost and outcome of a job."""

    name: ClassVar[str] = "report"
    job: int | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """Write a job's rows to a file; `format` is `csv`, `xlsx` or `json`."""

    name: ClassVar[str] = "export"
    job: int | None = None
    format: str | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Map:
    """Read a column of the source as a field."""

    name: ClassVar[str] = "map"
    column: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """Show how the columns were matched."""

    name: ClassVar[str] = "columns"


@dataclass(frozen=True, slots=True)
class Parcels:
    """Answer how rows of one order become parcels: `each` its own, or `together`."""

    name: ClassVar[str] = "parcels"
    how: str | None = None


@dataclass(frozen=True, slots=True)
class SetLimit:
    """Limit what may be spent: `amount` in dollars as a plain decimal, `per` `batch`, `row` or `day`."""

    name: ClassVar[str] = "set_limit"
    amount: str | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True)
class ShowLimit:
    """Tell the limits."""

    name: ClassVar[str] = "show_limit"


@dataclass(frozen=True, slots=True)
class Resolve:
    """A person's word on a row in doubt: `outcome` is `shipped` or `not_shipped`."""

    name: ClassVar[str] = "resolve"
    row: int | None = None
    job: int | None = None
    outcome: str | None = None
    tracking: str | None = None


@dataclass(frozen=True, slots=True)
class Setup:
    """Ask for the settings."""

    name: ClassVar[str] = "setup"


@dataclass(frozen=True, slots=True)
class Doctor:
    """Check whether everything needed is in order."""

    name: ClassVar[str] = "doctor"


@dataclass(frozen=True, slots=True)
class Log:
    """Show the audit log."""

    name: ClassVar[str] = "log"
    job: int | None = None


@dataclass(frozen=True, slots=True)
class Reconcile:
    """Ask UPS again for what ended without an answer."""

    name: ClassVar[str] = "reconcile"
    job: int | None = None


@dataclass(frozen=True, slots=True)
class Help:
    """Explain the commands, or one of them."""

    name: ClassVar[str] = "help"
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Explain:
    """Explain an error code, or how a sentence would be read."""

    name: ClassVar[str] = "explain"
    topic: str | None = None


@dataclass(frozen=True, slots=True)
class Quit:
    """Leave the shell."""

    name: ClassVar[str] = "quit"


@dataclass(frozen=True, slots=True)
class Unclear:
    """Not one certain meaning: what was understood nevertheless, and what one could say.

    `code` is of the error that tells more than that the line was not understood, "" for none.
    """

    name: ClassVar[str] = "unclear"
    understood: str = ""
    suggestions: tuple[str, ...] = ()
    code: str = ""


Intent = (
    Ship
    | Preview
    | Approve
    | Reject
    | SetMode
    | ShowMode
    | ShowWarnings
    | ShowRow
    | ShowRows
    | ExcludeRows
    | Status
    | Jobs
    | ShowJob
    | Resume
    | Restart
    | CancelJob
    | Retry
    | Stop
    | Void
    | Track
    | Labels
    | Report
    | Export
    | Map
    | Columns
    | Parcels
    | SetLimit
    | ShowLimit
    | Resolve
    | Setup
    | Doctor
    | Log
    | Reconcile
    | Help
    | Explain
    | Quit
    | Unclear
)

#: Attributes whose slot has a name that Python or clarity forbids.
_SPOKEN = {"first": "from", "last": "to"}


def slots(intent: Intent) -> dict[str, JSON]:
    """The slots that `intent` uses, by the names and JSON types of the contract."""
    if isinstance(intent, Unclear):
        return {}
    used = ((slot.name, getattr(intent, slot.name)) for slot in fields(intent) if slot.metadata != UNSPOKEN)
    return {
        _SPOKEN.get(name, name): list(value) if isinstance(value, tuple) else value
        for name, value in used
        if value is not None and value is not False and value != ()
    }
