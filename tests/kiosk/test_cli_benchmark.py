"""`kiosk benchmark`: the table, its JSON, padding, and limits."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from content.directory import Directory
from kiosk import publishing
from kiosk.cli import benchmark
from kiosk.cli.benchmark_table import tables
from kiosk.session import Knowledge
from matcher.benchmark import ALL, Cost, Limits, MatcherFigures, Recall, Share
from matcher.lessons import MOST_LINES
from tests.kiosk.command_runs import Command

QUESTIONS: list[dict[str, Any]] = [
    {"question": "I need a loan for my business", "language": "en", "expected": ["loans"], "style": "plain"},
    {"question": "dónde hay clases de inglés", "language": "es", "expected": ["english"], "style": "plain"},
    {"question": "se quema mi casa", "language": "es", "expected": ["911"], "crisis": True, "style": "crisis"},
    {"question": "what is the capital of France", "language": "en", "expected": [], "style": "out"},
    {"question": "imprimir", "language": "es", "expected": [], "command": "print", "style": "command"},
]
WIDEST = 110


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path / "home", capsys)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    file = tmp_path / "questions.jsonl"
    file.write_text("".join(json.dumps(question) + "\n" for question in QUESTIONS), "utf-8")
    return file


@pytest.fixture(scope="module")
def built() -> dict[int, Knowledge]:
    return {}


@pytest.fixture
def built_once(built: dict[int, Knowledge], monkeypatch: pytest.MonkeyPatch) -> None:
    """Our matcher is the same in all tests of one directory's size: building it takes seconds."""
    knowledge_of = publishing.knowledge_of

    def kept(directory: Directory, cache: Path | None) -> Knowledge:
        size = len(directory.services)
        return built.get(size) or built.setdefault(size, knowledge_of(directory, cache))

    monkeypatch.setattr(publishing, "knowledge_of", kept)


def figures(name: str, right: int, of: int) -> MatcherFigures:
    recall = Recall(Share(right, of), Share(right, of))
    groups = dict.fromkeys((ALL, "en", "a-style-with-a-long-name"), recall)
    return MatcherFigures(name, groups, Share(of, of), 1.0, Cost(999.99, 10**9, 999.99, 999.99))


def test_the_json_has_every_figure_of_every_matcher(command: Command, questions: Path) -> None:
    ran = command.on_pack("benchmark", "matching", questions, "--json", "--services", "8")
    assert (ran.code, ran.err, ran.out.count("\n")) == (0, "", 1)
    assert (ran.json["questions"], ran.json["others_know_wordings"]) == (3, True)
    assert [one["services"] for one in ran.json["directories"]] == [3, 8]
    for one in ran.json["directories"]:
        assert {"ventanilla", "ranking", "fts5", "tfidf 3-5", "token_set", "WRatio"} <= one["matchers"].keys()
        assert all(ours["recall"].keys() == {"all", "en", "es", "plain"} for ours in one["matchers"].values())
    ours = ran.json["directories"][0]["matchers"]["ventanilla"]
    assert ours["recall"]["all"]["at_1"] == {"value": 1, "low": 0.3424, "high": 1, "count": 2, "of": 2}
    assert ours["false_answers"]["value"] == 0
    assert min(ours[cost] for cost in ("build_seconds", "size_bytes", "median_ms", "p99_ms")) > 0


@pytest.mark.usefixtures("built_once")
def test_a_reader_gets_tables(command: Command, questions: Path) -> None:
    ran = command.on_pack("benchmark", "matching", questions, "--without-wordings")
    assert "3 of 5 questions; the others know one document a service, without people's own wordings." in ran.out
    assert [line.split()[1] for line in ran.out.splitlines() if line.startswith("ventanilla ")] == ["100.0"]
    assert max(map(len, ran.out.splitlines())) <= WIDEST


@pytest.mark.parametrize("right", [0, 500, 1000])
def test_no_table_is_too_wide_and_no_figures_run_together(right: int) -> None:
    matchers = [figures(f"matcher-{n}", right, 1000) for n in range(9)]
    lines = tables(matchers, matchers).splitlines()
    assert max(map(len, lines)) <= WIDEST
    assert len({len(line.split()) for line in lines if line.startswith("matcher-")}) == 1


def test_lost_recall_stands_beside_the_speed() -> None:
    table = tables([figures("one", 60, 100)], [figures("one", 80, 100)])
    assert table.splitlines()[2].split()[-2:] == ["20.0", "20.0"]


@pytest.mark.usefixtures("built_once")
def test_a_peer_that_is_not_installed_is_left_out_in_one_line(
    command: Command, questions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tantivy", None)
    out = command.on_pack("benchmark", "matching", questions).out
    assert (
        out.splitlines().count("left out: tantivy: tantivy is not installed; add it with: uv sync --group benchmark")
        == 1
    )


@pytest.mark.usefixtures("built_once")
def test_what_takes_too_long_to_build_is_told_in_one_line(
    command: Command, questions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(benchmark, "OUR_MOST_LINES", 7)
    large = command.on_pack("benchmark", "matching", questions, "--json", "--services", "8").json["directories"][1]
    assert large["left_out"][0] == "ventanilla: too slow to build with 8 services; try --services 7 or less"
    assert "fts5" in large["matchers"]


@pytest.mark.usefixtures("built_once")
@pytest.mark.parametrize(("limit", "code", "lines"), [(1e6, 0, 0), (0.0, 1, 2)])
def test_the_check_fails_with_a_line_for_each_figure_outside_its_limit(
    limit: float, code: int, lines: int, command: Command, questions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher.benchmark.LIMITS", Limits(limit, limit))
    ran = command.on_pack("benchmark", "matching", questions, "--check", "--json")
    assert (ran.code, ran.err.count("\n")) == (code, lines)


def test_fewer_services_than_there_are_cannot_be_asked_for(command: Command, questions: Path) -> None:
    ran = command.on_pack("benchmark", "matching", questions, "--services", "2")
    assert (ran.code, ran.out) == (2, "")
    assert ran.complaint.startswith("--services: 2 services cannot be had")


def test_questions_that_ask_for_nothing_here_are_refused(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "elsewhere.jsonl"
    file.write_text(json.dumps({"question": "x", "language": "en", "expected": ["other"], "style": "plain"}))
    assert "no question here asks for a service" in command.on_pack("benchmark", "matching", file).complaint


def test_the_slowest_sizes_to_build_lie_in_the_middle() -> None:
    """Above `MOST_LINES` our matcher learns no line around each service, which takes most of the time."""
    sizes = (160, benchmark.OUR_MOST_LINES, benchmark.OUR_MOST_LINES + 1, MOST_LINES, MOST_LINES + 1, 10_000, 10_001)
    assert [benchmark._can_build(size) for size in sizes] == [True, True, False, False, True, True, False]


@pytest.mark.usefixtures("built_once")
def test_newcomers_are_told_with_and_without_wordings(command: Command, questions: Path) -> None:
    table = command.on_pack("benchmark", "newcomers", questions, "--json").json
    assert {name: table[name]["all"]["of"] for name in table} == {"with_wordings": 2, "without": 2}
    lines = command.on_pack("benchmark", "newcomers", questions).out.splitlines()
    assert [line.split()[:2] for line in lines[1:]] == [["all", "2"], ["en", "1"], ["es", "1"]]
