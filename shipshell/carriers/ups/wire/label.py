"""Labels: what is asked of UPS, and the image in its answer."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from shipshell.carriers.ups.wire.tree import text
from shipshell.model.shipment import LabelImage

if TYPE_CHECKING:
    from shipshell.carriers.ups.wire.tree import Json
    from shipshell.model.shipment import LabelFormat

_STOCK_SIZE = {"Height": "6", "Width": "4"}


def ship_label(label_format: LabelFormat) -> Json:
    """`LabelSpecification` of a Ship request, which needs the stock size for every format."""
    return _format(label_format) | {"LabelStockSize": dict(_STOCK_SIZE)}


def recovery_label(label_format: LabelFormat) -> Json:
    """`LabelSpecification` of a Label Recovery request, which refuses the stock size for images."""
    return _format(label_format) if label_format == "GIF" else ship_label(label_format)


def read_label(block: Any, format_key: str) -> LabelImage | None:
    """The image in a label block, its format under `format_key`; None where there is none that can be read.

    A label that cannot be read is no reason to lose the number beside it.
    """
    encoded = text(block, "GraphicImage")
    try:
        data = base64.b64decode("".join(encoded.split()), validate=True)
    except ValueError:
        return None
    return LabelImage(text(block, format_key, "Code").upper(), data) if data else None


def _format(label_format: LabelFormat) -> Json:
    specification: Json = {"LabelImageFormat": {"Code": label_format}}
    if label_format == "GIF":
        specification["HTTPUserAgent"] = "Mozilla/4.5"
    return specification
