"""Finds the weights and limits of the matcher's judgement from the question bank alone; the same bank, the same result.

Each text in turn is taken for a question and compared with all the others (leave-one-out), and seen from lines drawn
without its part of the bank (cross-fitting). A wording whose own service comes first is an answer as it should be,
talk is what should get none; what people in danger say is a crisis and a phrase for the kiosk is a command, and
everything else is neither. No question of any test set takes part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from matcher.bank import Kind, QuestionBank
from matcher.evidence import NAMES, Evidence, Groups
from matcher.features import features
from matcher.judgement import Judgement, Limits
from matcher.lessons import Lessons
from matcher.logistic import fit
from matcher.noise import mistyped
from matcher.normalise import words
from matcher.ranking import Ranker
from matcher.records import Records

FOLDS = 3
SAMPLE = 3
"""Every so manieth text of a service is asked: enough for some twenty weights."""

SMALLER = ((4, 12), (20, 12), (60, 6))
"""Smaller towns: every so manieth service is left, with so many texts. Learnt from the whole directory alone, a
judgement takes the faint likenesses of a small one for nothing."""

HELD_BACK = 1_500
"""About so many of the texts that a smaller town lacks are asked there."""

STANDING = 10
"""Every so manieth text of a service is also asked word for word, as names and search words are; four times fewer of
the others."""

OTHERS = 4
"""Every so manieth text that is no service's is asked in a smaller town."""

SLIPPED = 2
"""Every so manieth text is asked with slips instead of clean."""

KEPT_ANSWERS = 0.95
"""Share of right answers that the limit must let through."""

ALONE_RIGHT = 0.82
"""Share of answers shown alone that must be the very service the text was written for; some of the others are its
sisters, as right as it."""

FREEDOM = 0.03
"""Of the models of answers and commands (see `matcher.logistic.fit`)."""

CRISIS_FREEDOM = 0.003
"""Of the model of danger: what people in danger say is too various to be fitted closely."""

FALSE_ALARMS = 0.04
"""Share of calm texts that the limit may take for a crisis; the bank holds harder ones than people bring."""

HINTS = 0.1
"""Share of calm texts beside which the number to call in danger may be shown, in case it is needed."""

MISSED_COMMAND = 0.7
"""How many questions taken for a command a missed command weighs as much as."""

_Sides = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Lesson:
    """Texts of a bank that were asked, each with its evidence and what it is."""

    table: NDArray[np.float64]
    """(texts, numbers)"""
    kinds: NDArray[np.str_]
    """(texts,): the kind of its owner."""
    found: _Sides
    """(texts,): whether its own service came first."""
    harmless: _Sides
    """(texts,): whether its owner is no line for people in danger."""
    leads: NDArray[np.float64]
    """(texts,): how many times the second service's score the first one's is."""

    @classmethod
    def of(cls, bank: QuestionBank, asked: Iterable[tuple[int, Evidence]]) -> _Lesson:
        """Put together what was asked: numbers of owners, and the evidence."""
        services = Groups.of(bank)[Kind.SERVICE]
        kinds, rows, found, harmless, leads = [], [], [], [], []
        for owner, evidence in asked:
            second, first = np.sort(evidence.scores[services])[-2:] if len(services) > 1 else (0.0, 1.0)
            kinds.append(str(bank.owners[owner].kind))
            rows.append(evidence.numbers)
            leads.append(float(first / max(second, 1e-9)))
            found.append(bool(len(services)) and int(services[evidence.scores[services].argmax()]) == owner)
            harmless.append(bank.owners[owner].id not in bank.crisis_lines)
        return cls(
            np.array(rows, np.float64).reshape(-1, len(NAMES)),
            np.array(kinds, np.str_),
            np.array(found, np.bool_),
            np.array(harmless, np.bool_),
            np.array(leads, np.float64),
        )

    def __add__(self, other: _Lesson) -> _Lesson:
        return _Lesson(
            *(np.concatenate([getattr(self, each.name), getattr(other, each.name)]) for each in fields(self))
        )

    def are(self, kind: Kind) -> _Sides:
        """(texts,): which are of a kind."""
        return np.asarray(self.kinds == str(kind), np.bool_)

    @property
    def size(self) -> float:
        """The number of that name, the same of all."""
        return round(float(self.table[0, NAMES.index("size")]), 3)

    @property
    def right(self) -> _Sides:
        """(texts,): which are answered as they should be."""
        return self.are(Kind.SERVICE) & self.found


