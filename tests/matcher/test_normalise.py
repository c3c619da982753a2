"""Folding: nothing that a recogniser or a tired hand loses may matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.normalise import MOST_CHARACTERS, fold, words


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=5000))
def test_only_plain_letters_and_digits_are_left(text: str) -> None:
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in words(text))


@given(st.text(max_size=200))
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.lower()) == fold(text.lower().casefold())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("¿Dónde está el BAÑO?", "donde esta el bano"),
        ("I don\u2019t, don't, don`t", "i dont dont dont"),
        ("pingu\u0308ino", "pinguino"),
        ("Room 274-B", "room 274 b"),
        ("Где врач? 医生", ""),
        ("...!?", ""),
    ],
)
def test_accents_and_punctuation_go(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_what_comes_after_the_most_characters_is_not_read() -> None:
    assert words("a " * MOST_CHARACTERS + "end")[-1] == "a"
