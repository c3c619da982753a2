"""Scores of owners, the language of words, and the copy kept on disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from matcher.bank import Kind, QuestionBank
from matcher.ranking import Ranker, asked
from matcher.saved import ready_ranker


@pytest.fixture(scope="module")
def small_ranker(small_bank: QuestionBank) -> Ranker:
    return Ranker.build(small_bank)


def test_the_service_that_says_it_scores_most(small_bank: QuestionBank, small_ranker: Ranker) -> None:
    scores = small_ranker.scores(small_ranker.index.similarities(asked("quiero aprender ingles")))
    assert small_bank.owners[int(scores.argmax())].id == "english"


def test_a_score_is_a_mean_over_several_texts(small_ranker: Ranker) -> None:
    similarities = np.zeros(small_ranker.index.size, np.float32)
    similarities[0] = 1
    assert 0 < small_ranker.scores(similarities)[0] < 0.3


def test_the_nearest_texts_come_best_first(small_bank: QuestionBank, small_ranker: Ranker) -> None:
    similarities = small_ranker.index.similarities(asked("business loan"))
    texts = list(small_bank.all_texts)
    number, likeness = small_ranker.nearest_texts(similarities, 0)[0]
    assert texts[number].text == "business loan"
    assert likeness > 0.99


@pytest.mark.parametrize(("text", "is_spanish"), [("necesito un lugar para dormir", True), ("I need a bed", False)])
def test_words_tell_their_language(ranker: Ranker, text: str, is_spanish: bool) -> None:
    assert (ranker.spanish_odds(asked(text)) > 0) is is_spanish


def test_unknown_words_tell_no_language(small_ranker: Ranker) -> None:
    assert small_ranker.spanish_odds(asked("")) == 0


def test_known_words_weigh_more_than_unknown_ones(ranker: Ranker) -> None:
    assert ranker.known_share(asked("help with rent")) > 0.95
    assert ranker.known_share(asked("zxqwvk jjjqxz")) < 0.8


def test_a_saved_ranker_is_read_back_equal(small_bank: QuestionBank, tmp_path: Path) -> None:
    built, read = ready_ranker(small_bank, tmp_path), ready_ranker(small_bank, tmp_path)
    question = asked("a loan for my food truck")
    assert np.array_equal(built.index.similarities(question), read.index.similarities(question))
    assert np.array_equal(built.separators, read.separators)
    assert np.array_equal(built.lines.weights, read.lines.weights)
    assert np.array_equal(built.spanish, read.spanish)


@pytest.mark.parametrize("damage", [b"", b"not an array"])
def test_a_damaged_copy_is_built_anew(small_bank: QuestionBank, tmp_path: Path, damage: bytes) -> None:
    ready_ranker(small_bank, tmp_path)
    (file,) = tmp_path.glob("*/weights.npy")
    file.write_bytes(damage)
    assert ready_ranker(small_bank, tmp_path).index.similarities(asked("loan")).any()
    assert file.stat().st_size > len(damage)


def test_a_new_bank_replaces_the_old_copy(small_bank: QuestionBank, tmp_path: Path) -> None:
    ready_ranker(small_bank, tmp_path)
    ready_ranker(QuestionBank(small_bank.owners[:2], small_bank.texts[:2]), tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(small_bank: QuestionBank, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert ready_ranker(small_bank, tmp_path / "file").index.size == sum(map(len, small_bank.texts))


def test_there_is_a_line_for_each_kind_and_each_crisis(bank: QuestionBank, ranker: Ranker) -> None:
    assert len(ranker.separators) == 3 + sum(owner.kind is Kind.CRISIS for owner in bank.owners)
