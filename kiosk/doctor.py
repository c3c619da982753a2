"""Is everything here and working? Each check says what it found and, where something is wrong, the remedy.

A check never raises for what it checks; a fault that takes only one feature away is a warning.
"""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryFile

from content.errors import ContentError
from content.language import Language
from content.store import DirectoryStore, Journal
from kiosk.printing.printer import NotPrinted, Printer, PrintingError, Reason
from kiosk.settings import Settings, SettingsError
from speech.errors import ModelBroken, SpeechError
from speech.model_layout import check_layout

LEAST_FREE = 200_000_000
"""Bytes on the disk below which a kiosk should be looked after."""

LIBRARIES = ("vosk", "pyttsx3", "textual", "rapidfuzz", "sqlalchemy", "alembic", "numpy", "soxr", "python-escpos")

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class Health(StrEnum):
    """How a check came out."""

    GOOD = "good"
    WARNING = "warning"
    """One feature is missing; the kiosk works without it."""
    BAD = "bad"
    """The kiosk does not work."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    what: str
    health: Health
    found: str
    remedy: str = ""
    """What to do; never empty unless the health is good."""


def machine() -> Finding:
    """What this runs on."""
    return Finding("machine", Health.GOOD, f"Python {platform.python_version()} on {platform.machine()}")


def libraries() -> Iterator[Finding]:
    """The outside libraries, by version."""
    for name in LIBRARIES:
        try:
            yield Finding(name, Health.GOOD, version(name))
        except PackageNotFoundError:
            yield Finding(name, Health.BAD, "not installed", "run make kiosk again")


def settings(read: Callable[[], Settings]) -> Finding:
    """What a technician has set; `read` gives it, or raises."""
    try:
        site = read().site
    except SettingsError as error:
        return _complaint("settings", Health.BAD, error, "correct that setting")
    return Finding("settings", Health.GOOD, f"{site.name}, {site.language} first, {site.time_zone} time")


def disk(folder: Path) -> Finding:
    """Room for the records of visits."""
    try:
        there = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
        free = shutil.disk_usage(there).free
    except OSError as error:
        return Finding("disk", Health.BAD, f"{folder}: {error.strerror}", "look at the disk, and who may use it")
    found = f"{free // 1_000_000} MB free at {there}"
    if free < LEAST_FREE:
        return Finding("disk", Health.WARNING, found, "make room; records of visits are lost when it is full")
    return Finding("disk", Health.GOOD, found)


def directory(store: Callable[[], DirectoryStore]) -> Finding:
    """The published directory; `store` opens it, or raises."""
    try:
        if store().revision() is None:
            return Finding(
                "directory", Health.GOOD, "none yet; the one that comes with the program is taken at the start"
            )
        published = store().directory()
    except ContentError as error:
        return _complaint("directory", Health.BAD, error, "restore a backup, or import the directory anew")
    if not published.shown:
        remedy = "import one with services: kiosk content import"
        return Finding("directory", Health.BAD, f"revision {published.revision} has no service to show", remedy)
    if not published.crises:
        found = f"revision {published.revision} describes no danger, so that nobody in danger is recognised"
        return Finding("directory", Health.BAD, found, "import one with a crises.json: kiosk content import")
    return Finding("directory", Health.GOOD, f"revision {published.revision}, {len(published.services)} services")


def records(journal: Callable[[], Journal]) -> Finding:
    """Whether visits can be recorded; takes the lock a record takes, and changes nothing."""
    try:
        journal().forget_questions(_LONG_AGO)
    except ContentError as error:
        return _complaint(
            "records", Health.WARNING, error, "records of visits are lost until the database can be written"
        )
    return Finding("records", Health.GOOD, "can be written")


def cache(folder: Path) -> Finding:
    """Whether the prepared directory can be kept from start to start."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return Finding("cache", Health.GOOD, str(folder))
    except OSError as error:
        found = f"{folder}: cannot be written ({error.strerror}), so that every start takes a minute"
        return Finding("cache", Health.WARNING, found, "let it be written, or set data.cache to another folder")


def models(folder: Path) -> Iterator[Finding]:
    """The speech models."""
    for language in Language:
        what, place = f"speech model {language}", folder / language
        if not place.is_dir():
            yield Finding(what, Health.WARNING, f"none in {place}", "kiosk models fetch, or kiosk models add")
            continue
        try:
            check_layout(place)
        except ModelBroken as error:
            yield _complaint(what, Health.WARNING, error, "kiosk models fetch")
        else:
            yield Finding(what, Health.GOOD, str(place))


def printer(setting: str, make: Callable[[], Printer]) -> Finding:
    """The printer."""
    try:
        outcome = make().check()
    except PrintingError as error:
        return _complaint("printer", Health.BAD, error, "correct the setting printer.device")
    if not isinstance(outcome, NotPrinted):
        return Finding("printer", Health.GOOD, f"{setting}: ready" + (", paper is low" if outcome.paper_low else ""))
    detail = f" ({outcome.detail})" if outcome.detail else ""
    found = f"{setting}: {outcome.reason.value}{detail}"
    if outcome.reason is Reason.NO_PRINTER:
        return Finding("printer", Health.GOOD, found)
    return Finding("printer", Health.WARNING, found, "look at the printer, then at the setting printer.device")


def sound(what: str, setting: str, attempt: Callable[[], str]) -> Finding:
    """A device or engine of sound; `attempt` uses it and says what it is, or raises. `none` is no fault."""
    if setting == "none":
        return Finding(what, Health.GOOD, "none, as the settings say")
    try:
        return Finding(what, Health.GOOD, attempt())
    except SpeechError as error:
        return _complaint(what, Health.WARNING, error, "look at its plug and its settings")


def _complaint(what: str, health: Health, error: Exception, otherwise: str) -> Finding:
    """Our errors say what is wrong, then what to do, with a semicolon between; `otherwise` where one does not."""
    first, *_ = str(error).splitlines()
    problem, _, remedy = first.rpartition("; ")
    return Finding(what, health, problem or first, remedy if problem else otherwise)
