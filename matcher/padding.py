"""A larger directory made from a real one: near-duplicates of its services, under invented names.

Each is what a second provider of the same thing would look like to a matcher: a sentence of one service and a sentence
of another on the same subject, some keywords of both, and no wordings or a few put together from halves of real ones.
The same directory, number and seed give the same result.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from content.directory import Directory, Service, ServiceId
from content.language import Language, Text, text_of

SEED = 2026

MOST_WORDINGS = 3
"""Of one invented service in each language; half of them have none, as services fresh from an import do."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")

_PLACES = (
    "Mesa Alta", "Río Claro", "Cedar Crossing", "San Isidro", "Four Winds", "Los Olmos", "Sunrise", "Piedra Lisa",
    "Juniper Hill", "Santa Rita", "Old Mill", "La Acequia", "Blue Corn", "El Molino", "Prairie Gate", "Las Golondrinas",
)  # fmt: skip
_PROVIDERS = (
    ("Center", "Centro"),
    ("Network", "Red"),
    ("Alliance", "Alianza"),
    ("Project", "Proyecto"),
    ("House", "Casa"),
    ("Office", "Oficina"),
)


class CannotPad(ValueError):
    """A directory cannot be brought to a size; one line that says why."""


def padded(directory: Directory, services: int, seed: int = SEED) -> Directory:
    """The directory with near-duplicates added until it shows so many services.

    Raises:
        CannotPad: it shows more than that already, or there is nothing to make duplicates of.
    """
    real = directory.shown
    if services < len(real) or not real:
        raise CannotPad(f"{services} services cannot be had: the directory has {len(real)}; give a larger number")
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    added = [_near_duplicate(real, number, chance) for number in range(1, services - len(real) + 1)]
    return replace(directory, services={**directory.services, **{service.id: service for service in added}})


def _near_duplicate(real: Sequence[Service], number: int, chance: random.Random) -> Service:
    one = chance.choice(real)
    other = chance.choice([service for service in real if service.topics[:1] == one.topics[:1]])
    words = {language: _wordings(one, other, language, chance) for language in Language}
    if chance.random() < 0.5:
        words = dict.fromkeys(Language, ())
    return replace(
        one,
        id=ServiceId(f"padding-{number:05}"),
        name=_name(one, number, chance),
        summary=_summary(one, other, chance),
        keywords_en=_some(one.keywords_en + other.keywords_en, chance),
        keywords_es=_some(one.keywords_es + other.keywords_es, chance),
        wordings_en=words[Language.EN],
        wordings_es=words[Language.ES],
        verified=None,
        sources=(),
    )


def _name(model: Service, number: int, chance: random.Random) -> Text:
    """The name of an invented provider, and one word of what the real service is called."""
    place, (en, es) = chance.choice(_PLACES), chance.choice(_PROVIDERS)
    word = chance.choice((model.name.en or model.name.es or "").split())
    palabra = chance.choice((model.name.es or model.name.en or "").split())
    return Text(f"{place} {word} {en} {number}", f"{es} {palabra} {place} {number}")


def _summary(one: Service, other: Service, chance: random.Random) -> Text:
    """A sentence of each, in the languages that both have."""
    drawn = {
        language: " ".join(
            chance.choice(_SENTENCE_END.split(text.strip()))
            for text in (one.summary[language], other.summary[language])
            if text
        )
        for language in Language
    }
    return text_of(drawn[Language.EN], drawn[Language.ES]) or one.summary


def _some(texts: Sequence[str], chance: random.Random) -> tuple[str, ...]:
    """About half of them, none twice."""
    known = tuple(dict.fromkeys(texts))
    return tuple(chance.sample(known, (len(known) + 1) // 2))


def _wordings(one: Service, other: Service, language: Language, chance: random.Random) -> tuple[str, ...]:
    """The first half of what somebody says about the one, and the second half of what is said about the other."""
    starts, ends = one.wordings(language), other.wordings(language)
    if not starts or not ends:
        return ()
    pairs = (
        (chance.choice(starts).split(), chance.choice(ends).split()) for _ in range(chance.randint(1, MOST_WORDINGS))
    )
    return tuple(" ".join([*start[: (len(start) + 1) // 2], *end[len(end) // 2 :]]) for start, end in pairs)
