"""What goes into the question bank, and with whom."""

from __future__ import annotations

from dataclasses import replace

from content.directory import Directory, ServiceId
from content.language import Language
from matcher.bank import Kind, Owner, QuestionBank, shipped_talk
from tests.small_directory import LOANS


def test_a_service_brings_names_keywords_and_wordings_in_both_languages(small_bank: QuestionBank) -> None:
    texts = {said.text for said in small_bank.texts[small_bank.owners.index(Owner(Kind.SERVICE, "loans"))]}
    assert {"Small business loans", "préstamo", "quién presta dinero para una tienda"} <= texts


def test_a_service_without_a_contact_is_left_out(small_bank: QuestionBank) -> None:
    assert Owner(Kind.SERVICE, "clinic") not in small_bank.owners


def test_no_owner_is_empty(bank: QuestionBank) -> None:
    assert all(bank.texts)
    assert len(set(bank.owners)) == len(bank.owners) == len(bank.texts)


def test_the_first_lines_of_a_crisis_lend_it_their_wordings(bank: QuestionBank, albuquerque: Directory) -> None:
    texts = {said.text for said in bank.texts[bank.owners.index(Owner(Kind.CRISIS, "suicide"))]}
    assert set(albuquerque.services[ServiceId("988-lifeline")].wordings_es) <= texts
    assert "988-lifeline" in bank.crisis_lines


def test_two_banks_with_one_other_word_have_two_fingerprints(directory: Directory, small_bank: QuestionBank) -> None:
    loans = replace(directory.services[LOANS], keywords_en=("business loans",))
    changed = replace(directory, services={**directory.services, LOANS: loans})
    talk = {language: ("what time is it", "qué hora es") for language in Language}
    assert QuestionBank.of(changed, {}, talk).fingerprint != small_bank.fingerprint
    assert QuestionBank.of(directory, {}, talk).fingerprint == small_bank.fingerprint


def test_there_is_talk_in_both_languages() -> None:
    assert all(len(shipped_talk()[language]) > 500 for language in Language)
