"""One PDF of label pictures, a page each, for any printer.

A page is 4 x 6 inches, as the stock is. A label fills its 4 x 6 inches, so it is drawn at 96 %, the same in both
directions, to leave a strip below it for the stamp (decision 17). Viewers are told not to scale it once more.

pypdf is slow to import: it is imported where it is used.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from shipshell.labels.gathering import gather
from shipshell.labels.outfile import put_new
from shipshell.labels.page import LabelPage, Written
from shipshell.labels.picture import Picture, upright

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pypdf import PageObject, PdfWriter
    from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

# In points, 72 to the inch.
_WIDTH, _HEIGHT = 288, 432
_SCALE = 0.96
_LABEL_WIDTH = _WIDTH * _SCALE
_BASELINE, _LARGEST = 6, 10
#: Every letter of Courier is this wide, as a part of its size.
_LETTER = 0.6
#: What PDF calls WinAnsiEncoding.
_ENCODING = "cp1252"


def write_pdf(pages: Iterable[LabelPage], path: Path) -> Written:
    """Write GIF labels, in their order, to a PDF at `path`, or beside it where that name is taken.

    Raises:
        ShipshellError: E-4012 or E-4013, none of the labels can be used; E-4010.
    """
    drawn, problems = gather(tuple(pages), "pdf", _drawn)
    document = _document()
    font = _held(document, _font())
    for picture, stamp in drawn:
        _add_page(document, picture, stamp, font)
    buffer = BytesIO()
    document.write(buffer)
    return Written(put_new(path, buffer.getvalue()), len(drawn), problems)


def _drawn(page: LabelPage, data: bytes) -> tuple[Picture, str]:
    """The upright picture of a label, and its stamp."""
    try:
        return upright(data), page.stamp(_ENCODING)
    except OSError as error:
        raise page.unusable(f"its file {page.path} is no picture") from error


def _document() -> PdfWriter:
    from pypdf import PdfWriter
    from pypdf.generic import NameObject

    document = PdfWriter()
    document.pdf_header = "%PDF-1.6"  # the first that knows this preference
    document.create_viewer_preferences()[NameObject("/PrintScaling")] = NameObject("/None")
    return document


def _add_page(document: PdfWriter, picture: Picture, stamp: str, font: IndirectObject) -> None:
    from pypdf.generic import DictionaryObject, NameObject

    page: PageObject = document.add_blank_page(_WIDTH, _HEIGHT)
    image = DictionaryObject({NameObject("/Label"): _held(document, _image(picture))})
    fonts = DictionaryObject({NameObject("/Stamp"): font})
    resources = {NameObject("/XObject"): image, NameObject("/Font"): fonts}
    page[NameObject("/Resources")] = DictionaryObject(resources)
    page[NameObject("/Contents")] = _held(document, _stream(_content(picture, stamp)))


def _content(picture: Picture, stamp: str) -> bytes:
    """The page in PDF's drawing language: the picture under the middle of its top, and the stamp below."""
    margin = (_WIDTH - _LABEL_WIDTH) / 2
    height = _LABEL_WIDTH * picture.height / picture.width
    size = min(_LARGEST, _LABEL_WIDTH / (_LETTER * len(stamp)))
    return (
        f"q {_LABEL_WIDTH:.3f} 0 0 {height:.3f} {margin:.3f} {_HEIGHT - height:.3f} cm /Label Do Q\n"
        f"BT /Stamp {size:.2f} Tf {margin:.3f} {_BASELINE} Td <{stamp.encode(_ENCODING).hex()}> Tj ET\n"
    ).encode("ascii")


def _image(picture: Picture) -> StreamObject:
    from pypdf.generic import NameObject, NumberObject

    image = _stream(picture.dots)
    names = {"/Type": "/XObject", "/Subtype": "/Image", "/ColorSpace": "/DeviceGray", "/Filter": "/FlateDecode"}
    numbers = {"/Width": picture.width, "/Height": picture.height, "/BitsPerComponent": picture.bits}
    image.update({NameObject(key): NameObject(value) for key, value in names.items()})
    image.update({NameObject(key): NumberObject(value) for key, value in numbers.items()})
    return image


def _font() -> DictionaryObject:
    """One of the fonts that every viewer and printer has, so that none is embedded."""
    from pypdf.generic import DictionaryObject, NameObject

    names = {
        "/Type": "/Font",
        "/Subtype": "/Type1",
        "/BaseFont": "/Courier-Bold",
        "/Encoding": "/WinAnsiEncoding",
    }
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})


def _stream(data: bytes) -> StreamObject:
    from pypdf.generic import StreamObject

    stream = StreamObject()
    stream.set_data(data)
    return stream


def _held(document: PdfWriter, thing: DictionaryObject) -> IndirectObject:
    """A thing as the document's own, by reference; pypdf has no other name for it."""
    return document._add_object(thing)  # noqa: SLF001
