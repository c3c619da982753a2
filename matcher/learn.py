"""Finds the weights and limits of the matcher's judgement from the question bank alone; the same bank, the same result.

Each text in turn is taken for a question and compared with all the others (leave-one-out), and seen from lines drawn
without its part of the bank (cross-fitting). A wording whose own service comes first is an answer as it should be,
talk is what should get none; what people in danger say is a crisis and a phrase for the kiosk is a command, and
everything else is neither. No question of any test set takes part.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from matcher.bank import Kind, QuestionBank
from matcher.evidence import Evidence, Groups
from matcher.features import features
from matcher.judgement import Judgement, Limits
from matcher.lessons import Lessons
from matcher.logistic import Logistic, fit
from matcher.noise import mistyped
from matcher.normalise import words
from matcher.ranking import Ranker

FOLDS = 3
SAMPLE = 3
"""Every so manieth text of a service is asked: enough for some twenty weights."""

SLIPPED = 2
"""Every so manieth text is asked with slips instead of clean."""

KEPT_ANSWERS = 0.945
"""Share of right answers that the limit must let through."""

ALONE_RIGHT = 0.72
"""Share of answers shown alone that must be the very service the text was written for; some of the others are its
sisters, as right as it."""

FALSE_ALARMS = 0.03
"""Share of calm texts that the limit may take for a crisis; the bank holds harder ones than people bring."""

MISSED_COMMAND = 0.7
"""How many questions taken for a command a missed command weighs as much as."""

_Rows = NDArray[np.float64]
_Sides = NDArray[np.bool_]


def learn(bank: QuestionBank, ranker: Ranker) -> Judgement:
    """Learn from a bank; some five minutes for thirty thousand texts."""
    groups = Groups.of(bank)
    kinds, rows, found, harmless, leads = [], [], [], [], []
    for owner, evidence in _left_out(bank, ranker, groups):
        kinds.append(bank.owners[owner].kind)
        rows.append(evidence.numbers)
        services = groups[Kind.SERVICE]
        second, first = np.sort(evidence.scores[services])[-2:] if len(services) > 1 else (0.0, 1.0)
        leads.append(float(first / max(second, 1e-9)))
        found.append(bool(len(services)) and int(services[evidence.scores[services].argmax()]) == owner)
        harmless.append(bank.owners[owner].id not in bank.crisis_lines)
    table = np.array(rows)
    is_service, is_talk, is_crisis, is_command = (
        np.array([kind is wanted for kind in kinds], np.bool_)
        for wanted in (Kind.SERVICE, Kind.TALK, Kind.CRISIS, Kind.COMMAND)
    )
    right = is_service & np.array(found, np.bool_)
    answer = fit(table[right | is_talk], right[right | is_talk])
    clear = is_crisis | ~is_service | np.array(harmless, np.bool_)  # who asks a shelter's name may be in danger or not
    calm = is_talk | (is_service & np.array(harmless, np.bool_))
    crisis = fit(table[clear], is_crisis[clear])
    command = fit(table, is_command)
    limits = Limits(
        answer=round(float(np.quantile(_chances(answer, table[right]), 1 - KEPT_ANSWERS)), 4),
        crisis=round(float(np.quantile(_chances(crisis, table[calm]), 1 - FALSE_ALARMS)), 4),
        command=_cheapest(_chances(command, table), is_command, MISSED_COMMAND),
        clear=_alone(np.array(leads)[is_service], right[is_service]),
    )
    return Judgement(answer, crisis, command, limits)


def _left_out(bank: QuestionBank, ranker: Ranker, groups: Groups) -> Iterator[tuple[int, Evidence]]:
    """The evidence of each text as a question, clean or with slips, and the number of its owner."""
    clean = [words(said.text) for said in bank.all_texts]
    copies: dict[str, list[int]] = {}
    for number, spelt in enumerate(clean):
        copies.setdefault(" ".join(spelt), []).append(number)
    lessons = Lessons.of(bank, [features(spelt) for spelt in clean], ranker.index)
    folds = np.array([copies[" ".join(spelt)][0] for spelt in clean]) % FOLDS
    for fold in range(FOLDS):
        separators, lines = lessons.lines(folds != fold), lessons.owner_lines(folds != fold)
        for number in np.flatnonzero(folds == fold).tolist():
            owner = int(ranker.owner_of[number])
            if bank.owners[owner].kind is Kind.SERVICE and (number // FOLDS) % SAMPLE:
                continue
            spelt = clean[number] if number // FOLDS % SLIPPED else mistyped(clean[number])
            same = copies[" ".join(clean[number])]
            yield owner, Evidence.weigh_left_out(ranker, groups, features(spelt), separators, lines, same)


def _chances(model: Logistic, rows: _Rows) -> NDArray[np.float64]:
    return np.array([model.probability(row) for row in rows])


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
