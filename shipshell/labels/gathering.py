"""Labels gathered for one file: which kind of file they go into, and which of them can be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar

from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shipshell.labels.page import LabelPage
    from shipshell.model.errors import Problem

Kind = Literal["pdf", "zpl", "epl", "spl"]
T = TypeVar("T")

#: The label formats that go into each kind of file.
_TAKES: dict[Kind, tuple[str, ...]] = {
    "pdf": ("GIF", "PNG"),
    "zpl": ("ZPL",),
    "epl": ("EPL",),
    "spl": ("SPL",),
}


def kind_for(pages: Sequence[LabelPage], asked: str | None = None) -> Kind:
    """The kind of file that was asked for, else the one that these labels go into.

    Raises:
        ShipshellError: E-4012, there is no such kind, or no one kind takes all of them.
    """
    if asked:
        return _kind_named(asked)
    formats = {page.format for page in pages if page.format}
    fitting = next((kind for kind, taken in _TAKES.items() if formats <= set(taken)), None)
    if fitting is None:
        raise _other_format("they do not go into one file", pages)
    return fitting  # "pdf" where no label is there: whoever gathers them says so


def _kind_named(asked: str) -> Kind:
    for kind in _TAKES:
        if kind == asked:
            return kind
    raise ShipshellError(
        "E-4012",
        f"labels are not put into one {asked.upper()} file",
        hint=f"Ask for {', '.join(_TAKES)}, or for no format.",
    )


def gather(
    pages: Sequence[LabelPage], kind: Kind, convert: Callable[[LabelPage, bytes], T]
) -> tuple[list[T], tuple[Problem, ...]]:
    """What `convert` makes of each label that can be used, in order, and what is wrong with the others.

    Raises:
        ShipshellError: E-4012 or E-4013, none can be used.
    """
    made: list[T] = []
    problems: list[Problem] = []
    for page in pages:
        try:
            _require(page, kind)
            made.append(convert(page, page.read()))
        except ShipshellError as error:
            problems.append(error.problem)
    if not made:
        raise _none_usable(pages, kind, problems)
    return made, tuple(problems)


def _require(page: LabelPage, kind: Kind) -> None:
    """Raise E-4012 where the label is there, but of a format that does not go into such a file."""
    if page.format and page.format not in _TAKES[kind]:
        message = f"the label of row {page.row} is left out: it is {page.format}, and the file {kind.upper()}"
        raise ShipshellError("E-4012", message, hint=f"It lies in {page.path}.", row=page.row)


def _none_usable(pages: Sequence[LabelPage], kind: Kind, problems: Sequence[Problem]) -> ShipshellError:
    if not problems:
        return ShipshellError("E-4013", "there are no labels to write", hint="Only rows that were shipped have labels.")
    if all(problem.code == "E-4012" for problem in problems):
        return _other_format(f"no {kind.upper()} is made of them", pages)
    first, count = problems[0], len(problems)
    message = first.message if count == 1 else f"none of {count} labels can be used: {first.message}"
    return ShipshellError("E-4013", message, hint=first.hint, row=first.row)


def _other_format(why: str, pages: Sequence[LabelPage]) -> ShipshellError:
    formats = " and ".join(sorted({page.format for page in pages if page.format}))
    folders = ", ".join(sorted({str(page.path.parent) for page in pages if page.path}))
    kinds = [kind for kind, taken in _TAKES.items() if {page.format for page in pages} & set(taken)]
    ask = f"Ask for them as {' and as '.join(kinds)}. " if kinds else ""
    hint = f"{ask}One by one they lie in {folders}."
    return ShipshellError("E-4012", f"the labels are {formats}: {why}", hint=hint)