def learn(bank: QuestionBank, ranker: Ranker) -> Judgement:
    """Learn from a bank, and from what would be left of it in smaller towns; some eight minutes for thirty thousand
    texts.
    """
    here = _Lesson.of(bank, _left_out(bank, ranker))
    everywhere = here + _Lesson.of(bank, _as_they_stand(bank, ranker))
    towns = [here]
    for every, few in SMALLER:
        smaller = thinned(bank, every, few)
        built = Ranker.build(smaller)
        towns.insert(0, _Lesson.of(smaller, chain(_left_out(smaller, built, OTHERS), _held_back(bank, smaller, built))))
        everywhere += towns[0] + _Lesson.of(smaller, _as_they_stand(smaller, built))
    right, talk = everywhere.right, everywhere.are(Kind.TALK)
    answer = fit(everywhere.table[right | talk], right[right | talk], FREEDOM)
    # who asks a shelter's name may be in danger or not
    clear = everywhere.are(Kind.CRISIS) | ~everywhere.are(Kind.SERVICE) | everywhere.harmless
    crisis = fit(everywhere.table[clear], everywhere.are(Kind.CRISIS)[clear], CRISIS_FREEDOM)
    command = fit(everywhere.table, everywhere.are(Kind.COMMAND), FREEDOM)
    calm = here.are(Kind.TALK) | (here.are(Kind.SERVICE) & here.harmless)
    services = here.are(Kind.SERVICE)
    limits = Limits(
        answer=tuple((town.size, _least(answer.probabilities(town.table[town.right]), KEPT_ANSWERS)) for town in towns),
        crisis=_least(crisis.probabilities(here.table[calm]), FALSE_ALARMS),
        hint=_least(crisis.probabilities(here.table[calm]), HINTS),
        command=_cheapest(command.probabilities(here.table), here.are(Kind.COMMAND), MISSED_COMMAND),
        clear=_alone(here.leads[services], here.found[services]),
    )
    return Judgement(answer, crisis, command, limits)


def thinned(bank: QuestionBank, every: int, few: int) -> QuestionBank:
    """What a town with fewer services and fewer words for them would have: every so manieth service, and about `few`
    texts of each; everything else as it is.
    """
    services = [owner for owner in bank.owners if owner.kind is Kind.SERVICE][::every]
    kept = [
        (owner, texts[:: max(1, len(texts) // few)] if owner.kind is Kind.SERVICE else texts)
        for owner, texts in zip(bank.owners, bank.texts, strict=True)
        if owner.kind is not Kind.SERVICE or owner in services
    ]
    return QuestionBank(tuple(owner for owner, _ in kept), tuple(texts for _, texts in kept), bank.crisis_lines)


def _held_back(bank: QuestionBank, smaller: QuestionBank, ranker: Ranker) -> Iterator[tuple[int, Evidence]]:
    """The evidence of texts of services that the smaller town has, in words that it has not."""
    groups = Groups.of(smaller)
    whole = dict(zip(bank.owners, bank.texts, strict=True))
    lacking = [
        (number, said)
        for number, (owner, texts) in enumerate(zip(smaller.owners, smaller.texts, strict=True))
        if owner.kind is Kind.SERVICE
        for said in whole[owner]
        if said not in texts
    ]
    for number, said in lacking[:: max(1, len(lacking) // HELD_BACK)]:
        yield number, Evidence.weigh(ranker, groups, features(words(said.text)))


def _as_they_stand(bank: QuestionBank, ranker: Ranker) -> Iterator[tuple[int, Evidence]]:
    """The evidence of every so manieth text as somebody says it word for word, and the number of its owner."""
    groups = Groups.of(bank)
    for number, said in enumerate(bank.all_texts):
        owner = int(ranker.owner_of[number])
        if number % (STANDING if bank.owners[owner].kind is Kind.SERVICE else STANDING * OTHERS) == 0:
            yield owner, Evidence.weigh(ranker, groups, features(words(said.text)))


def _left_out(bank: QuestionBank, ranker: Ranker, every: int = 1) -> Iterator[tuple[int, Evidence]]:
    """The evidence of each text as a question, clean or with slips, and the number of its owner.

    Args:
        bank: the texts.
        ranker: of the bank.
        every: every so manieth text is asked of those that are no service's.
    """
    groups = Groups.of(bank)
    clean = [words(said.text) for said in bank.all_texts]
    copies: dict[str, list[int]] = {}
    for number, spelt in enumerate(clean):
        copies.setdefault(" ".join(spelt), []).append(number)
    found = [features(spelt) for spelt in clean]
    lessons = Lessons.of(bank, found, ranker.index)
    folds = np.array([copies[" ".join(spelt)][0] for spelt in clean]) % FOLDS
    for fold in range(FOLDS):
        taken = folds != fold
        records = Records.of_services(bank, found, ranker.index.idf, taken)
        blind = replace(ranker, separators=lessons.lines(taken), lines=lessons.owner_lines(taken), records=records)
        for number in np.flatnonzero(folds == fold).tolist():
            owner = int(ranker.owner_of[number])
            sample = max(1, SAMPLE // every) if bank.owners[owner].kind is Kind.SERVICE else every
            if (number // FOLDS) % sample:
                continue
            spelt = clean[number] if number // FOLDS % SLIPPED else mistyped(clean[number])
            same = copies[" ".join(clean[number])]
            yield owner, Evidence.weigh(blind, groups, features(spelt), left_out=same)


def _least(chances: NDArray[np.float64], kept: float) -> float:
    """The limit that lets so great a share of these chances through."""
    return round(float(np.quantile(chances, 1 - kept)), 4)


def _alone(leads: NDArray[np.float64], right: _Sides) -> float:
    """The least lead from which on a share of `ALONE_RIGHT` of the best services is right."""
    order = np.argsort(-leads)
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(share >= ALONE_RIGHT)
    return round(float(leads[order[enough[-1]]]) if len(enough) else float(leads.max(initial=1)), 3)


def _cheapest(chances: NDArray[np.float64], wanted: _Sides, missed: float) -> float:
    """The limit with the least cost, a missed one weighing as much as `missed` false alarms."""
    limits = np.unique(np.round(chances, 3))
    costs = [
        missed * np.count_nonzero(wanted & (chances < limit)) + np.count_nonzero(~wanted & (chances >= limit))
        for limit in limits
    ]
    return float(limits[int(np.argmin(costs))])
