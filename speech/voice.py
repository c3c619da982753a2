"""The synthesiser seam: words in, sound out. Who plays the sound, and where, is a channel's business.

Texts are prepared for the ear first (`speech.say_as`); `recited` does all of it for a longer text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from content.language import Language, Passage
from speech.audio import Clip
from speech.say_as import for_the_ear, sayable, sentences

RATE = 150
"""Words a minute, unless the visitor asks for slower or faster."""

_PAUSE = 0.12
"""Seconds between sentences, on top of the pause the voice itself leaves."""


class Synthesizer(Protocol):
    """A voice in both languages. One sentence at a time; callers in several threads wait for each other."""

    def synthesise(self, text: str, language: Language, rate: int = RATE) -> Clip:
        """The sound of one sentence at `rate` words a minute; an empty clip where there is nothing to say.

        Raises:
            VoiceUnavailable: there is no voice, or it does not answer.
        """
        ...

    def close(self) -> None:
        """Give back what the voice holds. It may be used again, and then starts anew."""
        ...


class SilentSynthesizer:
    """Says nothing, and remembers what it was asked to say. Takes as long a clip as the words would last."""

    RATE_OF_SAMPLES = 8_000

    def __init__(self) -> None:
        self.said: list[tuple[str, Language, int]] = []

    def synthesise(self, text: str, language: Language, rate: int = RATE) -> Clip:
        """Silence, 60 / `rate` seconds a word."""
        words = sum(map(sayable, text.split()))
        if words:
            self.said.append((text, language, rate))
        return Clip(bytes(2 * round(words * 60 / rate * self.RATE_OF_SAMPLES)), self.RATE_OF_SAMPLES)

    def close(self) -> None:
        """Nothing is held."""


def recited(passages: Sequence[Passage], voice: Synthesizer, rate: int = RATE) -> Clip:
    """Whole texts as one clip, sentence after sentence, each in its own language.

    Raises:
        VoiceUnavailable: there is no voice, or it does not answer.
    """
    clips = [
        voice.synthesise(for_the_ear(sentence, passage.language), passage.language, rate)
        for passage in passages
        for sentence in sentences(passage.text, passage.language)
    ]
    sounding = [clip for clip in clips if clip.pcm]
    if not sounding:
        return Clip(b"", 16_000)
    samples = sounding[0].rate
    return Clip(bytes(2 * round(_PAUSE * samples)).join(clip.pcm for clip in sounding), samples)
