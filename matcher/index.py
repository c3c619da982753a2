"""A searchable set of short texts: cosine similarity of hashed features weighted by inverse document frequency."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.features import BUCKETS, Features, features

COMMON = 0.1
"""A feature that more than this share of the texts have tells none from another, and would cost most of the time."""

LEAST_COMMON = 200
"""Texts that have a feature in common use, at the least: in a small set every word counts."""


@dataclass(frozen=True, slots=True)
class TextIndex:
    """Postings of every bucket, in flat arrays that can be saved and mapped from disk."""

    starts: NDArray[np.int32]
    """(BUCKETS + 1,): where each bucket's postings begin in `texts`."""
    texts: NDArray[np.int32]
    """(postings,): numbers of the texts that have the feature."""
    weights: NDArray[np.float32]
    """(postings,): the feature's share of that text's unit vector."""
    idf: NDArray[np.float32]
    """(BUCKETS,): ln((1 + texts) / (1 + texts with it)) + 1, for unseen buckets too; 0 for those in common use."""
    size: int
    """How many texts."""

    @classmethod
    def build(cls, texts: Iterable[list[str]]) -> TextIndex:
        """Index folded texts, numbered in order."""
        return cls.of([features(words) for words in texts])

    @classmethod
    def of(cls, found: Sequence[Features], idf: NDArray[np.float32] | None = None) -> TextIndex:
        """Index the features of texts; by the document frequencies of another index if its `idf` is given."""
        lengths = np.array([len(buckets) for buckets, _ in found], np.int64)
        buckets = np.concatenate([b for b, _ in found]) if found else np.zeros(0, np.int32)
        raw = np.concatenate([w for _, w in found]) if found else np.zeros(0, np.float32)
        numbers = np.repeat(np.arange(len(found), dtype=np.int32), lengths)
        counts = np.bincount(buckets, minlength=BUCKETS)
        if idf is None:
            idf = (np.log((1 + len(found)) / (1 + counts)) + 1).astype(np.float32)
            idf[counts > max(COMMON * len(found), LEAST_COMMON)] = 0
        weighted = raw * idf[buckets]
        norms = np.sqrt(np.bincount(numbers, weighted.astype(np.float64) ** 2, minlength=len(found)))
        order = np.argsort(buckets, kind="stable")
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        unit = (weighted / np.maximum(norms, 1e-9)[numbers])[order].astype(np.float32)
        return cls(starts, numbers[order], unit, idf, len(found))

    def unit(self, asked: Features) -> Features:
        """The question's features weighted by idf, as a vector of length 1; those in common use are left out."""
        buckets, raw = asked
        kept = self.idf[buckets] > 0
        buckets, weighted = buckets[kept], raw[kept] * self.idf[buckets[kept]]
        return buckets, weighted / max(float(np.linalg.norm(weighted)), 1e-9)

    def similarities(self, asked: Features) -> NDArray[np.float32]:
        """(size,): cosine of the question to each text, 0 to 1."""
        return self.cosines(self.unit(asked))

    def cosines(self, unit: Features) -> NDArray[np.float32]:
        """(size,): as `similarities`, of a question that is a vector of length 1 already."""
        return sums(self.starts, self.texts, self.weights, unit, self.size)


def sums(
    starts: NDArray[np.integer[Any]],
    members: NDArray[np.int32],
    weights: NDArray[np.floating[Any]],
    question: Features,
    size: int,
) -> NDArray[np.float32]:
    """(size,): for each member, the sum of its weights times the question's.

    Args:
        starts: (BUCKETS + 1,): where each bucket's postings begin.
        members: (postings,): whose posting it is.
        weights: (postings,)
        question: buckets and their weights.
        size: how many members there are.
    """
    buckets, asked = question
    at, counts = places(starts, buckets)
    shares = weights[at].astype(np.float32) * np.repeat(asked, counts)
    return np.bincount(members[at], shares, minlength=size).astype(np.float32)


def places(starts: NDArray[np.integer[Any]], buckets: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the postings of some buckets lie, bucket after bucket, and how many each bucket has."""
    begins = starts[buckets].astype(np.int64)
    counts = starts[buckets + 1].astype(np.int64) - begins
    ends = np.cumsum(counts)
    return np.arange(counts.sum()) + np.repeat(begins - ends + counts, counts), counts
