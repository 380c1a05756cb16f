"""The PDF is looked at as a printer would: each page drawn as a picture, its barcode read, its text found."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
import pytest
import zxingcpp
from labels_kit import drawn, number, page
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from shipshell.labels.pdf import write_pdf
from shipshell.model.errors import ShipshellError

if TYPE_CHECKING:
    from pathlib import Path

_STRIP = 50  # dots of a quarter inch


def _pictures(path: Path) -> list[Image.Image]:
    """Every page at UPS's own 200 dots an inch."""
    document = pypdfium2.PdfDocument(path)
    pictures = [document[at].render(scale=200 / 72).to_pil().convert("L") for at in range(len(document))]
    document.close()
    return pictures


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


def test_a_page_is_the_label_dot_for_dot_over_a_strip_of_a_quarter_inch(tmp_path: Path) -> None:
    written = write_pdf([page(tmp_path, 2, reference="ORD-1002")], tmp_path / "labels.pdf")
    (picture,) = _pictures(written.path)
    assert picture.size == (800, 1200 + _STRIP)
    assert not _differs(picture.crop((0, 0, 800, 1200)), _upright(drawn(2, "GIF")))
    assert picture.crop((0, 1200, 800, 1250)).getextrema()[0] == 0  # the strip carries the stamp


def test_the_barcodes_of_the_drawn_pages_read_as_the_tracking_numbers_in_order(tmp_path: Path) -> None:
    written = write_pdf([page(tmp_path, row) for row in (3, 1, 2)], tmp_path / "labels.pdf")
    codes = [{found.text for found in zxingcpp.read_barcodes(picture)} for picture in _pictures(written.path)]
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
    strip = picture.crop((0, 1200, 800, 1250)).point(lambda dot: 255 - dot)
    left, top, right, bottom = strip.getbbox() or (0, 0, 0, 0)
    assert left > 5
    assert right < 795
    assert 0 < top < bottom < _STRIP


def test_a_picture_with_shades_keeps_them(tmp_path: Path) -> None:
    sheet = Image.new("L", (1400, 800), 255)
    ImageDraw.Draw(sheet).ellipse((100, 100, 700, 700), fill=0)
    buffer = BytesIO()
    sheet.filter(ImageFilter.GaussianBlur(20)).save(buffer, "GIF")
    written = write_pdf([page(tmp_path, 1, data=buffer.getvalue())], tmp_path / "labels.pdf")
    assert not _differs(_pictures(written.path)[0].crop((0, 0, 800, 1200)), _upright(buffer.getvalue()))


def test_a_picture_that_stands_upright_is_not_turned(tmp_path: Path) -> None:
    upright = Image.new("L", (800, 1400), 255)
    upright.paste(_upright(drawn(1, "GIF")), (0, 0))
    buffer = BytesIO()
    upright.save(buffer, "PNG")
    written = write_pdf([page(tmp_path, 1, "PNG", data=buffer.getvalue())], tmp_path / "labels.pdf")
    assert not _differs(_pictures(written.path)[0].crop((0, 0, 800, 1200)), _upright(drawn(1, "GIF")))


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
