"""`kiosk evaluate`: the figures, their JSON, and the details of every question."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.kiosk.command_runs import Command, small_disk

QUESTIONS: list[dict[str, Any]] = [
    {"question": "I need a loan for my business", "language": "en", "expected": ["loans"], "style": "plain"},
    {"question": "dónde hay clases de inglés", "language": "es", "expected": ["english"], "style": "plain"},
    {"question": "préstamo para negocio", "language": None, "expected": ["loans", "english"], "style": "short"},
    {"question": "se quema mi casa", "language": "es", "expected": ["911"], "crisis": True, "style": "crisis"},
    {"question": "what is the capital of France", "language": "en", "expected": [], "style": "out"},
    {"question": "imprimir", "language": "es", "expected": [], "command": "print", "style": "command"},
]
FIGURES = [
    "n",
    "recall_at_1",
    "recall_at_3",
    "mrr_at_10",
    "answered",
    "asked_back",
    "refused",
    "language_accuracy",
    "latency_ms_p50",
    "latency_ms_p99",
]


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path / "home", capsys)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    return written(tmp_path / "questions.jsonl", QUESTIONS)


def written(file: Path, questions: list[dict[str, Any]]) -> Path:
    file.write_text("".join(json.dumps(question, ensure_ascii=False) + "\n" for question in questions), "utf-8")
    return file


def test_the_json_has_every_figure(command: Command, questions: Path) -> None:
    ran = command.on_pack("evaluate", questions, "--json")
    assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 1)
    table = ran.json
    assert list(table) == ["overall", "by_language", "by_style", "out_of_scope", "crisis", "commands"]
    assert list(table["overall"]) == FIGURES
    assert table["by_language"].keys() == {"en", "es"}
    assert table["by_style"].keys() == {"plain", "short", "crisis"}
    assert table["out_of_scope"] == {"n": 1, "false_answers": 0}
    assert table["crisis"] == {"n": 1, "recall": 1, "false_alarms": 0, "recognised_or_hinted": 1, "hints": 0}
    assert table["commands"] == {"n": 1, "accuracy": 1, "false_commands": 0}


def test_questions_that_are_understood_have_full_marks(command: Command, questions: Path) -> None:
    table = command.on_pack("evaluate", questions, "--json").json
    assert [table["overall"][name] for name in FIGURES[:4]] == [4, 1, 1, 1]
    shares = [table["overall"][name] for name in ("answered", "asked_back", "refused")]
    assert sum(shares) == pytest.approx(1)
    assert table["by_language"]["es"]["language_accuracy"] == 1


def test_the_details_have_a_line_for_each_question_in_order(command: Command, questions: Path, tmp_path: Path) -> None:
    ran = command.on_pack("evaluate", questions, "--json", "--details", tmp_path / "out.jsonl")
    assert ran.code == 0
    details = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [line["question"] for line in details] == [question["question"] for question in QUESTIONS]
    keys = ["question", "verdict", "command", "language", "shown", "ranked", "probability", "elapsed_ms"]
    assert all(list(line) == keys for line in details)
    assert [line["shown"][:1] for line in details] == [["loans"], ["english"], ["loans"], ["911"], [], []]
    assert details[-1]["command"] == "print"
    assert all(len(line["shown"]) <= 3 and len(line["ranked"]) <= 10 for line in details)


def test_the_matcher_is_told_the_language_only_on_request(command: Command, tmp_path: Path) -> None:
    """`no` is a word of both languages: only who is told can know which was meant."""
    question = {"question": "no", "language": "es", "expected": [], "command": "no", "style": "command"}
    file, details = written(tmp_path / "no.jsonl", [question]), tmp_path / "out.jsonl"
    command.on_pack("evaluate", file, "--given-language", "--details", details)
    assert json.loads(details.read_text())["language"] == "es"
    command.on_pack("evaluate", file, "--details", details)
    assert json.loads(details.read_text())["language"] == "en"


def test_several_files_are_one_set(command: Command, questions: Path) -> None:
    table = command.on_pack("evaluate", questions, questions, "--json").json
    assert (table["overall"]["n"], table["crisis"]["n"]) == (8, 2)


def test_a_reader_gets_a_table(command: Command, questions: Path) -> None:
    lines = command.on_pack("evaluate", questions).out.splitlines()
    assert lines[0].split() == ["n", "R@1", "R@3", "MRR", "answer", "choice", "none", "lang", "ms"]
    assert lines[1].split()[:5] == ["overall", "4", "1.000", "1.000", "1.000"]
    assert lines[-1].split() == ["commands", "n", "1", "accuracy", "1.000", "false_commands", "0.000"]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "null",
        '"loan"',
        '{"question": "x"}',
        '{"question": "x", "language": "fr", "expected": [], "style": ""}',
    ],
)
def test_a_line_that_is_no_question_is_named(line: str, command: Command, questions: Path) -> None:
    with questions.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    ran = command.on_pack("evaluate", questions, "--json")
    assert ran.out == ""
    assert ran.failed_in_one_line.startswith(f"{questions} line {len(QUESTIONS) + 2}: ")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe"])
def test_a_file_without_questions_is_told(content: bytes, command: Command, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_bytes(content)
    assert "none.jsonl: " in command.on_pack("evaluate", tmp_path / "none.jsonl").failed_in_one_line
    assert "gone.jsonl: " in command.on_pack("evaluate", tmp_path / "gone.jsonl").failed_in_one_line


def test_details_that_cannot_be_written_are_told(command: Command, questions: Path, tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "missing" / "out.jsonl", Path("/dev/full")):
        told = command.on_pack("evaluate", questions, "--details", place).failed_in_one_line
        assert told.startswith(f"{place}: cannot be written")


def test_details_on_a_full_disk_leave_what_was_there(command: Command, questions: Path, tmp_path: Path) -> None:
    written(questions, QUESTIONS * 50)
    with small_disk(tmp_path / "disk", 16_384) as disk:
        (disk / "out.jsonl").write_text("as it was")
        ran = command.on_pack("evaluate", questions, "--details", disk / "out.jsonl")
        assert "No space left" in ran.failed_in_one_line
        assert [(file.name, file.read_text()) for file in disk.iterdir()] == [("out.jsonl", "as it was")]
