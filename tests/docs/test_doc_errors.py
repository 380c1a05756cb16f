"""The page of errors and the catalogue of codes say the same, and every code is one that can be given."""

from __future__ import annotations

import re
from pathlib import Path

from shipshell.model.errors import CODES
from shipshell.model.remedies import REMEDIES

ROOT = Path(__file__).parents[2]
CATALOGUES = {ROOT / "shipshell" / "model" / "errors.py", ROOT / "shipshell" / "model" / "remedies.py"}
_ENTRY = re.compile(r"^\| `(E-\d{4})` \| (.+?) \| (.+?) \|$", re.MULTILINE)
_CODE = re.compile(r"\bE-\d{4}\b")


def entries() -> list[tuple[str, str, str]]:
    return _ENTRY.findall((ROOT / "docs" / "errors.md").read_text(encoding="utf-8"))


def test_the_page_lists_every_code_in_order_under_its_title() -> None:
    assert [(code, title) for code, title, _ in entries()] == list(CODES.items())


def test_every_code_comes_with_advice() -> None:
    assert [code for code, _, advice in entries() if not advice.endswith(".")] == []


def test_the_shell_gives_the_same_advice() -> None:
    linked = [(code, re.sub(r"\[[^]]+\]\(([\w-]+\.md)[^)]*\)", r"docs/\1", advice)) for code, _, advice in entries()]
    assert [(code, _unquoted(advice)) for code, advice in linked] == [
        (code, _unquoted(advice)) for code, advice in REMEDIES.items()
    ]


def _unquoted(advice: str) -> str:
    """Without the marks of quotation: a page has others than a terminal."""
    return advice.translate(dict.fromkeys(map(ord, '`"')))


def test_the_program_gives_every_code() -> None:
    sources = [path for path in (ROOT / "shipshell").rglob("*.py") if path not in CATALOGUES]
    given = {code for path in sources for code in re.findall(r'"(E-\d{4})"', path.read_text(encoding="utf-8"))}
    assert set(CODES) - given == set()


def test_no_page_names_a_code_that_does_not_exist() -> None:
    pages = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    assert {code for page in pages for code in _CODE.findall(page.read_text(encoding="utf-8"))} <= set(CODES)
