"""The learnt judgement and how it is learnt."""

from __future__ import annotations

import json

import pytest

from matcher.bank import QuestionBank
from matcher.evidence import NAMES
from matcher.judgement import Judgement, shipped_judgement
from matcher.learn import learn
from matcher.ranking import Ranker


def test_the_shipped_judgement_fits_the_evidence() -> None:
    table = json.loads(shipped_judgement().as_json())
    assert all(set(table[model]) == {"bias", *NAMES} for model in ("answer", "crisis", "command"))


def test_a_judgement_is_read_back_equal() -> None:
    assert Judgement.from_json(shipped_judgement().as_json()) == shipped_judgement()


def test_a_judgement_for_other_evidence_is_refused() -> None:
    table = json.loads(shipped_judgement().as_json())
    del table["crisis"][NAMES[0]]
    with pytest.raises(KeyError):
        Judgement.from_json(json.dumps(table))


def test_the_limits_are_probabilities() -> None:
    limits = shipped_judgement().limits
    assert all(0 < limit < 1 for limit in (limits.answer, limits.crisis, limits.command, limits.equal))
    assert limits.clear > 1


def test_the_same_bank_teaches_the_same(bank: QuestionBank) -> None:
    some = [n for n, owner in enumerate(bank.owners) if owner.kind != "service"] + list(range(6))
    few = QuestionBank(
        tuple(bank.owners[n] for n in sorted(some)), tuple(bank.texts[n][:12] for n in sorted(some)), bank.crisis_lines
    )
    ranker = Ranker.build(few)
    assert learn(few, ranker) == learn(few, ranker)
