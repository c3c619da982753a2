"""No question of a test set stands, even nearly, among the texts that the matcher learns from."""

from __future__ import annotations

from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from matcher.bank import QuestionBank
from matcher.evaluate import read_questions
from matcher.normalise import fold, words

SETS = sorted((Path(__file__).parents[1] / "questions").glob("*.jsonl"))
LEAST_WORDS = 4
TOO_LIKE = 92.0
"""Of 100, by rapidfuzz's `token_sort_ratio` on folded text."""

COINCIDENCES = frozenset(
    {
        "a que hora abren",
        "a que numero marco",
        "are they open today",
        "are you a robot",
        "back to the list",
        "call them for me",
        "como se usa esto",
        "cual es el telefono",
        "cual es la direccion",
        "dios se lo pague",
        "donde esta el bano",
        "el de en medio",
        "en ingles por favor",
        "give me number three",
        "give me the second",
        "help me use this",
        "how do i call them",
        "how do i get there",
        "how much is it",
        "i cant hear you",
        "i want to leave a message",
        "i want too kil my self",
        "la primera por favor",
        "no thats not it",
        "otra vez por favor",
        "que tengo que llevar",
        "quiero dejar un recado",
        "quiero hablar con una persona",
        "tell me a joke",
        "thank you so much",
        "the one before that",
        "va a llover manana",
        "vuelva a la lista",
        "what are the hours",
        "what do i press",
        "what else is there",
        "whats their phone number",
        "when do they open",
        "ya no quiero vivir",
    }
)
"""Short things that everybody says in just these words."""


@pytest.mark.parametrize("file", SETS, ids=lambda file: file.stem)
def test_no_question_is_nearly_a_text_of_the_bank(file: Path, bank: QuestionBank) -> None:
    known = sorted({fold(said.text) for said in bank.all_texts})
    questions = sorted({fold(asked.question) for asked in read_questions(file)})
    long = [question for question in questions if len(words(question)) >= LEAST_WORDS]
    likeness = process.cdist(long, known, scorer=fuzz.token_sort_ratio, score_cutoff=TOO_LIKE)
    copied = {question for question, row in zip(long, likeness, strict=True) if row.any()}
    assert copied - COINCIDENCES == set()


def test_every_coincidence_is_still_one() -> None:
    asked = {fold(question.question) for file in SETS for question in read_questions(file)}
    assert asked >= COINCIDENCES
