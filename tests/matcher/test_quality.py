"""The least that the shipped matcher must do on the development questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.directory import Directory
from matcher.evaluate import Evaluation, evaluate, outcome_of, read_questions
from matcher.hybrid import HybridMatcher
from matcher.verdict import Context, Reading

QUESTIONS = Path(__file__).parents[1] / "questions"


def evaluation(matcher: HybridMatcher, directory: Directory, *names: str) -> Evaluation:
    questions = [question for name in names for question in read_questions(QUESTIONS / name)]
    verdicts = [(question, matcher.match((Reading(question.question),), Context())) for question in questions]
    return evaluate([outcome_of(question, verdict, directory, 0.0) for question, verdict in verdicts])


@pytest.fixture(scope="module")
def reached(matcher: HybridMatcher, albuquerque: Directory) -> Evaluation:
    return evaluation(matcher, albuquerque, "dev.jsonl", "dev-commands.jsonl")


def least(share: float | int | None) -> float:
    assert share is not None
    return share


def test_what_is_asked_is_found(reached: Evaluation) -> None:
    assert least(reached.overall.recall_at_1) >= 0.82
    assert least(reached.overall.recall_at_3) >= 0.91
    assert all(least(figures.recall_at_3) >= 0.87 for figures in reached.by_style.values())


def test_other_peoples_questions_in_every_style_are_found(matcher: HybridMatcher, albuquerque: Directory) -> None:
    reached = evaluation(matcher, albuquerque, "styles.jsonl")
    assert least(reached.overall.recall_at_1) >= 0.87
    assert least(reached.overall.recall_at_3) >= 0.915
    assert all(least(figures.recall_at_3) >= 0.85 for figures in reached.by_style.values())
    assert least(reached.out_of_scope["false_answers"]) <= 0.11


def test_both_languages_are_understood_alike(reached: Evaluation) -> None:
    english, spanish = (least(reached.by_language[language].recall_at_3) for language in ("en", "es"))
    assert abs(english - spanish) <= 0.03
    assert least(reached.overall.language_accuracy) >= 0.99


def test_danger_is_heard_and_seldom_imagined(reached: Evaluation) -> None:
    assert least(reached.crisis["recall"]) >= 0.96
    assert reached.crisis["recognised_or_hinted"] == 1.0
    assert least(reached.crisis["false_alarms"]) <= 0.022


def test_other_peoples_emergencies_are_heard(matcher: HybridMatcher, albuquerque: Directory) -> None:
    crisis = evaluation(matcher, albuquerque, "emergencies.jsonl").crisis
    assert least(crisis["recall"]) >= 0.955
    assert least(crisis["recognised_or_hinted"]) >= 0.98


def test_what_nobody_answers_is_mostly_left_alone(reached: Evaluation) -> None:
    assert least(reached.out_of_scope["false_answers"]) <= 0.10


def test_commands_are_obeyed_and_questions_are_not(reached: Evaluation) -> None:
    assert least(reached.commands["accuracy"]) >= 0.95
    assert least(reached.commands["false_commands"]) <= 0.005
