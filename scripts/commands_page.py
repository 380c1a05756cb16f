"""The page of commands, made from the table that the shell itself reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workplace import ROOT

from shipshell.intents.grammar import COMMANDS
from shipshell.intents.types import State
from shipshell.session.handlers import LATER

if TYPE_CHECKING:
    from shipshell.intents.grammar import Command

PAGE = ROOT / "docs" / "commands.md"
