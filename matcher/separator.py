"""A straight line between one kind of text and all others: logistic regression over the features of an index.

Trained with Nesterov's accelerated gradient (Nesterov 1983; Sutskever et al. 2013) on whole passes over the postings,
so the result does not depend on any order or chance.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matcher.features import BUCKETS, Features
from matcher.index import TextIndex

PASSES = 120
STEP = 4.0
"""Texts have length 1, so the loss curves by at most a quarter of the mean example weight."""
PENALTY = 2e-5
"""Of the squared weights, for each text."""


def separate(index: TextIndex, wanted: NDArray[np.bool_], taken: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Learn which texts are wanted; both sides weigh the same in all, whatever their numbers.

    Args:
        wanted: (texts,): the side of each text.
        taken: (texts,): which texts to learn from.

    Returns:
        (BUCKETS + 1,): a weight for each feature, then the bias.
    """
    inside, outside = np.count_nonzero(wanted & taken), np.count_nonzero(~wanted & taken)
    if not inside or not outside:
        return np.zeros(BUCKETS + 1, np.float32)
    importance = np.where(wanted, 0.5 / inside, 0.5 / outside) * taken
    buckets = np.repeat(np.arange(BUCKETS), np.diff(index.starts))
    weights, bias = np.zeros(BUCKETS), 0.0
    ahead, ahead_bias = weights, bias
    for turn in range(1, PASSES + 1):
        margins = np.bincount(index.texts, index.weights * ahead[buckets], minlength=index.size) + ahead_bias
        wrong = importance * (wanted - 1 / (1 + np.exp(-margins)))
        slope = np.bincount(buckets, index.weights * wrong[index.texts], minlength=BUCKETS) - PENALTY * ahead
        stepped, stepped_bias = ahead + STEP * slope, ahead_bias + STEP * wrong.sum()
        momentum = turn / (turn + 3)
        ahead = stepped + momentum * (stepped - weights)
        ahead_bias = stepped_bias + momentum * (stepped_bias - bias)
        weights, bias = stepped, stepped_bias
    return np.append(weights, bias).astype(np.float32)


def margins(separators: NDArray[np.float32], question: Features) -> NDArray[np.float64]:
    """(separators,): how far a question of length 1 lies on the wanted side of each."""
    buckets, weights = question
    return np.asarray(separators[:, buckets] @ weights + separators[:, -1], np.float64)
