"""New services and what they borrow from their sisters."""

from __future__ import annotations

import numpy as np

from content.language import Language
from matcher.bank import Kind, Owner, QuestionBank, Said
from matcher.kinship import BORROWED, GROWN, OWN, Kinship


def bank(**services: tuple[int, str]) -> QuestionBank:
    """Services by name, each with so many texts and its subjects."""
    services |= {f"other{n}": (GROWN, "transport") for n in range(OTHERS)}
    owners = tuple(Owner(Kind.SERVICE, id) for id in services)
    texts = tuple(tuple(Said(f"{id} {n}", Language.EN) for n in range(count)) for id, (count, _) in services.items())
    topics = {id: frozenset(subjects.split()) for id, (_, subjects) in services.items()}
    return QuestionBank(owners, texts, topics=topics)


OTHERS = 6
SCORES = np.array([0.1, 1.0, 0.5, *[0.2] * OTHERS], np.float32)


def test_a_new_service_is_raised_by_its_nearest_sister() -> None:
    kinship = Kinship.of(bank(new=(3, "food permits"), old=(GROWN, "food permits"), other=(GROWN, "health")))
    raised = kinship.lent(SCORES)
    assert np.allclose(raised[0], OWN * 0.1 + BORROWED * 1.0)
    assert np.array_equal(raised[1:], SCORES[1:])


def test_a_sister_with_fewer_subjects_in_common_lends_less() -> None:
    kinship = Kinship.of(bank(new=(3, "food permits"), old=(GROWN, "food"), other=(GROWN, "health")))
    assert np.allclose(kinship.lent(SCORES)[0], OWN * 0.1 + BORROWED * 0.5)


def test_a_service_with_words_of_its_own_borrows_nothing() -> None:
    kinship = Kinship.of(bank(new=(GROWN, "food"), old=(GROWN, "food"), other=(GROWN, "food")))
    assert np.array_equal(kinship.lent(SCORES), SCORES)


def test_where_many_are_new_nothing_is_lent() -> None:
    kinship = Kinship.of(bank(new=(3, "food"), old=(3, "food"), other=(GROWN, "food")))
    assert np.array_equal(kinship.lent(SCORES), SCORES)


def test_a_new_service_without_sisters_keeps_its_score() -> None:
    kinship = Kinship.of(bank(new=(3, "boats"), old=(GROWN, "food"), other=(GROWN, "food")))
    assert np.array_equal(kinship.lent(SCORES), SCORES)
