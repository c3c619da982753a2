"""The learnt part of the matcher: logistic models, and the limits at which a probability becomes a decision.

They live in `lexicon/judgement.json`, written by `matcher.learn` and nobody else.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.evidence import NAMES
from matcher.logistic import Logistic, pairs

_WEIGHED = (*NAMES, *(f"{NAMES[first]} * {NAMES[second]}" for first, second in zip(*pairs(len(NAMES)), strict=True)))
"""What a model's weights weigh, in order."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a probability becomes a decision."""

    answer: tuple[tuple[float, float], ...]
    """Sizes of directories in ascending order (the number `size` of the evidence), and the least probability of the
    best service for an answer or a choice in each."""
    crisis: float
    """Least probability of a crisis."""
    command: float
    """Least probability of a command that is none of the listed phrases."""
    hint: float = 1.0
    """Least probability of a crisis that cannot be ruled out."""
    clear: float = 1.4
    """How many times better than the next the best must score to be shown alone."""
    equal: float = 0.93
    """Share of the best score from which a service of the same subject counts as equally right."""

    def answer_at(self, size: float) -> float:
        """Least probability for an answer in a directory of a size: between those that were learnt, in a line."""
        sizes, limits = zip(*self.answer, strict=True)
        return float(np.interp(size, sizes, limits))


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
        tables = {name: _table(model) for name, model in models.items()}
        return json.dumps({**tables, "limits": asdict(self.limits)}, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Judgement:
        """Read back what `as_json` wrote.

        Raises:
            KeyError: it was written for other evidence than this version has.
        """
        table = json.loads(text)
        answer, crisis, command = (_model(table[name]) for name in ("answer", "crisis", "command"))
        limits = table["limits"]
        at = tuple((size, limit) for size, limit in limits.pop("answer"))
        return cls(answer, crisis, command, Limits(at, **limits))


def _table(model: Logistic) -> dict[str, Any]:
    """Each weight under the name of its number, or of the two numbers whose product it weighs."""

    def named(values: NDArray[np.float64], names: Sequence[str] = NAMES) -> dict[str, float]:
        return dict(zip(names, values.round(5).tolist(), strict=True))

    return {
        "bias": round(model.bias, 5),
        "usual": named(model.usual),
        "spread": named(model.spread),
        "weights": named(model.weights, _WEIGHED),
    }


def _model(table: dict[str, Any]) -> Logistic:
    usual, spread, weights = (
        np.array([table[part][name] for name in names])
        for part, names in (("usual", NAMES), ("spread", NAMES), ("weights", _WEIGHED))
    )
    return Logistic(usual, spread, weights, table["bias"])


@cache
def shipped_judgement() -> Judgement:
    """What was learnt from the directory that comes with the program."""
    return Judgement.from_json((files("matcher.lexicon") / "judgement.json").read_text(encoding="utf-8"))
