"""What a matcher is asked and what it answers.

A question arrives as readings: the typed words, or the n-best transcripts of both recognisers. The answer is one
verdict, which names the language and the reading it was reached by. Every score is a probability, 0 to 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from content.directory import ServiceId, TopicId
from content.language import Language
from content.store import VerdictKind


class CommandName(StrEnum):
    """What people tell the kiosk itself to do, in words or by key."""

    REPEAT = "repeat"
    LOUDER = "louder"
    SOFTER = "softer"
    SLOWER = "slower"
    FASTER = "faster"
    PRINT = "print"
    NEXT = "next"
    PREVIOUS = "previous"
    PICK_1 = "pick_1"
    PICK_2 = "pick_2"
    PICK_3 = "pick_3"
    BACK = "back"
    STOP = "stop"
    HELP = "help"
    SWITCH_LANGUAGE = "switch_language"
    PERSON = "person"
    GOODBYE = "goodbye"
    THANKS = "thanks"
    YES = "yes"
    NO = "no"
    DETAIL_WHERE = "detail_where"
    DETAIL_WHEN = "detail_when"
    DETAIL_COST = "detail_cost"
    DETAIL_BRING = "detail_bring"
    DETAIL_PHONE = "detail_phone"
    NUMBER_SLOWLY = "number_slowly"
    SPELL = "spell"
    CONNECT = "connect"
    MESSAGE = "message"
    MAIN_MENU = "main_menu"


@dataclass(frozen=True, slots=True)
class Reading:
    """One text the visitor may have said."""

    text: str
    language: Language | None = None
    """The recogniser's language; None for typed words, which may be in either or both."""
    confidence: float = 1.0
    """The recogniser's own, 0 to 1; known not to tell two languages apart."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the visit so far says about the next question."""

    language: Language | None = None
    """The language spoken until now; None while nobody has said anything."""
    shown: tuple[ServiceId, ...] = ()
    """The services now before the visitor."""
    asked: tuple[str, ...] = ()
    """The question they answer, then what was wished of the answer since."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service and how likely it is meant."""

    service: ServiceId
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What every verdict knows of the question."""

    language: Language
    text: str
    """The reading that was believed; the empty string when none was."""
    ranked: tuple[Candidate, ...] = ()
    """Up to ten candidates, best first, whatever the verdict."""
    probability: float = 0.0
    """That the best candidate is right."""
    danger: str = ""
    """The id of a crisis that cannot be ruled out: whom to call then is shown beside the answer."""
    follow_up: bool = False
    """Whether the words only make sense after the question before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certain(Heard):
    """The service meant; several when they are equally right."""

    services: tuple[ServiceId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure(Heard):
    """Up to three services, one of which is probably meant."""

    options: tuple[ServiceId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoMatch(Heard):
    """Nothing in the directory answers this."""

    topics: tuple[TopicId, ...] = ()
    """Subjects that come nearest, best first; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crisis(Heard):
    """Somebody is in danger: `kind` is the id of a crisis in the directory."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Heard):
    """The visitor spoke to the kiosk itself."""

    name: CommandName


Verdict = Certain | Unsure | NoMatch | Crisis | Command

VERDICT_KINDS: dict[type[Verdict], VerdictKind] = {
    Certain: VerdictKind.CERTAIN,
    Unsure: VerdictKind.UNSURE,
    NoMatch: VerdictKind.NO_MATCH,
    Crisis: VerdictKind.CRISIS,
    Command: VerdictKind.COMMAND,
}
"""What each verdict is called in records and on the command line."""


class Matcher(Protocol):
    """From what was said to what was meant."""

    def match(self, readings: Sequence[Reading], context: Context) -> Verdict:
        """Decide; readings are alternatives for one utterance. No reading, or only empty ones, is `NoMatch`."""
        ...
