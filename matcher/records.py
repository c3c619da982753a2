"""Services as single texts: all that is said of each, put together.

The nearest texts tell whether somebody once said nearly this; the whole record tells whether its parts were ever said
of this service, though never in one sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.bank import Kind, QuestionBank
from matcher.features import BUCKETS, Features
from matcher.index import places, sums


@dataclass(frozen=True, slots=True)
class Records:
    """The records of some owners, as postings of the buckets."""

    starts: NDArray[np.int64]
    """(BUCKETS + 1,): where each bucket's postings begin."""
    owners: NDArray[np.int32]
    """(postings,): whose record has the feature."""
    weights: NDArray[np.float16]
    """(postings,): the feature's share of that record's unit vector."""

    @classmethod
    def of(
        cls,
        found: Sequence[Features],
        owner_of: NDArray[np.int32],
        idf: NDArray[np.float32],
        taken: NDArray[np.bool_],
    ) -> Records:
        """Put texts together; a feature weighs (1 + ln of how many texts have it) times its idf.

        Args:
            found: the features of the texts.
            owner_of: (texts,): whose they are.
            idf: (BUCKETS,): 0 for features that do not count.
            taken: (texts,): which texts to take.
        """
        total = int(owner_of.max(initial=-1)) + 1
        none = np.zeros(0, np.int32)
        texts = [buckets for (buckets, _), chosen in zip(found, taken.tolist(), strict=True) if chosen]
        buckets = np.concatenate([none, *texts]).astype(np.int64)
        of = np.repeat(owner_of[taken], [len(text) for text in texts])
        counted = idf[buckets] > 0
        pairs, counts = np.unique(buckets[counted] * total + of[counted], return_counts=True)
        bucket, owner = pairs // max(total, 1), (pairs % max(total, 1)).astype(np.int32)
        weights = (1 + np.log(counts)) * idf[bucket]
        lengths = np.sqrt(np.bincount(owner, weights**2, minlength=total))
        starts = np.concatenate([[0], np.cumsum(np.bincount(bucket, minlength=BUCKETS))])
        return cls(starts, owner, (weights / lengths[owner]).astype(np.float16))

    @classmethod
    def of_services(
        cls,
        bank: QuestionBank,
        found: Sequence[Features],
        idf: NDArray[np.float32],
        taken: NDArray[np.bool_] | None = None,
    ) -> Records:
        """The records of a bank's services.

        Args:
            bank: the texts.
            found: their features.
            idf: (BUCKETS,): 0 for features that do not count.
            taken: (texts,): which texts to take; all of them if None.
        """
        owner_of = bank.owner_of
        is_service = np.array([owner.kind is Kind.SERVICE for owner in bank.owners], np.bool_)[owner_of]
        return cls.of(found, owner_of, idf, is_service if taken is None else is_service & taken)

    def likeness(self, question: Features, owners: int) -> NDArray[np.float32]:
        """(owners,): cosine of a question of length 1 to each record, 0 to 1."""
        return sums(self.starts, self.owners, self.weights, question, owners)

    def covered(self, question: Features, owner: int) -> float:
        """How much of a question of length 1 lies in features that an owner's record has, 0 to 1."""
        buckets, weights = question
        at, counts = places(self.starts, buckets)
        return float(np.repeat(weights**2, counts)[self.owners[at] == owner].sum())
