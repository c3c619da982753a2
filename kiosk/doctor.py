"""Is everything here and working? Each check says what it found and, where something is wrong, the remedy.

A check never raises for what it checks; a fault that takes only one feature away is a warning.
"""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from content.errors import ContentError
from content.language import Language
from kiosk.printing.printer import NotPrinted, Printer, PrintingError, Reason
from speech.errors import SpeechError

LEAST_FREE = 200_000_000
"""Bytes on the disk below which a kiosk should be looked after."""

LIBRARIES = ("vosk", "pyttsx3", "textual", "rapidfuzz", "sqlalchemy", "numpy", "python-escpos")


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


def libraries() -> Iterator[Finding]:
    """The outside libraries, by version."""
    for name in LIBRARIES:
        try:
            yield Finding(name, Health.GOOD, version(name))
        except PackageNotFoundError:
            yield Finding(name, Health.BAD, "not installed", "run make kiosk again")


def machine() -> Finding:
    """What this runs on."""
    return Finding("machine", Health.GOOD, f"Python {platform.python_version()} on {platform.machine()}")


def disk(folder: Path) -> Finding:
    """Room for the records of visits."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(there).free
    found = f"{free // 1_000_000} MB free at {there}"
    if free < LEAST_FREE:
        return Finding("disk", Health.WARNING, found, "make room; records of visits are lost when it is full")
    return Finding("disk", Health.GOOD, found)


def directory(count: Callable[[], tuple[int, int]]) -> Finding:
    """The published directory; `count` gives its revision and its number of services, or raises."""
    try:
        revision, services = count()
    except ContentError as error:
        problem, _, remedy = str(error).splitlines()[0].rpartition("; ")
        return Finding("directory", Health.BAD, problem or str(error), remedy)
    return Finding("directory", Health.GOOD, f"revision {revision}, {services} services")


def models(folder: Path) -> Iterator[Finding]:
    """The speech models."""
    for language in Language:
        place = folder / language
        if place.is_dir():
            yield Finding(f"speech model {language}", Health.GOOD, str(place))
        else:
            yield Finding(
                f"speech model {language}",
                Health.WARNING,
                f"none in {place}",
                "kiosk models fetch, or kiosk models add",
            )


def printer(setting: str, make: Callable[[], Printer]) -> Finding:
    """The printer."""
    try:
        outcome = make().check()
    except PrintingError as error:
        return Finding("printer", Health.BAD, str(error), "correct the setting printer.device")
    if isinstance(outcome, NotPrinted):
        health = Health.GOOD if outcome.reason is Reason.NO_PRINTER else Health.WARNING
        remedy = "" if health is Health.GOOD else "look at the printer, then at the setting printer.device"
        return Finding("printer", health, f"{setting}: {outcome.reason.value}", remedy)
    return Finding("printer", Health.GOOD, f"{setting}: ready" + (", paper is low" if outcome.paper_low else ""))


def sound(what: str, attempt: Callable[[], str]) -> Finding:
    """A device or engine of sound; `attempt` uses it and says what it is, or raises."""
    try:
        return Finding(what, Health.GOOD, attempt())
    except SpeechError as error:
        problem, _, remedy = str(error).rpartition("; ")
        return Finding(what, Health.WARNING, problem or str(error), remedy)
