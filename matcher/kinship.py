"""What a new service borrows from its sisters.

A service that was added this morning has a name, a summary and search words, and nobody's own words for it. Those of
services on the same subjects tell how people ask for such things: until it has wordings of its own, it is found where
they are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.bank import Kind, QuestionBank

GROWN = 20
"""Texts from which on a service stands on its own."""

MOST_NEW = 0.25
"""New services to each grown one, up to which there is anything to lend: more of them would crowd out the others."""

OWN = 2.0
"""What a new service's own score counts, which few texts keep low."""

BORROWED = 0.6
"""What its nearest sister's score counts, times the share of subjects they have in common."""


@dataclass(frozen=True, slots=True)
class Kinship:
    """The new services of a bank, and how near each is to the others."""

    young: NDArray[np.int32]
    """(young,): numbers of services with few texts that have sisters with many."""
    kin: NDArray[np.float32]
    """(young, owners): subjects in common by subjects of either (Jaccard); 0 for owners that are no grown service."""

    @classmethod
    def of(cls, bank: QuestionBank) -> Kinship:
        """Compare the subjects of services."""
        services = [number for number, owner in enumerate(bank.owners) if owner.kind is Kind.SERVICE]
        grown = [number for number in services if len(bank.texts[number]) >= GROWN]
        kin = np.zeros((len(bank.owners), len(bank.owners)), np.float32)
        few = len(services) - len(grown) <= MOST_NEW * len(grown)
        for new in set(services) - set(grown) if few else ():
            for other in grown:
                kin[new, other] = _common(*(bank.topics.get(bank.owners[n].id, frozenset()) for n in (new, other)))
        young = np.flatnonzero(kin.any(axis=1)).astype(np.int32)
        return cls(young, kin[young])

    def lent(self, scores: NDArray[np.float32]) -> NDArray[np.float32]:
        """(owners,): the scores, those of new services raised by their sisters'."""
        if not len(self.young):
            return scores
        raised = scores.copy()
        raised[self.young] = OWN * scores[self.young] + BORROWED * (self.kin * scores).max(axis=1)
        return raised


def _common(ours: frozenset[str], theirs: frozenset[str]) -> float:
    return len(ours & theirs) / max(1, len(ours | theirs))
