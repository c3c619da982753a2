"""From the likeness of single texts to a score for each owner, and what else the words themselves say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from content.language import Language
from matcher.bank import QuestionBank
from matcher.features import BUCKETS, Features, features
from matcher.index import TextIndex
from matcher.kinship import Kinship
from matcher.lessons import Lessons
from matcher.normalise import words
from matcher.records import Records
from matcher.separator import OwnerLines

NEAREST = 12
"""So many of an owner's likest texts make its score: one alone may be like by chance."""

DECAY = 0.8
"""What each further text weighs of the one before."""

LIKEST = 800
"""So many texts are looked at closely; what is farther away decides nothing."""

LINE_SHARE = 0.3
"""What the side of a service's line counts, against the likeness of its texts."""

RECORD_SHARE = 0.8
"""What the likeness of a service's whole record counts, against that of its texts."""

_SHARES = DECAY ** np.arange(NEAREST) / (DECAY ** np.arange(NEAREST)).sum()

SMOOTHING = 0.5
"""Added to every count of a feature in a language (Jeffreys prior)."""


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
    """(lines, BUCKETS + 1): weights and bias of the line around each of `SEPARATED`, then around each crisis."""
    lines: OwnerLines
    """Around each service."""
    records: Records
    """Of each service."""
    kinship: Kinship
    """Between new services and the others."""

    @classmethod
    def build(cls, bank: QuestionBank) -> Ranker:
        """Index a bank: half a minute for ten thousand texts."""
        said = list(bank.all_texts)
        found = [features(words(one.text)) for one in said]
        index = TextIndex.of(found)
        lessons = Lessons.of(bank, found, index)
        odds = _language_odds(index, [one.language for one in said])
        records = Records.of_services(bank, found, index.idf)
        return cls(index, bank.owner_of, odds, lessons.lines(), lessons.owner_lines(), records, Kinship.of(bank))

    def scores(self, similarities: NDArray[np.float32]) -> NDArray[np.float32]:
        """(owners,): weighted mean likeness of each owner's nearest texts, if they are among the `LIKEST` of all."""
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
        shares = _SHARES[place[near]] * similarities[likest][near]
        return np.bincount(of[near], shares, minlength=owners).astype(np.float32)

    @staticmethod
    def combined(
        scores: NDArray[np.float32], sides: NDArray[np.float32], records: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """(owners,): likeness raised by that of the record, and by how far from its line's far side the question is."""
        raised = scores + LINE_SHARE * np.maximum(0, 1 + sides) + RECORD_SHARE * records
        return np.where(scores > 0, raised, 0).astype(np.float32)

    def spanish_odds(self, asked: Features) -> float:
        """Log odds that the words are Spanish rather than English; 0 when nothing speaks for either."""
        buckets, weights = asked
        return float((self.spanish[buckets] * weights).sum())

    def known_share(self, asked: Features, least: int = 1) -> float:
        """How much of the question's weight lies in features that at least so many texts of the bank have, 0 to 1."""
        buckets, weights = asked
        weight = (weights * self.index.idf[buckets]) ** 2
        known = self.index.starts[buckets + 1] - self.index.starts[buckets] >= least
        return float(weight[known].sum() / max(weight.sum(), 1e-9))

    def nearest_texts(self, similarities: NDArray[np.float32], owner: int, count: int = 3) -> list[tuple[int, float]]:
        """Numbers and likeness of an owner's likest texts, best first."""
        first, last = np.searchsorted(self.owner_of, (owner, owner + 1))
        best = np.argsort(-similarities[first:last], kind="stable")[:count] + first
        return [(int(number), float(similarities[number])) for number in best]


def asked(text: str) -> Features:
    """The features of a question."""
    return features(words(text))


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
