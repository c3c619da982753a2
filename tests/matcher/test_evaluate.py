"""The figures of an evaluation, counted by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from content.directory import Directory, ServiceId
from content.language import Language
from matcher.evaluate import Outcome, QuestionFileError, TestQuestion, evaluate, outcome_of, read_questions, shown_of
from matcher.verdict import Candidate, Certain, Command, CommandName, Crisis, NoMatch, Unsure, Verdict

A, B, C = (ServiceId(id) for id in "abc")
RANKED = (Candidate(A, 0.9), Candidate(B, 0.5), Candidate(C, 0.4))
ASKED = TestQuestion("bread?", Language.EN, ("b",), "plain")


def outcome(verdict: Verdict, directory: Directory, asked: TestQuestion = ASKED) -> Outcome:
    return outcome_of(asked, verdict, directory, 2.0)


def test_recall_counts_what_is_shown_and_rank_what_is_known(directory: Directory) -> None:
    certain = Certain(language=Language.EN, text="", ranked=RANKED, services=(A,))
    unsure = Unsure(language=Language.EN, text="", ranked=RANKED, options=(A, B, C))
    figures = evaluate([outcome(certain, directory), outcome(unsure, directory)]).overall
    assert (figures.n, figures.recall_at_1, figures.recall_at_3, figures.mrr_at_10) == (2, 0.0, 0.5, 0.5)
    assert (figures.answered, figures.asked_back, figures.refused) == (0.5, 0.5, 0.0)


def test_a_wrong_language_and_a_refusal_count(directory: Directory) -> None:
    figures = evaluate([outcome(NoMatch(language=Language.ES, text=""), directory)]).overall
    assert (figures.refused, figures.language_accuracy, figures.recall_at_3) == (1.0, 0.0, 0.0)
    assert (figures.latency_ms_p50, figures.latency_ms_p99) == (2.0, 2.0)


def test_an_answer_to_what_nobody_answers_is_false(directory: Directory) -> None:
    outside = replace(ASKED, expected=(), style="out-of-scope")
    answer = Certain(language=Language.EN, text="", services=(A,))
    silence = NoMatch(language=Language.EN, text="")
    counts = evaluate([outcome(verdict, directory, outside) for verdict in (answer, silence, silence, silence)])
    assert counts.out_of_scope == {"n": 4, "false_answers": 0.25}
    assert counts.overall.n == 0
    assert counts.overall.recall_at_1 is None


def test_crises_and_false_alarms_are_counted_apart(directory: Directory) -> None:
    danger = replace(ASKED, expected=("911",), crisis=True)
    alarm = Crisis(language=Language.EN, text="", kind="emergency")
    missed = NoMatch(language=Language.EN, text="")
    pairs = ((alarm, danger), (missed, danger), (alarm, ASKED), (missed, ASKED), (missed, ASKED), (missed, ASKED))
    counts = evaluate([outcome(verdict, directory, asked) for verdict, asked in pairs])
    assert counts.crisis == {
        "n": 2,
        "recall": 0.5,
        "false_alarms": 0.25,
        "recognised_or_hinted": 0.5,
        "hints": 0,
    }


def test_a_danger_that_is_not_ruled_out_is_counted_as_a_hint(directory: Directory) -> None:
    danger = replace(ASKED, expected=("911",), crisis=True)
    hinted, silent = NoMatch(language=Language.EN, text="", danger="emergency"), NoMatch(language=Language.EN, text="")
    counts = evaluate([outcome(verdict, directory, asked) for verdict in (hinted, silent) for asked in (danger, ASKED)])
    assert (counts.crisis["recall"], counts.crisis["recognised_or_hinted"], counts.crisis["hints"]) == (0, 0.5, 0.5)


def test_a_command_is_right_only_by_its_name(directory: Directory) -> None:
    wanted = replace(ASKED, expected=(), command=CommandName.PRINT)
    right = Command(language=Language.EN, text="", name=CommandName.PRINT)
    wrong = Command(language=Language.EN, text="", name=CommandName.BACK)
    pairs = ((right, wanted), (wrong, wanted), (wrong, ASKED))
    counts = evaluate([outcome(verdict, directory, asked) for verdict, asked in pairs])
    assert counts.commands == {"n": 2, "accuracy": 0.5, "false_commands": 1.0}


def test_figures_are_kept_by_language_and_style(directory: Directory) -> None:
    spanish = replace(ASKED, language=Language.ES, style="typos")
    answer = Certain(language=Language.ES, text="", ranked=RANKED, services=(B,))
    evaluation = evaluate([outcome(answer, directory, spanish), outcome(answer, directory)])
    assert set(evaluation.by_language) == {"en", "es"}
    assert evaluation.by_style["typos"].recall_at_1 == 1.0
    assert json.loads(json.dumps(evaluation.as_json()))["by_language"]["en"]["language_accuracy"] == 0.0


def test_a_crisis_shows_its_lines(directory: Directory) -> None:
    assert shown_of(Crisis(language=Language.EN, text="", kind="emergency"), directory) == ("911",)
    assert shown_of(Crisis(language=Language.EN, text="", kind="gone"), directory) == ()


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[]",
        '{"question": "x"}',
        '{"question": "x", "language": "fr", "expected": [], "style": "plain"}',
        '{"question": "x", "language": null, "expected": [], "style": "plain", "command": "dance"}',
    ],
)
def test_a_line_that_is_no_question_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "set.jsonl"
    good = json.dumps({"question": "x", "language": None, "expected": [], "style": "plain"})
    file.write_text(f"{good}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(QuestionFileError, match=r"set\.jsonl line 3: not a question"):
        read_questions(file)


def test_a_set_without_questions_and_one_that_is_not_there_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n")
    with pytest.raises(QuestionFileError, match="there is no question"):
        read_questions(tmp_path / "empty.jsonl")
    with pytest.raises(QuestionFileError, match="cannot be read"):
        read_questions(tmp_path / "gone.jsonl")
