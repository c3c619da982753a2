"""The shipped directory and its ranker, made once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.directory import Directory
from content.language import Language
from content.pack import read_pack
from matcher.bank import QuestionBank, shipped_talk
from matcher.commands import shipped_commands
from matcher.hybrid import HybridMatcher
from matcher.judgement import shipped_judgement
from matcher.ranking import Ranker
from matcher.saved import ready_ranker

PACK = Path(__file__).parents[2] / "content" / "packs" / "albuquerque"


def bank_of(directory: Directory) -> QuestionBank:
    return QuestionBank.of(directory, shipped_commands().phrases, shipped_talk())


def matcher_of(directory: Directory, bank: QuestionBank, ranker: Ranker) -> HybridMatcher:
    return HybridMatcher(directory, bank, ranker, shipped_commands(), shipped_judgement())


@pytest.fixture(scope="session")
def small_bank(directory: Directory) -> QuestionBank:
    return QuestionBank.of(directory, {}, {language: ("what time is it", "qué hora es") for language in Language})


@pytest.fixture(scope="session")
def albuquerque() -> Directory:
    return read_pack(PACK)


@pytest.fixture(scope="session")
def bank(albuquerque: Directory) -> QuestionBank:
    return bank_of(albuquerque)


@pytest.fixture(scope="session")
def ranker(bank: QuestionBank, tmp_path_factory: pytest.TempPathFactory) -> Ranker:
    return ready_ranker(bank, tmp_path_factory.getbasetemp().parent / "matcher-index")


@pytest.fixture(scope="session")
def matcher(albuquerque: Directory, bank: QuestionBank, ranker: Ranker) -> HybridMatcher:
    return matcher_of(albuquerque, bank, ranker)
