"""A label's picture as UPS gives it, made upright for a printer, its pixels untouched.

UPS's GIF is a sheet of 1400 x 800 dots with the label of 6 x 4 inches at its left end, lying on its side, head to the
left. A batch has hundreds of them, so that what is done here is done in as few passes over the dots as it takes. Pillow
and numpy are slow to import: they are imported where they are used.
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
#: The fastest: the dots are few, and a higher level takes twice as long for a fifth less.
_LEVEL = 1


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
        image = _cropped(opened)
    dots = _of_black_and_white_palette(image)
    if dots is None:
        image = image.convert("L")
        dots = image.tobytes()
        if not _in_two_colours(image):
            return Picture(image.width, image.height, 8, zlib.compress(dots, _LEVEL))
    return Picture(image.width, image.height, 1, zlib.compress(_packed(dots, image.width), _LEVEL))


def _cropped(sheet: Image) -> Image:
    """The label on its sheet, turned where it lies."""
    from PIL import Image

    if sheet.height > sheet.width:
        return sheet.crop((0, 0, sheet.width, min(sheet.height, round(sheet.width * _LENGTH))))
    lying = sheet.crop((0, 0, min(sheet.width, round(sheet.height * _LENGTH)), sheet.height))
    return lying.transpose(Image.Transpose.ROTATE_270)  # counted against the clock


def _of_black_and_white_palette(image: Image) -> bytes | None:
    """A byte a dot, 0 for black alone; None where the picture has no palette, or other colours are in use in it."""
    import numpy as np

    palette = image.getpalette() if image.mode == "P" else None
    if not palette:
        return None
    dots = image.tobytes()
    used = palette[: 3 * (int(np.frombuffer(dots, np.uint8).max()) + 1)]
    colours = list(zip(used[::3], used[1::3], used[2::3], strict=True))
    if not {(_BLACK,) * 3, (_WHITE,) * 3}.issuperset(colours):
        return None
    shades = bytes(red for red, _, _ in colours)
    return dots if shades == bytes((_BLACK, _WHITE)) else dots.translate(shades.ljust(256, b"\0"))


def _in_two_colours(image: Image) -> bool:
    """Whether a grey picture is black and white alone, so that one bit a dot loses nothing."""
    shades = image.getcolors(2)
    return shades is not None and all(shade in (_BLACK, _WHITE) for _, shade in shades)


def _packed(dots: bytes, width: int) -> bytes:
    """Black and white dots at one bit each, every line begun in a byte of its own."""
    import numpy as np

    return np.packbits(np.frombuffer(dots, np.uint8).reshape(-1, width), axis=1).tobytes()
