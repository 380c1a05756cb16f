"""The one table of commands, in the order in which a line is tried, and the vocabulary they are written in.

The parser, the help, the completion and the documentation read it. Order matters where the same words could mean two
commands: what is safer to do, or more precise, stands first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.intents.approval import ANSWER_RULES
from shipshell.intents.circumstances import CIRCUMSTANCE_RULES
from shipshell.intents.commands import answers, batches, jobs, learning, papers, progress, rows, settings
from shipshell.intents.modes import MODE_RULES
from shipshell.intents.refusal import REFUSAL_RULES
from shipshell.intents.rules import RULES
from shipshell.intents.shipping import SHIP_RULES
from shipshell.intents.support import SUPPORT_RULES

if TYPE_CHECKING:
    from shipshell.intents.command import Command

COMMANDS: tuple[Command, ...] = (
    *answers.COMMANDS,
    *batches.COMMANDS,
    *jobs.COMMANDS,
    *rows.COMMANDS,
    *papers.COMMANDS,
    *progress.COMMANDS,
    *settings.COMMANDS,
    *learning.COMMANDS,
)

VOCABULARY: dict[str, str] = {
    **RULES,
    **CIRCUMSTANCE_RULES,
    **MODE_RULES,
    **ANSWER_RULES,
    **SUPPORT_RULES,
    **REFUSAL_RULES,
    **SHIP_RULES,
    **answers.PHRASES,
    **batches.PHRASES,
    **jobs.PHRASES,
    **rows.PHRASES,
    **papers.PHRASES,
    **progress.PHRASES,
    **settings.PHRASES,
}
