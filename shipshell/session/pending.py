"""What waits for a person's word: a preview, a doubtful mapping, a restart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipshell.planning.preview import PAGE_ROWS

if TYPE_CHECKING:
    from shipshell.planning.batch import Instructions
    from shipshell.planning.preview import Preview
    from shipshell.sources.base import Source


@dataclass(frozen=True, slots=True)
class Draft:
    """A batch that was asked for: its source, what was said of it, and its mode."""

    source: Source
    instructions: Instructions
    mode: str


@dataclass(slots=True)
class Pending:
    """A preview that was shown and wants an approval.

    Attributes:
        resuming: the job whose corrected rows are shown, None for a new batch.
        next_row: how many rows of the table were shown, for `show more`.
    """

    draft: Draft
    preview: Preview
    resuming: int | None = None
    shown: int = PAGE_ROWS


@dataclass(frozen=True, slots=True)
class Restarting:
    """A restart that wants its y."""

    job: int
