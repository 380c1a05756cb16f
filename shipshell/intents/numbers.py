"""Numbers as people write them: `12`, `#12`, `twelve`, `forty-eight`, lists and ranges of rows, dollars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.intents.tokens import Kind
from shipshell.model.number_words import NUMBER_WORDS, SMALL, TENS

if TYPE_CHECKING:
    from shipshell.intents.patterns import Line, Value

#: More rows than a person means.
MAX_ROWS = 100_000
_MAX_DIGITS = 9

_ROW_WORDS = frozenset(["row", "rows", "line", "lines", "order", "orders", "number", "numbers", "no", "num", "nr"])
_NUMBER_MARKS = frozenset(["number", "no", "nr", "num", "id"])
_POINTING = frozenset(["this", "that", "the", "each", "every", "last", "next", "another", "wrong", "which", "any"])
_AND = frozenset({"and", "also", "plus"})
#: After one of these, `3 or 4` means both.
_NEGATIONS = frozenset({"dont", "not", "never", "neither", "without", "no"})
_TO = frozenset({"to", "through", "thru", "till", "until", "til"})
_DASHES = frozenset("-‐‑–—−~")  # noqa: RUF001
_MINUS = frozenset("-−")  # noqa: RUF001
#: Marks between two numbers that leave open whether a range is meant, a time or a ratio.
_RIDDLES = frozenset(":=!")
#: Words that follow rows, and are no reason that a dash leads to.
_AFTER_ROWS = frozenset({"of", "in", "from", "and", "on", "as"})


def number(line: Line, at: int) -> tuple[int, int] | None:
    """The whole number from 1 up at `at`, as (end, number)."""
    at = line.skip(at)
    if at >= len(line.tokens):
        return None
    token = line.tokens[at]
    if token.kind is Kind.NUMBER:
        whole = token.word.isdecimal() and len(token.word) <= _MAX_DIGITS and not _is_negative(line, at)
        found = (at + 1, int(token.word)) if whole else None
    else:
        found = _spelled(line, at)
    return found if found and found[1] > 0 else None


def _is_negative(line: Line, at: int) -> bool:
    """Whether a minus sign belongs to the number at `at`: `job -1`, and neither `row-1` nor `rows 3 -5`."""
    if at == 0 or line.tokens[at - 1].word not in _MINUS or line.tokens[at - 1].end != line.tokens[at].start:
        return False
    sign = line.tokens[at - 1]
    joined = sign.start > 0 and not line.text[sign.start - 1].isspace()
    return not joined and (at < 2 or line.tokens[at - 2].kind is not Kind.NUMBER)  # noqa: PLR2004


def _word_at(line: Line, at: int) -> str:
    """The word at `at`, past a hyphen, or ""."""
    if at < len(line.tokens) and line.tokens[at].kind is Kind.SOFT and line.tokens[at].word == "-":
        at += 1
    if at >= len(line.tokens) or line.tokens[at].kind is not Kind.WORD:
        return ""
    token = line.tokens[at]
    return token.near if token.near in NUMBER_WORDS else token.word


def _spelled(line: Line, at: int) -> tuple[int, int] | None:
    """A number in words at `at`, below a thousand."""
    end, value = _below_hundred(line, at)
    if value is not None and value < 10 and _word_at(line, end) == "hundred":  # noqa: PLR2004
        end, value = line.skip(end) + 1, value * 100
        rest_at = end + 1 if _word_at(line, end) == "and" else end
        rest_end, rest = _below_hundred(line, rest_at)
        if rest:
            end, value = rest_end, value + rest
    return None if value is None else (end, value)


def _below_hundred(line: Line, at: int) -> tuple[int, int | None]:
    word = _word_at(line, at)
    if word == "one" and at and line.tokens[at - 1].word in _POINTING:
        return at, None
    after = line.skip(at) + 1
    if word in SMALL:
        return after, SMALL[word]
    if word not in TENS:
        return at, None
    unit = SMALL.get(_word_at(line, after), 0)
    return (line.skip(after) + 1, TENS[word] + unit) if 0 < unit < 10 else (after, TENS[word])  # noqa: PLR2004


def rows(line: Line, at: int) -> list[tuple[int, Value]]:
    """The longest list of rows at `at`: `3, 5 and 9`, `40 to 44`, `2-5`; none where it is senseless or too long."""
    found: set[int] = set()
    end = at
    while (part := _range(line, _past_row_word(line, end))) is not None:
        after, first, last = part
        if first > last or last - first >= MAX_ROWS or len(found) >= MAX_ROWS:
            return []
        found.update(range(first, last + 1))
        end, following = after, line.skip(after)
        if following < len(line.tokens) and _joins(line, following):
            after = following + 1
        if _range(line, _past_row_word(line, after)) is None:
            break
        end = after
    return [(end, tuple(sorted(found)))] if found else []


def _is_riddle(line: Line, at: int) -> bool:
    """Whether what follows a number leaves open which rows are meant: `3:5`, or `3-` with no end of the range."""
    if at >= len(line.tokens) or line.tokens[at].start != line.tokens[at - 1].end:
        return False
    mark, after = line.tokens[at].word, line.tokens[at + 1] if at + 1 < len(line.tokens) else None
    if mark in _RIDDLES:
        return after is not None and after.kind is Kind.NUMBER and after.start == line.tokens[at].end
    if mark not in _DASHES or after is None:
        return mark in _DASHES
    return after.word in _AFTER_ROWS or (after.kind not in (Kind.WORD, Kind.NUMBER) and after.word != "#")


def _joins(line: Line, at: int) -> bool:
    """Whether the word at `at` makes a list of rows longer; `or` leaves open which is meant, except in a denial."""
    if line.says(at, _AND) or line.tokens[at].word == "&":
        return True
    return line.tokens[at].word == "or" and any(token.word in _NEGATIONS for token in line.tokens[:at])


def _past_row_word(line: Line, at: int) -> int:
    at = line.skip(at)
    while at < len(line.tokens) and line.says(at, _ROW_WORDS):
        at = line.skip(at + 1)
    return at


def _range(line: Line, at: int) -> tuple[int, int, int] | None:
    """A number or a range at `at`, as (end, first, last)."""
    start = number(line, at)
    if start is None or _is_riddle(line, start[0]):
        return None
    end, first = start
    after = _past_to(line, end)
    last = number(line, _past_row_word(line, after)) if after else None
    if last and _is_riddle(line, last[0]):
        return None
    return (last[0], first, last[1]) if last else (end, first, first)


def _past_to(line: Line, at: int) -> int:
    """The place after a dash or `to` at `at`, or 0."""
    if at >= len(line.tokens):
        return 0
    token = line.tokens[at]
    if token.kind is Kind.SOFT:
        return at + 1 if token.word in _DASHES else 0
    dots = token.kind is Kind.ELLIPSIS and token.word in ("..", "...")
    return at + 1 if dots or line.says(at, _TO) else 0


def between(line: Line, at: int) -> list[tuple[int, Value]]:
    """A range at `at`, as its first and last number."""
    part = _range(line, _past_row_word(line, at))
    return [(part[0], (part[1], part[2]))] if part and part[1] < part[2] else []


def one(line: Line, at: int) -> list[tuple[int, Value]]:
    """A single number at `at`."""
    return _alone(line, number(line, _past_row_word(line, at)))


def plain(line: Line, at: int) -> list[tuple[int, Value]]:
    """A single number at `at`, perhaps after `number` or `no.`, no row word before it."""
    return _alone(line, number(line, at + 1 if line.says(at, _NUMBER_MARKS) else at))


def _alone(line: Line, found: tuple[int, int] | None) -> list[tuple[int, Value]]:
    """A number that was found, unless what touches it makes it part of something else."""
    return [found] if found and not _is_riddle(line, found[0]) else []


def dollars(line: Line, at: int) -> list[tuple[int, Value]]:
    """An amount at `at` as a plain decimal: `$1,200.50` is `1200.50`."""
    token = line.tokens[at]
    if token.kind not in (Kind.MONEY, Kind.NUMBER):
        found = _spelled(line, at)
        return [(found[0], str(found[1]))] if found else []
    end, plain = at + 1, token.word.strip("$ ").replace(",", "")
    if token.kind is Kind.NUMBER and (grouped := _grouped(line, at)):
        end, plain = grouped
    return [(end, plain.lstrip("0") or "0")] if len(plain) <= _MAX_DIGITS + 3 else []


def _grouped(line: Line, at: int) -> tuple[int, str] | None:
    """A number with thousands separators that was cut at its comma: `1,200`."""
    three = line.tokens[at : at + 3]
    if [token.kind for token in three] != [Kind.NUMBER, Kind.SOFT, Kind.NUMBER] or three[1].word != ",":
        return None
    touching = three[0].end == three[1].start and three[1].end == three[2].start
    whole = three[2].word.split(".")[0]
    return (at + 3, three[0].word + three[2].word) if touching and len(whole) == 3 else None  # noqa: PLR2004
