"""Code 128 as the widths that a printer or a picture draws."""

from __future__ import annotations

from functools import cache


@cache
def modules(text: str) -> str:
    """The bars of `text`: `1` a black module, `0` a white one, without the quiet zones."""
    from barcode.codex import Code128

    return str(Code128(text).build()[0])
