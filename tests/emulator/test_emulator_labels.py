"""Labels: read back as a printer, a scanner and a person would."""

from __future__ import annotations

import base64
from dataclasses import replace
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest
from barcode.charsets import code128
from PIL import Image
from ups_caller import Caller

from shipshell.emulator import drawing
from shipshell.emulator.labels import Label, labels_of

if TYPE_CHECKING:
    from pathlib import Path

LABEL = Label(
    tracking_number="1ZSAMPLE0300000178",
    service="UPS GROUND",
    piece="1 OF 1",
    weight="4 LBS",
    sender=("ACME DEPOT", "400 DEPOT RD", "TIMONIUM MD 21093"),
    receiver=("PAT DOE", "77 ELM AVE", "APT 4", "ALPHARETTA GA 30005"),
    postal_code="30005",
    country="US",
    routing="GA 300 9-03",
    postal="42030005",
    references=("SS-7Q2F9KXM-1", "PO 4471"),
    date="23 NOV 2026",
)
_SYMBOLS = {pattern: value for value, pattern in enumerate(code128.CODES)}


def _upright(gif: bytes) -> Image.Image:
    """The label as it is printed: cropped and turned clockwise."""
    image = Image.open(BytesIO(gif)).convert("L")
    return image.crop((0, 0, 1200, 800)).transpose(Image.Transpose.ROTATE_270)


def _scan(image: Image.Image, y: int, left: int = 0) -> str:
    """What a scanner reads along a line: start, symbols, check symbol, stop of Code 128."""
    line = "".join("1" if image.getpixel((x, y)) == 0 else "0" for x in range(left, image.width)).strip("0")
    dot = min(len(list(run)) for _, run in groupby(line))
    modules = line[::dot]
    values = [_SYMBOLS[modules[at : at + 11]] for at in range(0, len(modules) - 13, 11)]
    assert modules.endswith("1100011101011"), "no stop"
    *symbols, check = values
    assert check == (symbols[0] + sum(at * value for at, value in enumerate(symbols))) % 103
    return _read(symbols)


def _read(symbols: list[int]) -> str:
    digits_only = symbols[0] == 105  # start in set C, else B
    assert symbols[0] in (104, 105)
    words = ""
    for value in symbols[1:]:
        if value == (100 if digits_only else 99):
            digits_only = not digits_only
        else:
            words += f"{value:02}" if digits_only else chr(value + 32)
    return words


def test_a_gif_is_a_sheet_of_two_colours_lying_on_its_side() -> None:
    image = Image.open(BytesIO(drawing.draw(LABEL, "GIF")))
    assert (image.format, image.size) == ("GIF", (1400, 800))
    colours = image.convert("RGB").getcolors()
    assert colours
    assert {colour for _, colour in colours} == {(0, 0, 0), (255, 255, 255)}
    assert image.convert("L").crop((1200, 0, 1400, 800)).getextrema() == (255, 255)


def test_the_barcodes_read_as_tracking_number_and_zip_code() -> None:
    image = _upright(drawing.draw(LABEL, "GIF"))
    assert _scan(image, 860) == "1ZSAMPLE0300000178"
    assert _scan(image, 480, left=280) == "42030005"


@pytest.mark.parametrize("top", [0, 130, 300, 560, 1122])
def test_every_block_of_the_picture_carries_something(top: int) -> None:
    blank = replace(LABEL, sender=(".",), receiver=(".",), service=".", routing=".", postal="", references=())
    full, bare = (_upright(drawing.draw(label, "GIF")).crop((0, top, 800, top + 78)) for label in (LABEL, blank))
    assert full.getextrema() == (0, 255)
    assert (full.tobytes() == bare.tobytes()) == (top == 1122)  # only the mark of a sample is on every label


def test_long_words_stay_on_the_label() -> None:
    wide = replace(LABEL, service="UPS WORLDWIDE EXPRESS PLUS", receiver=("W" * 35,) * 8, sender=("W" * 35,) * 8)
    image = _upright(drawing.draw(wide, "GIF"))
    assert image.crop((790, 20, 800, 290)).getextrema() == (255, 255)
    assert image.crop((790, 570, 800, 685)).getextrema() == (255, 255)
    assert image.crop((0, 294, 260, 297)).getextrema() == (255, 255)


@pytest.mark.parametrize(
    ("image_format", "begins", "ends"),
    [("ZPL", b"^XA", b"^XZ"), ("EPL", b"\nN\n", b"P1\n"), ("SPL", b"<STX>", b"<ETX>")],
)
def test_thermal_labels_say_the_same(image_format: str, begins: bytes, ends: bytes) -> None:
    label = drawing.draw(LABEL, image_format)
    assert label.startswith(begins)
    assert label.endswith(ends)
    words = ("1ZSAMPLE0300000178", "PAT DOE", "ACME DEPOT", "UPS GROUND", "4 LBS", "SS-7Q2F9KXM-1", "PO 4471", "SAMPLE")
    for word in (*words, "42030005"):
        assert word.encode() in label


def test_words_cannot_command_the_printer() -> None:
    sly = replace(LABEL, receiver=('^XZ~JR"\\<ETX>',))
    zpl = drawing.draw(sly, "ZPL")
    assert zpl.count(b"^XZ") == 1
    assert b"~" not in zpl
    assert b'"^XZ~JR\\"\\\\<ETX>"' in drawing.draw(sly, "EPL")
    assert b"JR" in drawing.draw(sly, "SPL")
    assert drawing.draw(sly, "SPL").count(b"<ETX>") == drawing.draw(LABEL, "SPL").count(b"<ETX>") - 3


def test_a_pdf_is_one_page_of_four_by_six_inches() -> None:
    pdf = drawing.draw(LABEL, "PDF")
    assert pdf.startswith(b"%PDF")
    assert b"/Count 1" in pdf
    assert b"288" in pdf
    assert b"432" in pdf


def test_the_label_of_a_shipment(tmp_path: Path) -> None:
    caller = Caller(tmp_path)
    changes: dict[str, Any] = {
        "ShipTo.Name": "Zoë Łukasz 王",
        "ShipTo.Address.PostalCode": "300051234",
        "Service.Code": "02",
    }
    image = caller.ship(changes, label="GIF").shipped["PackageResults"][0]["ShippingLabel"]["GraphicImage"]
    (label,) = labels_of(caller.emulator.shipments()[0])
    assert label.receiver == ("ZOE ?UKASZ ?", "7705550101", "77 ELM AVE", "APT 4", "ALPHARETTA GA 30005-1234")
    assert (label.service, label.weight, label.piece) == ("UPS 2ND DAY AIR", "4 LBS", "1 OF 1")
    assert label.postal == "420300051234"
    assert base64.b64decode(image) == drawing.draw(label, "GIF")
    assert _scan(_upright(base64.b64decode(image)), 860) == label.tracking_number
