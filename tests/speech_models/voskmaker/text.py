"""Sentence lists: reading, normalising, and a bigram language model."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
BOS, EOS = "<s>", "</s>"


def words_of(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def read_sentences(path: Path) -> list[list[str]]:
    """One sentence per line; blank lines and lines starting with # are skipped."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [words_of(line) for line in lines if line.strip() and not line.lstrip().startswith("#")]


@dataclass
class Bigram:
    """Witten-Bell interpolated bigram in backoff form (natural-log costs)."""

    unigram: dict[str, float]  # word or </s> -> cost
    bigram: dict[str, dict[str, float]]  # history -> word -> cost
    backoff: dict[str, float]  # history -> cost of going to the unigram


def estimate_bigram(sentences: list[list[str]], vocabulary: list[str], floor: float = 0.5) -> Bigram:
    uni: Counter[str] = Counter({w: 0 for w in vocabulary})
    pairs: dict[str, Counter[str]] = {}
    for sentence in sentences:
        history = BOS
        for word in [*sentence, EOS]:
            uni[word] += 1
            pairs.setdefault(history, Counter())[word] += 1
            history = word
    total = sum(uni.values()) + floor * len(uni)
    p_uni = {w: (c + floor) / total for w, c in uni.items()}
    bigram: dict[str, dict[str, float]] = {}
    backoff: dict[str, float] = {}
    for history in [BOS, *vocabulary]:
        counts = pairs.get(history, Counter())
        n, types = sum(counts.values()), len(counts)
        if n == 0:
            backoff[history] = 0.0
            continue
        lam = types / (n + types)
        backoff[history] = -math.log(lam)
        bigram[history] = {w: -math.log(c / (n + types) + lam * p_uni[w]) for w, c in sorted(counts.items())}
    return Bigram({w: -math.log(p) for w, p in p_uni.items()}, bigram, backoff)
