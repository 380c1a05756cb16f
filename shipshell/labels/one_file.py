"""Labels in one file of any kind.

EPL and SPL labels follow each other as UPS wrote them, to the byte. They bear no stamp: what is drawn below a label's
declared length is lost, and a longer one would be another label.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.labels.gathering import gather
from shipshell.labels.outfile import put_new
from shipshell.labels.page import LabelPage, Written
from shipshell.labels.pdf import write_pdf
from shipshell.labels.zpl import write_zpl

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shipshell.labels.gathering import Kind


def write_labels(pages: Sequence[LabelPage], kind: Kind, path: Path) -> Written:
    """Write labels, in their order, to one file at `path`, or beside it where that name is taken.

    Raises:
        ShipshellError: E-4012 or E-4013, none of the labels can be used; E-4010.
    """
    if kind == "pdf":
        return write_pdf(pages, path)
    if kind == "zpl":
        return write_zpl(pages, path)
    labels, problems = gather(pages, kind, _as_it_is)
    return Written(put_new(path, b"".join(labels)), len(labels), problems)


def _as_it_is(_page: LabelPage, data: bytes) -> bytes:
    return data if data.endswith(b"\n") else data + b"\n"
