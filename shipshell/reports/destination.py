"""Where an export goes and in which format, from what a person typed."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from shipshell.model.errors import ShipshellError
from shipshell.reports.export import Format

_FORMATS: dict[str, Format] = {name: name for name in get_args(Format)}


def destination(folder: Path, job: int, asked: str | None, typed: str | None) -> tuple[Path, Format]:
    """The path and format of an export of `job`.

    The name's ending tells the format where none was asked for; without either it is CSV.

    Args:
        folder: where a relative or missing path is seen from.
        asked: `csv`, `xlsx` or `json`.
        typed: a file's path, or that of a folder, in which the file gets its usual name.

    Raises:
        ShipshellError: E-1020, there is no such format, or the name is that of another one.
    """
    wanted = _format_named(asked) if asked else None
    path = folder / Path(typed).expanduser() if typed else folder
    if path.is_dir():
        chosen = wanted or "csv"
        return path / f"shipshell-job-{job}.{chosen}", chosen
    ending = _FORMATS.get(path.suffix[1:].lower())
    if wanted and ending and wanted != ending:
        hint = f'Say "export {job} to {path.with_suffix("." + wanted).name}".'
        raise ShipshellError("E-1020", f"{path.name} is no name for {wanted.upper()}", hint=hint)
    chosen = wanted or ending or "csv"
    return (path if path.suffix else path.with_name(f"{path.name}.{chosen}")), chosen


def _format_named(asked: str) -> Format:
    if asked not in _FORMATS:
        raise ShipshellError("E-1020", f"rows are not exported as {asked}", hint="Say csv, xlsx or json.")
    return _FORMATS[asked]
