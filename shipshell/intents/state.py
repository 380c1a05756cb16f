"""What the shell is waiting for when a line is read."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """What the shell is waiting for when a line is read."""

    IDLE = "idle"
    PREVIEW = "preview"
    RECOVERY = "recovery"
    RESTART_CONFIRM = "restart_confirm"
    EXECUTING = "executing"
