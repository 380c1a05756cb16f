"""The answers to `setup`: asked one after the other, checked as they come, and kept all at once or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipshell.config.changing import change
from shipshell.config.loading import check
from shipshell.config.secrets import Secrets
from shipshell.config.server import ENVIRONMENTS
from shipshell.config.toml_file import TomlFile
from shipshell.model.errors import ShipshellError
from shipshell.session.setup_questions import CLIENT_ID, CREDENTIALS, ENVIRONMENT, ITEMS, SECRET, SHIPPER_NAME, Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shipshell.session.setup_questions import Item
    from shipshell.session.surroundings import Surroundings


class Form:
    """The questions of `setup` with what is configured as their defaults.

    Raises:
        ShipshellError: E-5003, E-5004, the file of settings is not understood: it wants to be mended by hand.
    """

    def __init__(self, surroundings: Surroundings) -> None:
        self._variables = surroundings.variables
        self._file = TomlFile.read(surroundings.config_file)
        self._secrets = Secrets(surroundings.config_file.parent)
        self._answers: dict[Item, str] = {}

    # -- asking -----------------------------------------------------------------------------------------------

    @property
    def question(self) -> Question | None:
        """The question that stands, None once all are answered."""
        item = self._ahead()
        if item is None:
            return None
        if item is SECRET:
            kept = "; Enter keeps the one there is" if self._has_secret() else ""
            return Question(f"{item.words} (typed unseen{kept})", hidden=True)
        return Question(item.words, self._default(item))

    def answer(self, text: str) -> str:
        """Take the answer to the question that stands; what is wrong with it, "" where it was taken."""
        item, given = self._ahead(), text.strip()
        if item is None:
            return ""
        if item.section == "limits":
            given = given.removeprefix("$").replace(",", "").strip()
        complaint = self._complaint(item, given)
        if not complaint:
            self._answers[item] = given
        return complaint

    def _ahead(self) -> Item | None:
        return next((item for item in ITEMS if item not in self._answers and not self._passed_over(item)), None)

    def _passed_over(self, item: Item) -> bool:
        """The emulator needs no credentials, and serves with a sample shipper where no name is given."""
        if self._answers.get(ENVIRONMENT) != "emulator":
            return False
        sampled = item.section == "shipper" and not self._answers.get(SHIPPER_NAME, "name")
        return item in CREDENTIALS or sampled

    def _default(self, item: Item) -> str:
        if item is ENVIRONMENT:
            return self._likely_environment()
        configured = self._file.value(item.section, item.name)
        if configured is not None:
            return str(configured)
        return self._variables.get(item.variable, "").strip() or item.usual

    def _likely_environment(self) -> str:
        """What is configured; else test, for whoever sets up has an account at UPS."""
        chosen = self._file.value(*_place(ENVIRONMENT)) or self._variables.get(ENVIRONMENT.variable, "").strip()
        return str(chosen) if chosen in ENVIRONMENTS else "test"

    def _has_secret(self) -> bool:
        if self._variables.get(SECRET.variable, "").strip():
            return True
        try:
            return bool(self._secrets.read(self._answers[CLIENT_ID]))
        except ShipshellError:  # it cannot be had, so it is to be entered
            return False

    def _complaint(self, item: Item, given: str) -> str:
        if not given:
            return "This is needed." if self._is_missed(item) else ""
        if not given.isprintable():
            return "Write it without control characters."
        if item is SECRET:
            return ""
        try:
            check(self._with(item, given), item.section, item.name)
        except ShipshellError as error:
            return error.problem.hint
        return ""

    def _is_missed(self, item: Item) -> bool:
        if item is SECRET:
            return not self._has_secret()
        optional = self._answers.get(ENVIRONMENT) == "emulator" and item is SHIPPER_NAME
        return item.needed and not optional

    def _with(self, item: Item, given: str) -> TomlFile:
        """The file as it would be."""
        said = {one.name: text for one, text in self._answers.items() if one.section == item.section and text}
        section = {**self._file.table.get(item.section, {}), **said, item.name: given}
        return TomlFile(self._file.path, {**self._file.table, item.section: section})

    # -- keeping ----------------------------------------------------------------------------------------------

    def keep(self) -> Iterator[str]:
        """Write everything down, the secret first; what was kept where, line by line.

        Raises:
            ShipshellError: E-5003, E-5009, E-5010, E-4010: it could not be kept.
        """
        secret = self._answers.get(SECRET)
        if secret:
            where = self._secrets.keep(self._answers[CLIENT_ID], secret)
            yield f"The client secret is kept in {where}."
        change(self._file.path, dict(self._news()))
        yield f"The settings are kept in {self._file.path}."
        for item, text in self._answers.items():
            if text and self._variables.get(item.variable, "").strip() not in ("", text):
                yield f"The variable {item.variable} is set and goes before what was kept."
        yield 'Say "doctor" to check them.'

    def _news(self) -> Iterator[tuple[tuple[str, str], str]]:
        """What is to be written: what differs from the file, and from what serves without a line."""
        nameless = self._answers[SHIPPER_NAME] == ""
        for item in ITEMS:
            text = "" if nameless and item.section == "shipper" else self._answers.get(item)
            configured = self._file.value(*_place(item))
            if item is not SECRET and text is not None and text != str(configured or item.usual):
                yield _place(item), text


def _place(item: Item) -> tuple[str, str]:
    return item.section, item.name
