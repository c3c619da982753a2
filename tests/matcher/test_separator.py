"""Lines between kinds of text."""

from __future__ import annotations

import numpy as np

from matcher.features import BUCKETS, features
from matcher.index import TextIndex
from matcher.logistic import Logistic, fit
from matcher.separator import Postings, margins, separate

DANGER = ["he hits me", "she was stabbed", "my house burns", "he has a gun"]
CALM = ["where is the library", "i need a license", "free english class", "help with rent", ""]
INDEX = TextIndex.build([text.split() for text in [*DANGER, *CALM]])
POSTINGS = Postings.of(INDEX)
WANTED = np.array([True] * len(DANGER) + [False] * len(CALM))
ALL = np.ones(len(WANTED), np.bool_)


def test_each_text_lies_on_its_own_side() -> None:
    line = separate(POSTINGS, WANTED, ALL)
    sides = [margins(line[None], INDEX.unit(features(text.split())))[0] > 0 for text in [*DANGER, *CALM[:-1]]]
    assert sides == WANTED[:-1].tolist()


def test_a_line_is_the_same_each_time() -> None:
    assert np.array_equal(separate(POSTINGS, WANTED, ALL), separate(POSTINGS, WANTED, ALL))


def test_texts_left_out_do_not_move_the_line() -> None:
    taken = ALL.copy()
    taken[0] = False
    other_side = WANTED.copy()
    other_side[0] = False
    assert np.array_equal(separate(POSTINGS, WANTED, taken), separate(POSTINGS, other_side, taken))


def test_where_one_side_is_empty_there_is_no_line() -> None:
    assert not separate(POSTINGS, ~ALL, ALL).any()
    assert separate(POSTINGS, ~ALL, ALL).shape == (BUCKETS + 1,)


def test_a_logistic_model_finds_what_decides() -> None:
    numbers = np.array([[0.0, 5.0], [0.2, -5.0], [0.8, 5.0], [1.0, -5.0]] * 5)
    model = fit(numbers, numbers[:, 0] > 0.5)
    assert model.probability(np.array([1.0, 0.0])) > 0.5 > model.probability(np.array([0.0, 0.0]))
    assert abs(model.weights[1]) < 0.1


def test_a_probability_never_leaves_its_range() -> None:
    assert 0 < Logistic((1e9,), 0.0).probability(np.array([-1e9])) < 1e-12
