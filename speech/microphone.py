"""Where spoken sound comes from: a microphone that is open only while somebody is being listened to."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from speech.audio import MODEL_RATE, read_wav, resampled
from speech.errors import NoMicrophone

CHUNK_SECONDS = 0.1
"""How much sound comes at a time: short enough for a level meter and for stopping at a key press."""

_STALL = 3.0
"""Seconds without a chunk after which a microphone counts as gone."""


class Microphone(Protocol):
    """Listens on demand; may be opened any number of times, one at a time."""

    def open(self) -> AbstractContextManager[Iterator[bytes]]:
        """Listen until the context is left: chunks of 16 kHz mono 16-bit samples, as they come.

        Raises:
            NoMicrophone: there is none, at once; or, while iterating, it went away.
        """


class FileMicrophone:
    """Plays a WAV file as if it were spoken now; each opening begins anew.

    Args:
        path: the file, at any rate.
        real_time: hand each chunk on when a microphone would, instead of all at once.
        sleep: how to wait, in seconds.

    Raises:
        BadAudio: the file cannot be read.
    """

    def __init__(self, path: Path, *, real_time: bool = False, sleep: Callable[[float], None] = time.sleep) -> None:
        self._clip = resampled(read_wav(path), MODEL_RATE)
        self._real_time = real_time
        self._sleep = sleep

    @contextmanager
    def open(self) -> Iterator[Iterator[bytes]]:
        """The file in chunks; the sound ends where the file does."""
        yield self._chunks()

    def _chunks(self) -> Iterator[bytes]:
        due = time.monotonic()
        for chunk in self._clip.chunks(CHUNK_SECONDS):
            due += len(chunk) / 2 / MODEL_RATE
            if self._real_time:
                self._sleep(max(0.0, due - time.monotonic()))
            yield chunk


def arriving(chunks: queue.SimpleQueue[bytes]) -> Iterator[bytes]:
    """What a device's own thread puts into the queue, until it stops coming.

    Raises:
        NoMicrophone: nothing came for three seconds.
    """
    while True:
        try:
            yield chunks.get(timeout=_STALL)
        except queue.Empty:
            raise NoMicrophone("the microphone went silent; check its plug, or use the keys") from None
