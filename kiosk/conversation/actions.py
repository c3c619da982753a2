"""What a conversation wants done."""

from __future__ import annotations

from dataclasses import dataclass

from content.directory import ServiceId, TopicId
from content.language import Language
from kiosk.conversation.states import Remembered, State, Utterance
from matcher.verdict import Context


@dataclass(frozen=True, slots=True)
class Present:
    """Put the state before the visitor, and say it in short where `aloud` says so."""

    state: State
    aloud: bool = False


@dataclass(frozen=True, slots=True)
class Recite:
    """Read out all that a state shows and offers."""

    state: State


@dataclass(frozen=True, slots=True)
class Listen:
    """Open the microphone."""

    language: Language


@dataclass(frozen=True, slots=True)
class StopListening:
    """Close the microphone now and take what was heard."""


@dataclass(frozen=True, slots=True)
class DropListening:
    """Close the microphone now and forget what was heard."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Stop reading aloud."""


@dataclass(frozen=True, slots=True)
class Find:
    """Match an utterance; the verdict returns as `Found`."""

    utterance: Utterance
    context: Context


@dataclass(frozen=True, slots=True)
class Look:
    """List a subject, or the subjects; the list returns as `Listed`."""

    topic: TopicId | None


@dataclass(frozen=True, slots=True)
class Print:
    """Print services on one slip; the outcome returns as `PrintEnded`."""

    services: tuple[ServiceId, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class Record:
    """Write down, without anything personal, what was asked and whether it helped."""

    question: Remembered


Action = Present | Recite | Listen | StopListening | DropListening | Silence | Find | Look | Print | Record


@dataclass(frozen=True, slots=True)
class Step:
    """Where the conversation went, and what is to be done, in order."""

    state: State
    actions: tuple[Action, ...] = ()
