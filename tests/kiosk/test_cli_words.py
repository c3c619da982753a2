"""The words of the command: help, version, options, and what is told of those that make no sense."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.cli.errors import UsageError
from kiosk.cli.parser import SUBCOMMANDS, parsed, parser_for
from tests.kiosk.command_runs import Command, small_pack


@pytest.fixture
def command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path, capsys)


def every_parser() -> dict[str, argparse.ArgumentParser]:
    """The parser of the command, of each subcommand and of each task, by the words that lead to it."""

    def below(name: str, parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
        yield name, parser
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for word, inner in action.choices.items():
                    yield from below(f"{name} {word}", inner)

    return dict(below("kiosk", parser_for(list(SUBCOMMANDS))))


PARSERS = every_parser()
KNOWN_WORDS = sorted({word for name in PARSERS for word in name.split()[1:]} | {"en", "es", "3"}) + sorted(
    {option for parser in PARSERS.values() for action in parser._actions for option in action.option_strings}
)


@pytest.mark.parametrize("name", PARSERS)
def test_help_names_every_option_and_says_what_it_is_for(name: str, command: Command) -> None:
    ran = command(*name.split()[1:], "--help")
    assert (ran.code, ran.err) == (0, "")
    for action in PARSERS[name]._actions:
        assert action.help or isinstance(action, argparse._SubParsersAction), action
        assert all(option in ran.out for option in action.option_strings), action
        assert action.metavar is None or str(action.metavar) in ran.out
    assert PARSERS[name].description


@pytest.mark.parametrize("name", [name for name in PARSERS if name != "kiosk"])
def test_every_subcommand_and_task_says_what_it_is_for(name: str) -> None:
    *above, word = name.split()
    chosen = next(a for a in PARSERS[" ".join(above)]._actions if isinstance(a, argparse._SubParsersAction))
    assert {choice.dest: choice.help for choice in chosen._choices_actions}[word]


def test_the_version_is_told_on_standard_output(command: Command) -> None:
    ran = command("--version")
    assert (ran.code, ran.out[:11], ran.err) == (0, "Ventanilla ", "")


@pytest.mark.parametrize(
    "words",
    [
        ["bogus"],
        ["--bogus"],
        ["ask"],
        ["ask", "loan", "--bogus"],
        ["ask", "loan", "loan"],
        ["ask", "loan", "--js"],
        ["ask", "loan", "--language", "fr"],
        ["ask", "loan", "--top", "0"],
        ["ask", "loan", "--top", "-1"],
        ["ask", "loan", "--top", "three"],
        ["ask", "loan", "--top", "٣"],
        ["--plain", "ask", "loan"],
        ["say", "hola"],
        ["say", "hola", "--language", "auto"],
        ["say", "hola", "--language", "es", "--pace", "0"],
        ["say", "...", "--language", "es"],
        ["say", "", "--language", "es"],
        ["evaluate"],
        ["content"],
        ["content", "bogus"],
        ["content", "import"],
        ["content", "import", "x", "--pack", "y"],
        ["models", "fetch", "fr"],
        ["models", "fetch", "--url", "https://example.org/x.zip"],
        ["models", "add", "x"],
        ["models", "remove"],
    ],
    ids=" ".join,
)
def test_words_that_make_no_sense_are_told_in_one_line(words: list[str], command: Command) -> None:
    ran = command(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "; " in ran.complaint


@given(st.lists(st.one_of(st.sampled_from(KNOWN_WORDS), st.text(max_size=5)), max_size=6))
def test_any_words_are_understood_or_refused(words: list[str]) -> None:
    try:
        end = "runs" if callable(parsed(words).run) else ""
    except UsageError as error:
        end = "refused" if "; see kiosk" in str(error) or "; leave it out" in str(error) else ""
    except SystemExit as done:
        end = "helped" if not done.code else ""
    assert end


def test_global_options_may_stand_before_and_after_the_subcommand(command: Command) -> None:
    before = command("--pack", small_pack(), "ask", "business loan", "--json")
    after = command("ask", "business loan", "--json", "--pack", small_pack())
    assert before.json["services"] == after.json["services"] != []


def test_a_global_option_may_stand_between_a_subcommand_and_its_task(command: Command) -> None:
    for words in (
        ["content", "--models", "/nowhere", "check"],
        ["--models", "/nowhere", "content", "check"],
        ["content", "check", "--models", "/nowhere"],
    ):
        assert command(*words, small_pack()).code == 0


def test_what_looks_like_an_option_can_be_asked_after_two_dashes(command: Command) -> None:
    assert command.on_pack("ask", "--json", "--", "--loan").json["question"] == "--loan"
