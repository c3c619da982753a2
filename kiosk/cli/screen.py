"""`kiosk`, `kiosk screen`: the kiosk itself, on a terminal or as a plain dialogue."""

from __future__ import annotations

import argparse
import logging
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.cli.parts import Parts


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--plain", action="store_true", help="a dialogue of lines, for screen readers and pipes")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Open the window people are helped at."""
    from kiosk.cli.parts import Parts

    parts = Parts(arguments)
    if arguments.plain or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return _plain(parts)
    return _screen(parts)


def _plain(parts: Parts) -> int:
    from kiosk.devices import DirectPaper
    from kiosk.phrases import shipped
    from kiosk.plain import PlainChannel, talk
    from kiosk.ports import NoPaper, Ports
    from kiosk.records import JournalRecords
    from kiosk.scene import Manner

    has_printer = parts.settings.printer.device != "none"

    def write(text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()

    channel = PlainChannel(write, Manner(takes_paper=has_printer), shipped())
    ports = Ports(
        paper=DirectPaper(parts.printer) if has_printer else NoPaper(),
        records=JournalRecords(parts.journal, parts.site.name, "plain"),
    )
    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
    talk(parts.session(channel, ports), channel, sys.stdin, write, shipped())
    return 0


def _screen(parts: Parts) -> int:
    from kiosk.devices import BackgroundPaper, MicrophoneEars, NarratorMouth
    from kiosk.phrases import shipped
    from kiosk.ports import NoPaper, Ports
    from kiosk.records import JournalRecords
    from kiosk.scene import Manner
    from kiosk.screen.app import KioskApp
    from kiosk.screen.lockdown import survive_bad_bytes
    from kiosk.session import Session

    logging.getLogger().addHandler(logging.NullHandler())  # a line on standard error would be drawn on the screen
    settings = parts.settings
    has_printer = settings.printer.device != "none"
    mouth = NarratorMouth(parts.narrator, settings.sound.pace)
    parts.knowledge  # noqa: B018 - faults of the directory are told before the screen is drawn

    def open_session(app: KioskApp) -> Session:
        ports = Ports(
            MicrophoneEars(lambda: parts.recognizer, parts.microphone, app.hear),
            mouth,
            BackgroundPaper(parts.printer) if has_printer else NoPaper(),
            JournalRecords(parts.journal, settings.site.name, "screen"),
        )
        return parts.session(app, ports, app.post)

    app = KioskApp(
        open_session,
        Manner(speaks=parts.can_listen(), hears=settings.sound.speaker != "none", takes_paper=has_printer),
        shipped(),
        settings.site.name,
        settings.idle,
        busy=lambda: mouth.speaking,
        locked=settings.screen.locked,
    )
    survive_bad_bytes()
    app.run()
    return app.return_code or 0
