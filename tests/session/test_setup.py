"""`setup`: asked one after the other with what is there as defaults, checked as it comes, kept at the end or not at all."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from shipshell.bootstrap import surroundings
from shipshell.config import Limits, load_settings
from shipshell.config.secrets import Secrets
from shipshell.model.errors import ShipshellError
from shipshell.session.replies import Failed, Filling, Listing
from shipshell.session.setup import standing
from shipshell.session.setup_form import Form

if TYPE_CHECKING:
    from pathlib import Path

    from session_kit import Bench

CREDENTIALS = ("app", "sesame", "a1b2c3")
SHIPPER = ("Acme Depot", "(410) 555-0100", "400 Depot Rd", "", "US", "Timonium", "MD", "21093")
DEFAULTS = ("Ground", "02", "GIF", "lb")
ANSWERS = ("test", *CREDENTIALS, *SHIPPER, *DEFAULTS, "$1,500", "", "2000.50")


def form(home: Path, **variables: str) -> Form:
    return Form(surroundings({"SHIPSHELL_HOME": str(home), **variables}))


def fill(form: Form, *answers: str) -> Form:
    """Every answer is taken."""
    for answer in answers:
        assert form.question is not None
        asked = form.question.text
        assert form.answer(answer) == "", f"{asked} {answer}"
    return form


def keep(form: Form) -> str:
    assert form.question is None
    return "\n".join(form.keep())


def defaults(form: Form) -> list[str]:
    """What is offered, question by question, each taken as it is."""
    offered = []
    while form.question:
        offered.append(form.question.default)
        assert form.answer(form.question.default) == ""
    return offered


# -- asking ----------------------------------------------------------------------------------------------------------


def test_what_is_answered_is_what_holds(tmp_path: Path) -> None:
    told = keep(fill(form(tmp_path), *ANSWERS))
    settings = load_settings({"SHIPSHELL_HOME": str(tmp_path)})
    assert settings.credentials is not None
    assert (settings.environment, settings.credentials.client_secret) == ("test", "sesame")
    assert settings.credentials.account_number == "A1B2C3"
    assert settings.shipper is not None
    assert (settings.shipper.name, settings.shipper.phone) == ("Acme Depot", "4105550100")
    assert settings.limits == Limits(Decimal(1500), None, Decimal("2000.50"))
    assert "sesame" not in told


def test_the_secret_stands_in_no_file_of_settings_and_shows_nowhere(tmp_path: Path) -> None:
    filled = fill(form(tmp_path), *ANSWERS)
    keep(filled)
    assert "sesame" not in (tmp_path / "config.toml").read_text()
    assert "sesame" not in repr(filled)


def test_what_is_kept_is_offered_and_enter_takes_it(tmp_path: Path) -> None:
    keep(fill(form(tmp_path), *ANSWERS))
    before = (tmp_path / "config.toml").read_text()
    again = form(tmp_path)
    expected = ["test", "app", "", "a1b2c3", *SHIPPER, *DEFAULTS, "1500", "", "2000.50"]
    assert [offered.rstrip("0") for offered in defaults(again)] == [one.rstrip("0") for one in expected]
    keep(again)
    assert (tmp_path / "config.toml").read_text() == before
    assert Secrets(tmp_path).read("app") == "sesame"


def test_without_anything_it_offers_test_and_what_serves_anyway(tmp_path: Path) -> None:
    asked = form(tmp_path)
    assert asked.question is not None
    assert asked.question.default == "test"
    offered = []
    for answer in ANSWERS:
        offered.append(asked.question.default)
        fill(asked, answer)
    assert [one for one in offered if one] == ["test", "US", *DEFAULTS]


def test_the_secret_alone_is_hidden(tmp_path: Path) -> None:
    asked, hidden = form(tmp_path), []
    for answer in ANSWERS:
        assert asked.question is not None
        hidden += [asked.question.text] if asked.question.hidden else []
        fill(asked, answer)
    assert hidden == ["Client secret (typed unseen)"]


def test_a_secret_of_another_application_is_asked_for(tmp_path: Path) -> None:
    keep(fill(form(tmp_path), *ANSWERS))
    asked = fill(form(tmp_path), "test", "another-app")
    assert asked.answer("") == "This is needed."
    kept = fill(form(tmp_path), "test", "app")
    assert kept.question is not None
    assert "Enter keeps" in kept.question.text
    assert kept.answer("") == ""


def test_the_emulator_needs_neither_credentials_nor_shipper(tmp_path: Path) -> None:
    keep(fill(form(tmp_path), "emulator", "", *DEFAULTS, "", "", ""))
    settings = load_settings({"SHIPSHELL_HOME": str(tmp_path)})
    assert (settings.environment, settings.shipper) == ("emulator", None)


def test_a_shipper_without_a_name_is_taken_away_whole(tmp_path: Path) -> None:
    keep(fill(form(tmp_path), *ANSWERS))
    keep(fill(form(tmp_path), "emulator", "", *DEFAULTS, "", "", ""))
    settings = load_settings({"SHIPSHELL_HOME": str(tmp_path), "SHIPSHELL_ENVIRONMENT": "emulator"})
    assert (settings.shipper, settings.limits.batch) == (None, None)


@pytest.mark.parametrize(
    ("answered", "wrong", "hint"),
    [
        ((), "prod", "emulator, test, production"),
        ((), "", "needed"),
        (("test",), "", "needed"),
        (("test", "app"), "", "needed"),
        (("test", "app", "s"), "A1B2", "six letters"),
        (("test", *CREDENTIALS), "", "needed"),
        (("test", *CREDENTIALS), "x" * 36, "35 characters"),
        (("test", *CREDENTIALS), "Ac\x1bme", "control characters"),
        (("test", *CREDENTIALS, *SHIPPER[:6]), "Maryland", "two letters"),
        (("test", *CREDENTIALS, *SHIPPER[:7]), "2109", "five or nine"),
        (("test", *CREDENTIALS, *SHIPPER), "Grond", "Ground"),
        (("test", *CREDENTIALS, *SHIPPER, *DEFAULTS[:2]), "PNG", "GIF, ZPL"),
        (("test", *CREDENTIALS, *SHIPPER, *DEFAULTS), "much", "dollars"),
        (("test", *CREDENTIALS, *SHIPPER, *DEFAULTS), "-5", "dollars"),
    ],
)
def test_a_wrong_answer_is_told_and_asked_again(
    tmp_path: Path, answered: tuple[str, ...], wrong: str, hint: str
) -> None:
    asked = fill(form(tmp_path), *answered)
    before = asked.question
    assert hint in asked.answer(wrong)
    assert asked.question == before


def test_a_code_of_another_country_is_no_zip(tmp_path: Path) -> None:
    asked = fill(form(tmp_path), "test", *CREDENTIALS, "Acme", "", "1 Road", "", "CA", "Toronto", "ON", "M5V 2T6")
    assert asked.question is not None
    assert asked.question.default == "Ground"


# -- keeping ---------------------------------------------------------------------------------------------------------


def test_until_the_end_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("# mine\n")
    fill(form(tmp_path), *ANSWERS)
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]
    assert (tmp_path / "config.toml").read_text() == "# mine\n"


def test_remarks_and_other_settings_stay(tmp_path: Path) -> None:
    mine = "# mine\n[carrier]\ntimeout = 30 # slow line\n"
    (tmp_path / "config.toml").write_text(mine)
    keep(fill(form(tmp_path), *ANSWERS))
    assert (tmp_path / "config.toml").read_text().startswith(mine)


def test_a_variable_that_goes_before_is_told(tmp_path: Path) -> None:
    asked = form(tmp_path, SHIPSHELL_ENVIRONMENT="production", UPS_CLIENT_SECRET="other")
    told = keep(fill(asked, *ANSWERS))
    assert "SHIPSHELL_ENVIRONMENT is set" in told
    assert "UPS_CLIENT_SECRET is set" in told
    assert "UPS_CLIENT_ID" not in told


def test_a_file_that_is_not_understood_is_left_to_its_owner(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[limits]\nbach = 5\n")
    with pytest.raises(ShipshellError) as refused:
        form(tmp_path)
    assert refused.value.problem.code == "E-5004"


# -- in a session, and without a terminal ----------------------------------------------------------------------------


def test_a_session_offers_the_form(bench: Bench) -> None:
    assert bench.talk().say("setup").one(Filling).form.question is not None


def test_a_script_is_told_what_is_set_and_what_is_missing(tmp_path: Path) -> None:
    variables = {"SHIPSHELL_HOME": str(tmp_path), "SHIPSHELL_ENVIRONMENT": "test", "UPS_CLIENT_ID": "app"}
    _, listing, failed = standing(surroundings(variables))
    assert isinstance(listing, Listing)
    assert isinstance(failed, Failed)
    values = {row[0]: row[1:] for row in listing.rows}
    assert values["environment"] == ("test", "SHIPSHELL_ENVIRONMENT")
    assert values["client_id"] == ("set", "UPS_CLIENT_ID")
    assert values["client_secret"] == ("-", "setup on a terminal, or UPS_CLIENT_SECRET")
    assert values["country"] == ("US", "[shipper] country")
    assert failed.problem.code == "E-5001"


def test_what_is_told_shows_no_credentials(tmp_path: Path) -> None:
    keep(fill(form(tmp_path), *ANSWERS))
    _, listing = standing(surroundings({"SHIPSHELL_HOME": str(tmp_path)}))
    assert isinstance(listing, Listing)
    shown = str(listing)
    assert not any(one in shown for one in ("'app'", "sesame", "a1b2c3"))
    assert ("client_secret", "set", "setup on a terminal, or UPS_CLIENT_SECRET") in listing.rows


def test_surroundings_show_no_secret() -> None:
    assert "sesame" not in repr(surroundings({"UPS_CLIENT_SECRET": "sesame", "SHIPSHELL_HOME": "/nowhere"}))
