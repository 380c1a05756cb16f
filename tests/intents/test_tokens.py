# ruff: noqa: RUF001 - people paste these marks
from __future__ import annotations

import pytest

from shipshell.intents.tokens import MAX_TOKENS, Kind, clean, has_extension, tokens


@pytest.mark.parametrize(
    ("text", "kind", "word"),
    [
        ('"my orders.csv"', Kind.QUOTED, "my orders.csv"), ("‘a b’", Kind.QUOTED, "a b"), ("“a b”", Kind.QUOTED, "a b"),
        ("'Ray's list.csv'", Kind.QUOTED, "Ray's list.csv"), ("orders.csv", Kind.PATH, "orders.csv"),
        ("orders.csv.", Kind.PATH, "orders.csv"), ("/tmp", Kind.PATH, "/tmp"), ("orders/", Kind.PATH, "orders/"), ("w/", Kind.WORD, "with"),
        ("~/a/b", Kind.PATH, "~/a/b"), ("C:\\x\\y.xlsx", Kind.PATH, "C:\\x\\y.xlsx"),
        ("2025-01-14.csv", Kind.PATH, "2025-01-14.csv"), ("sqlite:///a.db", Kind.URL, "sqlite:///a.db"),
        ("shop.orders", Kind.NAME, "shop.orders"), ("orders_2", Kind.NAME, "orders_2"), ("12", Kind.NUMBER, "12"),
        ("$1,000", Kind.MONEY, "$1,000"), ("1z4c02k60890017725", Kind.TRACKING, "1Z4C02K60890017725"),
        ("E-2004", Kind.CODE, "E-2004"), ("Don’t", Kind.WORD, "dont"), ("'em", Kind.WORD, "em"), ("YESSSS", Kind.WORD, "yess"),
        ("2nd", Kind.WORD, "2nd"), ("?", Kind.QUERY, "?"), ("…", Kind.ELLIPSIS, "…"), ("&", Kind.SYMBOL, "&"), (":(", Kind.SYMBOL, ":("),
        ("🚀", Kind.SOFT, "🚀"), ("🤔", Kind.SYMBOL, "🤔"), ("👍", Kind.WORD, "👍"),
        ("->", Kind.WORD, "to"),
    ],
)  # fmt: skip
def test_one_token(text: str, kind: Kind, word: str) -> None:
    first, *rest = tokens(text)
    assert (first.kind, first.word) == (kind, word)
    assert [token.kind for token in rest if token.kind is not Kind.SOFT] == []


def test_apostrophes_do_not_open_quotes() -> None:
    assert [token.word for token in tokens("ship 'em, don't let 'er rip")] == [
        "ship",
        "em",
        ",",
        "dont",
        "let",
        "er",
        "rip",
    ]


def test_tokens_know_where_they_stand() -> None:
    text = 'ship "a b.csv" now'
    assert [text[token.start : token.end] for token in tokens(text)] == ["ship", '"a b.csv"', "now"]


def test_cleaning_makes_every_space_plain_and_keeps_control_characters() -> None:
    assert clean("\ufeff yes\u00a0it\u3000is\t👍🏽 ") == "yes it is 👍"
    assert clean("a\x00b") == "a\x00b"


def test_a_flood_of_tokens_is_cut() -> None:
    assert len(tokens("a " * 10_000)) == MAX_TOKENS + 1


def test_a_file_is_known_by_its_ending() -> None:
    assert has_extension("March wholesale.CSV")
    assert not has_extension("Mumbai returns")


def test_what_is_struck_out_is_no_plain_sentence() -> None:
    assert [token.kind for token in tokens("~~yes~~")] == [Kind.SYMBOL, Kind.WORD, Kind.SYMBOL]
