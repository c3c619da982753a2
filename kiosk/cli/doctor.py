"""`kiosk doctor`: is everything here and working? what to do if not."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli.parser import OneLineParser

if TYPE_CHECKING:
    from kiosk.cli.parts import Parts
    from kiosk.doctor import Finding
    from kiosk.settings import Settings


def add_arguments(parser: OneLineParser, common: OneLineParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--sound", action="store_true", help="try the recognisers, microphone, voice and loudspeaker")
    parser.add_argument("--json", action="store_true", help="the findings as JSON and nothing else")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check everything; 1 if the kiosk would not work."""
    from kiosk.cli.streams import write_json
    from kiosk.doctor import Health

    findings = []
    for finding in _findings(arguments):
        findings.append(finding)
        if not arguments.json:
            sys.stdout.write(_line(finding))
            sys.stdout.flush()
    if arguments.json:
        write_json([asdict(finding) for finding in findings])
    return 1 if any(finding.health is Health.BAD for finding in findings) else 0


def _findings(arguments: argparse.Namespace) -> Iterator[Finding]:
    from kiosk import doctor
    from kiosk.cli.parts import Parts
    from kiosk.settings import read_settings

    yield doctor.machine()
    yield from doctor.libraries()
    settings = doctor.settings(lambda: read_settings(getattr(arguments, "settings", None)))
    yield settings
    if settings.health is doctor.Health.GOOD:
        with Parts(arguments) as parts:
            yield from _of_parts(parts, with_sound=arguments.sound)


def _of_parts(parts: Parts, *, with_sound: bool) -> Iterator[Finding]:
    from kiosk import doctor

    settings = parts.settings
    yield doctor.disk(_folder(settings))
    yield doctor.directory(lambda: parts.store)
    yield doctor.records(lambda: parts.journal)
    yield doctor.cache(settings.data.cache)
    yield from doctor.models(settings.data.models)
    yield doctor.printer(settings.printer.device, lambda: parts.printer)
    if with_sound:
        yield doctor.sound("recognition", "", lambda: _recognised(parts))
        yield doctor.sound("microphone", settings.sound.microphone, lambda: _microphone(parts))
        yield doctor.sound("voice", "", lambda: _voice(parts))
        yield doctor.sound("loudspeaker", settings.sound.speaker, lambda: parts.loudspeaker.name())


def _folder(settings: Settings) -> Path:
    """Where this machine is written to: beside the database, or into the cache where that is on a server."""
    kind, _, path = settings.data.database.partition(":///")
    file = path.partition("?")[0].removeprefix("file:")
    return Path(file).parent if kind.startswith("sqlite") and file else settings.data.cache


def _recognised(parts: Parts) -> str:
    return "ready in " + " and ".join(sorted(parts.recognizer.languages))


def _microphone(parts: Parts) -> str:
    with parts.microphone().open() as chunks:
        next(chunks, b"")
    return "opens, and sound comes in"


def _voice(parts: Parts) -> str:
    from content.language import Language

    for language in Language:
        parts.voice.synthesise("uno dos tres" if language is Language.ES else "one two three", language)
    return "speaks English and Spanish"


def _line(finding: Finding) -> str:
    remedy = f"\n{'':28}what to do: {finding.remedy}" if finding.remedy else ""
    return f"{finding.health:8} {finding.what:18} {finding.found}{remedy}\n"
