"""Logistic regression over a few numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model: probability = 1 / (1 + exp(-(bias + weights . numbers)))."""

    weights: tuple[float, ...]
    bias: float

    def probability(self, numbers: NDArray[np.float64]) -> float:
        """0 to 1."""
        return float(1 / (1 + np.exp(-np.clip(numbers @ np.array(self.weights) + self.bias, -30, 30))))


def fit(numbers: NDArray[np.float64], right: NDArray[np.bool_], penalty: float = 1.0) -> Logistic:
    """Fit by Newton's method, both classes weighing the same in all, with an L2 penalty on the weights.

    Args:
        numbers: (examples, numbers).
        right: (examples,): the outcome of each.
        penalty: of the squared weights, in examples.
    """
    rows = np.column_stack([numbers, np.ones(len(numbers))])
    balance = np.where(right, 0.5 / max(right.mean(), 1e-9), 0.5 / max(1 - right.mean(), 1e-9))
    ridge = np.diag([penalty] * numbers.shape[1] + [0.0])
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (balance * (right - chance)) - ridge @ weights
        curve = (rows * (balance * chance * (1 - chance))[:, None]).T @ rows + ridge + 1e-9 * np.eye(len(weights))
        change = np.linalg.solve(curve, slope)
        weights = weights + change
        if np.abs(change).max() < 1e-8:
            break
    return Logistic(tuple(float(weight) for weight in weights[:-1]), float(weights[-1]))
