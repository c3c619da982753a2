"""From what was said to a verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.directory import Directory
from content.language import Language
from matcher.bank import QuestionBank
from matcher.commands import shipped_commands
from matcher.hybrid import MOST_OPTIONS, HybridMatcher
from matcher.judgement import shipped_judgement
from matcher.ranking import Ranker
from matcher.verdict import Certain, Command, CommandName, Context, Crisis, NoMatch, Reading, Unsure, Verdict


def ask(matcher: HybridMatcher, text: str, language: Language | None = None) -> Verdict:
    return matcher.match((Reading(text),), Context(language))


def with_limits(directory: Directory, bank: QuestionBank, ranker: Ranker, **limits: Any) -> HybridMatcher:
    judgement = shipped_judgement()
    changed = replace(judgement, limits=replace(judgement.limits, **limits))
    return HybridMatcher(directory, bank, ranker, shipped_commands(), changed)


@pytest.mark.parametrize("text", ["", "   ", "?!...", "где больница", "医院在哪里", "\u0000\u200b"])
def test_what_has_no_words_is_no_match(matcher: HybridMatcher, text: str) -> None:
    verdict = ask(matcher, text, Language.ES)
    assert isinstance(verdict, NoMatch)
    assert (verdict.language, verdict.text, verdict.ranked) == (Language.ES, "", ())


def test_no_reading_is_no_match(matcher: HybridMatcher) -> None:
    assert isinstance(matcher.match((), Context()), NoMatch)


@settings(max_examples=40)
@given(text=st.text(max_size=5000))
def test_any_text_has_a_verdict(matcher: HybridMatcher, text: str) -> None:
    verdict = ask(matcher, text)
    assert 0 <= verdict.probability <= 1
    assert len(verdict.ranked) <= 10
    assert [candidate.score for candidate in verdict.ranked] == sorted((c.score for c in verdict.ranked), reverse=True)


@pytest.mark.parametrize(
    "text",
    ["¿Dónde aprendo inglés?", "I need help with my light bill", "Se me cayó una muela y no tengo seguro", "print it"],
)
def test_case_accents_and_punctuation_change_nothing(matcher: HybridMatcher, text: str) -> None:
    bare = str.maketrans("óéáíúñ", "oeaiun", "¿?.,")
    verdict, other = ask(matcher, text), ask(matcher, text.lower().translate(bare).upper())
    assert replace(verdict, text="") == replace(other, text="")


@pytest.mark.parametrize(
    ("english", "spanish", "service"),
    [
        ("where can I learn English for free", "dónde puedo aprender inglés gratis", "cnm-esl"),
        ("I need a permit for my food truck", "necesito permiso para mi lonchera", "cabq-mobile-food"),
        ("they didn't pay me my wages", "no me pagaron mi sueldo", "nmdws-wage-claim"),
    ],
)
def test_one_need_is_found_in_both_languages(matcher: HybridMatcher, english: str, spanish: str, service: str) -> None:
    for text, language in ((english, Language.EN), (spanish, Language.ES)):
        verdict = ask(matcher, text)
        assert isinstance(verdict, Certain | Unsure)
        assert verdict.language is language
        assert service in [candidate.service for candidate in verdict.ranked[:3]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("my father is not breathing", "emergency"),
        ("mi papá no está respirando", "emergency"),
        ("I want to kill myself", "suicide"),
        ("ya no quiero vivir", "suicide"),
        ("my husband beats me and took my keys", "home-violence"),
        ("mi marido me golpea y no me deja salir", "home-violence"),
    ],
)
def test_danger_comes_first(matcher: HybridMatcher, text: str, kind: str) -> None:
    verdict = ask(matcher, text)
    assert isinstance(verdict, Crisis)
    assert verdict.kind == kind


@pytest.mark.parametrize(
    "text", ["this chile is killing me", "I need a flu shot", "me muero por un café", "me corrieron"]
)
def test_what_only_sounds_like_danger_is_none(matcher: HybridMatcher, text: str) -> None:
    assert not isinstance(ask(matcher, text), Crisis)


@pytest.mark.parametrize("text", ["who won the game last night", "cuéntame un chiste", "asdf qwer zxcv"])
def test_what_nobody_here_answers_is_no_match(matcher: HybridMatcher, text: str) -> None:
    assert isinstance(ask(matcher, text), NoMatch)


def test_a_command_is_heard_before_anything_else(matcher: HybridMatcher) -> None:
    verdict = ask(matcher, "más despacio, por favor")
    assert isinstance(verdict, Command)
    assert (verdict.name, verdict.language) == (CommandName.SLOWER, Language.ES)


def test_the_margin_decides_between_an_answer_and_a_choice(
    albuquerque: Directory, bank: QuestionBank, ranker: Ranker
) -> None:
    text = "clases de inglés"
    assert isinstance(ask(with_limits(albuquerque, bank, ranker, clear=1.0), text), Certain)
    unsure = ask(with_limits(albuquerque, bank, ranker, clear=100.0), text)
    assert isinstance(unsure, Unsure)
    assert unsure.options == tuple(candidate.service for candidate in unsure.ranked[:MOST_OPTIONS])


def test_a_limit_that_nothing_reaches_silences_the_answer(
    albuquerque: Directory, bank: QuestionBank, ranker: Ranker
) -> None:
    verdict = ask(with_limits(albuquerque, bank, ranker, answer=((0.0, 1.0),)), "clases de inglés")
    assert isinstance(verdict, NoMatch)
    assert verdict.topics


@pytest.mark.parametrize("confidences", [(0.9, 0.9), (0.95, 0.6), (0.6, 0.95)])
def test_the_reading_that_means_something_is_believed(matcher: HybridMatcher, confidences: tuple[float, float]) -> None:
    spanish = Reading("necesito comida para mis niños", Language.ES, confidences[0])
    english = Reading("necessity co me the para miss knee knows", Language.EN, confidences[1])
    for readings in ((spanish, english), (english, spanish)):
        verdict = matcher.match(readings, Context())
        assert verdict.language is Language.ES
        assert verdict.text == spanish.text


def test_the_language_so_far_decides_only_what_words_leave_open(matcher: HybridMatcher) -> None:
    assert ask(matcher, "DACA", Language.ES).language is Language.ES
    assert ask(matcher, "DACA", Language.EN).language is Language.EN
    assert ask(matcher, "necesito un doctor para mi hija", Language.EN).language is Language.ES


def test_an_explanation_names_the_likest_texts(matcher: HybridMatcher) -> None:
    explanation = matcher.explain("food truck permit", Context())
    assert len(explanation) == 5
    assert explanation[0].owner.startswith("service:")
    assert all(explained.texts for explained in explanation)


def test_a_directory_without_crises_or_commands_is_matched_too(directory: Directory) -> None:
    plain = replace(directory, crises=())
    bank = QuestionBank.of(plain, {}, {language: () for language in Language})
    matcher = HybridMatcher(plain, bank, Ranker.build(bank), shipped_commands(), shipped_judgement())
    verdict = ask(matcher, "where can I learn English")
    assert verdict.ranked[0].service == "english"
    assert not isinstance(verdict, Crisis)
