"""What waits for a person's word: a preview, a doubtful mapping, the name of a sheet, a restart, a void."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shipshell.planning.preview import PAGE_ROWS
from shipshell.session.wording import cost_said

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shipshell.intents import types as intents
    from shipshell.model.errors import Problem
    from shipshell.planning.instructions import Instructions
    from shipshell.planning.preview import Preview
    from shipshell.session.remainder import Remainder
    from shipshell.sources.base import Source

_QUOTES = "\"'“”‘’`"  # noqa: RUF001 - those that people type


@dataclass(frozen=True, slots=True)
class Draft:
    """A batch that was asked for.

    Attributes:
        mode: `confirm` or `auto`, for this batch.
        anyway: whether it ships although another program has the source open.
        remembered: what was remembered for the source's header, in words; "" for nothing.
        told: whether a person said something about its columns.
        unanswered: what is wrong if the question that it waits with is never answered.
    """

    source: Source
    instructions: Instructions
    mode: str
    anyway: bool = False
    remembered: str = ""
    told: bool = False
    unanswered: Problem | None = None


@dataclass(slots=True)
class Pending:
    """A preview that was shown and wants an approval.

    Attributes:
        resuming: all that is left of the job whose corrected rows are shown, None for a new batch.
        shown: how many rows of the table were shown, for `show more`.
    """

    draft: Draft
    preview: Preview
    resuming: Remainder | None = None
    shown: int = PAGE_ROWS

    @property
    def count(self) -> int:
        """How many shipments the approval buys."""
        return len(self.resuming.prices if self.resuming else self.preview.batch.requests)

    @property
    def cost(self) -> str:
        """What they cost, in words."""
        return cost_said(self.resuming) if self.resuming else str(self.preview.total)


@dataclass(frozen=True, slots=True)
class Copying:
    """A batch from a source that takes no numbers, which wants a y to be shipped from a copy.

    Attributes:
        copy: makes the copy; the file.
    """

    draft: Draft
    copy: Callable[[], Path]


@dataclass(frozen=True, slots=True)
class Restarting:
    """A restart that wants its y: the job, and what it would buy, as its cost was told.

    Attributes:
        void_first: the tracking numbers of the earlier shipments that are to be voided before.
    """

    job: int
    preview: Preview
    void_first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voiding:
    """Shipments of a job that were read back, by their tracking numbers, and want a y to be voided."""

    job: int
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VoidingSurplus(Voiding):
    """The same of shipments that turned up beside others for the same orders: an n settles them as well."""


@dataclass(frozen=True, slots=True)
class WithoutSheet:
    """A batch that was asked for, and the sheets one of which is meant."""

    intent: intents.Ship | intents.Preview
    sheets: tuple[str, ...]

    def named(self, text: str) -> intents.Ship | intents.Preview | None:
        """The same batch from the sheet that a line names; None where it names none, or may mean two."""
        said = {text.strip().strip(_QUOTES).casefold(), text.strip().removeprefix("sheet ").strip(_QUOTES).casefold()}
        found = [sheet for sheet in self.sheets if sheet.casefold() in said]
        return replace(self.intent, sheet=found[0]) if len(found) == 1 else None
