"""A label as a picture: 4 x 6 inches at 200 dots an inch, lying on its side in UPS's 1400 x 800 GIF, or as a PDF.

Pillow is slow to import, and most calls draw nothing: it is imported where it is used.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

from shipshell.emulator.barcode128 import modules

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

    from shipshell.emulator.labels import Label

#: The label upright, and UPS's sheet that it lies on, head to the left.
_WIDTH, _HEIGHT = 800, 1200
_SHEET = (1400, 800)
_DPI = 200
_BLACK, _WHITE = 0, 1

_MARGIN = 24
_RULES = ((297, 303), (557, 563), (687, 705), (1007, 1022))  # the lines between the blocks, top to bottom
_BULLSEYE = (30, 325, 240, 535)
_TRACKING_BARS = (3, 740, 240)  # dots a module, top, height
_POSTAL_BARS = (3, 430, 110)


def gif(label: Label) -> bytes:
    """The picture as UPS gives it: to be cropped to 1200 x 800 and turned clockwise before it is printed."""
    from PIL import Image

    sheet = _page(_SHEET)
    sheet.paste(_draw(label).transpose(Image.Transpose.ROTATE_90), (0, 0))
    return _saved(sheet, "GIF")


def pdf(label: Label) -> bytes:
    """The label upright on a page of 4 x 6 inches."""
    return _saved(_draw(label).convert("1"), "PDF")


def _saved(image: Image, image_format: str) -> bytes:
    buffer = BytesIO()
    image.save(buffer, image_format, resolution=_DPI)
    return buffer.getvalue()


def _draw(label: Label) -> Image:
    """The label upright."""
    from PIL import ImageDraw

    image = _form().copy()
    pen = ImageDraw.Draw(image)
    pen.fontmode = "1"
    _addresses(pen, label)
    _routing(pen, label)
    _service(pen, label)
    _bars(pen, label.tracking_number, *_TRACKING_BARS, left=None)
    _foot(pen, label)
    return image


@cache
def _form() -> Image:
    """What all labels share: the lines, the fixed words, and the mark that it is a sample."""
    from PIL import ImageDraw

    image = _page((_WIDTH, _HEIGHT))
    pen = ImageDraw.Draw(image)
    pen.fontmode = "1"
    for top, bottom in _RULES:
        pen.rectangle((0, top, _WIDTH, bottom), _BLACK)
    pen.text((_MARGIN, 140), "SHIP TO:", _BLACK, _font(24))
    pen.rectangle(_BULLSEYE, _BLACK)
    _centred(pen, (_BULLSEYE[0] + _BULLSEYE[2]) // 2, 400, "SAMPLE", 46, _WHITE)
    _centred(pen, (_BULLSEYE[0] + _BULLSEYE[2]) // 2, 460, "NO VALUE", 24, _WHITE)
    pen.line((270, 300, 270, 560), _BLACK, 4)
    pen.rectangle((0, 1122, _WIDTH, _HEIGHT), _BLACK)
    _centred(pen, _WIDTH // 2, 1134, "SAMPLE - DO NOT SHIP", 44, _WHITE)
    return image


def _page(size: tuple[int, int]) -> Image:
    from PIL import Image

    page = Image.new("P", size, _WHITE)
    page.putpalette((0, 0, 0, 255, 255, 255))
    return page


@cache
def _font(size: int) -> FreeTypeFont | ImageFont:
    from PIL import ImageFont

    return ImageFont.load_default(size)


def _centred(pen: ImageDraw, centre: int, top: int, words: str, size: int, colour: int) -> None:
    font = _font(size)
    pen.text((centre - font.getlength(words) / 2, top), words, colour, font)


def _addresses(pen: ImageDraw, label: Label) -> None:
    _block(pen, label.sender, (_MARGIN, 12), (460, 120), 24)
    pen.text((500, 10), label.weight, _BLACK, _font(36))
    pen.text((650, 10), label.piece, _BLACK, _font(36))
    pen.text((500, 60), label.date, _BLACK, _font(22))
    _block(pen, label.receiver, (150, 138), (630, 155), 30)


def _block(
    pen: ImageDraw, lines: tuple[str, ...], corner: tuple[int, int], size: tuple[int, int], spacing: int
) -> None:
    """Lines one under another from a corner on, closer together where the size would not hold them."""
    (x, y), (width, height) = corner, size
    spacing = min(spacing, height // len(lines))
    for index, line in enumerate(lines):
        _fitted(pen, (x, y + spacing * index), line, spacing - 4, width)


def _fitted(pen: ImageDraw, corner: tuple[int, int], words: str, size: int, width: int) -> None:
    """Words in letters of that size, or smaller ones where they would be wider than `width`."""
    length = _font(size).getlength(words)
    pen.text(corner, words, _BLACK, _font(size if length <= width else int(size * width / length)))


def _routing(pen: ImageDraw, label: Label) -> None:
    _fitted(pen, (300, 315), label.routing, 64, 480)
    if label.postal:
        pen.text((300, 395), f"({label.postal[:3]}) {label.postal[3:]}", _BLACK, _font(24))
        _bars(pen, label.postal, *_POSTAL_BARS, left=310)


def _service(pen: ImageDraw, label: Label) -> None:
    _fitted(pen, (_MARGIN, 572), label.service, 56, 750)
    pen.text((_MARGIN, 645), f"TRACKING #: {label.spaced_number}", _BLACK, _font(30))


def _foot(pen: ImageDraw, label: Label) -> None:
    pen.text((_MARGIN, 1028), "BILLING: P/P", _BLACK, _font(24))
    for index, reference in enumerate(label.references[:2], start=1):
        _fitted(pen, (_MARGIN, 1028 + 30 * index), f"REF {index}: {reference}", 24, 750)


def _bars(pen: ImageDraw, text: str, dots: int, top: int, height: int, *, left: int | None) -> None:
    """A Code 128 barcode, centred on the label where `left` is None."""
    pattern = modules(text)
    x = (_WIDTH - dots * len(pattern)) // 2 if left is None else left
    for bit, run in groupby(pattern):
        width = dots * len(list(run))
        if bit == "1":
            pen.rectangle((x, top, x + width - 1, top + height), _BLACK)
        x += width
