"""What is said to the kiosk itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.language import Language
from matcher.commands import MOST_WORDS, shipped_commands
from matcher.verdict import CommandName

COMMANDS = shipped_commands()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", list(CommandName))
def test_every_listed_phrase_is_its_command(name: CommandName, language: Language) -> None:
    phrases = COMMANDS.phrases[name][language]
    heard = {phrase: COMMANDS.recognise(phrase, language) for phrase in phrases}
    assert len(phrases) >= 5
    assert {phrase: command and command.name for phrase, command in heard.items()} == dict.fromkeys(phrases, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("um, can you please print it", CommandName.PRINT),
        ("este, me lo puede imprimir por favor", CommandName.PRINT),
        ("2", CommandName.PICK_2),
        ("la segunda, por favor", CommandName.PICK_2),
        ("Otra vez!", CommandName.REPEAT),
        ("mas despasio", CommandName.SLOWER),
        ("thank you very much", CommandName.THANKS),
    ],
)
def test_fillers_and_slips_do_not_hide_a_command(text: str, name: CommandName) -> None:
    command = COMMANDS.recognise(text, None)
    assert command is not None
    assert command.name is name


@pytest.mark.parametrize(
    "text", ["", "...", "I need a place to print my tax forms", "necesito repetir mi examen de inglés"]
)
def test_a_question_is_no_command(text: str) -> None:
    assert COMMANDS.recognise(text, None) is None


@pytest.mark.parametrize("language", list(Language))
def test_a_word_of_both_languages_is_taken_for_the_one_spoken(language: Language) -> None:
    heard = COMMANDS.recognise("no", language)
    assert heard is not None
    assert (heard.name, heard.language) == (CommandName.NO, language)


@given(st.lists(st.sampled_from(["please", "what", "si", "no", "print", "uno", "x"]), min_size=MOST_WORDS + 6))
def test_a_long_text_is_never_a_command(spoken: list[str]) -> None:
    assert COMMANDS.recognise(" ".join(spoken), None) is None
