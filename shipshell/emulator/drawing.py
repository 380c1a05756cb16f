"""Labels in every format that UPS gives, and where each is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.emulator import picture, thermal

if TYPE_CHECKING:
    from collections.abc import Callable

    from shipshell.emulator.labels import Label

#: Each format that Ship or Label Recovery gives, with what draws it.
_DRAWN: dict[str, Callable[[Label], bytes]] = {
    "GIF": picture.gif,
    "PDF": picture.pdf,
    "ZPL": thermal.zpl,
    "EPL": thermal.epl,
    "SPL": thermal.spl,
}
RECOVERY_FORMATS = frozenset(_DRAWN)
SHIP_FORMATS = RECOVERY_FORMATS - {"PDF"}
#: Those for which a stock size makes no sense.
IMAGE_FORMATS = frozenset({"GIF", "PDF"})


def draw(label: Label, image_format: str) -> bytes:
    """The label in one of `RECOVERY_FORMATS`."""
    return _DRAWN[image_format](label)
