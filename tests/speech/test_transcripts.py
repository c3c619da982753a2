import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.language import Language
from speech.hearing import Hypothesis
from speech.transcripts import UNKNOWN, LatticePath, TimedWord, heard, paths_of


def path(text: str, share: float) -> LatticePath:
    return LatticePath(math.log(share), tuple(TimedWord(word, at, at + 1) for at, word in enumerate(text.split())))


def test_a_word_on_every_path_is_certain_and_a_disputed_one_is_not() -> None:
    words = heard(Language.EN, [path("a loan", 0.75), path("a loam", 0.25)], 8).words
    assert [(word.text, word.confidence) for word in words] == [("a", 1.0), ("loan", 0.75)]


def test_the_same_word_at_another_time_is_no_support() -> None:
    words = heard(Language.EN, [path("no", 0.5), path("or no", 0.5)], 8).words
    assert [word.confidence for word in words] == [0.5]


def test_a_hypothesis_is_as_sure_as_its_words_on_average() -> None:
    result = heard(Language.EN, [path("a loan", 0.75), path("a loam", 0.25)], 8)
    assert result.hypotheses == (Hypothesis("a loan", 0.875), Hypothesis("a loam", 0.625))


def test_hypotheses_keep_their_order_appear_once_and_are_not_too_many() -> None:
    paths = [path("one", 0.4), path("two", 0.3), path("one", 0.2), path("three", 0.1)]
    assert [each.text for each in heard(Language.EN, paths, 2).hypotheses] == ["one", "two"]


def test_what_is_on_no_phrase_list_is_left_out_and_lowers_the_confidence() -> None:
    result = heard(Language.EN, [path(f"{UNKNOWN} print {UNKNOWN}", 1.0)], 8)
    assert result.hypotheses == (Hypothesis("print", 0.3333),)
    assert [word.text for word in result.words] == ["print"]


@pytest.mark.parametrize("best", ["", UNKNOWN])
def test_nothing_is_heard_if_the_best_path_has_no_words(best: str) -> None:
    assert heard(Language.ES, [path(best, 0.6), path("no", 0.4)], 8).hypotheses == ()


def test_no_paths_at_all_are_nothing_heard() -> None:
    assert heard(Language.ES, paths_of({"text": ""}), 8).text == ""


def test_paths_come_from_a_result_with_alternatives() -> None:
    word = {"word": "sí", "start": 0.5, "end": 0.8}
    result = {"alternatives": [{"confidence": 30.2, "text": "sí", "result": [word]}, {"confidence": 1.0, "text": ""}]}
    assert paths_of(result) == (LatticePath(30.2, (TimedWord("sí", 0.5, 0.8),)), LatticePath(1.0, ()))


@given(
    st.lists(
        st.builds(
            LatticePath,
            st.floats(-1e4, 1e4),
            st.lists(st.builds(TimedWord, st.sampled_from(["a", "b", UNKNOWN]), st.just(0.0), st.just(1.0))).map(tuple),
        )
    )
)
def test_confidences_are_shares_whatever_the_paths(paths: list[LatticePath]) -> None:
    result = heard(Language.EN, paths, 8)
    assert all(0 <= word.confidence <= 1 for word in result.words)
    assert all(0 <= hypothesis.confidence <= 1 and hypothesis.text for hypothesis in result.hypotheses)
