"""Logistic regression over a few numbers and the products of any two of them.

The products let one number decide what another one means: a likeness of .3 says much of a long story and little of a
single word. Fitted by scikit-learn while judgement is learnt; to answer a question only the weights are needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

FARTHEST = 3.0
"""Spreads from its usual value that a number counts for at the most: products of far ones would decide alone."""

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model: 1 / (1 + exp(-(bias + weights . (numbers in spreads, then their products))))."""

    usual: Array
    """(numbers,): the mean of each."""
    spread: Array
    """(numbers,): the standard deviation of each."""
    weights: Array
    """(numbers + pairs,): of each number, then of each product in the order of `pairs`."""
    bias: float

    def probability(self, numbers: Array) -> float:
        """0 to 1."""
        return float(self.probabilities(numbers[None])[0])

    def probabilities(self, rows: Array) -> Array:
        """(rows,): of each of (rows, numbers)."""
        table = _with_products(rows, self.usual, self.spread)
        chances: Array = 1 / (1 + np.exp(-np.clip(table @ self.weights + self.bias, -30, 30)))
        return chances


def fit(rows: Array, right: NDArray[np.bool_], freedom: float) -> Logistic:
    """Fit, both outcomes weighing the same in all.

    Args:
        rows: (examples, numbers).
        right: (examples,): the outcome of each; both occur.
        freedom: cost of a wrong example, against half the squared weights (C of the literature).
    """
    from sklearn.linear_model import LogisticRegression  # a second of loading, to learn alone

    usual, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-6)
    model = LogisticRegression(C=freedom, class_weight="balanced", max_iter=1000)
    model.fit(_with_products(rows, usual, spread), right)
    return Logistic(usual, spread, model.coef_[0], float(model.intercept_[0]))


@cache
def pairs(count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The numbers, of so many, whose products count: each with itself and those after it."""
    first, second = np.triu_indices(count)
    return first, second


def _with_products(rows: Array, usual: Array, spread: Array) -> Array:
    near = np.clip((rows - usual) / spread, -FARTHEST, FARTHEST)
    first, second = pairs(rows.shape[1])
    return np.hstack([near, near[:, first] * near[:, second]])
