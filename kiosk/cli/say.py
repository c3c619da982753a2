"""`kiosk say`: read a text aloud, or into a WAV file."""

from __future__ import annotations

import argparse
from pathlib import Path

from content.language import Language, Passage


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("text", help="what to say")
    parser.add_argument("--language", choices=("en", "es"), required=True, help="the language it is in")
    parser.add_argument("--output", type=Path, metavar="FILE.wav", help="write it instead of playing it")
    parser.add_argument("--pace", type=int, metavar="WPM", help="words a minute (setting sound.pace)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Say it."""
    from kiosk.cli import UsageError
    from kiosk.cli.parts import Parts
    from speech.audio import write_wav
    from speech.loudspeaker import Loudspeaker
    from speech.voice import recited

    if not arguments.text.strip():
        raise UsageError("there is nothing to say; give a text")
    parts = Parts(arguments)
    passage = Passage(arguments.text, Language(arguments.language))
    try:
        clip = recited([passage], parts.voice, arguments.pace or parts.settings.sound.pace)
    finally:
        parts.voice.close()
    if arguments.output:
        write_wav(clip, arguments.output)
    else:
        Loudspeaker().play(clip).wait()
    return 0
