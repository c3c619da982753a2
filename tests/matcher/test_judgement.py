"""The learnt judgement and how it is learnt."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from matcher.bank import QuestionBank
from matcher.evidence import NAMES
from matcher.judgement import Judgement, shipped_judgement
from matcher.learn import learn
from matcher.ranking import Ranker


def test_the_shipped_judgement_fits_the_evidence() -> None:
    table = json.loads(shipped_judgement().as_json())
    for model in ("answer", "crisis", "command"):
        assert list(table[model]["usual"]) == list(table[model]["spread"]) == list(NAMES)
        assert {name for pair in table[model]["weights"] for name in pair.split(" * ")} == set(NAMES)


def test_a_judgement_is_read_back_equal() -> None:
    written = shipped_judgement().as_json()
    assert Judgement.from_json(written).as_json() == written


def test_a_judgement_for_other_evidence_is_refused() -> None:
    table = json.loads(shipped_judgement().as_json())
    del table["crisis"]["weights"][NAMES[0]]
    with pytest.raises(KeyError):
        Judgement.from_json(json.dumps(table))


def test_the_limits_are_probabilities() -> None:
    limits = shipped_judgement().limits
    assert all(
        0 < limit < 1
        for limit in (*(limit for _, limit in limits.answer), limits.hint, limits.crisis, limits.command, limits.equal)
    )
    assert limits.clear > 1


def test_the_same_bank_teaches_the_same(bank: QuestionBank) -> None:
    some = [n for n, owner in enumerate(bank.owners) if owner.kind != "service"] + list(range(6))
    few = QuestionBank(
        tuple(bank.owners[n] for n in sorted(some)), tuple(bank.texts[n][:12] for n in sorted(some)), bank.crisis_lines
    )
    ranker = Ranker.build(few)
    assert learn(few, ranker).as_json() == learn(few, ranker).as_json()


def test_between_two_sizes_of_directory_the_limit_lies_between() -> None:
    limits = replace(shipped_judgement().limits, answer=((1.0, 0.2), (3.0, 0.4)))
    assert limits.answer_at(2.0) == pytest.approx(0.3)
    assert (limits.answer_at(0.0), limits.answer_at(9.0)) == (0.2, 0.4)
