"""How well questions are understood: the figures of `kiosk evaluate`.

A question's first three are what the visitor is shown: the answer, the choices, or the crisis lines. recall@k is the
share of in-scope questions with a right service among the first k; MRR@10 the mean reciprocal rank of the first right
one among ten (Manning, Raghavan & Schuetze 2008, "Introduction to Information Retrieval", section 8.4).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from content.directory import Directory
from content.language import Language
from matcher.verdict import VERDICT_KINDS, Certain, Command, CommandName, Crisis, NoMatch, Unsure, Verdict

SHOWN = 3


class QuestionFileError(ValueError):
    """A question set cannot be used; one line that names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class TestQuestion:
    """One question and what it should lead to."""

    __test__ = False  # not a test class, whatever its name suggests to pytest

    question: str
    language: Language | None
    expected: tuple[str, ...]
    """Ids any of which is right; empty when nothing here answers it."""
    style: str
    crisis: bool = False
    command: CommandName | None = None

    @property
    def in_scope(self) -> bool:
        """Whether a service is to be found."""
        return bool(self.expected) and self.command is None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question led to."""

    asked: TestQuestion
    verdict: Verdict
    shown: tuple[str, ...]
    """What the visitor sees first, at most three."""
    ranked: tuple[str, ...]
    elapsed_ms: float

    @property
    def ranks(self) -> tuple[str, ...]:
        """What is shown, then the other candidates."""
        return (*self.shown, *(service for service in self.ranked if service not in self.shown))[:10]

    def details(self) -> dict[str, Any]:
        """One line of `--details`."""
        return {
            "question": self.asked.question,
            "verdict": VERDICT_KINDS[type(self.verdict)].value,
            "command": self.verdict.name.value if isinstance(self.verdict, Command) else None,
            "language": self.verdict.language.value,
            "shown": list(self.shown),
            "ranked": list(self.ranked),
            "probability": round(self.verdict.probability, 4),
            "elapsed_ms": round(self.elapsed_ms, 3),
        }


@dataclass(frozen=True, slots=True)
class Figures:
    """Quality over some in-scope questions; shares are 0 to 1, None where there is no question to count."""

    n: int
    recall_at_1: float | None
    recall_at_3: float | None
    mrr_at_10: float | None
    answered: float | None
    asked_back: float | None
    refused: float | None
    language_accuracy: float | None
    latency_ms_p50: float | None
    latency_ms_p99: float | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of one question set."""

    overall: Figures
    by_language: Mapping[str, Figures] = field(default_factory=dict)
    by_style: Mapping[str, Figures] = field(default_factory=dict)
    out_of_scope: Mapping[str, float | int | None] = field(default_factory=dict)
    crisis: Mapping[str, float | int | None] = field(default_factory=dict)
    commands: Mapping[str, float | int | None] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The figures, rounded to four places."""
        rounded: dict[str, Any] = _rounded(asdict(self))
        return rounded


def read_questions(file: Path) -> tuple[TestQuestion, ...]:
    """Read a question set, one JSON a line.

    Raises:
        QuestionFileError: the file cannot be read, or a line is not such a question.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(f"{file}: cannot be read ({error}); check the path") from error
    questions = tuple(_question(line, f"{file} line {n}") for n, line in enumerate(lines, 1) if line.strip())
    if not questions:
        raise QuestionFileError(f"{file}: there is no question in it; write one JSON object a line")
    return questions


def outcome_of(asked: TestQuestion, verdict: Verdict, directory: Directory, elapsed_ms: float) -> Outcome:
    """What a visitor would have seen of a verdict."""
    return Outcome(asked, verdict, shown_of(verdict, directory), tuple(c.service for c in verdict.ranked), elapsed_ms)


def shown_of(verdict: Verdict, directory: Directory) -> tuple[str, ...]:
    """The ids a visitor sees first, at most three."""
    match verdict:
        case Certain(services=services) | Unsure(options=services):
            return tuple(services[:SHOWN])
        case Crisis(kind=kind):
            lines = next((crisis.lines for crisis in directory.crises if crisis.id == kind), ())
            return tuple(line.id for line in lines[:SHOWN])
        case NoMatch() | Command():
            return ()


