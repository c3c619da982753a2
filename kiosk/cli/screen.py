"""`kiosk`, `kiosk screen`: the kiosk itself, on a terminal or as a plain dialogue."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from kiosk.cli.parser import OneLineParser
from speech.errors import SpeechError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.cli.parts import Parts


def add_arguments(parser: OneLineParser, common: OneLineParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--plain",
        action="store_true",
        default=argparse.SUPPRESS,  # the subcommand's own default would undo `kiosk --plain screen`
        help="a dialogue of lines, for screen readers and pipes",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Open the window people are helped at."""
    from kiosk.cli.parts import Parts

    with Parts(arguments) as parts:
        return _plain(parts) if getattr(arguments, "plain", False) or not _can_draw() else _screen(parts)


def _can_draw() -> bool:
    """Whether there is somebody at a terminal on which more than lines can be shown."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _plain(parts: Parts) -> int:
    from kiosk.cli.keyboard import lines_or_silences
    from kiosk.devices import DirectPaper
    from kiosk.phrases import shipped
    from kiosk.plain import PlainChannel, patience, talk
    from kiosk.ports import NoPaper, Ports
    from kiosk.records import JournalRecords
    from kiosk.scene import Manner

    has_printer = parts.settings.printer.device != "none"

    def write(text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()

    channel = PlainChannel(write, Manner(takes_paper=has_printer, keys=False), shipped())
    ports = Ports(
        paper=DirectPaper(parts.printer) if has_printer else NoPaper(),
        records=JournalRecords(parts.journal, parts.site.name, "plain"),
    )
    session = parts.session(channel, ports)
    lines: Iterable[str | None] = sys.stdin
    if sys.stdin.isatty():
        lines = lines_or_silences(sys.stdin, lambda: patience(session.state, parts.settings.idle))
    talk(session, channel, lines, write, shipped())
    return 0


def _screen(parts: Parts) -> int:
    from kiosk.devices import BackgroundPaper, MicrophoneEars, NarratorMouth
    from kiosk.phrases import shipped
    from kiosk.ports import Mouth, NoMouth, NoPaper, Ports
    from kiosk.records import JournalRecords
    from kiosk.scene import Manner
    from kiosk.screen.app import KioskApp
    from kiosk.screen.lockdown import survive_bad_bytes
    from kiosk.session import Session

    settings = parts.settings
    has_printer = settings.printer.device != "none"
    has_speaker = _can_read_aloud(parts)
    voice = NarratorMouth(parts.narrator, settings.sound.pace)
    mouth: Mouth = voice if has_speaker else NoMouth()
    parts.knowledge  # noqa: B018 - faults of the directory are told before the screen is drawn

    def open_session(app: KioskApp) -> Session:
        ports = Ports(
            MicrophoneEars(lambda: parts.recognizer, parts.microphone, app.hear, parts.knowledge.matcher),
            mouth,
            BackgroundPaper(parts.printer) if has_printer else NoPaper(),
            JournalRecords(parts.journal, settings.site.name, "screen"),
        )
        return parts.session(app, ports, app.post)

    app = KioskApp(
        open_session,
        Manner(speaks=_can_listen(parts), hears=has_speaker, takes_paper=has_printer),
        shipped(),
        settings.site.name,
        settings.idle,
        busy=lambda: voice.speaking,
        locked=settings.screen.locked,
    )
    survive_bad_bytes()
    app.run()
    return app.return_code or 0


def _can_read_aloud(parts: Parts) -> bool:
    """Whether to offer reading aloud: a key that can only apologise is not offered."""
    try:
        parts.loudspeaker.name()
    except SpeechError as error:
        if parts.settings.sound.speaker != "none":
            sys.stderr.write(f"kiosk: {error}\n")
        return False
    return True


def _can_listen(parts: Parts) -> bool:
    """Whether to offer speaking. Models are loaded now: loading writes where the screen will be drawn."""
    if not parts.can_listen():
        return False
    try:
        parts.recognizer  # noqa: B018 - asked for what it may raise
    except SpeechError as error:
        sys.stderr.write(f"kiosk: {error}\n")
        return False
    return True
