"""What the likenesses say of one question, boiled down to the few numbers that decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.bank import Kind, QuestionBank
from matcher.features import Features
from matcher.lessons import SEPARATED
from matcher.ranking import Ranker
from matcher.separator import margins

NAMES = (
    *(f"{kind}_score" for kind in Kind),
    *(f"{kind}_nearest" for kind in Kind),
    *(f"{kind}_side" for kind in SEPARATED),
    "one_crisis_side",
    "one_service_side",
    "record",
    "covered",
    "lead",
    "known",
    "length",
    "size",
)
"""The numbers, in order: for each kind its best owner's mean and nearest likeness, the side of each line the question
lies on, the farthest it lies on the side of any one crisis and of any one service, the likest whole record, how much of
the question the best service's record covers, how far that service stands out among the best, the share of known
features, the length, and how much is said of services here at all, for a likeness means more where there is less to be
like."""

LED = 8
"""So many services the best one stands out among, or not."""


@dataclass(frozen=True, slots=True)
class Groups:
    """The numbers of a bank's owners, by kind."""

    of_kind: dict[Kind, NDArray[np.int32]]
    said: int
    """How many texts all services have together."""

    @classmethod
    def of(cls, bank: QuestionBank) -> Groups:
        """Sort the owners of a bank."""
        numbers = {kind: [n for n, owner in enumerate(bank.owners) if owner.kind is kind] for kind in Kind}
        said = sum(len(bank.texts[number]) for number in numbers[Kind.SERVICE])
        return cls({kind: np.array(owners, np.int32) for kind, owners in numbers.items()}, said)

    def __getitem__(self, kind: Kind) -> NDArray[np.int32]:
        return self.of_kind[kind]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One question against the whole bank."""

    similarities: NDArray[np.float32]
    """(texts,)"""
    scores: NDArray[np.float32]
    """(owners,): mean likeness of the nearest texts; of services, raised by their lines and records."""
    nearest: NDArray[np.float32]
    """(owners,): likeness of the single nearest text."""
    numbers: NDArray[np.float64]
    """Those named in `NAMES`."""

    @classmethod
    def weigh(
        cls, ranker: Ranker, groups: Groups, question: Features, left_out: Sequence[int] | None = None
    ) -> Evidence:
        """Compare a question with everything.

        Args:
            ranker: of the bank; for a text of the bank, with lines and records that were drawn without it.
            groups: of the bank.
            question: what is asked.
            left_out: the numbers of a text of the bank and of its copies, when it is that text that is asked.
        """
        unit = ranker.index.unit(question)
        similarities = ranker.index.cosines(unit)
        similarities[list(left_out or ())] = 0
        sides, line_sides = margins(ranker.separators, unit), ranker.lines.sides(unit)
        firsts = np.searchsorted(ranker.owner_of, np.arange(int(ranker.owner_of[-1]) + 1))
        services = groups[Kind.SERVICE]
        scores = ranker.scores(similarities)
        records = ranker.records.likeness(unit, len(scores))
        scores[services] = ranker.kinship.lent(ranker.combined(scores, line_sides, records))[services]
        nearest = np.maximum.reduceat(similarities, firsts)
        best = services[np.argsort(-scores[services], kind="stable")[:LED]]
        lead = float(scores[best[0]]) / max(float(scores[best].sum()), 1e-9) if len(best) else 0.0
        numbers = [
            *(_most(scores, groups[kind]) for kind in Kind),
            *(_most(nearest, groups[kind]) for kind in Kind),
            *sides[: len(SEPARATED)],
            float(sides[len(SEPARATED) :].max(initial=-1)),
            float(line_sides[services].max(initial=-1)),
            _most(records, services),
            ranker.records.covered(unit, int(best[0])) if len(best) else 0.0,
            lead,
            ranker.known_share(question, least=1 if left_out is None else 2),
            float(np.log1p(len(question[0]))) / 5,
            float(np.log10(1 + groups.said)),
        ]
        return cls(similarities, scores, nearest, np.array(numbers))

    @property
    def size(self) -> float:
        """The number named `size`."""
        return float(self.numbers[NAMES.index("size")])

    def best(self, owners: NDArray[np.int32]) -> int:
        """The number of the likest of these owners."""
        return int(owners[(self.scores[owners] + self.nearest[owners]).argmax()])


def _most(values: NDArray[np.float32], owners: NDArray[np.int32]) -> float:
    return float(values[owners].max()) if len(owners) else 0.0
