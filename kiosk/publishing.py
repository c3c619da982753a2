"""Where content meets matcher: a published revision made ready to be asked."""

from __future__ import annotations

from pathlib import Path

from content.directory import Directory
from kiosk.session import Knowledge
from matcher.bank import QuestionBank, shipped_talk
from matcher.commands import shipped_commands
from matcher.hybrid import HybridMatcher
from matcher.judgement import Judgement, shipped_judgement
from matcher.saved import Unkept, ready_ranker


def knowledge_of(directory: Directory, cache: Path | None, unkept: Unkept = lambda error: None) -> Knowledge:
    """The directory with its matcher; the index is kept in `cache`, so that only the first start builds it."""
    bank = _bank_of(directory)
    ranker = ready_ranker(bank, cache and cache / "index", unkept)
    return Knowledge(directory, HybridMatcher(directory, bank, ranker, shipped_commands(), shipped_judgement()))


def judgement_of(directory: Directory, cache: Path | None) -> Judgement:
    """What the matcher can learn from a directory about when to answer."""
    from matcher.learn import learn  # a kiosk never learns, it asks

    bank = _bank_of(directory)
    return learn(bank, ready_ranker(bank, cache and cache / "index"))


def _bank_of(directory: Directory) -> QuestionBank:
    return QuestionBank.of(directory, shipped_commands().phrases, shipped_talk())
