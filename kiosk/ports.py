"""The seams of a session: a place to have the conversation, and the devices it acts through.

Each has a stand-in here that does nothing but what the protocol asks, for machines and tests without the device.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from content.language import Language
from kiosk.conversation import Event, MicrophoneFailed, PrintEnded, Remembered, VoiceFailed
from kiosk.printing.slip import Slip
from kiosk.scene import Manner, Scene, Sentence

Post = Callable[[Event], None]
"""Hands an event to the session, from any thread."""


class Channel(Protocol):
    """A place to have the conversation: a screen, a call, a page."""

    @property
    def manner(self) -> Manner:
        """What the visitor can do here."""
        ...

    def present(self, shown: Scene) -> None:
        """Draw or speak a scene."""
        ...


class Ears(Protocol):
    """Listens once when told to, and posts what was said."""

    def listen(self, language: Language, post: Post) -> None:
        """Open the microphone; `Asked`, `NothingHeard` or `MicrophoneFailed` is posted when it has closed."""
        ...

    def stop(self) -> None:
        """Close the microphone and take what was heard."""
        ...

    def drop(self) -> None:
        """Close the microphone and post nothing."""
        ...


class Mouth(Protocol):
    """Reads aloud until told to stop."""

    def say(self, sentences: tuple[Sentence, ...], speed: int, volume: int, post: Post) -> None:
        """Begin at once, in place of what was being read; `VoiceFailed` is posted if there is no voice."""
        ...

    def silence(self) -> None:
        """Stop within a moment."""
        ...


class Paper(Protocol):
    """Prints, and posts how it went."""

    def print(self, slip: Slip, post: Post) -> None:
        """Begin; `PrintEnded` is posted when the printer is done or has given up."""
        ...


class Records(Protocol):
    """Writes down what may be kept of a question."""

    def record(self, asked: Remembered, at: datetime) -> None:
        """Redact and write; a failure to write costs the record, never the visit."""
        ...


class NoEars:
    """A machine without a microphone or without speech models."""

    def listen(self, language: Language, post: Post) -> None:
        """Say so."""
        post(MicrophoneFailed())

    def stop(self) -> None:
        """Nothing is open."""

    def drop(self) -> None:
        """Nothing is open."""


class NoMouth:
    """A machine without a voice."""

    def say(self, sentences: tuple[Sentence, ...], speed: int, volume: int, post: Post) -> None:
        """Say so."""
        post(VoiceFailed())

    def silence(self) -> None:
        """Nothing is being read."""


class NoPaper:
    """A machine without a printer."""

    def print(self, slip: Slip, post: Post) -> None:
        """Say so."""
        post(PrintEnded(printed=False))


class NoRecords:
    """Keeps nothing."""

    def record(self, asked: Remembered, at: datetime) -> None:
        """Drop it."""


@dataclass(frozen=True, slots=True)
class Ports:
    """The devices a session acts through."""

    ears: Ears = field(default_factory=NoEars)
    mouth: Mouth = field(default_factory=NoMouth)
    paper: Paper = field(default_factory=NoPaper)
    records: Records = field(default_factory=NoRecords)


@dataclass(slots=True)
class Recorder:
    """A channel that keeps every scene it was shown, for tests."""

    manner: Manner
    scenes: list[Scene] = field(default_factory=list)

    def present(self, shown: Scene) -> None:
        """Keep it."""
        self.scenes.append(shown)
