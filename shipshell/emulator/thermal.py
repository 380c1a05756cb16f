"""A label in the languages of thermal printers: ZPL (Zebra), EPL (Eltron) and SPL (Intermec), at 203 dots an inch."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.emulator.labels import Label

#: Words, their place in dots from the top left corner, and the height of their letters.
Words = tuple[str, int, int, int]


def zpl(label: Label) -> bytes:
    """The label in ZPL II."""
    lines = ["^XA", "^LH0,0", "^PW812", "^LL1218", "^CI0"]
    lines += [f"^FO{x},{y}^A0N,{size},{size}^FD{_plain(text)}^FS" for text, x, y, size in _words(label)]
    if label.postal:
        lines.append(f"^FO310,430^BY3^BCN,110,N,N,N,A^FD{label.postal}^FS")
    lines.append(f"^FO110,740^BY3^BCN,240,N,N,N,A^FD{label.tracking_number}^FS")
    lines += [f"^FO0,{y}^GB812,6,6^FS" for y in _RULES]
    return _joined([*lines, "^XZ"])


def epl(label: Label) -> bytes:
    """The label in EPL2."""
    lines = ["N", "q812", "Q1218,24"]
    lines += [f'A{x},{y},0,{_epl_font(size)},1,1,N,"{_quoted(text)}"' for text, x, y, size in _words(label)]
    if label.postal:
        lines.append(f'B310,430,0,1,3,3,110,N,"{label.postal}"')
    lines.append(f'B110,740,0,1,3,3,240,N,"{label.tracking_number}"')
    lines += [f"LO0,{y},812,6" for y in _RULES]
    return _joined(["", *lines, "P1", ""])


def spl(label: Label) -> bytes:
    """The label in the printer language that UPS calls SPL."""
    lines = ["<STX><ESC>C<ETX>", "<STX><ESC>P<ETX>", "<STX>E4;F4;<ETX>"]
    fields = [(f"o{y},{x};c25;h{size};w{size};d3,{_plain(text)}") for text, x, y, size in _words(label)]
    if label.postal:
        fields.append(f"o430,310;c6,0;h110;w3;d3,{label.postal}")
    fields.append(f"o740,110;c6,0;h240;w3;d3,{label.tracking_number}")
    lines += [f"<STX>H{number};{field};<ETX>" for number, field in enumerate(fields)]
    return _joined([*lines, "<STX>R<ETX>", "<STX><ESC>E4<CAN><ETX>", "<STX><RS>1<ETB><ETX>"])


_RULES = (300, 560, 690, 1010)


def _words(label: Label) -> Iterator[Words]:
    yield from _block(label.sender, 24, 12, 130)
    yield label.weight, 500, 10, 36
    yield label.piece, 650, 10, 36
    yield label.date, 500, 60, 22
    yield "SHIP TO:", 24, 150, 24
    yield from _block(label.receiver, 150, 150, 145)
    yield "SAMPLE", 40, 400, 46
    yield label.routing, 300, 315, 64
    yield label.service, 24, 572, 56
    yield f"TRACKING #: {label.spaced_number}", 24, 645, 30
    yield "BILLING: P/P", 24, 1028, 24
    for index, reference in enumerate(label.references[:2], start=1):
        yield f"REF {index}: {reference}", 24, 1028 + 30 * index, 24
    yield "SAMPLE - DO NOT SHIP", 180, 1134, 44


def _block(lines: tuple[str, ...], x: int, y: int, height: int) -> Iterator[Words]:
    """Lines one under another, closer together where the height would not hold them."""
    spacing = min(26, height // len(lines))
    for index, line in enumerate(lines):
        yield line, x, y + spacing * index, spacing - 2


def _epl_font(size: int) -> int:
    """The printer's own font that comes nearest."""
    return next((font for font, height in ((2, 20), (3, 24), (4, 36)) if size <= height), 5)


def _plain(text: str) -> str:
    """The text without what begins a command."""
    return text.translate(str.maketrans("^~;<>", "     "))


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _joined(lines: list[str]) -> bytes:
    return "\n".join(lines).encode("ascii", "replace")
