"""Is a service that was added this morning, with nobody's words for it yet, found this afternoon?

The services are divided into parts; the wordings of one part are taken away, the matcher is made anew, and the
questions that those services answer are asked. Names, summaries and search words stay: an editor writes them on the
first day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from content.directory import Directory, ServiceId
from matcher.benchmark import ALL, Share
from matcher.evaluate import SHOWN, TestQuestion
from matcher.verdict import Context, Matcher, Reading

PARTS = 8


@dataclass(frozen=True, slots=True)
class Newcomers:
    """How many questions found one of their services among the first three, by language and for all."""

    before: Mapping[str, Share]
    """While everything had wordings."""
    after: Mapping[str, Share]
    """Of the same questions, when the services of one part had none."""

    def as_json(self) -> dict[str, Any]:
        """The shares with their intervals."""
        return {
            name: {group: share.as_json() for group, share in shares.items()}
            for name, shares in (("with_wordings", self.before), ("without", self.after))
        }


def newcomers(
    directory: Directory,
    questions: Sequence[TestQuestion],
    matcher_of: Callable[[Directory], Matcher],
    told: Callable[[int], None] = lambda part: None,
) -> Newcomers:
    """Take away the wordings of one part of the services after another.

    A question counts once for each part that has one of its services.

    Args:
        directory: everything, with wordings.
        questions: those without a service of the directory count for nothing.
        matcher_of: makes a matcher; called `PARTS` + 1 times.
        told: called before each part, with its number.
    """
    whole = matcher_of(directory)
    found: list[tuple[TestQuestion, bool, bool]] = []
    for number, part in enumerate(parts(directory)):
        told(number)
        asked = [question for question in questions if part.intersection(question.expected)]
        if asked:
            lacking = matcher_of(without_wordings(directory, part))
            found += [(one, _finds(whole, one, part), _finds(lacking, one, part)) for one in asked]
    languages = sorted({question.language.value for question, *_ in found if question.language})
    groups = {group: [row for row in found if group == ALL or row[0].language == group] for group in (ALL, *languages)}
    return Newcomers(
        {group: Share(sum(before for _, before, _ in rows), len(rows)) for group, rows in groups.items()},
        {group: Share(sum(after for *_, after in rows), len(rows)) for group, rows in groups.items()},
    )


def parts(directory: Directory) -> Iterator[frozenset[ServiceId]]:
    """The services a visitor may be sent to, in `PARTS` parts without order."""
    ids = [service.id for service in directory.shown]
    return (frozenset(ids[first::PARTS]) for first in range(min(PARTS, len(ids))))


def without_wordings(directory: Directory, services: frozenset[ServiceId]) -> Directory:
    """The directory on the day these services are added."""
    new = {id: replace(directory.services[id], wordings_en=(), wordings_es=()) for id in services}
    return replace(directory, services={**directory.services, **new})


def _finds(matcher: Matcher, asked: TestQuestion, part: frozenset[ServiceId]) -> bool:
    ranked = matcher.match((Reading(asked.question),), Context()).ranked[:SHOWN]
    return any(candidate.service in part and candidate.service in asked.expected for candidate in ranked)
