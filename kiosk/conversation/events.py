"""What can happen to a conversation: always in the past tense."""

from __future__ import annotations

from dataclasses import dataclass

from content.directory import TopicId
from content.language import Language
from kiosk.conversation.states import Utterance
from matcher.verdict import CommandName, Verdict


@dataclass(frozen=True, slots=True)
class Arrived:
    """Somebody touched a key or the screen."""


@dataclass(frozen=True, slots=True)
class LanguageChosen:
    """A language key was pressed."""

    language: Language


@dataclass(frozen=True, slots=True)
class TalkPressed:
    """The key to start, or to stop, speaking."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Words arrived, typed or spoken."""

    utterance: Utterance


@dataclass(frozen=True, slots=True)
class NothingHeard:
    """The microphone was open and no words came."""


@dataclass(frozen=True, slots=True)
class MicrophoneFailed:
    """There is no microphone, or no recogniser."""


@dataclass(frozen=True, slots=True)
class VoiceFailed:
    """The words could not be read out."""


@dataclass(frozen=True, slots=True)
class Found:
    """The matcher's verdict on one utterance."""

    utterance: Utterance
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Picked:
    """A numbered choice, counted from 1 on the page shown."""

    number: int


@dataclass(frozen=True, slots=True)
class Commanded:
    """A key that stands for a spoken command."""

    name: CommandName


@dataclass(frozen=True, slots=True)
class BrowseOpened:
    """The key for all subjects."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What there is under a subject; under None, the subjects."""

    topic: TopicId | None
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintEnded:
    """The printer is done, or has given up."""

    printed: bool


@dataclass(frozen=True, slots=True)
class Rated:
    """Did this help? One key."""

    helped: bool


@dataclass(frozen=True, slots=True)
class ForgetPressed:
    """Do not keep my question."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Nothing has happened for a while; a second time in a row ends the visit."""


@dataclass(frozen=True, slots=True)
class Left:
    """The visitor finished, or pressed the quick exit."""


Event = (
    Arrived
    | LanguageChosen
    | TalkPressed
    | Asked
    | NothingHeard
    | MicrophoneFailed
    | VoiceFailed
    | Found
    | Picked
    | Commanded
    | BrowseOpened
    | Listed
    | PrintEnded
    | Rated
    | ForgetPressed
    | Quiet
    | Left
)
