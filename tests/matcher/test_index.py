"""Features and the index over them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matcher.features import BUCKETS, features
from matcher.index import TextIndex
from matcher.noise import mistyped
from matcher.normalise import words

TEXTS = ["where can i learn english", "i need a loan for my shop", "mi casa se quema", "necesito comida para hoy"]
INDEX = TextIndex.build([text.split() for text in TEXTS])

folded_words = st.lists(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=20), max_size=40)


@given(folded_words)
def test_features_are_buckets_in_order_each_once(said: list[str]) -> None:
    buckets, weights = features(said)
    assert len(buckets) == len(weights)
    assert np.all(np.diff(buckets) > 0)
    assert np.all((buckets >= 0) & (buckets < BUCKETS))
    assert np.all(weights > 0)


@given(folded_words)
def test_likeness_lies_between_none_and_full(said: list[str]) -> None:
    likeness = INDEX.similarities(features(said))
    assert likeness.shape == (len(TEXTS),)
    assert np.all((likeness >= 0) & (likeness <= 1.0001))


def test_a_text_is_likest_to_itself() -> None:
    for number, text in enumerate(TEXTS):
        likeness = INDEX.similarities(features(text.split()))
        assert likeness.argmax() == number
        assert likeness[number] == np.float32(1) or abs(likeness[number] - 1) < 1e-5


def test_a_slip_leaves_a_text_near_itself() -> None:
    assert INDEX.similarities(features(["where", "can", "i", "lern", "inglish"])).argmax() == 0


def test_nothing_said_is_like_nothing() -> None:
    assert not INDEX.similarities(features([])).any()


def test_an_empty_index_answers_too() -> None:
    assert TextIndex.build([]).similarities(features(["hello"])).shape == (0,)


def test_a_text_without_words_has_its_place() -> None:
    assert TextIndex.build([[], ["bread"]]).similarities(features(["bread"])).tolist() == [0.0, 1.0]


@given(st.text(max_size=200))
def test_the_same_text_slips_the_same_way(text: str) -> None:
    assert mistyped(words(text)) == mistyped(words(text))
    assert len(mistyped(words(text))) == len(words(text))
