"""Everything people say, with whom or what it belongs to: the texts a question is compared with.

Services bring their names, summaries, keywords and wordings; crises bring what people in danger say, and look-alikes
that are none; and there is talk that nobody here can answer, without which a matcher never learns to be silent.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from content.directory import Crisis, Directory, Service, ServiceId
from content.language import Language
from matcher.verdict import CommandName

OWN_LINES = 2
"""So many of the first lines of a crisis are for that danger alone; later ones help with calmer needs too."""


class Kind(StrEnum):
    """What sort of thing a text belongs to."""

    SERVICE = "service"
    CRISIS = "crisis"
    LOOK_ALIKE = "look-alike"
    """Sounds like a crisis and is none."""
    COMMAND = "command"
    TALK = "talk"
    """What nobody here can answer."""


@dataclass(frozen=True, slots=True)
class Owner:
    """What is meant by a text."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Said:
    """One text and its language."""

    text: str
    language: Language


@dataclass(frozen=True, slots=True)
class QuestionBank:
    """The texts of each owner; owners are numbered in order."""

    owners: tuple[Owner, ...]
    texts: tuple[tuple[Said, ...], ...]
    """Parallel to `owners`; none is empty."""
    crisis_lines: frozenset[str] = frozenset()
    """Services that are shown in a crisis: whoever asks for one may be in danger or not."""
    topics: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The subjects of each service, by its id."""

    @classmethod
    def of(
        cls,
        directory: Directory,
        commands: Mapping[CommandName, Mapping[Language, Sequence[str]]],
        talk: Mapping[Language, Sequence[str]],
    ) -> QuestionBank:
        """The bank of one published revision; services without a contact are left out."""
        groups = {
            **{Owner(Kind.SERVICE, service.id): _of_service(service) for service in directory.shown},
            **{Owner(Kind.CRISIS, crisis.id): _of_crisis(crisis, directory) for crisis in directory.crises},
            **{Owner(Kind.LOOK_ALIKE, crisis.id): _look_alikes(crisis) for crisis in directory.crises},
            **{Owner(Kind.COMMAND, name): _in_both(phrases) for name, phrases in commands.items()},
            Owner(Kind.TALK, "talk"): _in_both(talk),
        }
        kept = {owner: said for owner, said in groups.items() if said}
        lines = frozenset(line.id for crisis in directory.crises for line in crisis.lines)
        topics = {str(service.id): frozenset(map(str, service.topics)) for service in directory.shown}
        return cls(tuple(kept), tuple(kept.values()), lines, topics)

    @property
    def all_texts(self) -> Iterator[Said]:
        """Every text, owner after owner."""
        return (said for group in self.texts for said in group)

    @property
    def owner_of(self) -> NDArray[np.int32]:
        """(texts,): the number of each text's owner, ascending."""
        return np.repeat(np.arange(len(self.owners), dtype=np.int32), [len(group) for group in self.texts])

    @property
    def fingerprint(self) -> str:
        """Changes when any text, language or owner does: 32 hexadecimal digits."""
        digest = sha256()
        for owner, group in zip(self.owners, self.texts, strict=True):
            digest.update(f"\x1d{owner.kind}\x1f{owner.id}".encode())
            for said in group:
                digest.update(f"\x1e{said.language}\x1f{said.text}".encode())
        digest.update("\x1f".join(sorted(self.crisis_lines)).encode())
        for id, topics in sorted(self.topics.items()):
            digest.update(f"\x1d{id}\x1f{' '.join(sorted(topics))}".encode())
        return digest.hexdigest()[:32]


def shipped_talk() -> dict[Language, tuple[str, ...]]:
    """The talk that comes with the program."""
    table = tomllib.loads((files("matcher.lexicon") / "out_of_scope.toml").read_text(encoding="utf-8"))
    return {language: tuple(table[language]) for language in Language}


def _in_both(texts: Mapping[Language, Sequence[str]]) -> tuple[Said, ...]:
    return tuple(Said(text, language) for language in Language for text in texts[language])


def _of_service(service: Service) -> tuple[Said, ...]:
    return tuple(
        Said(text, language)
        for language in Language
        for text in (
            service.name[language],
            service.summary[language],
            *service.keywords(language),
            *service.wordings(language),
        )
        if text
    )


def _of_crisis(crisis: Crisis, directory: Directory) -> tuple[Said, ...]:
    """Its own phrases, and the wordings of its first lines: who needs those is in danger, however calm the words."""
    first = [
        directory.services[ServiceId(line.id)] for line in crisis.lines[:OWN_LINES] if line.id in directory.services
    ]
    return tuple(
        Said(text, language)
        for language in Language
        for source in (crisis.phrases(language), *(service.wordings(language) for service in first))
        for text in source
    )


def _look_alikes(crisis: Crisis) -> tuple[Said, ...]:
    return tuple(Said(text, language) for language in Language for text in crisis.not_phrases(language))
