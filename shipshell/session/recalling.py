"""What a person once said about the columns of a source: applied to others with the same header, and kept for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shipshell.planning.remembered import Mappings, Remembered

if TYPE_CHECKING:
    from shipshell.session.pending import Draft
    from shipshell.session.services import Services
    from shipshell.sources.base import Table


def recalled(services: Services, draft: Draft, table: Table) -> Draft:
    """The draft with what is remembered for this header; what was said about the draft itself goes before it."""
    if draft.remembered or draft.instructions.said:
        return draft
    found = _mappings(services).recall(table)
    if found is None:
        return draft
    instructions = replace(draft.instructions, chosen=found.chosen, parcels=found.parcels)
    return replace(draft, instructions=instructions, remembered=f"{found} Say `map` or `parcels` to change it.")


def keep(services: Services, draft: Draft, table: Table) -> None:
    """Keep what a person said about the draft's columns, now that nothing is doubtful any more."""
    told = draft.instructions
    if draft.told and told.said and not table.assumed:
        day = services.clock().astimezone().date().isoformat()
        _mappings(services).keep(table, Remembered(draft.source.name, day, told.chosen, told.parcels))


def _mappings(services: Services) -> Mappings:
    return Mappings(services.settings.data / "mappings.json")
