"""`kiosk doctor`: is everything here and working? what to do if not."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.cli.parts import Parts
    from kiosk.doctor import Finding


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--sound", action="store_true", help="try the microphone, the loudspeaker and the voice too")
    parser.add_argument("--json", action="store_true", help="the findings as JSON and nothing else")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check everything; 1 if the kiosk would not work."""
    from kiosk.cli.parts import Parts
    from kiosk.doctor import Health

    findings = []
    for finding in _findings(Parts(arguments), with_sound=arguments.sound):
        findings.append(finding)
        if not arguments.json:
            sys.stdout.write(_line(finding))
            sys.stdout.flush()
    if arguments.json:
        sys.stdout.write(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False) + "\n")
    return 1 if any(finding.health is Health.BAD for finding in findings) else 0


def _findings(parts: Parts, *, with_sound: bool) -> Iterator[Finding]:
    from kiosk import doctor

    settings = parts.settings
    yield doctor.machine()
    yield from doctor.libraries()
    yield doctor.disk(Path(settings.data.cache))
    yield doctor.directory(lambda: (parts.directory.revision, len(parts.directory.services)))
    yield from doctor.models(settings.data.models)
    yield doctor.printer(settings.printer.device, lambda: parts.printer)
    if with_sound:
        yield doctor.sound("recognition", lambda: _recognised(parts))
        yield doctor.sound("microphone", lambda: _microphone(parts))
        yield doctor.sound("voice", lambda: _voice(parts))
        yield doctor.sound("loudspeaker", _loudspeaker)


def _recognised(parts: Parts) -> str:
    return "ready in " + " and ".join(sorted(parts.recognizer.languages))


def _microphone(parts: Parts) -> str:
    with parts.microphone().open() as chunks:
        next(chunks)
    return "opens, and sound comes in"


def _voice(parts: Parts) -> str:
    from content.language import Language

    try:
        for language in Language:
            parts.voice.synthesise("uno dos tres" if language is Language.ES else "one two three", language)
    finally:
        parts.voice.close()
    return "speaks English and Spanish"


def _loudspeaker() -> str:
    from speech.loudspeaker import Loudspeaker

    speaker = Loudspeaker()
    try:
        return speaker.name()
    finally:
        speaker.close()


def _line(finding: Finding) -> str:
    remedy = f"\n{'':22}what to do: {finding.remedy}" if finding.remedy else ""
    return f"{finding.health:8} {finding.what:18} {finding.found}{remedy}\n"
