"""The thesaurus: one name for what two languages call differently."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.meanings import meanings, sound_of


@pytest.mark.parametrize(
    ("one", "other"),
    [("hits", "golpea"), ("husband", "esposo"), ("gun", "pistola"), ("rent", "renta"), ("dentist", "muelas")],
)
def test_words_of_one_meaning_share_its_name(one: str, other: str) -> None:
    assert set(meanings(one)) & set(meanings(other))


@pytest.mark.parametrize(
    ("right", "heard"), [("apuñalaron", "apunalaron"), ("quebró", "kebro"), ("lavaban", "labavan")]
)
def test_spellings_by_ear_sound_the_same(right: str, heard: str) -> None:
    assert sound_of(right.replace("ñ", "n").replace("ó", "o")) == sound_of(heard)


def test_a_word_spelt_by_ear_is_found_by_its_sound() -> None:
    assert meanings("ambulansia") == meanings("ambulancia") != ()


def test_a_short_word_is_not_taken_by_its_sound() -> None:
    assert "strike" in meanings("hit")
    assert "strike" not in meanings("it")


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", max_size=40))
def test_any_word_has_sorted_meanings(word: str) -> None:
    assert list(meanings(word)) == sorted(set(meanings(word)))
