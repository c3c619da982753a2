"""What the likenesses say of one question, boiled down to the few numbers that decide."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.bank import Kind, QuestionBank
from matcher.features import Features
from matcher.lessons import SEPARATED
from matcher.ranking import Ranker
from matcher.separator import OwnerLines, margins

NAMES = (
    *(f"{kind}_score" for kind in Kind),
    *(f"{kind}_nearest" for kind in Kind),
    *(f"{kind}_side" for kind in SEPARATED),
    "one_crisis_side",
    "one_service_side",
    "lead",
    "known",
    "length",
)
"""The numbers, in order: for each kind its best owner's mean and nearest likeness, the side of each line the question
lies on, the farthest it lies on the side of any one crisis and of any one service, how far the best service stands out
among the best eight, the share of known features, and the length."""


@dataclass(frozen=True, slots=True)
class Groups:
    """The numbers of a bank's owners, by kind."""

    of_kind: dict[Kind, NDArray[np.int32]]

    @classmethod
    def of(cls, bank: QuestionBank) -> Groups:
        """Sort the owners of a bank."""
        numbers = {kind: [n for n, owner in enumerate(bank.owners) if owner.kind is kind] for kind in Kind}
        return cls({kind: np.array(owners, np.int32) for kind, owners in numbers.items()})

    def __getitem__(self, kind: Kind) -> NDArray[np.int32]:
        return self.of_kind[kind]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One question against the whole bank."""

    similarities: NDArray[np.float32]
    """(texts,)"""
    scores: NDArray[np.float32]
    """(owners,): mean likeness of the nearest texts; of services, raised by the side of their lines."""
    nearest: NDArray[np.float32]
    """(owners,): likeness of the single nearest text."""
    numbers: NDArray[np.float64]
    """Those named in `NAMES`."""

    @classmethod
    def weigh(cls, ranker: Ranker, groups: Groups, question: Features) -> Evidence:
        """Compare a question with everything."""
        return cls._of(ranker, groups, question, ranker.separators, ranker.lines, [], least=1)

    @classmethod
    def weigh_left_out(
        cls,
        ranker: Ranker,
        groups: Groups,
        question: Features,
        separators: NDArray[np.float32],
        lines: OwnerLines,
        same: list[int],
    ) -> Evidence:
        """Compare a text of the bank, or the same with slips, with all the others.

        Args:
            separators: lines around kinds that were drawn without it.
            lines: lines around services that were drawn without it.
            same: the numbers of the text and its copies.
        """
        return cls._of(ranker, groups, question, separators, lines, same, least=2)

    @classmethod
    def _of(
        cls,
        ranker: Ranker,
        groups: Groups,
        question: Features,
        separators: NDArray[np.float32],
        lines: OwnerLines,
        same: list[int],
        least: int,
    ) -> Evidence:
        unit = ranker.index.unit(question)
        similarities = ranker.index.cosines(unit)
        similarities[same] = 0
        sides, line_sides = margins(separators, unit), lines.sides(unit)
        firsts = np.searchsorted(ranker.owner_of, np.arange(int(ranker.owner_of[-1]) + 1))
        services = groups[Kind.SERVICE]
        scores = ranker.scores(similarities)
        scores[services] = ranker.combined(scores, line_sides)[services]
        nearest = np.maximum.reduceat(similarities, firsts)
        best = np.sort(scores[services])[::-1]
        lead = float(best[0]) / max(float(best[:8].sum()), 1e-9) if len(best) else 0.0
        numbers = [
            *(_most(scores, groups[kind]) for kind in Kind),
            *(_most(nearest, groups[kind]) for kind in Kind),
            *sides[: len(SEPARATED)],
            float(sides[len(SEPARATED) :].max(initial=-1)),
            float(line_sides[services].max(initial=-1)),
            lead,
            ranker.known_share(question, least),
            float(np.log1p(len(question[0]))) / 5,
        ]
        return cls(similarities, scores, nearest, np.array(numbers))

    def best(self, owners: NDArray[np.int32]) -> int:
        """The number of the likest of these owners."""
        return int(owners[(self.scores[owners] + self.nearest[owners]).argmax()])


def _most(values: NDArray[np.float32], owners: NDArray[np.int32]) -> float:
    return float(values[owners].max()) if len(owners) else 0.0
