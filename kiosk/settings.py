"""One typed object for everything a technician may set, from a TOML file and the environment.

A setting `name` of section `site` is written in the file as

    [site]
    name = "Main Library"

and in the environment as `VENTANILLA_SITE_NAME`, which wins. Settings are read once, at the start, and passed down.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from platformdirs import site_config_path, user_cache_path, user_config_path, user_data_path

from content.language import Language, Localized, MissingTranslation
from kiosk.scene.view import PersonToTurnTo

PRINTERS = ("none", "file", "cups", "escpos")
"""What the setting of a printer begins with; the rest of it is read when the printer is needed."""

APP = "ventanilla"
PREFIX = "VENTANILLA_"


class SettingsError(Exception):
    """A setting cannot be used; the message is one line that says which, where and what to write."""


def _from(least: int, most: int, *, usual: int) -> int:
    """A whole number between two others, both allowed."""
    number: int = field(default=usual, metadata={"range": range(least, most + 1)})
    return number


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """Where the kiosk stands."""

    name: str = "Ventanilla"
    """Printed on every slip."""
    language: Language = Language.EN
    """Spoken until a visitor speaks another."""
    time_zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("America/Denver"))
    people: tuple[PersonToTurnTo, ...] = (
        PersonToTurnTo(
            "311", Localized("City of Albuquerque, any question", "Ciudad de Albuquerque, cualquier pregunta")
        ),
        PersonToTurnTo(
            "211",
            Localized(
                "Help with food, rent, health and more, day and night",
                "Ayuda con comida, renta, salud y más, de día y de noche",
            ),
        ),
    )
    """Whom to call when the kiosk has no answer: a list of tables with `number`, `en` and `es`."""


@dataclass(frozen=True, slots=True)
class DataSettings:
    """Where things are kept."""

    database: str = field(default_factory=lambda: f"sqlite:///{user_data_path(APP) / 'ventanilla.db'}")
    """SQLAlchemy URL of the directory and the records."""
    models: Path = field(default_factory=lambda: user_data_path(APP) / "models")
    """Speech models: folders `en` and `es`."""
    cache: Path = field(default_factory=lambda: user_cache_path(APP))
    """What can be made anew at any time: the matcher's saved index."""


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """The printer."""

    device: str = field(default="none", metadata={"kinds": PRINTERS})
    """`none`, `file:PATH`, `escpos:network:HOST`, `escpos:usb:VENDOR:PRODUCT`, `escpos:serial:PATH`, `cups:QUEUE`."""


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """Microphone and voice."""

    microphone: str = "default"
    """`default`, part of the name of one, `none`, or `file:PATH`: a WAV file played as if spoken."""
    speaker: str = "default"
    """`default` or `none`."""
    pace: int = _from(80, 300, usual=150)
    """Words a minute, 80 to 300."""


@dataclass(frozen=True, slots=True)
class IdleSettings:
    """When nobody is there any more."""

    warn_after: int = _from(10, 3_600, usual=60)
    """Seconds without a key before the visitor is asked, 10 to 3600."""
    end_after: int = _from(20, 3_600, usual=30)
    """Seconds from that question to the end of the visit, 20 to 3600 (WCAG 2.2.1 asks for 20 at least)."""


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """The screen."""

    locked: bool = False
    """Whether visitors are kept from leaving the program; without it, Ctrl+Q leaves."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything."""

    site: SiteSettings = field(default_factory=SiteSettings)
    data: DataSettings = field(default_factory=DataSettings)
    printer: PrinterSettings = field(default_factory=PrinterSettings)
    sound: SoundSettings = field(default_factory=SoundSettings)
    idle: IdleSettings = field(default_factory=IdleSettings)
    screen: ScreenSettings = field(default_factory=ScreenSettings)


def usual_files() -> tuple[Path, ...]:
    """Where settings are looked for when no file is named; the first that exists is read."""
    return (user_config_path(APP) / "settings.toml", site_config_path(APP) / "settings.toml")


