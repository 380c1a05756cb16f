"""The pages are current and complete, and their links lead somewhere."""

from __future__ import annotations

import re
import runpy
import sys
import tomllib
from pathlib import Path

import pytest

from shipshell import config
from shipshell.config.toml_file import KNOWN
from shipshell.intents.grammar import COMMANDS
from shipshell.jobs.states import JobStatus, RowState

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")]
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def test_the_page_of_commands_is_what_make_docs_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    made = runpy.run_path(str(ROOT / "scripts" / "commands_page.py"))["page"]()
    sys.modules.pop("workplace", None)
    assert (DOCS / "commands.md").read_text(encoding="utf-8") == made


def test_every_command_has_an_entry_with_its_examples() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"\n## {command.name.replace('_', ' ')}\n" in page
        assert all(f"- `{example}`" in page for example in command.examples)


def test_every_state_of_a_row_and_a_job_has_an_entry() -> None:
    told = re.findall(r"^\| `(\w+)` \|", (DOCS / "row-states.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert told == [*map(str, RowState), *map(str, JobStatus)]


def test_the_settings_shown_are_valid_and_all_there_are(tmp_path: Path) -> None:
    shown = (DOCS / "settings.md").read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    (tmp_path / "config.toml").write_text(shown)
    config.load_settings({"SHIPSHELL_HOME": str(tmp_path), "SHIPSHELL_ENVIRONMENT": "emulator"})
    told = {section: tuple(values) for section, values in tomllib.loads(shown).items()}
    assert told == {section: names for section, names in KNOWN.items() if names}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_to_files(page: Path) -> None:
    missing = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()]
    assert missing == []


def test_every_page_is_reached_from_the_readme() -> None:
    seen, ahead = set(), [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page in seen:
            continue
        seen.add(page)
        links = [(page.parent / link).resolve() for link in _LINK.findall(page.read_text(encoding="utf-8"))]
        ahead += [link for link in links if link.suffix == ".md"]
    assert set(PAGES) - seen == set()
