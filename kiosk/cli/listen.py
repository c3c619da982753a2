"""`kiosk listen`: recognise speech from files or the microphone, match it, answer it."""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from content.language import Language
from kiosk.cli.parser import OneLineParser, language_or_auto

if TYPE_CHECKING:
    from kiosk.cli.answer import Answer
    from kiosk.cli.parts import Parts
    from speech.hearing import Readings

_LISTED = 3


def add_arguments(parser: OneLineParser, common: OneLineParser) -> None:
    """Declare the arguments."""
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE.wav", help="what was said; none: the microphone")
    parser.add_argument(
        "--language", type=language_or_auto, metavar="auto|en|es", help="what the visitor speaks (auto)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON a file and nothing else")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Listen to each in turn; a file that is no sound is told and passed over, and the exit code is 1 in the end."""
    from kiosk.cli.parts import Parts
    from kiosk.cli.streams import complain
    from speech.errors import BadAudio

    code = 0
    with Parts(arguments) as parts:
        parts.recognizer  # noqa: B018 - a missing model is told before anything is asked
        parts.knowledge  # noqa: B018
        for file in arguments.files or [None]:
            try:
                heard = _from_file(file, parts) if file else _from_microphone(parts)
            except BadAudio as error:
                complain(str(error))
                code = 1
            else:
                _answer(heard, parts, arguments.language, as_json=arguments.json)
    return code


@dataclass(frozen=True, slots=True)
class _Heard:
    """One utterance."""

    file: Path | None
    readings: Readings
    began: float
    """When its sound was at hand, by the performance counter."""
    seconds: float | None = None
    """How long it lasts."""


def _from_file(file: Path, parts: Parts) -> _Heard:
    """A file, taken whole, pauses included."""
    from speech.audio import MODEL_RATE, read_wav, resampled

    began = time.perf_counter()
    clip = read_wav(file)
    *_, final = parts.recognizer.hear(resampled(clip, MODEL_RATE).chunks())
    return _Heard(file, final, began, clip.duration)


def _from_microphone(parts: Parts) -> _Heard:
    """What is said until the visitor pauses."""
    from speech.listening import listen

    microphone = parts.microphone()
    if sys.stderr.isatty():
        sys.stderr.write("Listening / Escuchando ...\n")
    *_, final = listen(microphone, parts.recognizer)
    return _Heard(None, final, time.perf_counter())


def _answer(heard: _Heard, parts: Parts, language: Language | None, *, as_json: bool) -> None:
    from kiosk.cli.answer import answered
    from kiosk.cli.streams import write_json
    from kiosk.conversation import Asked, Source, Utterance
    from kiosk.understanding import heard as event_of
    from matcher.verdict import Context

    event = event_of(heard.readings)
    utterance = event.utterance if isinstance(event, Asked) else Utterance((), Source.SPOKEN)
    verdict = parts.knowledge.matcher.match(utterance.readings, Context(language))
    answer = answered(parts, utterance, verdict, language)
    if as_json:
        write_json(_table(heard, answer))
    else:
        named = f"{heard.file}: " if heard.file else ""
        sys.stdout.write(f"{named}“{verdict.text}”\n{answer.as_text()}\n")
    sys.stdout.flush()


def _table(heard: _Heard, answer: Answer) -> dict[str, Any]:
    return {
        "file": str(heard.file) if heard.file else None,
        "transcripts": {language.value: _transcript(heard.readings, language) for language in Language},
        "text": answer.verdict.text,
        "command": None,
        **answer.as_json(_LISTED),
        "elapsed_ms": round((time.perf_counter() - heard.began) * 1000, 1),
        "audio_ms": None if heard.seconds is None else round(heard.seconds * 1000),
    }


def _transcript(readings: Readings, language: Language) -> dict[str, Any]:
    """The best of a language; empty where nothing was heard, or there is no model to hear with."""
    if one := readings.heard.get(language):
        return {"text": one.text, "confidence": round(one.confidence, 4)}
    return {"text": "", "confidence": 0.0}
