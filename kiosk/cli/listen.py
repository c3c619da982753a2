"""`kiosk listen`: recognise speech from files or the microphone, match it, answer it."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from content.language import Language

if TYPE_CHECKING:
    from kiosk.cli.parts import Parts
    from speech.hearing import Readings
    from speech.microphone import Microphone

_WHOLE_DAY = 24 * 3600.0


def add_arguments(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE.wav", help="what was said; none: the microphone")
    parser.add_argument("--language", choices=("auto", "en", "es"), default="auto", help="what the visitor speaks")
    parser.add_argument("--json", action="store_true", help="one JSON a file and nothing else")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Listen to each in turn."""
    from kiosk.cli.parts import Parts

    parts = Parts(arguments)
    language = None if arguments.language == "auto" else Language(arguments.language)
    parts.recognizer  # noqa: B018 - a missing model is told before anything is asked
    parts.knowledge  # noqa: B018
    if not arguments.files:
        sys.stderr.write("Listening / Escuchando ...\n")
        _answer(None, parts.microphone(), parts, language, as_json=arguments.json)
    for file in arguments.files:
        from speech.microphone import FileMicrophone

        _answer(file, FileMicrophone(file), parts, language, as_json=arguments.json)
    return 0


def _answer(
    file: Path | None, microphone: Microphone, parts: Parts, language: Language | None, *, as_json: bool
) -> None:
    from kiosk.cli.answer import answered
    from kiosk.conversation import Asked, Source, Utterance
    from kiosk.understanding import heard
    from matcher.verdict import Context
    from speech.audio import read_wav

    began = time.perf_counter()
    readings = _heard(microphone, parts, whole=file is not None)
    event = heard(readings)
    utterance = event.utterance if isinstance(event, Asked) else Utterance((), Source.SPOKEN)
    verdict = parts.knowledge.matcher.match(utterance.readings, Context(language))
    answer = answered(parts, utterance, verdict, language)
    if as_json:
        table: dict[str, Any] = {
            "file": str(file) if file else None,
            "transcripts": {
                each.value: {"text": one.text, "confidence": round(one.confidence, 4)}
                for each, one in readings.heard.items()
            },
            "text": verdict.text,
            **answer.as_json(top=3),
            "elapsed_ms": round((time.perf_counter() - began) * 1000, 1),
            "audio_ms": round(read_wav(file).duration * 1000) if file else None,
        }
        table.setdefault("command", None)
        sys.stdout.write(json.dumps(table, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(f"{file or ''} “{verdict.text}”\n".lstrip() + answer.as_text() + "\n")


def _heard(microphone: Microphone, parts: Parts, *, whole: bool) -> Readings:
    """What was said; a file is taken whole, a microphone until the visitor pauses."""
    from speech.listening import Patience, listen

    patience = Patience(_WHOLE_DAY, _WHOLE_DAY, _WHOLE_DAY) if whole else Patience()
    *_, final = listen(microphone, parts.recognizer, patience=patience)
    return final
