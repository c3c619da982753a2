"""Where a conversation can be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from content.directory import ServiceId, TopicId
from content.language import Language
from content.store import VerdictKind
from matcher.verdict import CommandName, Reading

PAGE = 8
"""Choices shown at once, so that one digit picks any of them."""

SPEEDS = range(-2, 3)
"""Steps slower and faster than the voice's own pace."""

VOLUMES = range(-4, 4)
"""Steps softer and louder; with the middle that makes eight."""


class Source(StrEnum):
    """How the words came."""

    TYPED = "typed"
    SPOKEN = "spoken"


class Notice(Enum):
    """Something to tell the visitor once, beside whatever is shown."""

    PRINTING = auto()
    PRINTED = auto()
    NOT_PRINTED = auto()
    NO_MICROPHONE = auto()
    NO_VOICE = auto()
    NOT_HEARD = auto()
    NOTHING_TO_DO = auto()
    FORGOTTEN = auto()
    RATED = auto()
    NO_MORE = auto()
    NONE_SUCH = auto()
    FASTER = auto()
    SLOWER = auto()
    LOUDER = auto()
    SOFTER = auto()


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing said or typed, in all the ways it may be read."""

    readings: tuple[Reading, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Remembered:
    """The last question, held until the visitor moves on, so that she can still refuse to have it kept."""

    text: str
    """As said; empty when it must never be kept (a crisis)."""
    verdict: VerdictKind
    language: Language
    services: tuple[ServiceId, ...] = ()
    helped: bool | None = None
    spoken: bool = False
    """Whether it was heard rather than typed, and so may have been misheard."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What belongs to the person now here, and ends with her visit."""

    language: Language
    home: Language
    """What the kiosk speaks again when she has left."""
    aloud: bool = False
    """Whether answers are read out without being asked to."""
    speed: int = 0
    volume: int = 0
    notice: Notice | None = None
    remembered: Remembered | None = None
    danger: str = ""
    """The id of a crisis that her question does not rule out; shown with its answer."""
    asked: tuple[str, ...] = ()
    """The question whose answer is shown, then what she wished of it since; held as long as the answer is."""


@dataclass(frozen=True, slots=True)
class Resting:
    """Nobody is here."""

    home: Language
    """The site's own language."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Waiting for a question."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class Listening:
    """The microphone is open."""

    under: Place

    @property
    def visit(self) -> Visit:
        """The visit of the place she spoke from."""
        return self.under.visit


@dataclass(frozen=True, slots=True)
class Searching:
    """A question is being matched."""

    under: Place
    utterance: Utterance

    @property
    def visit(self) -> Visit:
        """The visit of the place she asked from."""
        return self.under.visit


@dataclass(frozen=True, slots=True)
class Answering:
    """One of the services that answer the question is shown."""

    visit: Visit
    services: tuple[ServiceId, ...]
    at: int = 0
    detail: CommandName | None = None
    """The one thing she asked about it (`detail_when` ...)."""
    back: Choosing | Browsing | None = None


@dataclass(frozen=True, slots=True)
class Choosing:
    """Did you mean one of these?"""

    visit: Visit
    options: tuple[ServiceId, ...]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Nothing was found; never a dead end."""

    visit: Visit
    topics: tuple[TopicId, ...] = ()
    misses: int = 1
    """How many questions in a row found nothing."""


@dataclass(frozen=True, slots=True)
class InDanger:
    """Numbers to call at once."""

    visit: Visit
    kind: str


@dataclass(frozen=True, slots=True)
class Browsing:
    """The subjects, or the services of one of them."""

    visit: Visit
    topic: TopicId | None
    items: tuple[str, ...]
    page: int = 0

    @property
    def on_page(self) -> tuple[str, ...]:
        """The items shown now."""
        return self.items[self.page * PAGE : (self.page + 1) * PAGE]


@dataclass(frozen=True, slots=True)
class TurningToPerson:
    """People who can help, here and by phone."""

    visit: Visit
    back: Place


@dataclass(frozen=True, slots=True)
class Helping:
    """How to use the kiosk."""

    visit: Visit
    back: Place


@dataclass(frozen=True, slots=True)
class StillThere:
    """Nothing has happened for a while: are you still there?"""

    under: Place

    @property
    def visit(self) -> Visit:
        """The visit that is about to end."""
        return self.under.visit


Place = Asking | Answering | Choosing | Unanswered | InDanger | Browsing | TurningToPerson | Helping
"""Where a visitor can stay; the rest passes by itself."""
State = Resting | Listening | Searching | StillThere | Place