def read_settings(file: Path | None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings of a file (the usual one if None), and what the environment overrides.

    Raises:
        SettingsError: the file cannot be read, a setting is unknown, or its value cannot be used.
    """
    chosen = file or next((usual for usual in usual_files() if usual.exists()), None)
    settings = Settings()
    if chosen:
        settings = _with_table(settings, _table(chosen), str(chosen))
    return _with_environment(settings, environment)


def _table(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: cannot be read ({error}); check the path and who may read it") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: not valid TOML ({error}); repair that line") from error


def _with_table(settings: Settings, table: Mapping[str, Any], where: str) -> Settings:
    for section, values in table.items():
        _known(section, _names(settings), f"{where}: section [{section}]")
        if not isinstance(values, dict):
            raise SettingsError(f"{where}: {section} is a section; write [{section}] and its settings below")
        for name, value in values.items():
            settings = _set(settings, section, name, value, where)
    return settings


def _with_environment(settings: Settings, environment: Mapping[str, str]) -> Settings:
    for variable in sorted(environment):
        if variable.startswith(PREFIX):
            section, _, name = variable.removeprefix(PREFIX).lower().partition("_")
            _known(section, _names(settings), variable)
            settings = _set(settings, section, name, environment[variable], variable)
    return settings


def _set(settings: Settings, section: str, name: str, value: object, where: str) -> Settings:
    part = getattr(settings, section)
    what = f"{where}: {section}.{name}"
    _known(name, _names(part), what)
    [metadata] = [entry.metadata for entry in fields(part) if entry.name == name]
    if "range" in metadata:
        converted: object = _number(value, metadata["range"], what)
    elif "kinds" in metadata:
        converted = _device(value, metadata["kinds"], what)
    else:
        converted = _converted(value, getattr(part, name), what)
    return replace(settings, **{section: replace(part, **{name: converted})})


def _converted(value: object, usual: object, what: str) -> object:
    """The value in the type of the usual one."""
    match usual:
        case Language():
            if value in tuple(Language):
                return Language(str(value))
            raise SettingsError(f'{what}: {value!r} is not a language of the kiosk; write "en" or "es"')
        case ZoneInfo():
            return _zone(value, what)
        case tuple():
            return _people(value, what)
        case Path():
            return Path(_string(value, what)).expanduser()
        case bool():
            return _yes_or_no(value, what)
        case _:
            return _string(value, what)


def _zone(value: object, what: str) -> ZoneInfo:
    try:
        return ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError(f'{what}: {value!r} is not a time zone; write one such as "America/Denver"') from error


def _people(value: object, what: str) -> tuple[PersonToTurnTo, ...]:
    try:
        return tuple(
            PersonToTurnTo(str(person["number"]), Localized(person["en"], person["es"]))
            for person in value  # type: ignore[attr-defined]
        )
    except (TypeError, KeyError, AttributeError, MissingTranslation) as error:
        raise SettingsError(
            f'{what}: write a list such as [{{number = "311", en = "City help", es = "Ayuda de la Ciudad"}}]'
        ) from error


def _number(value: object, allowed: range, what: str) -> int:
    try:
        number = int(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
    except ValueError:
        number = None
    if number is None or number not in allowed:
        raise SettingsError(f"{what}: {value!r} is not a whole number from {allowed.start} to {allowed.stop - 1}")
    return number


def _device(value: object, kinds: tuple[str, ...], what: str) -> str:
    device = _string(value, what)
    if device.partition(":")[0] not in kinds:
        raise SettingsError(f"{what}: {value!r} is no printer; write none, file:PATH, cups:QUEUE or escpos:...")
    return device


def _yes_or_no(value: object, what: str) -> bool:
    if isinstance(value, str):
        value = {"true": True, "false": False}.get(value.lower())
    if not isinstance(value, bool):
        raise SettingsError(f"{what}: write true or false")
    return value


def _string(value: object, what: str) -> str:
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise SettingsError(f"{what}: {value!r} is not a text of one line; write some words")
    return value


def _known(name: str, names: tuple[str, ...], what: str) -> None:
    if name not in names:
        near = get_close_matches(name, names, n=1)
        remedy = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"
        raise SettingsError(f"{what} is unknown; {remedy}")


def _names(part: object) -> tuple[str, ...]:
    return tuple(entry.name for entry in fields(part)) if is_dataclass(part) else ()
