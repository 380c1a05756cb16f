"""The commands that the grammar knows and this version does not carry out yet."""

from __future__ import annotations

from shipshell.intents import types as intents

LATER: tuple[type, ...] = (
    intents.Setup,
    intents.Doctor,
    intents.Reconcile,
)
