"""Follow-ups: words that mean nothing alone and narrow the last answer down.

"And in the South Valley?", "something cheaper", "¿y donde hablen español?" name a wish, and nothing else but the small
words such questions are made of. What they are about was asked before, and is matched once more; of the services that
answer it, those remain that are known to grant the wish.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

from rapidfuzz import fuzz, process

from content.directory import Directory, Known, Service, Weekday
from content.language import Language
from matcher.normalise import fold, words

LIKENESS = 88.0
"""Least likeness, 0 to 100, of what is wished to a phrase of the list (rapidfuzz `ratio`)."""

LEAST_LETTERS = 5
"""Shorter words are wishes only as they are written: there are too many like them."""


class WishKind(StrEnum):
    """What a service can be wished to be."""

    FREE = "free"
    SPANISH = "spanish"
    NO_PAPERS = "no_papers"
    DAYS = "days"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the services shown should be like."""

    kind: WishKind
    place: str = ""
    """Folded; of `PLACE` alone."""
    day: Weekday | None = None
    """Of `DAYS` alone."""

    def granted_by(self, service: Service) -> bool:
        """Whether a service is known to be so: what is not known is not promised."""
        match self.kind:
            case WishKind.FREE:
                return service.free is Known.YES
            case WishKind.SPANISH:
                return service.spanish_spoken is Known.YES
            case WishKind.NO_PAPERS:
                return service.papers_asked is Known.NO
            case WishKind.DAYS:
                return any(self.day in schedule.days for schedule in service.schedules or ())
            case WishKind.PLACE:
                return self.place in _places(service) or any(f" {self.place} " in said for said in _told(service))


class FollowUps:
    """Recognises follow-ups about the services of a directory."""

    def __init__(
        self,
        directory: Directory,
        phrases: Mapping[str, Mapping[Language, Sequence[str]]],
        also_called: Mapping[str, Sequence[str]],
    ) -> None:
        self._around = sorted(
            {tuple(words(text)) for texts in phrases["around"].values() for text in texts}, key=len, reverse=True
        )
        self._wishes: dict[str, Wish] = {
            place: Wish(WishKind.PLACE, place=place) for service in directory.shown for place in _places(service)
        }
        for place, names in also_called.items():
            if place in self._wishes:
                self._wishes |= {fold(name): self._wishes[place] for name in names}
        for kind in (WishKind.FREE, WishKind.SPANISH, WishKind.NO_PAPERS):
            self._wishes |= {fold(text): Wish(kind) for texts in phrases[kind].values() for text in texts}
        for names in phrases[WishKind.DAYS].values():
            for day, name in zip(Weekday, names, strict=True):
                self._wishes |= {
                    fold(name): Wish(WishKind.DAYS, day=day),
                    f"{fold(name)}s": Wish(WishKind.DAYS, day=day),
                }

    def recognise(self, text: str) -> Wish | None:
        """The wish these words are, if they are nothing more than one."""
        spoken = words(text)
        for kept in self._kept(spoken):
            wished = " ".join(kept)
            if wished in self._wishes:
                return self._wishes[wished]
        near = (
            process.extractOne(wished, self._wishes.keys(), scorer=fuzz.ratio, score_cutoff=LIKENESS)
            if spoken
            else None
        )
        return self._wishes[near[0]] if near and len(wished) >= LEAST_LETTERS else None

    def _kept(self, spoken: list[str]) -> list[list[str]]:
        """The words, then without one more piece of what may stand around a wish, again and again."""
        kept = [spoken]
        while len(spoken) > 1:
            for piece in self._around:
                size = len(piece)
                if size < len(spoken) and tuple(spoken[:size]) == piece:
                    spoken = spoken[size:]
                    break
                if size < len(spoken) and tuple(spoken[-size:]) == piece:
                    spoken = spoken[:-size]
                    break
            else:
                break
            kept.append(spoken)
        return kept


def shipped_follow_ups(directory: Directory) -> FollowUps:
    """The list that comes with the program, for a directory."""
    table = tomllib.loads((files("matcher.lexicon") / "follow_ups.toml").read_text(encoding="utf-8"))
    also_called = table.pop("places")
    phrases = {name: {Language(code): texts for code, texts in part.items()} for name, part in table.items()}
    return FollowUps(directory, phrases, also_called)


def _told(service: Service) -> Iterator[str]:
    """What is told of a service, folded, with a space at either end: "classes at the South Valley campus"."""
    for text in (service.name, service.summary, service.how_to_access):
        for language in Language:
            if text and text[language]:
                yield f" {fold(text[language] or '')} "


def _places(service: Service) -> set[str]:
    """The neighbourhoods and towns a service is in, folded; "Downtown / Barelas" is two."""
    named = [place.neighborhood or "" for place in service.locations]
    parts = [part for name in named for part in name.replace("(", "/").replace(")", "/").split("/")]
    towns = [place.address.city for place in service.locations if place.address]
    return {folded for part in (*parts, *towns) if (folded := fold(part))}
