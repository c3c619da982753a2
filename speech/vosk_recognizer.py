"""Recognition with Vosk, in both languages at once. The only importer of `vosk`."""

from __future__ import annotations

import json
import os
import re
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO, Any

from content.language import Language
from speech.audio import MODEL_RATE
from speech.errors import ModelBroken, ModelMissing
from speech.hearing import Heard, Hypothesis, Readings
from speech.model_layout import check_layout
from speech.transcripts import UNKNOWN, heard, paths_of

_PATHS = 50
"""Alternatives asked of Vosk: the more, the truer the word confidences; 50 take 5 ms longer than none."""
_HYPOTHESES = 8
"""Alternatives handed on."""

_ONLY_ERRORS = -2
"""-1, which is usually named, still lets warnings through; errors come with loading, where they are kept."""

_loading = threading.Lock()


class VoskRecognizer:
    """Hears every language that has a model; all recognisers of a process share the models.

    Loading writes what libvosk has to say into the error message instead of onto standard error; for that moment
    nothing else of this process reaches standard error either. Build it before a screen is drawn there.

    Args:
        models: a folder with a model in `en` and `es`, or in one of them.

    Raises:
        ModelMissing: neither is there.
        ModelBroken: one of them cannot be loaded.
    """

    def __init__(self, models: Path) -> None:
        found = {language: models / language for language in Language if (models / language).is_dir()}
        if not found:
            raise ModelMissing(f"{models}: no speech model in en or es; fetch them with: kiosk models fetch")
        self._models = {language: load_model(path) for language, path in found.items()}
        self.languages = frozenset(self._models)

    def hear(self, pcm: Iterable[bytes], phrases: Mapping[Language, Sequence[str]] | None = None) -> Iterator[Readings]:
        """Partial readings whenever they change, then exactly one final; the languages decode side by side.

        Raises:
            ModelBroken: a model cannot be decoded with.
            SpeechError: whatever `pcm` raises while it is read.
        """
        decoders = [
            Decoder(language, model, (phrases or {}).get(language, ())) for language, model in self._models.items()
        ]
        last: dict[Language, Heard] = {}
        for chunk in pcm:
            partial = {
                part.language: part for part in _workers().map(Decoder.accept, decoders, [chunk] * len(decoders))
            }
            if partial != last and any(part.text for part in partial.values()):
                yield Readings(partial)
            last = partial
        yield Readings({part.language: part for part in _workers().map(Decoder.finish, decoders)}, final=True)


class Decoder:
    """One language's hearing of one utterance.

    Vosk's own endpoints are passed over: the utterance is decoded as one, pauses included, because the words before
    a pause help to tell those after it, and who listens decides when it is over.
    """

    def __init__(self, language: Language, model: Any, phrases: Sequence[str] = ()) -> None:
        self._language = language
        self._vosk = _recognizer(model, _known(model, phrases))

    def accept(self, chunk: bytes) -> Heard:
        """Decode on, and tell what it sounds like so far."""
        try:
            self._vosk.AcceptWaveform(chunk)
        except Exception as error:  # Vosk raises nothing narrower
            raise ModelBroken(
                f"the {self._language} model stopped decoding; check it with: kiosk models verify"
            ) from error
        text = json.loads(self._vosk.PartialResult())["partial"].replace(UNKNOWN, "")
        words = " ".join(text.split())
        return Heard(self._language, (Hypothesis(words, 0.0),) if words else ())

    def finish(self) -> Heard:
        """What it was, all in all."""
        return heard(self._language, paths_of(json.loads(self._vosk.FinalResult())), _HYPOTHESES)


def _recognizer(model: Any, phrases: Sequence[str]) -> Any:
    import vosk

    options = (json.dumps([*phrases, UNKNOWN], ensure_ascii=False),) if phrases else ()
    recognizer = vosk.KaldiRecognizer(model, MODEL_RATE, *options)
    recognizer.SetMaxAlternatives(_PATHS)
    recognizer.SetWords(True)
    return recognizer


def _known(model: Any, phrases: Sequence[str]) -> list[str]:
    """The phrases all of whose words the model knows: of the others Vosk would listen for the rest."""
    return [phrase for phrase in phrases if all(model.vosk_model_find_word(word) >= 0 for word in phrase.split())]


@cache
def _workers() -> ThreadPoolExecutor:
    """Decoding threads for the whole process; Vosk releases the interpreter lock while it decodes."""
    return ThreadPoolExecutor(max(len(Language), os.cpu_count() or 1), thread_name_prefix="vosk")


_loaded: dict[Path, Any] = {}


def load_model(path: Path) -> Any:
    """The `vosk.Model` in this folder, loaded once a process.

    Raises:
        ModelBroken: it cannot be loaded.
    """
    path = path.resolve()
    with _loading:
        if path not in _loaded:
            check_layout(path)
            _loaded[path] = _loaded_anew(path)
        return _loaded[path]


def _loaded_anew(path: Path) -> Any:
    import vosk  # takes a quarter of a second, so only who listens imports it

    vosk.SetLogLevel(_ONLY_ERRORS)
    with _standard_error_kept() as complaints:
        try:
            model = vosk.Model(str(path))
            _recognizer(model, ())  # the graph's two parts meet only here
        except Exception as error:  # Vosk raises nothing narrower
            complaints.seek(0)
            reason = _reason(complaints.read()) or str(error)
            raise ModelBroken(f"{path}: {reason}; put it right with: kiosk models fetch") from error
    return model


@contextmanager
def _standard_error_kept() -> Iterator[IO[bytes]]:
    """Keep in a file what is written to file descriptor 2, as libvosk does past Python."""
    with tempfile.TemporaryFile() as kept:
        saved = os.dup(2)
        os.dup2(kept.fileno(), 2)
        try:
            yield kept
        finally:
            os.dup2(saved, 2)
            os.close(saved)


def _reason(complaints: bytes) -> str:
    """The first thing libvosk complained about, without the place in its source; later complaints follow from it."""
    lines = [line for line in complaints.decode(errors="replace").splitlines() if line.startswith("ERROR")]
    return re.sub(r"^ERROR( \(VoskAPI.*?\.cc:\d+\)|:) ", "", lines[0]) if lines else ""
