"""When an utterance begins and ends: push to talk, over by itself after a pause.

The recognisers' own endpoints never fire when nobody speaks, so time is kept here, in samples, not by a clock. Speech
is told from the room by loudness: the room is the quietest tenth of what was heard so far, which the first 300 ms
settle well enough and everything after corrects.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray

from content.language import Language
from speech.audio import MODEL_RATE
from speech.hearing import Heard, Readings, Recognizer
from speech.microphone import Microphone

_FRAME = 0.03
"""Seconds over which loudness is taken."""
_SETTLING = 10
"""Frames after which the room's loudness can be told."""
_FAINTEST = 0.0015
"""Root mean square, 0 to 1, below which nothing counts as speech, however quiet the room."""
_OVER_ROOM = 2.5
"""How much louder than the room speech is: 8 dB."""
_SHORTEST = 3
"""Frames that speech lasts at least; a click or a key is over sooner."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds."""

    start_silence: float = 5.0
    """For the first word."""
    end_silence: float = 1.2
    """For another word."""
    longest: float = 12.0
    """For the end of it all."""


class Ending(Enum):
    """Why an utterance was over."""

    NOBODY_SPOKE = auto()
    PAUSED = auto()
    TOO_LONG = auto()
    STOPPED = auto()
    """The visitor said so by key."""
    RAN_OUT = auto()
    """There was no more sound, as at the end of a file."""


def speech_frames(levels: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which frames hold speech, by their loudness (root mean square, 0 to 1) among all frames so far."""
    alive = levels[levels > 0]
    if len(alive) < _SETTLING:
        return np.zeros(len(levels), dtype=bool)
    loud = levels > max(_FAINTEST, _OVER_ROOM * float(np.percentile(alive, 10)))
    edges = np.flatnonzero(np.diff(loud.astype(np.int8), prepend=0, append=0))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start < _SHORTEST:
            loud[start:end] = False
    return loud


def ending_of(levels: NDArray[np.float64], patience: Patience) -> Ending | None:
    """Whether the utterance with these frames is over, and why."""
    spoken = np.flatnonzero(speech_frames(levels))
    if len(spoken) and (len(levels) - 1 - spoken[-1]) * _FRAME >= patience.end_silence:
        return Ending.PAUSED
    if not len(spoken) and len(levels) * _FRAME >= patience.start_silence:
        return Ending.NOBODY_SPOKE
    if len(levels) * _FRAME >= patience.longest:
        return Ending.TOO_LONG
    return None


class Utterance:
    """The sound of one utterance: iterate over its chunks once, then ask how it ended.

    Args:
        chunks: 16 kHz mono 16-bit sound that need not end by itself.
        stop: set when the visitor says by key that it is over; noticed with the chunk that comes in then.
        on_level: told each chunk's loudness (root mean square, 0 to 1), in the thread that iterates.
    """

    def __init__(
        self,
        chunks: Iterable[bytes],
        patience: Patience = Patience(),
        stop: threading.Event | None = None,
        on_level: Callable[[float], None] | None = None,
    ) -> None:
        self._chunks = chunks
        self._patience = patience
        self._stop = stop or threading.Event()
        self._on_level = on_level or (lambda level: None)
        self._levels = np.zeros(0)
        self._rest = np.zeros(0, np.int16)
        self.ending: Ending | None = None
        """None while it is still going on."""

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self._measure(chunk)
            yield chunk
            self.ending = Ending.STOPPED if self._stop.is_set() else ending_of(self._levels, self._patience)
            if self.ending:
                return
        self.ending = Ending.RAN_OUT

    @property
    def spoken(self) -> bool:
        """Whether anybody spoke so far."""
        return bool(speech_frames(self._levels).any())

    def _measure(self, chunk: bytes) -> None:
        samples = np.frombuffer(chunk, "<i2")
        self._on_level(_loudness(samples))
        size = round(_FRAME * MODEL_RATE)
        samples = np.concatenate([self._rest, samples])
        count = len(samples) // size
        frames = samples[: count * size].reshape(count, size)
        self._levels = np.concatenate([self._levels, [_loudness(frame) for frame in frames]])
        self._rest = samples[count * size :]


def listen(
    microphone: Microphone,
    recognizer: Recognizer,
    *,
    phrases: Mapping[Language, Sequence[str]] | None = None,
    patience: Patience = Patience(),
    stop: threading.Event | None = None,
    on_level: Callable[[float], None] | None = None,
) -> Iterator[Readings]:
    """Open the microphone, hear one utterance, close it: partial readings, then exactly one final.

    If nobody spoke, the final readings are empty, whatever a recogniser made of the noise.

    Raises:
        SpeechError: the microphone or a model fails.
    """
    with microphone.open() as chunks:
        utterance = Utterance(chunks, patience, stop, on_level)
        for readings in recognizer.hear(utterance, phrases):
            if not readings.final:
                yield readings
    yield readings if utterance.spoken else Readings({each: Heard(each) for each in readings.heard}, final=True)


def _loudness(samples: NDArray[np.int16]) -> float:
    if not len(samples):
        return 0.0
    return float(np.sqrt(np.mean(np.square(samples / 32768.0))))
