"""What a text is compared by: its words, pairs of words, the letter groups within each word, and what words stand for.

Letter groups (3 to 5, with the word's edges marked) survive typing slips and spelling by ear; words and pairs tell
meanings apart; meanings join what two languages or two people say differently. Features are hashed into a fixed number
of buckets (Weinberger et al. 2009, "Feature hashing for large scale multitask learning"), so that no vocabulary has to
be loaded to answer a question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, product
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from matcher.meanings import meanings

BUCKETS = 1 << 18
WORD_WEIGHT = 1.0
PAIR_WEIGHT = 0.7
GROUP_WEIGHT = 0.45
MEANING_WEIGHT = 1.0
MEANT_PAIR_WEIGHT = 0.7

REACH = 3
"""Two meanings make a pair when the second is at most the so manieth after the first."""

Features = tuple[NDArray[np.int32], NDArray[np.float32]]
"""Buckets in ascending order, each once, and their weights before inverse document frequency."""


def features(words: list[str]) -> Features:
    """The features of folded words; a repeated feature weighs 1 + log of its count."""
    found: dict[int, list[float]] = {}
    for word in words:
        for bucket, weight in _of_word(word):
            found.setdefault(bucket, []).append(weight)
    for first, second in pairwise(words):
        found.setdefault(_bucket(f"{first} {second}"), []).append(PAIR_WEIGHT)
    for pair in _meant_pairs([meant for word in words if (meant := meanings(word))]):
        found.setdefault(_pair_bucket(*pair), []).append(MEANT_PAIR_WEIGHT)
    buckets = np.fromiter(sorted(found), np.int32, len(found))
    weights = [max(found[bucket]) * (1 + np.log(len(found[bucket]))) for bucket in buckets.tolist()]
    return buckets, np.asarray(weights, np.float32)


@lru_cache(maxsize=50_000)
def _of_word(word: str) -> tuple[tuple[int, float], ...]:
    return tuple(_word_features(word))


def _word_features(word: str) -> Iterator[tuple[int, float]]:
    yield _bucket(f"={word}"), WORD_WEIGHT
    edged = f"<{word}>"
    for size in (3, 4, 5):
        for start in range(len(edged) - size + 1):
            yield _bucket(edged[start : start + size]), GROUP_WEIGHT
    for meaning in meanings(word):
        yield _bucket(f"#{meaning}"), MEANING_WEIGHT


def _meant_pairs(meant: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Different meanings of words near each other, in alphabetical order: who does what to whom is not told apart."""
    for place, firsts in enumerate(meant):
        for seconds in meant[place + 1 : place + 1 + REACH]:
            yield from ((min(pair), max(pair)) for pair in product(firsts, seconds) if pair[0] != pair[1])


@lru_cache(maxsize=50_000)
def _pair_bucket(first: str, second: str) -> int:
    return _bucket(f"#{first}#{second}")


def _bucket(feature: str) -> int:
    return crc32(feature.encode()) % BUCKETS
