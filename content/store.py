"""Where published content is kept, and what is kept of a visit: the seams, and their stand-ins in memory.

The journal's entries are all that is ever stored about visitors. They hold no name, no sound and no moment finer than
the hour; a further kind of entry is one more dataclass here and one more table behind the real journal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from content.directory import Directory, ServiceId
from content.errors import NothingPublished
from content.language import Language
from content.references import check_references
from content.sanitise import clean_line


@dataclass(frozen=True, slots=True)
class Revision:
    """One publication, in the list of all."""

    number: int
    """Counted from 1; never given twice."""
    published_at: datetime
    note: str
    """Why, in the words of who published."""


class DirectoryStore(Protocol):
    """Keeps every revision of the directory as it was published. All methods may raise `StoreError`."""

    def directory(self, revision: int | None = None) -> Directory:
        """The newest revision, or the one asked for.

        Raises:
            NothingPublished: there is none.
        """
        ...

    def publish(self, directory: Directory, note: str) -> int:
        """Keep the directory as the next revision, whole or not at all, and give its number.

        The directory's own `revision` is not looked at.

        Raises:
            InconsistentDirectory: a record names another that is not there.
        """
        ...

    def revision(self) -> int | None:
        """The number of the newest revision; None before the first."""
        ...

    def revisions(self) -> tuple[Revision, ...]:
        """Every publication, oldest first."""
        ...


class VerdictKind(StrEnum):
    """What a question led to."""

    CERTAIN = "certain"
    UNSURE = "unsure"
    NO_MATCH = "no_match"
    CRISIS = "crisis"
    COMMAND = "command"
    BROWSED = "browsed"
    """A service found by subject; no question was asked."""


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question and what came of it. In a crisis no words are kept, whatever is given."""

    hour: datetime
    """In UTC; the minutes of the moment given are dropped."""
    site: str
    channel: str
    """`screen`, `phone`, `web` ..."""
    language: Language | None
    verdict: VerdictKind
    question: str | None = None
    """Already redacted; None when the visitor said not to keep it, or once its days are over."""
    shown: tuple[ServiceId, ...] = ()
    """The services the visitor was shown, in order."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "hour", hour_of(self.hour))
        kept = self.question if self.verdict is not VerdictKind.CRISIS else None
        object.__setattr__(self, "question", clean_line(kept or "") or None)


class Rated(StrEnum):
    """What a visitor gave a rating of."""

    ANSWER = "answer"
    """Whether the answer helped, right after it."""
    HELP = "help"
    """Whether she got help at the place, said later with the code of her slip."""
    TREATMENT = "treatment"
    """Whether she was treated well there."""


@dataclass(frozen=True, slots=True)
class Rating:
    """One yes or no of a visitor, known only by the random code on the slip."""

    hour: datetime
    """In UTC; the minutes of the moment given are dropped."""
    site: str
    channel: str
    code: str
    about: Rated
    good: bool
    shown: tuple[ServiceId, ...] = ()
    """The services it is about."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "hour", hour_of(self.hour))


Entry = QuestionAsked | Rating
Kind = TypeVar("Kind", QuestionAsked, Rating)


class Journal(Protocol):
    """What is kept of visits. All methods may raise `StoreError`."""

    def record(self, entry: Entry) -> None:
        """Keep an entry; it is on the disk when this returns."""
        ...

    def entries(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Every entry of a kind, in the order recorded."""
        ...

    def forget_questions(self, before: datetime) -> int:
        """Drop the words of all questions from before a moment, keeping the rest; how many were dropped."""
        ...


class MemoryStore:
    """A `DirectoryStore` for one run: a pack tried out, a test."""

    def __init__(self, clock: Callable[[], datetime] | None = None) -> None:
        self._clock = clock or now
        self._published: list[tuple[Revision, Directory]] = []

    def directory(self, revision: int | None = None) -> Directory:
        """The newest revision, or the one asked for."""
        found = [directory for made, directory in self._published if revision in (None, made.number)]
        if not found:
            raise NothingPublished(nothing_published(revision))
        return found[-1]

    def publish(self, directory: Directory, note: str) -> int:
        """Keep the directory as the next revision."""
        check_references(directory)
        number = len(self._published) + 1
        self._published.append((Revision(number, self._clock(), note), replace(directory, revision=number)))
        return number

    def revision(self) -> int | None:
        """The number of the newest revision."""
        return len(self._published) or None

    def revisions(self) -> tuple[Revision, ...]:
        """Every publication, oldest first."""
        return tuple(made for made, _ in self._published)


class MemoryJournal:
    """A `Journal` for one run, or a test."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []

    def record(self, entry: Entry) -> None:
        """Keep an entry."""
        self._entries.append(entry)

    def entries(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Every entry of a kind, in the order recorded."""
        return tuple(entry for entry in self._entries if isinstance(entry, kind))

    def forget_questions(self, before: datetime) -> int:
        """Drop the words of questions from before a moment."""
        dropped = 0
        for at, entry in enumerate(self._entries):
            if isinstance(entry, QuestionAsked) and entry.question and entry.hour < before:
                self._entries[at] = replace(entry, question=None)
                dropped += 1
        return dropped


def hour_of(moment: datetime) -> datetime:
    """The hour a moment lies in, in UTC.

    Raises:
        ValueError: the moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone; give one, such as datetime.now(UTC)")
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def nothing_published(revision: int | None) -> str:
    """What to say where a revision is not there."""
    if revision is None:
        return "nothing has been published yet; import a directory and publish it"
    return f"there is no revision {revision}; ask for one in the list of revisions"
