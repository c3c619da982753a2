"""From the likeness of single texts to a score for each owner, and what else the words themselves say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from content.language import Language
from matcher.bank import Kind, QuestionBank
from matcher.features import BUCKETS, Features, features
from matcher.index import TextIndex
from matcher.noise import mistyped
from matcher.normalise import words
from matcher.separator import separate

NEAREST = 5
"""An owner scores the mean of its so many likest texts: one alone may be like by chance."""

LIKEST = 800
"""So many texts are looked at closely; what is farther away decides nothing."""

SMOOTHING = 0.5
"""Added to every count of a feature in a language (Jeffreys prior)."""

SEPARATED = (Kind.CRISIS, Kind.COMMAND, Kind.TALK)
"""The kinds that a line is drawn around."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """A question bank ready to be asked.

    The arrays are all there is to save: they are read back with memory mapping in milliseconds.
    """

    index: TextIndex
    owner_of: NDArray[np.int32]
    """(texts,): the number of each text's owner, ascending."""
    spanish: NDArray[np.float32]
    """(BUCKETS,): log odds that a feature is Spanish; 0 where it was never seen."""
    separators: NDArray[np.float32]
    """(len(SEPARATED), BUCKETS + 1): weights and bias of each line."""

    @classmethod
    def build(cls, bank: QuestionBank) -> Ranker:
        """Index a bank: seconds for ten thousand texts."""
        said = list(bank.all_texts)
        index = TextIndex.build([words(one.text) for one in said])
        sizes = [len(group) for group in bank.texts]
        owner_of = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        lines = separators(bank, index)
        return cls(index, owner_of, _language_odds(index, [one.language for one in said]), lines)

    def scores(self, similarities: NDArray[np.float32]) -> NDArray[np.float32]:
        """(owners,): mean likeness of each owner's nearest texts, as far as they are among the `LIKEST` of all."""
        owners = int(self.owner_of[-1]) + 1 if len(self.owner_of) else 0
        likest = (
            np.argpartition(similarities, -LIKEST)[-LIKEST:]
            if len(similarities) > LIKEST
            else np.arange(len(similarities))
        )
        likest = likest[np.lexsort((-similarities[likest], self.owner_of[likest]))]
        of = self.owner_of[likest]
        place = np.arange(len(of)) - np.searchsorted(of, of)
        near = place < NEAREST
        totals = np.bincount(of[near], similarities[likest][near], minlength=owners)
        return np.asarray(totals / NEAREST, np.float32)

    def spanish_odds(self, asked: Features) -> float:
        """Log odds that the words are Spanish rather than English; 0 when nothing speaks for either."""
        buckets, weights = asked
        return float((self.spanish[buckets] * weights).sum())

    def known_share(self, asked: Features, least: int = 1) -> float:
        """How much of the question's weight lies in features that at least so many texts of the bank have, 0 to 1."""
        buckets, weights = asked
        weight = (weights * self.index.idf[buckets]) ** 2
        known = self.index.starts[buckets + 1] - self.index.starts[buckets] >= least
        return float(weight[known].sum() / weight.sum()) if len(buckets) else 0.0

    def nearest_texts(self, similarities: NDArray[np.float32], owner: int, count: int = 3) -> list[tuple[int, float]]:
        """Numbers and likeness of an owner's likest texts, best first."""
        first, last = np.searchsorted(self.owner_of, (owner, owner + 1))
        best = np.argsort(-similarities[first:last], kind="stable")[:count] + first
        return [(int(number), float(similarities[number])) for number in best]


def asked(text: str) -> Features:
    """The features of a question."""
    return features(words(text))


def separators(bank: QuestionBank, index: TextIndex, taken: NDArray[np.bool_] | None = None) -> NDArray[np.float32]:
    """A line around each of `SEPARATED`, learnt from the bank's texts and the same with slips.

    Args:
        index: of the bank.
        taken: (texts,): which texts to learn from; all of them if None.
    """
    clean = [words(said.text) for said in bank.all_texts]
    both = TextIndex.build([*clean, *map(mistyped, clean)], index.idf)
    taken = np.ones(len(clean), np.bool_) if taken is None else taken
    return np.stack([separate(both, np.tile(side, 2), np.tile(taken, 2)) for side in sides_of(bank)])


def sides_of(bank: QuestionBank) -> list[NDArray[np.bool_]]:
    """For each of `SEPARATED`, which texts are of that kind: (texts,) each."""
    kinds = [owner.kind for owner, group in zip(bank.owners, bank.texts, strict=True) for _ in group]
    return [np.array([kind is wanted for kind in kinds], np.bool_) for wanted in SEPARATED]


def _language_odds(index: TextIndex, languages: Sequence[Language]) -> NDArray[np.float32]:
    is_spanish = np.array([language is Language.ES for language in languages], np.float64)
    buckets = np.repeat(np.arange(BUCKETS), np.diff(index.starts))
    spanish = np.bincount(buckets, is_spanish[index.texts], minlength=BUCKETS)
    seen = np.diff(index.starts)
    texts_es = is_spanish.sum()
    texts_en = len(is_spanish) - texts_es
    share_es = (spanish + SMOOTHING) / (texts_es + 2 * SMOOTHING)
    share_en = (seen - spanish + SMOOTHING) / (texts_en + 2 * SMOOTHING)
    return np.where(seen > 0, np.log(share_es / share_en), 0).astype(np.float32)
