"""The PDF is looked at as a printer would: each page drawn as a picture, its barcode read, its text found."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import zxingcpp
from labels_kit import drawn, number, page
from PIL import Image, ImageChops, ImageDraw, ImageFilter
from pypdf import PdfReader

from shipshell.labels.pdf import write_pdf
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: Dots an inch of the two kinds of label printers.
PRINTERS = (203, 300)
_STRIP = 0.24  # inches


def _pictures(path: Path, dpi: int = 300) -> list[Image.Image]:
    """Every page as a printer of so many dots an inch draws it."""
    document = pypdfium2.PdfDocument(path)
    pictures = [document[at].render(scale=dpi / 72).to_pil().convert("L") for at in range(len(document))]
    document.close()
    return pictures


def _labels(path: Path) -> list[Image.Image]:
    """The picture of the label that every page holds, dot for dot."""
    pictures = []
    for page_ in PdfReader(path).pages:
        (image,) = page_.images
        assert isinstance(image.image, Image.Image)
        pictures.append(image.image.convert("L"))
    return pictures


def _sizes(path: Path) -> set[tuple[float, float]]:
    return {(page_.mediabox.width, page_.mediabox.height) for page_ in PdfReader(path).pages}


def _texts(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    texts = [document[at].get_textpage().get_text_bounded() for at in range(len(document))]
    document.close()
    return [" ".join(text.split()) for text in texts]


def _upright(gif: bytes) -> Image.Image:
    with Image.open(BytesIO(gif)) as sheet:
        return sheet.convert("L").crop((0, 0, 1200, 800)).rotate(-90, expand=True)


def _differs(one: Image.Image, other: Image.Image) -> bool:
    return ImageChops.difference(one, other).getbbox() is not None


def test_a_page_is_as_large_as_the_stock_and_holds_the_label_dot_for_dot(tmp_path: Path) -> None:
    written = write_pdf([page(tmp_path, 2, reference="ORD-1002")], tmp_path / "labels.pdf")
    assert _sizes(written.path) == {(288, 432)}
    (label,) = _labels(written.path)
    assert not _differs(label, _upright(drawn(2, "GIF")))


def test_the_label_is_drawn_a_little_smaller_in_both_directions_above_the_stamp(tmp_path: Path) -> None:
    black = BytesIO()
    Image.new("1", (800, 1200), 0).save(black, "PNG")
    written = write_pdf([page(tmp_path, 2, "PNG", data=black.getvalue())], tmp_path / "labels.pdf")
    (picture,) = _pictures(written.path, dpi=200)
    bottom = 1200 - round(_STRIP * 200)
    left, top, right, _ = picture.crop((0, 0, 800, bottom)).point(lambda dot: 255 - dot).getbbox() or (0, 0, 0, 0)
    assert (top, bottom) == (0, 0.96 * 1200)
    assert right - left == pytest.approx(0.96 * 800, abs=1)
    assert 800 - right == pytest.approx(left, abs=1)
    assert picture.crop((0, bottom, 800, bottom + 5)).getextrema()[0] == 255
    assert picture.crop((0, bottom + 5, 800, 1200)).getextrema()[0] == 0  # the strip carries the stamp


@pytest.mark.parametrize("as_printed", [lambda dot: dot, lambda dot: 255 if dot > 127 else 0], ids=["grey", "black"])
@pytest.mark.parametrize("dpi", PRINTERS)
def test_the_barcodes_of_the_drawn_pages_read_as_the_tracking_numbers_in_order(
    tmp_path: Path, dpi: int, as_printed: Callable[[float], float]
) -> None:
    """A thermal printer prints black or nothing."""
    written = write_pdf([page(tmp_path, row) for row in (3, 1, 2)], tmp_path / "labels.pdf")
    pictures = [picture.point(as_printed) for picture in _pictures(written.path, dpi)]
    codes = [{found.text for found in zxingcpp.read_barcodes(picture)} for picture in pictures]
    assert codes == [{number(row), "42030005"} for row in (3, 1, 2)]


def test_each_page_is_stamped_with_its_place_and_the_reference(tmp_path: Path) -> None:
    pages = [page(tmp_path, row, total=312, reference=words) for row, words in ((16, "ORD-1001"), (17, ""))]
    assert _texts(write_pdf(pages, tmp_path / "labels.pdf").path) == ["16/312 ORD-1001", "17/312 row 17"]


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        (r"A(1) \ )B<>%", r"A(1) \ )B<>%"),
        ("Größe 5 €", "Größe 5 €"),
        ("Łódź", "?ódz"),
        ("注文-5", "??-5"),
        ("a\nb\u202ec", "a b c"),
    ],
)
def test_a_stamp_shows_any_reference(tmp_path: Path, reference: str, shown: str) -> None:
    written = write_pdf([page(tmp_path, 1, reference=reference)], tmp_path / "labels.pdf")
    assert _texts(written.path) == [f"1/3 {shown}"]


def test_the_longest_stamp_stays_inside_its_strip(tmp_path: Path) -> None:
    written = write_pdf([page(tmp_path, 1, total=100_000, reference="W" * 35)], tmp_path / "labels.pdf")
    (picture,) = _pictures(written.path)
    top_of_strip = picture.height - round(_STRIP * 300)
    strip = picture.crop((0, top_of_strip, picture.width, picture.height)).point(lambda dot: 255 - dot)
    left, top, right, bottom = strip.getbbox() or (0, 0, 0, 0)
    assert left > 25
    assert right < picture.width - 25
    assert 0 < top < bottom < strip.height - 5


def test_a_picture_with_shades_keeps_them(tmp_path: Path) -> None:
    sheet = Image.new("L", (1400, 800), 255)
    ImageDraw.Draw(sheet).ellipse((100, 100, 700, 700), fill=0)
    buffer = BytesIO()
    sheet.filter(ImageFilter.GaussianBlur(20)).save(buffer, "GIF")
    written = write_pdf([page(tmp_path, 1, data=buffer.getvalue())], tmp_path / "labels.pdf")
    assert not _differs(_labels(written.path)[0], _upright(buffer.getvalue()))


def test_a_picture_that_stands_upright_is_not_turned(tmp_path: Path) -> None:
    upright = Image.new("L", (800, 1400), 255)
    upright.paste(_upright(drawn(1, "GIF")), (0, 0))
    buffer = BytesIO()
    upright.save(buffer, "PNG")
    written = write_pdf([page(tmp_path, 1, "PNG", data=buffer.getvalue())], tmp_path / "labels.pdf")
    assert not _differs(_labels(written.path)[0], _upright(drawn(1, "GIF")))


@pytest.mark.parametrize("palette", [(255, 255, 255, 0, 0, 0), (0, 0, 0, 255, 255, 255, 200, 30, 30)])
def test_a_palette_of_any_order_shows_the_same_dots(tmp_path: Path, palette: tuple[int, ...]) -> None:
    with Image.open(BytesIO(drawn(1, "GIF"))) as sheet:
        dots = sheet.convert("L").point(lambda dot: int(dot == palette[3]))
    dots.putpalette(palette)
    buffer = BytesIO()
    dots.save(buffer, "PNG")
    written = write_pdf([page(tmp_path, 1, "PNG", data=buffer.getvalue())], tmp_path / "labels.pdf")
    assert not _differs(_labels(written.path)[0], _upright(drawn(1, "GIF")))


def test_a_palette_of_colours_keeps_its_shades(tmp_path: Path) -> None:
    sheet = Image.new("P", (1400, 800), 1)
    sheet.putpalette((0, 0, 0, 255, 255, 255, 200, 30, 30))
    ImageDraw.Draw(sheet).rectangle((100, 100, 700, 700), fill=2)
    buffer = BytesIO()
    sheet.save(buffer, "GIF")
    written = write_pdf([page(tmp_path, 1, data=buffer.getvalue())], tmp_path / "labels.pdf")
    assert not _differs(_labels(written.path)[0], _upright(buffer.getvalue()))


def test_many_labels_make_a_small_file(tmp_path: Path) -> None:
    one = page(tmp_path, 1)
    written = write_pdf([one] * 40, tmp_path / "labels.pdf")
    assert written.count == 40
    assert written.path.stat().st_size < 40 * 10_000


def test_viewers_are_told_not_to_scale(tmp_path: Path) -> None:
    content = write_pdf([page(tmp_path, 1)], tmp_path / "labels.pdf").path.read_bytes()
    assert b"/PrintScaling /None" in content


def test_a_file_that_is_no_picture_is_named_and_left_out(tmp_path: Path) -> None:
    pages = [
        page(tmp_path, 1),
        page(tmp_path, 2, data=b"<html>gone</html>"),
        page(tmp_path, 3, data=drawn(3, "GIF")[:900]),
    ]
    written = write_pdf(pages, tmp_path / "labels.pdf")
    assert [(problem.code, problem.row) for problem in written.problems] == [("E-4013", 2), ("E-4013", 3)]
    assert "is no picture" in written.problems[0].message
    assert len(_pictures(written.path)) == written.count == 1


def test_zpl_labels_make_no_pdf(tmp_path: Path) -> None:
    with pytest.raises(ShipshellError, match="the labels are ZPL: no PDF is made of them") as caught:
        write_pdf([page(tmp_path, 1, "ZPL")], tmp_path / "labels.pdf")
    assert caught.value.problem.code == "E-4012"
    assert not (tmp_path / "labels.pdf").exists()
