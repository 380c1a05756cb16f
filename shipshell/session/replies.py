"""What is said in answer to a line, as values without colour. The shell draws them; `--json` writes them as events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shipshell.model.events import JobEvent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipshell.model.errors import Problem
    from shipshell.model.events import Interrupted
    from shipshell.planning.asking import Progress
    from shipshell.planning.preview import Preview, PreviewRow
    from shipshell.session.remainder import Remainder
    from shipshell.session.run import Run
    from shipshell.session.setup_form import Form
    from shipshell.session.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Ready:
    """The session begins."""

    version: str
    environment: str
    mode: str
    carrier: str


@dataclass(frozen=True, slots=True)
class Said:
    """A plain answer; may have several lines."""

    text: str


@dataclass(frozen=True, slots=True)
class Explained:
    """How a sentence would be read, as `shipshell explain` prints it."""

    reading: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Failed:
    """A command failed. `rows` where the same problem holds for several, with the distinct `values` in their cells."""

    problem: Problem
    rows: tuple[int, ...] = ()
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """A line was unclear: what was understood, and what one could say."""

    understood: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that stands until it is answered; `options` are the words that answer it."""

    text: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rating:
    """The preview is being made: its addresses checked, then its shipments rated."""

    progress: Progress


@dataclass(frozen=True, slots=True)
class Previewed:
    """A preview: its head, the first rows, and the footer.

    Attributes:
        resuming: all that its approval buys, where it shows the corrected rows of a job that goes on.
    """

    preview: Preview
    problems: tuple[Failed, ...]
    resuming: Remainder | None = None


@dataclass(frozen=True, slots=True)
class RowsShown:
    """Some rows of the preview, as in its table; `more` rows follow."""

    rows: tuple[PreviewRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of text: headers and rows."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """One thing in full: names and values."""

    title: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """An interrupted job is offered to be resumed, restarted or cancelled."""

    interrupted: Interrupted


@dataclass(frozen=True, slots=True)
class Exported:
    """A file was written."""

    job: int
    path: str
    format: str


@dataclass(frozen=True, slots=True)
class Started:
    """A batch is to be executed: whoever draws decides in which thread `run.events()` is drained."""

    run: Run


@dataclass(frozen=True, slots=True)
class Filling:
    """A form that a person at a terminal fills in; a script is told how things stand in `surroundings` instead."""

    form: Form
    surroundings: Surroundings


@dataclass(frozen=True, slots=True)
class Left:
    """The person wants to leave."""


Reply = (
    Ready
    | Said
    | Explained
    | Failed
    | Misunderstood
    | Asked
    | Rating
    | Previewed
    | RowsShown
    | Listing
    | Fields
    | Offered
    | Exported
    | Started
    | Filling
    | Left
)
Output = Reply | JobEvent
