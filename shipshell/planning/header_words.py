"""The words of a header: taken apart, abbreviations spelled out, slips of the pen mended."""

from __future__ import annotations

import re
from difflib import get_close_matches

Words = tuple[str, ...]

_PLUS = re.compile(r"(?<=\d)\s?\+(?!\s?\d)")  # `21+`, not `5+4`
_SEAM = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)")

#: Short forms in headers, each with the words it stands for.
_SHORT: dict[str, Words] = {
    **dict.fromkeys(("addr", "adr"), ("address",)),
    **dict.fromkeys(("nm",), ("name",)),
    **dict.fromkeys(("fname",), ("first", "name")),
    **dict.fromkeys(("lname",), ("last", "name")),
    **dict.fromkeys(("cust",), ("customer",)),
    **dict.fromkeys(("recip",), ("recipient",)),
    **dict.fromkeys(("ord",), ("order",)),
    **dict.fromkeys(("no", "nr", "num", "nbr"), ("number",)),
    **dict.fromkeys(("ln",), ("line",)),
    **dict.fromkeys(("cd",), ("code",)),
    **dict.fromkeys(("wt", "wgt", "wght"), ("weight",)),
    **dict.fromkeys(("tel", "telephone", "ph", "phn"), ("phone",)),
    **dict.fromkeys(("eml",), ("email",)),
    **dict.fromkeys(("ctry", "cntry"), ("country",)),
    **dict.fromkeys(("prov",), ("province",)),
    **dict.fromkeys(("svc",), ("service",)),
    **dict.fromkeys(("pkg",), ("package",)),
    **dict.fromkeys(("acct",), ("account",)),
    **dict.fromkeys(("sig",), ("signature",)),
    **dict.fromkeys(("ste",), ("suite",)),
    **dict.fromkeys(("bldg",), ("building",)),
}
#: Words that are misspelled now and then, and what looks like one of them but is another word.
_OFTEN = ("address", "street", "weight", "postal", "country", "company", "recipient")
_OTHERS = ("county", "height", "postage", "freight", "addressee")
_NEAR = 0.83
_LONG = 5


def words_of(header: str) -> Words:
    """The words of a header in lower case, camel case taken apart, a word said twice running said once."""
    found = re.findall(r"[^\W_]+", _SEAM.sub(" ", _PLUS.sub(" plus", header)).lower())
    return tuple(word for at, word in enumerate(found) if at == 0 or found[at - 1] != word)


def spelled_out(words: Words) -> Words:
    """The same words, abbreviations in full and misspelled ones mended."""
    return tuple(full for word in words for full in _SHORT.get(word) or (_mended(word),))


def _mended(word: str) -> str:
    near = get_close_matches(word, (*_OFTEN, *_OTHERS), 1, _NEAR) if len(word) > _LONG else []
    return near[0] if near and near[0] in _OFTEN else word
