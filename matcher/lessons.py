"""What the lines between kinds of text are learnt from, and which lines there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.bank import Kind, QuestionBank
from matcher.features import Features, features
from matcher.index import TextIndex
from matcher.noise import mistyped
from matcher.normalise import words
from matcher.separator import Examples, OwnerLines, separate, separate_each

SEPARATED = (Kind.CRISIS, Kind.COMMAND, Kind.TALK)
"""The kinds that a line is drawn around; further lines part each crisis from all that is none."""

SLIPPED_SERVICES = 3
"""Every so manieth text of a service is learnt with slips too: there are plenty."""


MOST_LINES = 1500
"""Services that get a line each: learning them takes time and memory in proportion to their number."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """What lines are learnt from: the bank's texts, and many of them once more with slips."""

    bank: QuestionBank
    examples: Examples
    source: NDArray[np.int32]
    """(examples,): the number of the bank's text that each is."""

    @classmethod
    def of(cls, bank: QuestionBank, found: Sequence[Features], index: TextIndex) -> Lessons:
        """Spell out.

        Args:
            bank: the texts.
            found: their features.
            index: of the bank.
        """
        kinds = [owner.kind for owner, group in zip(bank.owners, bank.texts, strict=True) for _ in group]
        again = [n for n, kind in enumerate(kinds) if kind is not Kind.SERVICE or n % SLIPPED_SERVICES == 0]
        said = list(bank.all_texts)
        slipped = [features(mistyped(words(said[n].text))) for n in again]
        examples = Examples.of(TextIndex.of([*found, *slipped], index.idf))
        return cls(bank, examples, np.array([*range(len(kinds)), *again], np.int32))

    def lines(self, taken: NDArray[np.bool_] | None = None) -> NDArray[np.float32]:
        """(lines, BUCKETS + 1): a line around each of `SEPARATED`, then around each crisis.

        The lines for people in danger are on neither side: half of those who ask for one are in danger.

        Args:
            taken: (texts,): which texts of the bank to learn from; all of them if None.
        """
        of_text = [owner for owner, group in zip(self.bank.owners, self.bank.texts, strict=True) for _ in group]
        clear = np.array(
            [owner.kind is not Kind.SERVICE or owner.id not in self.bank.crisis_lines for owner in of_text]
        )
        if taken is not None:
            clear &= taken
        danger = np.array([owner.kind is Kind.CRISIS for owner in of_text])
        drawn = [(np.array([owner.kind is kind for owner in of_text]), clear) for kind in SEPARATED]
        for crisis in (owner for owner in self.bank.owners if owner.kind is Kind.CRISIS):
            side = np.array([owner == crisis for owner in of_text])
            drawn.append((side, clear & (side | ~danger)))
        return np.stack([separate(self.examples, side[self.source], these[self.source]) for side, these in drawn])

    def owner_lines(self, taken: NDArray[np.bool_] | None = None) -> OwnerLines:
        """A line around each service, unless there are more than `MOST_LINES`: then its nearest texts alone decide.

        Args:
            taken: (texts,): which texts of the bank to learn from; all of them if None.
        """
        owners = self.bank.owners
        services = [number for number, owner in enumerate(owners) if owner.kind is Kind.SERVICE]
        of_text = self.bank.owner_of
        these = np.ones(len(of_text), np.bool_) if taken is None else taken
        drawn = services if len(services) <= MOST_LINES else []
        return separate_each(self.examples, of_text[self.source], drawn, these[self.source], len(owners))
