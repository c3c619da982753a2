"""What a technician may set, and the one line she gets for every mistake."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.language import Language, Localized
from kiosk.scene import PersonToTurnTo
from kiosk.settings import PREFIX, Settings, SettingsError, read_settings, usual_files

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"
ALL = {
    f"{section.name}.{entry.name}"
    for section in fields(Settings)
    for entry in fields(getattr(Settings(), section.name))
}
"""Every setting there is."""


def file(folder: Path, text: str | bytes) -> Path:
    path = folder / "settings.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def fault(settings: Path | None, environment: dict[str, str] | None = None) -> str:
    with pytest.raises(SettingsError) as raised:
        read_settings(settings, environment or {})
    message = str(raised.value)
    assert len(message.splitlines()) == 1
    return message


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine where nobody has set anything yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "machine"))
    return tmp_path


def test_without_a_file_everything_has_its_usual_value(home: Path) -> None:
    assert read_settings(None, {"PATH": "/bin"}) == Settings()


def test_the_users_file_is_read_before_the_machines(home: Path) -> None:
    for place, path in zip(("user", "machine"), usual_files(), strict=True):
        assert path == home / place / "ventanilla" / "settings.toml"
    for place, path in zip(("machine", "user"), reversed(usual_files()), strict=True):
        path.parent.mkdir(parents=True)
        path.write_text(f'[site]\nname = "{place}"')
        assert read_settings(None, {}).site.name == place


def test_a_file_sets_every_kind_of_value(tmp_path: Path) -> None:
    settings = read_settings(
        file(
            tmp_path,
            """
            [site]
            name = "Biblioteca"
            language = "es"
            time_zone = "America/Phoenix"
            people = [{ number = "411", en = "Help", es = "Ayuda" }]
            [data]
            models = "~/models"
            [idle]
            warn_after = 90
            [screen]
            locked = true
            """,
        ),
        {},
    )
    assert (settings.site.name, settings.site.language) == ("Biblioteca", Language.ES)
    assert settings.site.time_zone == ZoneInfo("America/Phoenix")
    assert settings.site.people == (PersonToTurnTo("411", Localized("Help", "Ayuda")),)
    assert settings.data.models == Path.home() / "models"
    assert (settings.idle.warn_after, settings.screen.locked) == (90, True)
    assert settings.idle.end_after == Settings().idle.end_after


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    environment = {
        "VENTANILLA_SITE_TIME_ZONE": "America/Phoenix",
        "VENTANILLA_SITE_LANGUAGE": "es",
        "VENTANILLA_SOUND_PACE": "120",
        "VENTANILLA_SCREEN_LOCKED": "True",
    }
    settings = read_settings(file(tmp_path, '[site]\ntime_zone = "America/Denver"'), environment)
    assert settings.site.time_zone == ZoneInfo("America/Phoenix")
    assert (settings.site.language, settings.sound.pace, settings.screen.locked) == (Language.ES, 120, True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[sight]\n", "section [sight] is unknown; did you mean site?"),
        ("[zzz]\n", "there are site, data, printer, sound, idle, screen"),
        ('[site]\nnam = "x"', "site.nam is unknown; did you mean name?"),
        ('site = "x"', "site is a section; write [site]"),
        ('name = "x"', "section [name] is unknown"),
        ("[site]\nname = 5", "site.name: 5 is not a text"),
        ('[site]\nname = " "', "is not a text"),
        ('[printer]\ndevice = "foo"', "printer.device: 'foo' is no printer; write none, file:PATH"),
        ('[data]\ncache = "/tmp/\\u0000"', "data.cache: '/tmp/\\x00' is not a text of one line"),
        ('[site]\nlanguage = "fr"', '\'fr\' is not a language of the kiosk; write "en" or "es"'),
        ('[site]\ntime_zone = "Mars/Base"', "'Mars/Base' is not a time zone"),
        ('[site]\ntime_zone = "../../etc/passwd"', "is not a time zone"),
        ('[site]\ntime_zone = ""', "is not a time zone"),
        ("[site]\ntime_zone = 7", "is not a time zone"),
        ("[site]\npeople = 3", "site.people: write a list such as"),
        ('[site]\npeople = [{ number = "1", en = "x" }]', "site.people: write a list such as"),
        ('[site]\npeople = [{ number = "1", en = "x", es = "" }]', "site.people: write a list such as"),
        ("[site]\npeople = ['311']", "site.people: write a list such as"),
        ("[data]\nmodels = 1", "data.models: 1 is not a text"),
        ('[sound]\npace = "quick"', "'quick' is not a whole number from 80 to 300"),
        ("[sound]\npace = true", "is not a whole number"),
        ("[sound]\npace = 120.5", "is not a whole number"),
        ("[idle]\nend_after = 19", "19 is not a whole number from 20 to 3600"),
        ("[idle]\nwarn_after = 0", "is not a whole number from 10 to 3600"),
        ("[screen]\nlocked = 1", "screen.locked: write true or false"),
        ('[screen]\nlocked = "yes"', "screen.locked: write true or false"),
        ("[site\n", "not valid TOML"),
        ("[site]\n[site]\n", "not valid TOML"),
        (b"[site]\nname = '\xff'", "cannot be read"),
    ],
)
def test_each_mistake_in_a_file_is_one_line_that_says_where(tmp_path: Path, text: str | bytes, told: str) -> None:
    message = fault(file(tmp_path, text))
    assert message.startswith(str(tmp_path / "settings.toml"))
    assert told in message


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("VENTANILLA_SIGHT_NAME", "x", "VENTANILLA_SIGHT_NAME is unknown; did you mean site?"),
        ("VENTANILLA_SITE_NAM", "x", "did you mean name?"),
        ("VENTANILLA_SITE", "x", "is unknown"),
        ("VENTANILLA_SOUND_PACE", "", "VENTANILLA_SOUND_PACE: sound.pace: '' is not a whole number"),
        ("VENTANILLA_SCREEN_LOCKED", "yes", "write true or false"),
        ("VENTANILLA_SITE_PEOPLE", "311", "write a list such as"),
    ],
)
def test_each_mistake_in_the_environment_names_the_variable(variable: str, value: str, told: str) -> None:
    message = fault(None, {variable: value})
    assert message.startswith(variable)
    assert told in message


@pytest.mark.parametrize("there", [False, True])
def test_a_file_that_cannot_be_read_says_so(tmp_path: Path, there: bool) -> None:
    path = tmp_path / "folder"
    if there:
        path.mkdir()
    assert f"{path}: cannot be read" in fault(path)


@given(st.dictionaries(st.sampled_from(sorted(ALL)), st.one_of(st.text(), st.integers(), st.booleans(), st.none())))
def test_any_value_is_taken_or_refused_in_one_line(values: dict[str, object]) -> None:
    environment = {PREFIX + name.replace(".", "_").upper(): str(value) for name, value in values.items()}
    message = ""
    try:
        read_settings(Path("/dev/null"), environment)
    except SettingsError as error:
        message = str(error)
    assert len(message.splitlines()) <= 1


def test_every_setting_is_documented_and_no_other() -> None:
    rows = dict(re.findall(r"^\| `(\w+\.\w+)` \|[^|]*\| ([^|]*) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert set(rows) == ALL
    for name, variable in rows.items():
        assert variable in (f"`{PREFIX}{name.replace('.', '_').upper()}`", "in the file only")


@pytest.mark.parametrize(
    "name", ["site.name", "site.language", "site.time_zone", "printer.device", "sound.pace", "idle.end_after"]
)
def test_the_documented_usual_value_is_the_usual_value(name: str) -> None:
    section, _, entry = name.partition(".")
    usual = getattr(getattr(Settings(), section), entry)
    assert f"| `{name}` | `{usual}` |" in PAGE.read_text(encoding="utf-8")
