"""What a recogniser makes of sound: readings in both languages, side by side.

Which language was spoken is not decided here: confidence does not tell languages apart, what the words match does. A
recogniser hands on everything it has and leaves the choice to whoever knows the questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from content.language import Language


@dataclass(frozen=True, slots=True)
class Word:
    """A word, and when it was said."""

    text: str
    confidence: float
    """How probable it is that this word was said there, 0 to 1."""
    start: float
    """Seconds from the first sample."""
    end: float


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One transcript of an utterance."""

    text: str
    """Lower-case words between single spaces, without punctuation."""
    confidence: float
    """The share of its words that are expected to be right, 0 to 1; 0 in partial readings, where it is not known yet.

    The order of hypotheses is by the whole text's probability, so a later one can have the higher share.
    """


@dataclass(frozen=True, slots=True)
class Heard:
    """What the recogniser of one language heard; without hypotheses if that was nothing."""

    language: Language
    hypotheses: tuple[Hypothesis, ...] = ()
    """Best first, each text once."""
    words: tuple[Word, ...] = ()
    """Of the best hypothesis, in order; empty in partial readings."""

    @property
    def text(self) -> str:
        """The best transcript; empty if nothing was heard."""
        return self.hypotheses[0].text if self.hypotheses else ""

    @property
    def confidence(self) -> float:
        """Of the best transcript; 0 if nothing was heard."""
        return self.hypotheses[0].confidence if self.hypotheses else 0.0


@dataclass(frozen=True, slots=True)
class Readings:
    """One utterance as every language's recogniser hears it."""

    heard: Mapping[Language, Heard] = field(default_factory=dict)
    """Only languages that have a recogniser."""
    final: bool = False
    """False while the utterance is still going on and the texts may change."""

    @property
    def empty(self) -> bool:
        """Whether no language heard a word."""
        return not any(heard.text for heard in self.heard.values())


class Recognizer(Protocol):
    """Turns sound into words, in every language it has at once. Safe to use from several threads at a time."""

    @property
    def languages(self) -> frozenset[Language]:
        """The languages it hears."""

    def hear(self, pcm: Iterable[bytes], phrases: Mapping[Language, Sequence[str]] | None = None) -> Iterator[Readings]:
        """Partial readings whenever they change, then exactly one final.

        Args:
            pcm: one utterance in chunks, 16 kHz mono 16-bit; its end is the end of the utterance.
            phrases: what can be said in a language; anything else is heard as nothing. A language that is not named
                listens openly, and so does a model that knows no phrase lists.

        Raises:
            SpeechError: whatever `pcm` raises while it is read.
        """


class ScriptedRecognizer:
    """Hears the scripted utterances one after another, whatever is really said; silence stays silence.

    Args:
        script: what each language's recogniser hears, an utterance each. At the end it starts over.
    """

    def __init__(self, script: Sequence[Mapping[Language, str]], confidence: float = 0.9) -> None:
        self.languages = frozenset(Language)
        self._script = tuple(script)
        self._confidence = confidence
        self._turn = 0

    def hear(self, pcm: Iterable[bytes], phrases: Mapping[Language, Sequence[str]] | None = None) -> Iterator[Readings]:
        """Partial readings that grow by a word with each chunk, then the final one."""
        sounds = [any(chunk) for chunk in pcm]
        said = self._next(phrases or {}) if any(sounds) else {}
        for count in range(1, min(len(sounds), max((len(text.split()) for text in said.values()), default=0))):
            yield Readings({language: self._partial(language, said, count) for language in Language})
        yield Readings({language: self._final(language, said) for language in Language}, final=True)

    def _next(self, phrases: Mapping[Language, Sequence[str]]) -> dict[Language, str]:
        said = self._script[self._turn % len(self._script)]
        self._turn += 1
        return {language: text for language, text in said.items() if text in phrases.get(language, (text,))}

    @staticmethod
    def _partial(language: Language, said: Mapping[Language, str], count: int) -> Heard:
        words = said.get(language, "").split()[:count]
        return Heard(language, (Hypothesis(" ".join(words), 0.0),) if words else ())

    def _final(self, language: Language, said: Mapping[Language, str]) -> Heard:
        words = said.get(language, "").split()
        if not words:
            return Heard(language)
        timed = (Word(word, self._confidence, 0.1 * at, 0.1 * at + 0.1) for at, word in enumerate(words))
        return Heard(language, (Hypothesis(" ".join(words), self._confidence),), tuple(timed))
