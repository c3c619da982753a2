"""What a scene is made from, beside the state: the directory, the words, the hour, and what the place offers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from content.directory import Directory
from content.language import Language, Localized
from kiosk.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Manner:
    """What the visitor can do at this channel."""

    speaks: bool = False
    """There is a microphone to talk to."""
    hears: bool = False
    """There is a voice to listen to."""
    takes_paper: bool = False
    """There is a printer."""
    keys: bool = True
    """There are keys that act when they are pressed; without them, everything is done with words."""
    replies: bool = True
    """She is listened to after an answer; an answer on a command line is the end of it."""


@dataclass(frozen=True, slots=True)
class PersonToTurnTo:
    """Somebody who can be called."""

    number: str
    name: Localized


@dataclass(frozen=True, slots=True)
class View:
    """All that the words of a scene depend on, apart from the state."""

    directory: Directory
    phrases: Phrases
    now: datetime
    """With its zone."""
    zone: ZoneInfo
    """The site's."""
    manner: Manner
    people: tuple[PersonToTurnTo, ...] = ()

    def say(self, name: str, language: Language, /, **values: object) -> str:
        """A phrase; every one may name the keys (`{talk}`), or where there are none, the words to type instead."""
        if self.manner.keys:
            return self.phrases(name, language, **{**KEYS, **values})
        labels = {key: self.phrases(f"offer.{key}", language).lower() for key in KEYS}
        in_words = f"{name}_in_words"
        return self.phrases(in_words if in_words in self.phrases.names else name, language, **{**labels, **values})


KEYS = {
    "help": "F1",
    "language": "F2",
    "talk": "F3",
    "aloud": "F4",
    "stop": "F5",
    "print": "F6",
    "browse": "F7",
    "person": "F8",
    "forget": "F9",
    "finish": "F10",
    "back": "Esc",
    "helped": "+",
    "not_helped": "-",
    "next": "→",
    "previous": "←",
}
"""The key of each offer, as printed on a keyboard."""
