"""The learnt part of the matcher: logistic models, and the limits at which a probability becomes a decision.

They live in `lexicon/judgement.json`, written by `matcher.learn` and nobody else.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

from matcher.evidence import NAMES
from matcher.logistic import Logistic


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a probability becomes a decision."""

    answer: float
    """Least probability of the best service for an answer or a choice."""
    crisis: float
    """Least probability of a crisis."""
    command: float
    """Least probability of a command that is none of the listed phrases."""
    clear: float = 1.4
    """How many times better than the next the best must score to be shown alone."""
    equal: float = 0.93
    """Share of the best score from which a service of the same subject counts as equally right."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The models and limits by which evidence becomes a verdict."""

    answer: Logistic
    crisis: Logistic
    command: Logistic
    limits: Limits

    def as_json(self) -> str:
        """The models with each weight under the name of its number."""
        models = {"answer": self.answer, "crisis": self.crisis, "command": self.command}
        table: dict[str, dict[str, float]] = {
            name: {"bias": model.bias, **dict(zip(NAMES, model.weights, strict=True))} for name, model in models.items()
        }
        return json.dumps({**table, "limits": asdict(self.limits)}, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Judgement:
        """Read back what `as_json` wrote.

        Raises:
            KeyError: it was written for other evidence than this version has.
        """
        table = json.loads(text)
        answer, crisis, command = (
            Logistic(tuple(table[name][number] for number in NAMES), table[name]["bias"])
            for name in ("answer", "crisis", "command")
        )
        return cls(answer, crisis, command, Limits(**table["limits"]))


@cache
def shipped_judgement() -> Judgement:
    """What was learnt from the directory that comes with the program."""
    return Judgement.from_json((files("matcher.lexicon") / "judgement.json").read_text(encoding="utf-8"))
