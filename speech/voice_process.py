"""The process in which pyttsx3 lives, and the only module that imports it. See `speech.pyttsx3_voice` for its parent.

pyttsx3 2.99 with espeak-ng returns before the sound is there, prints to standard output and cannot be interrupted. So
it works here, where it can be killed, and into a file that exists in memory only: what a visitor is told never
touches a disk, and is gone with the process. Each sound is checked to be whole before it is handed on.

Requests: `{"say": text, "voice": name, "rate": words a minute}`. Answers: `{"rate": samples a second, "bytes": n}` and
mono 16-bit samples, or `{"fault": what is wrong, "lasting": whether asking again is of no use}`. When the voices named
as arguments are warm, `{"ready": true}` comes first.
"""

from __future__ import annotations

import ctypes
import io
import os
import sys
import threading
import wave
from typing import Any

from speech.wire import ChildPipe, Message

_TRIES = 3
_SMALLEST = 1024
"""Bytes. A sound file of less is a header and a click."""
_PATIENCE = 1.5
"""Seconds one try may take; the engine itself needs about 0.01 for a sentence."""
_LONGEST_DATA_PATH = 150
"""espeak-ng 1.52 keeps the path of its data in 160 bytes."""


class _Fault(Exception):
    """No sound; `lasting` when it is no use to ask again."""

    def __init__(self, reason: str, *, lasting: bool = False) -> None:
        super().__init__(reason)
        self.lasting = lasting


class _Engine:
    """pyttsx3, one sentence at a time."""

    def __init__(self) -> None:
        self._library = _espeak_library()
        try:
            import pyttsx3

            self._engine: Any = pyttsx3.init("espeak")
        except Exception as error:
            raise _Fault(f"pyttsx3 does not start ({error})", lasting=True) from error
        self._finished = threading.Event()
        self._error: Exception | None = None
        self._engine.connect("finished-utterance", self._on_finished)
        self._engine.connect("error", self._on_error)
        self._engine.runAndWait()  # nothing to say yet; from here on properties take effect when they are set

    def wav(self, text: str, voice: str, rate: int) -> tuple[int, bytes]:
        """Samples a second, and the samples.

        Raises:
            _Fault: three tries brought no whole sound.
        """
        for _ in range(_TRIES):
            recording = self._recorded(text, voice, rate)
            if sound := _whole(recording):
                return sound
        raise _Fault(f"no whole sound in {_TRIES} tries; the last has {len(recording)} bytes")

    def _recorded(self, text: str, voice: str, rate: int) -> bytes:
        self._finished.clear()
        self._error = None
        file = os.memfd_create("voice")
        try:
            self._engine.setProperty("voice", voice)
            self._engine.setProperty("rate", rate)
            # runAndWait cancels whatever espeak-ng is busy with, even if it is only taking over the rate: then the
            # sentence has the rate of the one before, or no sound.
            self._library.espeak_Synchronize()
            self._engine.save_to_file(text, f"/proc/self/fd/{file}")
            self._engine.runAndWait()
            if self._error:
                raise _Fault(f"espeak-ng does not know the voice {voice!r}", lasting=True) from self._error
            self._finished.wait(_PATIENCE)
            self._library.espeak_Synchronize()  # its thread has left the callback: nothing stirs in the engine now
            with os.fdopen(os.dup(file), "rb") as reading:
                reading.seek(0)
                return reading.read()
        finally:
            os.close(file)

    def _on_finished(self, **_: object) -> None:
        self._finished.set()

    def _on_error(self, exception: Exception, **_: object) -> None:
        self._error = exception


def _espeak_library() -> ctypes.CDLL:
    """The library of espeakng-loader where that is installed, else the system's.

    pyttsx3 asks for `libespeak-ng.so.1`; a library of that name that is loaded already is what it gets.
    """
    try:
        import espeakng_loader

        library = ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
        data = espeakng_loader.get_data_path()
    except (ImportError, OSError, RuntimeError):
        try:
            return ctypes.CDLL("libespeak-ng.so.1", mode=ctypes.RTLD_GLOBAL)
        except OSError as error:
            raise _Fault("there is no libespeak-ng; install the package espeakng-loader", lasting=True) from error
    if len(os.fsencode(data)) > _LONGEST_DATA_PATH:
        # Reached by a descriptor that stays open as long as we live: a short name for the same folder.
        data = f"/proc/self/fd/{os.open(data, os.O_RDONLY | os.O_DIRECTORY)}"
    os.environ["ESPEAK_DATA_PATH"] = data
    return library


def _whole(recording: bytes) -> tuple[int, bytes] | None:
    """Rate and samples of a WAV file that has all it promises."""
    if len(recording) < _SMALLEST:
        return None
    try:
        with wave.open(io.BytesIO(recording)) as file:
            if file.getnchannels() != 1 or file.getsampwidth() != 2:
                return None
            samples = file.readframes(file.getnframes())
            return (file.getframerate(), samples) if len(samples) == 2 * file.getnframes() else None
    except (wave.Error, EOFError):
        return None


def _answer(engine: _Engine, pipe: ChildPipe, request: Message) -> None:
    text, voice, rate = (request.head.get(name) for name in ("say", "voice", "rate"))
    if not (isinstance(text, str) and isinstance(voice, str) and isinstance(rate, int)):
        raise _Fault("that is no request", lasting=True)
    samples_a_second, samples = engine.wav(text, voice, rate)
    pipe.reply({"rate": samples_a_second}, samples)


def main(voices: list[str]) -> None:
    """Warm the voices, then answer until the parent is gone."""
    pipe = ChildPipe()
    try:
        engine = _Engine()
        for voice in voices:
            engine.wav("A.", voice, 150)
    except _Fault as fault:
        pipe.reply({"fault": str(fault), "lasting": fault.lasting})
        return
    pipe.reply({"ready": True})
    while request := pipe.next():
        try:
            _answer(engine, pipe, request)
        except _Fault as fault:
            pipe.reply({"fault": str(fault), "lasting": fault.lasting})


if __name__ == "__main__":
    main(sys.argv[1:])
