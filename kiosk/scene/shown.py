"""What a visitor is shown, offered and told, before any device is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from content.language import Language, Passage
from kiosk.conversation import Event


class Kind(StrEnum):
    """Which state a scene belongs to."""

    WELCOME = "welcome"
    ASK = "ask"
    LISTENING = "listening"
    SEARCHING = "searching"
    ANSWER = "answer"
    CHOOSE = "choose"
    UNANSWERED = "unanswered"
    CRISIS = "crisis"
    BROWSE = "browse"
    PERSON = "person"
    HELP = "help"
    STILL_THERE = "still-there"


class Emphasis(Enum):
    """How much a line matters."""

    PLAIN = auto()
    STRONG = auto()
    QUIET = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph."""

    text: str
    emphasis: Emphasis = Emphasis.PLAIN
    language: Language | None = None
    """Set where it is not the scene's own."""


@dataclass(frozen=True, slots=True)
class Field:
    """A named fact on an answer's card, in the language it exists in."""

    name: str
    """The phrase it is named by (`phone`)."""
    label: str
    value: Passage
    remark: str = ""
    """Says so where the value exists only in the other language."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A numbered choice."""

    number: int
    title: str
    remark: str = ""
    """Says so where the title exists only in the other language."""
    language: Language | None = None
    """Set where it is not the scene's own."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something the visitor may do, by key, touch or word."""

    event: Event
    key: str
    """The key, as printed on a keyboard (`F3`)."""
    label: str
    said: str = ""
    """Key and label for the ear."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence to be spoken, and its language."""

    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a channel needs to draw or speak the present state."""

    kind: Kind
    language: Language
    heading: str
    heading_language: Language | None = None
    """Set where it is not the scene's own."""
    lines: tuple[Line, ...] = ()
    fields: tuple[Field, ...] = ()
    closing: tuple[Line, ...] = ()
    """What is doubtful or not known, after the facts."""
    choices: tuple[Choice, ...] = ()
    offers: tuple[Offer, ...] = ()
    spoken: tuple[Sentence, ...] = ()
    """What matters, in a few sentences: said by itself to a visitor who speaks."""
    recited: tuple[Sentence, ...] = ()
    """All that is shown and offered: said to a visitor who has the page read to her."""
    notice: str = ""
    hint: str = ""
    """What to write in the empty question line; empty where no question is taken."""
