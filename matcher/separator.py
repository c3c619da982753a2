"""Straight lines between kinds of texts: linear support vector machines over the features of an index.

The loss is the squared hinge (Chang, Hsieh & Lin 2008, "Coordinate descent method for large-scale L2-loss linear
support vector machines"), minimised by LIBLINEAR through scikit-learn. That library is only loaded while an index is
built: a question needs the weights alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.features import BUCKETS, Features
from matcher.index import TextIndex, sums

PENALTY = 5e-5
"""Of the squared weights of a line around a kind, where all examples together weigh 1."""

FREEDOM = 1.0
"""Cost of an example on the wrong side of a service's line, against half the squared weights (C of the literature)."""

BIAS = 0.3
"""The bias is the weight of a feature that every text has by so much."""

TOLERANCE = 0.1
"""Of the solver: ranks do not change below it."""

LEAST_WEIGHT = 0.02
"""Smaller weights of a service's line decide nothing and would fill the index."""

FEWEST = 3
"""Owners that are worth parting from each other."""

_SEED = 0


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts as rows of a sparse matrix, over the buckets that any of them has."""

    rows: Any
    """(texts, columns), scipy.sparse.csr_array of unit rows."""
    used: NDArray[np.int32]
    """(columns,): the bucket of each column."""

    @classmethod
    def of(cls, index: TextIndex) -> Examples:
        """The texts of an index."""
        from scipy.sparse import csc_array  # only an index being built needs it

        counts = np.diff(index.starts)
        used = np.flatnonzero(counts).astype(np.int32)
        starts = np.concatenate([[0], np.cumsum(counts[used])]).astype(np.int32)
        columns = csc_array((index.weights.astype(np.float64), index.texts, starts), shape=(index.size, len(used)))
        rows = columns.tocsr()
        rows.eliminate_zeros()
        return cls(rows, used)


@dataclass(frozen=True, slots=True)
class OwnerLines:
    """A line around the texts of each of many owners, as postings of the buckets."""

    starts: NDArray[np.int64]
    """(BUCKETS + 1,): where each bucket's postings begin."""
    owners: NDArray[np.int32]
    """(postings,): on whose line."""
    weights: NDArray[np.float16]
    """(postings,)"""
    bias: NDArray[np.float32]
    """(owners,): -1, the far side, for owners without a line."""

    def sides(self, question: Features) -> NDArray[np.float32]:
        """(owners,): where a question of length 1 lies; about 1 among the owner's own texts, -1 among all others."""
        return self.bias + sums(self.starts, self.owners, self.weights, question, len(self.bias))


def separate(examples: Examples, wanted: NDArray[np.bool_], taken: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Learn which texts are wanted; both sides weigh the same in all, whatever their numbers.

    Args:
        examples: the texts.
        wanted: (texts,): the side of each text.
        taken: (texts,): which texts to learn from.

    Returns:
        (BUCKETS + 1,): a weight for each feature, then the bias; zeros where one side is empty.
    """
    line = np.zeros(BUCKETS + 1, np.float32)
    inside, outside = np.count_nonzero(wanted & taken), np.count_nonzero(~wanted & taken)
    if not inside or not outside:
        return line
    importance = np.where(wanted, 0.5 / inside, 0.5 / outside)[taken] / PENALTY
    fitted = _machine(1.0).fit(examples.rows[taken], wanted[taken], sample_weight=importance)
    line[examples.used], line[-1] = fitted.coef_[0], fitted.intercept_[0]
    return line


def separate_each(
    examples: Examples, owner_of: NDArray[np.int32], owners: Sequence[int], taken: NDArray[np.bool_], total: int
) -> OwnerLines:
    """Learn each owner's texts apart from those of all others.

    Args:
        examples: the texts.
        owner_of: (texts,): whose they are.
        owners: who gets a line.
        taken: (texts,): which texts to learn from.
        total: how many owners there are.
    """
    bias = np.full(total, -1, np.float32)
    drawn = np.intersect1d(owners, owner_of[taken]).astype(np.int32)
    if len(drawn) < FEWEST:
        none = np.zeros(0, np.int32)
        return OwnerLines(np.zeros(BUCKETS + 1, np.int64), none, none.astype(np.float16), bias)
    label = np.where(np.isin(owner_of, drawn), owner_of, -1)[taken]
    fitted = _machine(FREEDOM).fit(examples.rows[taken], label)
    lines = np.searchsorted(fitted.classes_, drawn)
    weights = fitted.coef_[lines]
    bias[drawn] = fitted.intercept_[lines]
    columns, on = np.nonzero(np.abs(weights.T) >= LEAST_WEIGHT)
    counts = np.zeros(BUCKETS, np.int64)
    counts[examples.used] = np.bincount(columns, minlength=len(examples.used))
    starts = np.concatenate([[0], np.cumsum(counts)])
    return OwnerLines(starts, drawn[on], weights[on, columns].astype(np.float16), bias)


def _machine(freedom: float) -> Any:
    from sklearn.svm import LinearSVC  # a second of loading, for an index being built alone

    return LinearSVC(C=freedom, tol=TOLERANCE, intercept_scaling=BIAS, dual=True, random_state=_SEED)


def margins(separators: NDArray[np.float32], question: Features) -> NDArray[np.float64]:
    """(separators,): how far a question of length 1 lies on the wanted side of each."""
    buckets, weights = question
    return np.asarray(separators[:, buckets] @ weights + separators[:, -1], np.float64)
