"""The figures of a benchmark: shares and their intervals, thresholds, costs; and directories padded to a size."""

from __future__ import annotations

import json
import math
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.directory import Directory
from content.language import Language
from matcher.benchmark import (
    ALL,
    WARMING,
    Cost,
    Found,
    Limits,
    Share,
    ask_all,
    cost_of,
    figures_of,
    findable,
    outside_limits,
    threshold_of,
)
from matcher.evaluate import TestQuestion
from matcher.padding import CannotPad, padded
from matcher.verdict import CommandName

COST = Cost(1.0, 1_000, 1.0, 2.0)


def question(*expected: str, language: Language | None = Language.EN, style: str = "plain") -> TestQuestion:
    return TestQuestion("where?", language, expected, style)


def found(right: bool, score: float) -> Found:
    return Found(question("loans"), ("loans",) if right else ("english",), score)


def outside(score: float, *services: str) -> Found:
    return Found(question(), services, score)


def test_the_interval_is_wilsons() -> None:
    """Values from the table in Newcombe 1998, "Two-sided confidence intervals for the single proportion"."""
    assert Share(81, 263).interval == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert Share(15, 148).interval == pytest.approx((0.0624, 0.1605), abs=1e-4)
    assert Share(0, 20).interval == pytest.approx((0.0, 0.1611), abs=1e-4)
    assert Share(1, 29).interval == pytest.approx((0.0061, 0.1718), abs=1e-4)


@given(st.integers(0, 500), st.integers(0, 500))
def test_a_share_lies_within_its_interval(right: int, wrong: int) -> None:
    share = Share(right, right + wrong)
    low, high = share.interval
    assert 0 <= low <= high <= 1
    assert share.value is None or low - 1e-9 <= share.value <= high + 1e-9


def test_recall_is_counted_for_all_for_each_language_and_for_each_style() -> None:
    asked = [
        question("loans"),
        question("loans", language=Language.ES, style="short"),
        question("loans", language=None),
    ]
    gave = (("loans",), ("english", "clinic", "loans"), ("english", "clinic", "kitchen", "loans"))
    recall = figures_of("one", [Found(*pair, 1.0) for pair in zip(asked, gave, strict=True)], COST).recall
    assert list(recall) == [ALL, "en", "es", "plain", "short"]
    assert (recall[ALL].at_1, recall[ALL].at_3) == (Share(1, 3), Share(2, 3))
    assert (recall["es"].at_1, recall["es"].at_3) == (Share(0, 1), Share(1, 1))
    assert recall["plain"].at_3 == Share(1, 2)


def test_the_threshold_lets_95_of_100_right_first_answers_through() -> None:
    right = [found(True, float(score)) for score in range(1, 101)]
    wrong = [found(False, 1000.0), outside(1000.0, "loans")]
    assert threshold_of([*right, *wrong]) == 6.0
    assert threshold_of(wrong) == math.inf


def test_a_false_answer_is_one_above_the_threshold() -> None:
    answers = [found(True, 5.0), outside(5.0, "loans"), outside(4.9, "loans"), outside(9.0)]
    assert figures_of("peer", answers, COST).false_answers == Share(1, 3)


def test_who_decides_alone_has_no_threshold() -> None:
    figures = figures_of("ours", [found(True, 5.0), outside(0.1, "loans"), outside(0.9)], COST, decides=True)
    assert (figures.threshold, figures.false_answers) == (None, Share(1, 2))


def test_a_matcher_that_is_never_right_has_figures_too() -> None:
    figures = figures_of("none", [found(False, 1.0), outside(1.0, "loans")], COST)
    assert figures.false_answers == Share(0, 1)
    assert json.loads(json.dumps(figures.as_json(), allow_nan=False))["threshold"] is None


def test_only_questions_that_a_ranking_of_services_can_answer_count() -> None:
    command = TestQuestion("print", Language.EN, (), "command", command=CommandName.PRINT)
    kept = [question("loans", "911"), question()]
    assert findable([*kept, command, question("911")], {"loans", "english"}) == tuple(kept)


def test_each_question_is_timed_alone_after_warming_up() -> None:
    ticks, numbers = count(), count(1)
    questions = [question("loans")] * (WARMING + 5)
    answers, milliseconds = ask_all(questions, lambda _: next(numbers), lambda: next(ticks))
    assert answers == list(range(WARMING + 1, 2 * WARMING + 6))
    assert milliseconds == [1000] * (WARMING + 5)


def test_the_99th_percentile_is_the_nearest_rank() -> None:
    cost = cost_of(1.0, 2, [float(n) for n in range(200, 0, -1)])
    assert (cost.median_ms, cost.p99_ms) == (100.5, 198.0)
    assert cost_of(1.0, 2, [7.0]).p99_ms == 7.0


def test_each_figure_outside_its_limit_has_a_line() -> None:
    limits = Limits(median_ms=3, p99_ms=10)
    assert list(outside_limits(Cost(1.0, 1, 3.0, 10.0), limits)) == []
    assert [line.partition(" of")[0] for line in outside_limits(Cost(1.0, 1, 3.1, 10.1), limits)] == [
        "median",
        "99th percentile",
    ]


def test_a_padded_directory_has_the_size_asked_for_and_all_that_was_there(directory: Directory) -> None:
    larger = padded(directory, 40)
    assert len(larger.shown) == 40
    assert all(larger.services[id] is service for id, service in directory.services.items())
    assert padded(directory, len(directory.shown)) == directory


def test_padding_is_the_same_every_time(directory: Directory) -> None:
    assert padded(directory, 40) == padded(directory, 40)
    assert padded(directory, 40) != padded(directory, 40, seed=1)


def test_invented_services_say_what_real_ones_say_under_names_of_their_own(directory: Directory) -> None:
    larger = padded(directory, 60)
    added = [service for id, service in larger.services.items() if id not in directory.services]
    sentences = " ".join(service.summary.en or "" for service in directory.shown)
    assert all((service.summary.en or "").split(". ")[0].rstrip(".") in sentences for service in added)
    assert len({service.name.en for service in added}) == len(added)
    assert any(service.wordings_en for service in added)
    assert any(not service.wordings_en and not service.wordings_es for service in added)


def test_a_directory_cannot_be_padded_to_fewer_services_or_from_none(directory: Directory) -> None:
    with pytest.raises(CannotPad, match="give a larger number"):
        padded(directory, 2)
    with pytest.raises(CannotPad):
        padded(Directory(1), 10)
