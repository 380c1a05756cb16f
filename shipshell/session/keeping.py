"""Where the jobs of a database source are kept: made sure of and said before anything is bought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from shipshell.session.services import Services
    from shipshell.sources.base import Source


def refuse_homeless(services: Services, source: Source) -> None:
    """Stop where a database keeps no jobs yet, and will take no tables for them.

    Raises:
        ShipshellError: E-4015; E-4003, E-4014, the jobs that it keeps cannot be read.
    """
    table = services.stores.beside(source)
    if table and services.stores.keeping(source) is None and not table.may_create_tables():
        raise ShipshellError(
            "E-4015",
            f"{source.name}: your database user may not create the tables in which its jobs are kept",
            hint=f'Have the right granted, or write into {services.settings.config_file}: [sources.NAME] url = "..." '
            f'jobs = "local"; then ship NAME.{table.address.table}.',
        )


def keeping_notes(services: Services, source: Source) -> tuple[str, ...]:
    """What a person should know of how the jobs of a source are kept."""
    if services.stores.beside(source):
        new = services.stores.keeping(source) is None
        return (f"The job is kept beside {source.name}, in new tables called shipshell_*.",) * new
    if source.kind in ("csv", "excel"):
        return ()
    words = "a row's state and its number are not written in one transaction"
    return (f"Jobs on {source.name} are kept in your own store, as the settings say: {words}.",)
