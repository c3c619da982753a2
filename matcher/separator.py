"""A straight line between one kind of text and all others: a support vector machine over the features of an index.

The loss is the squared hinge (Chang, Hsieh & Lin 2008, "Coordinate descent method for large-scale L2-loss linear
support vector machines"). It is minimised by Nesterov's accelerated gradient (Nesterov 1983; Sutskever et al. 2013) in
whole passes over the postings, so the result does not depend on any order or chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.features import BUCKETS, Features
from matcher.index import TextIndex

PASSES = 80
PENALTY = 5e-5
"""Of the squared weights, where all examples together weigh 1."""

BIAS = 0.1
"""The bias is the weight of a feature that every text has by so much: small, or it would dictate the step."""

POWER_TURNS = 10
"""Enough for the largest eigenvalue to within a few hundredths."""

MARGIN = 1.05
"""By how much the estimated curvature is taken to be larger than found."""

_Numbers = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of an index in both orders, for fast sums over each text and over each feature."""

    size: int
    """How many texts."""
    used: NDArray[np.int32]
    """(columns,): the buckets that any text has."""
    texts: NDArray[np.int32]
    """(postings,), bucket after bucket."""
    weights: NDArray[np.float32]
    """(postings,), bucket after bucket."""
    bucket_starts: NDArray[np.int64]
    """(columns,)"""
    filled: NDArray[np.int32]
    """(rows,): the texts that have any feature."""
    columns: NDArray[np.int32]
    """(postings,), text after text."""
    text_weights: NDArray[np.float32]
    """(postings,), text after text."""
    text_starts: NDArray[np.int64]
    """(rows,)"""

    @classmethod
    def of(cls, index: TextIndex) -> Postings:
        """Sort an index both ways."""
        counts = np.diff(index.starts)
        used = np.flatnonzero(counts).astype(np.int32)
        columns = np.repeat(np.arange(len(used), dtype=np.int32), counts[used])
        order = np.argsort(index.texts, kind="stable")
        lengths = np.bincount(index.texts, minlength=index.size)
        filled = np.flatnonzero(lengths).astype(np.int32)
        return cls(
            index.size,
            used,
            index.texts,
            index.weights,
            index.starts[used].astype(np.int64),
            filled,
            columns[order],
            index.weights[order],
            (np.cumsum(lengths) - lengths)[filled],
        )

    def over_texts(self, of_columns: _Numbers) -> NDArray[np.float32]:
        """(size,): for each text, the sum over its features."""
        sums = np.zeros(self.size, np.float32)
        if len(self.filled):
            sums[self.filled] = np.add.reduceat(of_columns[self.columns] * self.text_weights, self.text_starts)
        return sums

    def over_features(self, of_texts: _Numbers) -> NDArray[np.float32]:
        """(columns,): for each feature, the sum over the texts that have it."""
        return np.asarray(np.add.reduceat(of_texts[self.texts] * self.weights, self.bucket_starts), np.float32)


def separate(postings: Postings, wanted: NDArray[np.bool_], taken: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Learn which texts are wanted; both sides weigh the same in all, whatever their numbers.

    Args:
        wanted: (texts,): the side of each text.
        taken: (texts,): which texts to learn from.

    Returns:
        (BUCKETS + 1,): a weight for each feature, then the bias.
    """
    line = np.zeros(BUCKETS + 1, np.float32)
    inside, outside = np.count_nonzero(wanted & taken), np.count_nonzero(~wanted & taken)
    if not inside or not outside:
        return line
    importance = (np.where(wanted, 0.5 / inside, 0.5 / outside) * taken).astype(np.float32)
    sides = np.where(wanted, 1, -1).astype(np.float32)
    step = 1 / (2 * MARGIN * _curvature(postings, importance) + PENALTY)
    weights: _Numbers = np.zeros(len(postings.used), np.float32)
    bias = 0.0
    ahead, ahead_bias = weights, bias
    for turn in range(1, PASSES + 1):
        margins = postings.over_texts(ahead) + np.float32(BIAS * ahead_bias)
        short = 2 * importance * sides * np.maximum(0, 1 - sides * margins)
        stepped = ahead + step * (postings.over_features(short) - PENALTY * ahead)
        stepped_bias = ahead_bias + step * (BIAS * float(short.sum()) - PENALTY * ahead_bias)
        momentum = turn / (turn + 3)
        ahead = stepped + momentum * (stepped - weights)
        ahead_bias = stepped_bias + momentum * (stepped_bias - bias)
        weights, bias = stepped, stepped_bias
    line[postings.used], line[-1] = weights, BIAS * bias
    return line


def _curvature(postings: Postings, importance: NDArray[np.float32]) -> float:
    """The largest eigenvalue of the weighted second moment of the texts, by power iteration."""
    vector: _Numbers = np.ones(len(postings.used), np.float32)
    bias = BIAS
    length = float(np.hypot(np.linalg.norm(vector), bias))
    for _ in range(POWER_TURNS):
        vector, bias = vector / np.float32(length), bias / length
        spread = importance * (postings.over_texts(vector) + np.float32(BIAS * bias))
        vector, bias = postings.over_features(spread), BIAS * float(spread.sum())
        length = float(np.hypot(np.linalg.norm(vector), bias))
    return length


def margins(separators: NDArray[np.float32], question: Features) -> NDArray[np.float64]:
    """(separators,): how far a question of length 1 lies on the wanted side of each."""
    buckets, weights = question
    return np.asarray(separators[:, buckets] @ weights + separators[:, -1], np.float64)
