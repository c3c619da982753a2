import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.sanitise import clean, clean_line

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("attack", "left"),
    [
        ("A\x1b[2JB", "A[2JB"),
        ("A\x9b31mB", "A31mB"),
        ("\x1b]0;title\x07", "]0;title"),
        ("back\x08space", "backspace"),
        ("safe\u202egpj.exe", "safegpj.exe"),
        ("\u2066isolate\u2069", "isolate"),
        ("zero\u200bwidth\u200d\u2060\ufeff", "zerowidth"),
        ("hid\U000e0068\U000e0069den", "hidden"),
        ("half \ud83d surrogate", "half  surrogate"),
        ("soft\u00adhyphen", "softhyphen"),
        ("nul\x00", "nul"),
    ],
)
def test_what_commands_a_terminal_or_hides_is_dropped(attack: str, left: str) -> None:
    assert clean(attack) == left


@pytest.mark.parametrize(
    "text", ["¿Dónde está la oficina? ¡Aquí!", "Niño, pingüino", "35 € a ½", "tab\there\nnext", "🌮"]
)
def test_words_in_our_languages_stay_as_they_are(text: str) -> None:
    assert clean(text) == text


def test_letters_and_their_accents_become_one_character() -> None:
    assert clean("nin\u0303o") == "niño"


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029", "\x85"])
def test_every_kind_of_line_end_becomes_a_newline(end: str) -> None:
    assert clean(f"one{end}two") == "one\ntwo"


def test_a_line_has_single_spaces_and_no_ends() -> None:
    assert clean_line("  one\n\ttwo\u00a0 three ") == "one two three"


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert clean_line(clean_line(text)) == clean_line(text)


@given(ANY_TEXT)
def test_nothing_unprintable_is_left(text: str) -> None:
    left = clean(text)
    assert not [
        character for character in left if unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t"
    ]
    left.encode("utf-8")
