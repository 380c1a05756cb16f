"""A label's picture as UPS gives it, made upright for a printer, its pixels untouched.

UPS's GIF is a sheet of 1400 x 800 dots with the label of 6 x 4 inches at its left end, lying on its side, head to the
left. Pillow is slow to import: it is imported where it is used.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

#: How long a label of width 1 is.
_LENGTH = 1.5
_BLACK, _WHITE = 0, 255


@dataclass(frozen=True, slots=True)
class Picture:
    """An upright picture: its size in dots, bits a dot (1 or 8, 0 is black), and its dots compressed by zlib."""

    width: int
    height: int
    bits: int
    dots: bytes


def upright(data: bytes) -> Picture:
    """The label in a GIF (or PNG), cropped from its sheet and upright.

    Raises:
        OSError: it is no picture, or a broken one.
    """
    from PIL import Image

    with Image.open(BytesIO(data)) as opened:
        image = _cropped(opened.convert("L"))
    image = _in_two_colours(image) or image
    bits = 1 if image.mode == "1" else 8
    return Picture(image.width, image.height, bits, zlib.compress(image.tobytes()))


def _cropped(sheet: Image) -> Image:
    """The label on its sheet, turned where it lies."""
    from PIL import Image

    if sheet.height > sheet.width:
        return sheet.crop((0, 0, sheet.width, min(sheet.height, round(sheet.width * _LENGTH))))
    lying = sheet.crop((0, 0, min(sheet.width, round(sheet.height * _LENGTH)), sheet.height))
    return lying.transpose(Image.Transpose.ROTATE_270)  # counted against the clock


def _in_two_colours(image: Image) -> Image | None:
    """The picture at one bit a dot; None where it has shades that this would lose."""
    from PIL import Image

    shades = image.getcolors(2)
    if shades is None or any(shade not in (_BLACK, _WHITE) for _, shade in shades):
        return None
    return image.convert("1", dither=Image.Dither.NONE)
