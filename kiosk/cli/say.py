"""`kiosk say`: read a text aloud, or into a WAV file."""

from __future__ import annotations

import argparse
from pathlib import Path

from content.language import Passage
from kiosk.cli.parser import OneLineParser, language, number


def add_arguments(parser: OneLineParser, common: OneLineParser) -> None:
    """Declare the arguments."""
    parser.add_argument("text", help="what to say")
    parser.add_argument("--language", type=language, metavar="en|es", required=True, help="the language it is in")
    parser.add_argument("--output", type=Path, metavar="FILE.wav", help="write it instead of playing it")
    parser.add_argument("--pace", type=number(80, 300), metavar="WPM", help="words a minute (the setting sound.pace)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Say it."""
    from kiosk.cli.errors import CannotWrite, UsageError
    from kiosk.cli.parts import Parts
    from kiosk.cli.streams import cannot_write
    from speech.audio import write_wav
    from speech.say_as import sayable
    from speech.voice import recited

    output: Path | None = arguments.output
    if not sayable(arguments.text):
        raise UsageError("there is nothing to say; give a text with words in it")
    if output and output.exists() and not output.is_file():
        raise CannotWrite(f"{output}: it is no file; name a file to write the sound into")
    with Parts(arguments) as parts:
        passage = Passage(arguments.text, arguments.language)
        clip = recited([passage], parts.voice, arguments.pace or parts.settings.sound.pace)
        if not clip.pcm:
            raise UsageError("the voice has no sound for this; write it in letters of English or Spanish")
        if output is None:
            parts.loudspeaker.play(clip).wait()
            return 0
        try:
            write_wav(clip, output)
        except OSError as error:
            raise cannot_write(output, error) from error
    return 0
