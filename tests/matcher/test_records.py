"""All that is said of a service, as one text."""

from __future__ import annotations

import numpy as np
import pytest

from matcher.bank import QuestionBank
from matcher.features import BUCKETS, features
from matcher.index import TextIndex
from matcher.records import Records

TEXTS = ["loan for a truck", "money for my business", "english class", "class at night"]
OWNER_OF = np.array([0, 0, 1, 1], np.int32)
INDEX = TextIndex.build([text.split() for text in TEXTS])
FOUND = [features(text.split()) for text in TEXTS]
ALL = np.ones(len(TEXTS), np.bool_)


def likeness(records: Records, text: str) -> list[float]:
    return [float(each) for each in records.likeness(INDEX.unit(features(text.split())), 2)]


def covered(records: Records, text: str, owner: int) -> float:
    return records.covered(INDEX.unit(features(text.split())), owner)


def test_words_of_several_texts_add_up() -> None:
    records = Records.of(FOUND, OWNER_OF, INDEX.idf, ALL)
    business, english = likeness(records, "loan for my business")
    assert 1 > business > 2 * english


def test_a_question_is_covered_by_what_the_record_has() -> None:
    records = Records.of(FOUND, OWNER_OF, INDEX.idf, ALL)
    assert covered(records, "english class", 1) == pytest.approx(1, abs=1e-3)
    assert covered(records, "english zebras", 1) < covered(records, "english night", 1)
    assert covered(records, "zebras", 0) == 0


def test_texts_left_out_are_in_no_record() -> None:
    records = Records.of(FOUND, OWNER_OF, INDEX.idf, np.array([True, True, True, False]))
    assert covered(records, "night", 1) < 0.1


def test_a_record_has_length_one() -> None:
    records = Records.of(FOUND, OWNER_OF, INDEX.idf, ALL)
    lengths = np.bincount(records.owners, records.weights.astype(np.float64) ** 2)
    assert np.allclose(lengths, 1, atol=0.01)


def test_only_services_have_records(small_bank: QuestionBank) -> None:
    found = [features(said.text.casefold().split()) for said in small_bank.all_texts]
    records = Records.of_services(small_bank, found, np.ones(BUCKETS, np.float32))
    kinds = {small_bank.owners[owner].kind for owner in set(records.owners.tolist())}
    assert kinds == {"service"}


def test_no_texts_make_no_records() -> None:
    records = Records.of([], OWNER_OF[:0], INDEX.idf, ALL[:0])
    assert likeness(records, "loan") == [0, 0]
