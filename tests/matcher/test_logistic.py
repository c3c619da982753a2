"""Logistic models: what decides, alone or together."""

from __future__ import annotations

import numpy as np

from matcher.logistic import Logistic, fit, pairs

ROWS = np.random.default_rng(0).uniform(-1, 1, (2000, 2))


def test_a_number_that_decides_is_found() -> None:
    model = fit(ROWS, ROWS[:, 0] > 0.2, 0.03)
    assert model.probability(np.array([0.6, 0.0])) > 0.9
    assert model.probability(np.array([-0.3, 0.9])) < 0.1


def test_a_product_that_decides_is_found() -> None:
    model = fit(ROWS, ROWS[:, 0] * ROWS[:, 1] > 0, 0.03)
    assert model.probability(np.array([-0.6, -0.6])) > 0.8 > 0.2 > model.probability(np.array([-0.6, 0.6]))


def test_a_rare_outcome_weighs_as_much_as_the_other() -> None:
    rare = ROWS[:, 0] > 0.95
    chances = fit(ROWS, rare, 0.03).probabilities(ROWS)
    assert (chances[rare] > 0.5).mean() > 0.9


def test_every_two_numbers_have_one_product() -> None:
    first, second = pairs(3)
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)]


def test_a_probability_never_leaves_its_range() -> None:
    steep = Logistic(np.zeros(1), np.ones(1), np.array([1e9, 0.0]), 0.0)
    assert 0 < steep.probability(np.array([-1e9])) < 1e-12