def evaluate(outcomes: Sequence[Outcome]) -> Evaluation:
    """Count."""
    in_scope = [outcome for outcome in outcomes if outcome.asked.in_scope]
    outside = [o for o in outcomes if not o.asked.expected and o.asked.command is None]
    commands = [outcome for outcome in outcomes if outcome.asked.command is not None]
    dangerous = [outcome for outcome in outcomes if outcome.asked.crisis]
    harmless = [outcome for outcome in outcomes if not outcome.asked.crisis]
    ordinary = [outcome for outcome in outcomes if outcome.asked.command is None]
    return Evaluation(
        overall=_figures(in_scope),
        by_language={
            language: _figures([o for o in in_scope if o.asked.language is language])
            for language in Language
            if any(o.asked.language is language for o in in_scope)
        },
        by_style={
            style: _figures([o for o in in_scope if o.asked.style == style])
            for style in dict.fromkeys(o.asked.style for o in in_scope)
        },
        out_of_scope={
            "n": len(outside),
            "false_answers": _share(outside, lambda o: bool(o.shown)),
        },
        crisis={
            "n": len(dangerous),
            "recall": _share(dangerous, lambda o: isinstance(o.verdict, Crisis)),
            "false_alarms": _share(harmless, _false_alarm),
            "recognised_or_hinted": _share(
                dangerous, lambda o: isinstance(o.verdict, Crisis) or bool(o.verdict.danger)
            ),
            "hints": _share(harmless, lambda o: bool(o.verdict.danger)),
        },
        commands={
            "n": len(commands),
            "accuracy": _share(commands, _right_command),
            "false_commands": _share(ordinary, lambda o: isinstance(o.verdict, Command)),
        },
    )


def _figures(outcomes: Sequence[Outcome]) -> Figures:
    known = [outcome for outcome in outcomes if outcome.asked.language]
    latencies = sorted(outcome.elapsed_ms for outcome in outcomes)
    return Figures(
        n=len(outcomes),
        recall_at_1=_share(outcomes, lambda o: _right(o, 1)),
        recall_at_3=_share(outcomes, lambda o: _right(o, 3)),
        mrr_at_10=sum(_reciprocal_rank(o) for o in outcomes) / len(outcomes) if outcomes else None,
        answered=_share(outcomes, lambda o: isinstance(o.verdict, Certain | Crisis)),
        asked_back=_share(outcomes, lambda o: isinstance(o.verdict, Unsure)),
        refused=_share(outcomes, lambda o: isinstance(o.verdict, NoMatch | Command)),
        language_accuracy=_share(known, lambda o: o.verdict.language is o.asked.language),
        latency_ms_p50=_quantile(latencies, 0.50),
        latency_ms_p99=_quantile(latencies, 0.99),
    )


def _right(outcome: Outcome, k: int) -> bool:
    """Whether a right service is among the first k shown."""
    return any(service in outcome.asked.expected for service in outcome.shown[:k])


def _reciprocal_rank(outcome: Outcome) -> float:
    return next((1 / rank for rank, id in enumerate(outcome.ranks, 1) if id in outcome.asked.expected), 0.0)


def _false_alarm(outcome: Outcome) -> bool:
    """A crisis page that holds no right answer; who calmly asks for a crisis line may well be shown that page."""
    return isinstance(outcome.verdict, Crisis) and not _right(outcome, SHOWN)


def _right_command(outcome: Outcome) -> bool:
    return isinstance(outcome.verdict, Command) and outcome.verdict.name is outcome.asked.command


def _share(outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> float | None:
    return sum(map(holds, outcomes)) / len(outcomes) if outcomes else None


def _quantile(ordered: Sequence[float], share: float) -> float | None:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None


def _question(line: str, where: str) -> TestQuestion:
    try:
        entry = json.loads(line)
        return TestQuestion(
            question=str(entry["question"]),
            language=Language(entry["language"]) if entry["language"] else None,
            expected=tuple(map(str, entry["expected"])),
            style=str(entry["style"]),
            crisis=bool(entry.get("crisis", False)),
            command=CommandName(entry["command"]) if entry.get("command") else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise QuestionFileError(
            f"{where}: not a question ({_problem(error)}); it needs question, language, expected and style"
        ) from error


def _problem(error: Exception) -> str:
    match error:
        case json.JSONDecodeError():
            return "it is not JSON"
        case KeyError(args=(name, *_)):
            return f"{name} is missing"
        case ValueError():
            return str(error)
        case _:
            return "it is not an object with these fields"


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {str(key): _rounded(entry) for key, entry in value.items()}
    return value
