"""`kiosk evaluate`: quality on a set of questions."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli.parser import OneLineParser

if TYPE_CHECKING:
    from kiosk.session import Knowledge
    from matcher.evaluate import Evaluation, Figures, Outcome, TestQuestion


def add_arguments(parser: OneLineParser, common: OneLineParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "questions", type=Path, nargs="+", metavar="QUESTIONS.jsonl", help="question sets, one JSON a line"
    )
    parser.add_argument("--json", action="store_true", help="the figures as JSON and nothing else")
    parser.add_argument("--details", type=Path, metavar="FILE", help="write what became of each question")
    parser.add_argument("--given-language", action="store_true", help="tell the matcher each question's language")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Ask them all."""
    from kiosk.cli.parts import Parts
    from kiosk.cli.streams import json_line, write_json, write_whole
    from matcher.evaluate import evaluate, read_questions

    questions = [question for file in arguments.questions for question in read_questions(file)]
    with Parts(arguments) as parts:
        outcomes = [_outcome(question, parts.knowledge, given=arguments.given_language) for question in questions]
    if arguments.details:
        write_whole(arguments.details, "".join(json_line(outcome.details()) for outcome in outcomes))
    figures = evaluate(outcomes)
    if arguments.json:
        write_json(figures.as_json())
    else:
        sys.stdout.write(_table(figures))
    return 0


def _outcome(question: TestQuestion, knowledge: Knowledge, *, given: bool) -> Outcome:
    from matcher.evaluate import outcome_of
    from matcher.verdict import Context, Reading

    context = Context(question.language if given else None)
    began = time.perf_counter()
    verdict = knowledge.matcher.match((Reading(question.question),), context)
    return outcome_of(question, verdict, knowledge.directory, (time.perf_counter() - began) * 1000)


def _table(evaluation: Evaluation) -> str:
    rows = [("overall", evaluation.overall), *evaluation.by_language.items(), *evaluation.by_style.items()]
    head = f"{'':14}{'n':>5}{'R@1':>7}{'R@3':>7}{'MRR':>7}{'answer':>8}{'choice':>8}{'none':>7}{'lang':>7}{'ms':>7}\n"
    body = "".join(_row(name, figures) for name, figures in rows)
    others = "".join(
        f"{name:14}" + "  ".join(f"{key} {_number(value)}" for key, value in counts.items()) + "\n"
        for name, counts in _others(evaluation)
    )
    return head + body + others


def _others(evaluation: Evaluation) -> list[tuple[str, Mapping[str, float | int | None]]]:
    return [
        ("out of scope", evaluation.out_of_scope),
        ("crisis", evaluation.crisis),
        ("commands", evaluation.commands),
    ]


def _row(name: str, figures: Figures) -> str:
    shares = (figures.recall_at_1, figures.recall_at_3, figures.mrr_at_10)
    verdicts = (figures.answered, figures.asked_back)
    last = (figures.refused, figures.language_accuracy, figures.latency_ms_p50)
    return (
        f"{name:14}{figures.n:>5}"
        + "".join(f"{_number(share):>7}" for share in shares)
        + "".join(f"{_number(share):>8}" for share in verdicts)
        + "".join(f"{_number(share):>7}" for share in last)
        + "\n"
    )


def _number(value: float | int | None) -> str:
    match value:
        case None:
            return "-"
        case int():
            return str(value)
        case _:
            return f"{value:.3f}"
