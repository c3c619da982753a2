"""Reading aloud: sentences one at a time, each said ahead while the one before is heard, silent the moment it must be.

A `Narrator` has one thread, which nothing that goes wrong can end: faults come out as the error given to `ended`. Its
methods return at once and may be called from any thread. The callbacks are called in the narrator's thread; one that
belongs to an earlier `say` may still arrive just after a new one has begun.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from content.language import Language, Passage
from speech.audio import Clip
from speech.errors import SpeechError
from speech.loudness import amplified
from speech.player import Player
from speech.say_as import for_the_ear, sentences
from speech.voice import RATE, Synthesizer

_log = logging.getLogger(__name__)

_PARTING = 2.0
"""Seconds to wait for the thread at the end; longer only where the voice itself hangs."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How something is read."""

    rate: int = RATE
    """Words a minute."""
    gain: float = 0.0
    """Decibels louder (or softer, below 0) than the voice itself."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of what is read, as it is written."""

    text: str
    language: Language
    passage: int
    """The passage it comes from, counted from 0."""


_News = TypeVar("_News")
Started = Callable[[Sentence], None]
Ended = Callable[[SpeechError | None], None]


@dataclass(slots=True, eq=False)
class _Reading:
    """One run through a script. Each has its own identity: whatever belongs to a run that is over is dropped."""

    script: Sequence[Sentence]
    delivery: Delivery
    started: Started
    ended: Ended
    position: int = 0
    """The sentence being heard, or heard last."""

    def again(self, position: int) -> _Reading:
        """The same script in a new run."""
        return _Reading(self.script, self.delivery, self.started, self.ended, position)


class Narrator:
    """Reads aloud with one voice through one player, of which it takes sole use."""

    def __init__(self, voice: Synthesizer, player: Player) -> None:
        self._voice = voice
        self._player = player
        self._change = threading.Condition()
        self._reading: _Reading | None = None
        self._last: _Reading | None = None
        self._paused = False
        self._closed = False
        self._thread: threading.Thread | None = None

    @property
    def speaking(self) -> bool:
        """Whether something is being read."""
        return self._reading is not None

    def say(
        self,
        passages: Sequence[Passage],
        delivery: Delivery = Delivery(),
        *,
        started: Started = lambda sentence: None,
        ended: Ended = lambda error: None,
    ) -> None:
        """Read these, instead of whatever is being read.

        `started` is told each sentence when it begins. `ended` is told, once, that the reading is over by itself: None
        when all was said, or the `VoiceUnavailable` or `NoSpeaker` that cut it short. It is not told of a silence that
        was asked for.
        """
        script = [
            Sentence(text, passage.language, number)
            for number, passage in enumerate(passages)
            for text in sentences(passage.text, passage.language)
        ]
        self._begin(_Reading(script, delivery, started, ended))

    def silence(self) -> None:
        """Stop reading now. What was read can still be repeated."""
        with self._change:
            self._reading = None
            self._paused = False
        self._player.stop()

    def pause(self) -> None:
        """Stop reading until `resume`."""
        with self._change:
            paused = self._reading is not None
        self.silence()
        self._paused = paused

    def resume(self) -> None:
        """Go on after a pause, from the beginning of the sentence that was broken off."""
        if self._paused:
            self.repeat()

    def repeat(self) -> None:
        """Say the last sentence again, and go on from there."""
        if last := self._last:
            self._begin(last.again(last.position))

    def restart(self) -> None:
        """Read everything again from the beginning."""
        if last := self._last:
            self._begin(last.again(0))

    def close(self) -> None:
        """Silence for good. Voice and player stay open for whoever opened them."""
        with self._change:
            self._closed = True
            self._change.notify()
        self.silence()
        if self._thread and self._thread is not threading.current_thread():
            self._thread.join(_PARTING)

    def _begin(self, reading: _Reading) -> None:
        self.silence()
        with self._change:
            if self._closed:
                return
            self._reading = self._last = reading
            if self._thread is None:
                self._thread = threading.Thread(target=self._narrate, name="narrator", daemon=True)
                self._thread.start()
            self._change.notify()

    def _narrate(self) -> None:
        while reading := self._next():
            error: SpeechError | None = None
            try:
                self._read(reading)
            except SpeechError as fault:
                error = fault
            except Exception as fault:  # the thread outlives even what nobody thought of
                _log.exception("reading aloud failed")
                error = SpeechError(f"reading aloud failed: {fault!r}")
            with self._change:
                over = self._reading is reading
                if over:
                    self._reading = None
            if over:
                _tell(reading.ended, error)

    def _next(self) -> _Reading | None:
        with self._change:
            self._change.wait_for(lambda: self._reading or self._closed)
            return None if self._closed else self._reading

    def _read(self, reading: _Reading) -> None:
        """Read to the end, or until another reading, or none, has taken its place."""
        clip = None
        for position in range(reading.position, len(reading.script)):
            sentence = reading.script[position]
            clip = clip or self._said(sentence, reading.delivery)
            if self._reading is not reading:
                return
            reading.position = position
            playing = self._player.play(clip)
            if self._reading is not reading:
                playing.stop()
                return
            _tell(reading.started, sentence)
            ahead = self._ahead(reading, position + 1)
            if not playing.wait():
                return
            clip = ahead

    def _ahead(self, reading: _Reading, position: int) -> Clip | None:
        """The next sentence, said while this one is heard. A fault waits for its turn: it may have passed by then."""
        if position >= len(reading.script):
            return None
        try:
            return self._said(reading.script[position], reading.delivery)
        except SpeechError:
            return None

    def _said(self, sentence: Sentence, delivery: Delivery) -> Clip:
        text = for_the_ear(sentence.text, sentence.language)
        return amplified(self._voice.synthesise(text, sentence.language, delivery.rate), delivery.gain)


def _tell(callback: Callable[[_News], None], news: _News) -> None:
    try:
        callback(news)
    except Exception:
        _log.exception("a listener of the narrator failed")
