"""A typed line cut into tokens: words made comparable, and everything else (paths, numbers, quotes) kept as typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

MAX_CHARACTERS = 4000
MAX_TOKENS = 600
MAX_WORDS = 120


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    NUMBER = auto()
    MONEY = auto()
    QUOTED = auto()
    PATH = auto()
    URL = auto()
    NAME = auto()  # `shop.orders`, `orders_2`: a word no sentence has
    TRACKING = auto()
    CODE = auto()
    SOFT = auto()  # punctuation that changes nothing
    ELLIPSIS = auto()
    QUERY = auto()
    SYMBOL = auto()  # anything that is not part of a plain sentence


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    Attributes:
        kind: what it is.
        word: for a word its comparable form (lower case, no apostrophes), else the text without quotes.
        start, end: where it stands in the line.
        near: the one known word this is most likely a misspelling of, or "".
        close: every known word of which it could be one.
    """

    kind: Kind
    word: str
    start: int
    end: int
    near: str = ""
    close: frozenset[str] = frozenset()


_EXTENSIONS = "csv|tsv|tab|ssv|psv|dat|txt|xlsx|xlsm|xls|ods|json|db|sqlite3?|pdf|png|gif|zpl|zip"
_PATTERN = re.compile(
    rf"""
      (?P<QUOTED> "[^"]*" | “[^“”]*[”“"] | „[^“”]*[“”] | «[^»]*» | `[^`]*`
               | (?<!\w)'(?=[^\s'])(?:[^']|'(?=\w))*'(?!\w) | (?<!\w)‘(?:[^‘’]|’(?=\w))*’(?!\w) )
    | (?P<URL> [A-Za-z][A-Za-z0-9+]*://[^\s,;"]+ )
    | (?P<TRACKING> \b1[Zz][0-9A-Za-z]{{16}}\b )
    | (?P<CODE> \b[Ee]-?\d{{4}}\b )
    | (?P<PATH> [^\s"“”,;!?=<>*]+?\.(?i:{_EXTENSIONS})(?![\w/\\-]|\.\w)
            | (?:[A-Za-z]:[\\/]|~[\\/]|\.{{1,2}}[\\/]|\\\\|(?<!\w)/[\w.-]+/)[^\s"“”,;!?*]+
            | (?<!\S)(?: /[\w.-]+ | [\w.-]{{2,}}/ )(?![^\s,;!?]) )
    | (?P<MONEY> [$][ ]?\d+(?:,\d{{3}})*(?:\.\d+)?(?![\w.,]*\d) | \d+(?:,\d{{3}})*(?:\.\d+)?[$] )
    | (?P<NUMBER> \d+(?:\.\d+)?(?!\w) )
    | (?P<NAME> \w+(?:\.\w+)*_[\w.]*\w | \w{{2,}}(?:\.\w{{2,}})+ )
    | (?P<ARROW> ->|→ )
    | (?P<WORD> \b[Ww]/(?!\w) | (?:(?<!\w)['’])?\w+(?:['’ʼ´`]\w+)* | 👍|👌|✅|✔|🆗|💯|👎 )
    | (?P<ELLIPSIS> \.{{2,}} | … )
    | (?P<QUERY> [?¿؟？] )
    | (?P<STRUCK> ~~ )
    | (?P<FROWN> :-?[(/|\[] )
    | (?P<SOFT> [,.;:!()=–—\-‐‑−~"'’‘“”。，！、]|\#(?=\s?\d)|[🚀🎉📦🙏🙂😀😁😄😊😃✨🔥🥳💪🎊🚚🎁] )
    | (?P<SYMBOL> [^\s] )
    """,  # noqa: RUF001 - people paste these marks
    re.VERBOSE,
)
#: Marks that are read as something else: a sad face and what is struck out as no plain sentence, an arrow as `to`.
_READ_AS = {"FROWN": (Kind.SYMBOL, ""), "STRUCK": (Kind.SYMBOL, ""), "ARROW": (Kind.WORD, "to")}
#: Invisible companions of emoji, and the mark at the head of some files.
_INVISIBLE = dict.fromkeys([0xFE0F, 0xFEFF, *range(0x1F3FB, 0x1F400)])
_APOSTROPHES = str.maketrans("", "", "'’ʼ´`")  # noqa: RUF001
_EXTENSION = re.compile(rf"\.(?:{_EXTENSIONS})$", re.IGNORECASE)
_STRETCHED = re.compile(r"([^\W\d])\1{2,}")


def has_extension(name: str) -> bool:
    """Whether a name ends like that of a file."""
    return bool(_EXTENSION.search(name))


def clean(text: str) -> str:
    """`text` without invisible marks at its ends and in emoji, every space a plain one."""
    visible = text.translate(_INVISIBLE)
    return "".join(" " if character.isspace() else character for character in visible).strip()


def tokens(text: str) -> list[Token]:
    """The tokens of a cleaned line, in order; in time linear in its length, at most `MAX_TOKENS` + 1 of them."""
    found: list[Token] = []
    for match in _PATTERN.finditer(text):
        found.append(_token(match))
        if len(found) > MAX_TOKENS:
            break
    return found


def _token(match: re.Match[str]) -> Token:
    name, raw = str(match.lastgroup), match.group()
    start, end = match.span()
    if name in _READ_AS:
        kind, word = _READ_AS[name]
        return Token(kind, word or raw, start, end)
    kind = Kind[name]
    if kind is Kind.WORD:
        return Token(kind, _comparable(raw), start, end)
    if kind is Kind.QUOTED:
        return Token(kind, raw[1:-1].strip(), start, end)
    if kind in (Kind.PATH, Kind.URL):
        trimmed = raw.rstrip(".:)") if not raw.endswith("..") else raw
        return Token(kind, trimmed, start, start + len(trimmed))
    if kind is Kind.TRACKING:
        return Token(kind, raw.upper(), start, end)
    return Token(kind, raw, start, end)


def _comparable(raw: str) -> str:
    """Lower case, compatibility forms folded, apostrophes dropped, stretched letters (`yesss`) cut to two."""
    folded = unicodedata.normalize("NFKC", raw).casefold().translate(_APOSTROPHES)
    return "with" if folded == "w/" else _STRETCHED.sub(r"\1\1", folded)
