r"""One file of ZPL labels, for Zebra printers and their kin.

Each label stays as UPS wrote it, to the byte. Before its end (`^XZ`) one field is added: the stamp, in a strip below
UPS's 4 x 6 inches (812 x 1218 dots at 203 dots an inch). On UPS's 4 x 6.25 thermal stock, and on longer ones, it is
printed; on 4 x 6 stock it lies beyond the end, where printers print nothing. It changes no setting that the next
label would inherit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shipshell.labels.gathering import gather
from shipshell.labels.outfile import put_new
from shipshell.labels.page import LabelPage, Written

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_FORMAT = re.compile(rb"\^XA.*?(?=\^XZ)", re.DOTALL)
_LEFT, _TOP, _SIZE = 24, 1228, 28  # in dots; the label ends at 1218
#: What would begin a command, and the sign of an escape itself.
_ESCAPED = str.maketrans({char: f"_{ord(char):02X}" for char in "^~_"})


def write_zpl(pages: Iterable[LabelPage], path: Path) -> Written:
    """Write ZPL labels, in their order, to one file at `path`, or beside it where that name is taken.

    Raises:
        ShipshellError: E-4012 or E-4013, none of the labels can be used; E-4010.
    """
    stamped, problems = gather(tuple(pages), "zpl", _stamped)
    return Written(put_new(path, b"".join(stamped)), len(stamped), problems)


def _stamped(page: LabelPage, data: bytes) -> bytes:
    """The label with its stamp before its end, and a line end behind."""
    formats = list(_FORMAT.finditer(data))
    if not formats:
        raise page.unusable(f"its file {page.path} is no ZPL")
    end = max(formats, key=_length).end()  # a shorter one beside it only sets up the printer
    return data[:end] + _field(page.stamp("ascii")) + data[end:] + b"\n"


def _length(found: re.Match[bytes]) -> int:
    return found.end() - found.start()


def _field(stamp: str) -> bytes:
    """A field of its own: place, upright letters, escapes by `_`, and the words."""
    return f"^FO{_LEFT},{_TOP}^A0N,{_SIZE},{_SIZE}^FH_^FD{stamp.translate(_ESCAPED)}^FS\n".encode("ascii")
