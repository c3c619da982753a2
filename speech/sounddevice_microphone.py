"""The microphone through PortAudio, where miniaudio has no build. The only importer of `sounddevice`."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sounddevice

from speech.alsa import hush
from speech.audio import MODEL_RATE, resampled_chunks
from speech.errors import NoMicrophone
from speech.microphone import CHUNK_SECONDS, arriving


class SounddeviceMicrophone:
    """A capture device of this machine.

    Args:
        name: part of the device's name; the system's default device without it.
    """

    def __init__(self, name: str | None = None) -> None:
        self._name = name

    @contextmanager
    def open(self) -> Iterator[Iterator[bytes]]:
        """Listen until the context is left.

        Raises:
            NoMicrophone: there is none, or none of that name; or, while iterating, it went away.
        """
        hush()
        chunks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        stream, rate = self._started(chunks)
        try:
            yield resampled_chunks(arriving(chunks), rate, MODEL_RATE)
        finally:
            stream.close()

    def _started(self, chunks: queue.SimpleQueue[bytes]) -> tuple[Any, int]:
        try:
            return self._stream(chunks)
        except (sounddevice.PortAudioError, ValueError):
            _look_again()
        try:
            return self._stream(chunks)
        except (sounddevice.PortAudioError, ValueError) as error:
            raise NoMicrophone(f"no microphone can be opened ({error}); plug one in, or use the keys") from error

    def _stream(self, chunks: queue.SimpleQueue[bytes]) -> tuple[Any, int]:
        """A running stream and its rate: the models' if the device has it, else the device's own."""
        device = sounddevice.query_devices(self._name, kind="input")
        try:
            sounddevice.check_input_settings(self._name, channels=1, dtype="int16", samplerate=MODEL_RATE)
            rate = MODEL_RATE
        except sounddevice.PortAudioError:
            rate = round(device["default_samplerate"])
        stream = sounddevice.RawInputStream(
            samplerate=rate,
            blocksize=round(rate * CHUNK_SECONDS),
            device=self._name,
            channels=1,
            dtype="int16",
            callback=lambda sound, frames, when, status: chunks.put(bytes(sound)),
        )
        stream.start()
        return stream, rate


def _look_again() -> None:
    """Have PortAudio list the devices afresh; by itself it does so once a process."""
    sounddevice._terminate()
    sounddevice._initialize()
