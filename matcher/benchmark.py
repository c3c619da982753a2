"""Figures to set matchers side by side: quality with its uncertainty, and what a question costs.

Shares come with their 95 % confidence interval (Wilson 1927, "Probable inference, the law of succession, and
statistical inference"): a few dozen questions tell little, and the interval says how little.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, TypeVar

from content.language import Language
from matcher.evaluate import TestQuestion

T = TypeVar("T")

KEPT = 0.95
"""Share of its right first answers that a matcher's threshold lets through."""

DEVIATIONS = 1.959964
"""Standard deviations either side that hold 95 % of a normal distribution."""

WARMING = 20
"""Questions asked once before the clock counts, so that nobody pays for loading."""

ALL = "all"
"""The name of the group of all questions."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What Ventanilla's own matcher may cost at the shipped directory, in CPU milliseconds a question."""

    median_ms: float = 3.0
    p99_ms: float = 10.0


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def value(self) -> float | None:
        """0 to 1; None of nothing."""
        return self.count / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Within which the true share lies, at 95 % (Wilson's score interval); 0 to 1 of nothing."""
        if not self.of:
            return 0.0, 1.0
        share, square = self.count / self.of, DEVIATIONS**2
        middle = (share + square / (2 * self.of)) / (1 + square / self.of)
        reach = math.sqrt(share * (1 - share) / self.of + square / (4 * self.of**2)) / (1 + square / self.of)
        return max(0.0, middle - DEVIATIONS * reach), min(1.0, middle + DEVIATIONS * reach)

    def as_json(self) -> dict[str, Any]:
        """With its interval, rounded to four places."""
        low, high = self.interval
        value = None if self.value is None else round(self.value, 4)
        return {"value": value, "low": round(low, 4), "high": round(high, 4), "count": self.count, "of": self.of}


@dataclass(frozen=True, slots=True)
class Found:
    """What one matcher gave for one question."""

    asked: TestQuestion
    services: tuple[str, ...]
    """Best first; empty where it keeps silent."""
    score: float
    """Of the first, on the matcher's own scale."""

    def right(self, within: int) -> bool:
        """Whether a right service is among the first so many."""
        return any(service in self.asked.expected for service in self.services[:within])


@dataclass(frozen=True, slots=True)
class Cost:
    """What a matcher costs."""

    build_seconds: float
    """By the clock on the wall."""
    size_bytes: int
    median_ms: float
    """Of CPU time, all threads of the process together, a question."""
    p99_ms: float


@dataclass(frozen=True, slots=True)
class Recall:
    """How often a right service is among the first one, and the first three."""

    at_1: Share
    at_3: Share


@dataclass(frozen=True, slots=True)
class MatcherFigures:
    """One matcher's line of the table."""

    name: str
    recall: Mapping[str, Recall]
    """For `ALL`, each language and each style."""
    false_answers: Share
    """Of the questions nobody here can answer, those it answers."""
    threshold: float | None
    """The least score of an answer, in `false_answers`; None where the matcher itself decides when to be silent."""
    cost: Cost

    def as_json(self) -> dict[str, Any]:
        """The figures, rounded."""
        return {
            "recall": {
                group: {"at_1": recall.at_1.as_json(), "at_3": recall.at_3.as_json()}
                for group, recall in self.recall.items()
            },
            "false_answers": self.false_answers.as_json(),
            "threshold": None if self.threshold in (None, math.inf) else self.threshold,
            "build_seconds": round(self.cost.build_seconds, 3),
            "size_bytes": self.cost.size_bytes,
            "median_ms": round(self.cost.median_ms, 4),
            "p99_ms": round(self.cost.p99_ms, 4),
        }


def findable(questions: Sequence[TestQuestion], services: Collection[str]) -> tuple[TestQuestion, ...]:
    """The questions a ranking of services can be measured by: out of scope, or with a right service among these.

    Commands are left out, and dangers whose only answer is a number such as 911.
    """
    return tuple(
        question
        for question in questions
        if question.command is None
        and (not question.expected or any(service in services for service in question.expected))
    )


def ask_all(
    questions: Sequence[TestQuestion], ask: Callable[[str], T], clock: Callable[[], float] = time.process_time
) -> tuple[list[T], list[float]]:
    """Ask every question: what came of each, and its milliseconds.

    Args:
        questions: in the order in which they are asked.
        ask: what is measured.
        clock: seconds; of CPU time unless another is given.
    """
    for question in questions[:WARMING]:
        ask(question.question)
    answers: list[T] = []
    milliseconds: list[float] = []
    for question in questions:
        began = clock()
        answer = ask(question.question)
        milliseconds.append((clock() - began) * 1000)
        answers.append(answer)
    return answers, milliseconds


def cost_of(build_seconds: float, size_bytes: int, milliseconds: Sequence[float]) -> Cost:
    """Sum up; the 99th percentile is the nearest rank."""
    ordered = sorted(milliseconds)
    return Cost(build_seconds, size_bytes, median(ordered), ordered[math.ceil(0.99 * len(ordered)) - 1])


def figures_of(name: str, found: Sequence[Found], cost: Cost, *, decides: bool = False) -> MatcherFigures:
    """Count.

    Args:
        name: of the matcher.
        found: what it gave for each question.
        cost: what it costs.
        decides: whether it is silent by its own judgement; else a threshold on its score is set here.
    """
    outside = [one for one in found if not one.asked.expected]
    threshold = None if decides else threshold_of(found)
    answered = sum(bool(one.services) and (threshold is None or one.score >= threshold) for one in outside)
    return MatcherFigures(name, dict(_recalls(found)), Share(answered, len(outside)), threshold, cost)


def threshold_of(found: Sequence[Found]) -> float:
    """The highest score that lets `KEPT` of the right first answers through; infinite where none is right."""
    right = sorted((one.score for one in found if one.asked.expected and one.right(1)), reverse=True)
    return right[math.ceil(KEPT * len(right)) - 1] if right else math.inf


def outside_limits(cost: Cost, limits: Limits) -> Iterator[str]:
    """A line for each figure that is too high."""
    for name, value, most in (
        ("median", cost.median_ms, limits.median_ms),
        ("99th percentile", cost.p99_ms, limits.p99_ms),
    ):
        if value > most:
            yield f"{name} of CPU time a question: {value:.2f} ms, more than {most:g} ms"


def _recalls(found: Sequence[Found]) -> Iterator[tuple[str, Recall]]:
    inside = [one for one in found if one.asked.expected]
    yield ALL, _recall(inside)
    for language in Language:
        if spoken := [one for one in inside if one.asked.language is language]:
            yield language.value, _recall(spoken)
    for style in dict.fromkeys(one.asked.style for one in inside):
        yield style, _recall([one for one in inside if one.asked.style == style])


def _recall(found: Sequence[Found]) -> Recall:
    at_1, at_3 = (Share(sum(one.right(within) for one in found), len(found)) for within in (1, 3))
    return Recall(at_1, at_3)
