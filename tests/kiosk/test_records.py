"""What is written of a visit, and that a failing disk costs the record and nothing else."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from content.errors import DiskFull
from content.language import Language
from content.store import Entry, Journal, MemoryJournal, QuestionAsked, Rating, VerdictKind
from kiosk.conversation import Remembered
from kiosk.ports import NoRecords
from kiosk.records import KEPT_FOR, JournalRecords
from tests.kiosk.stages import TUESDAY
from tests.small_directory import LOANS

ASKED = Remembered(
    "me llamo Ana, mi teléfono es 505-555-0199, quiero un préstamo", VerdictKind.CERTAIN, Language.ES, (LOANS,)
)


class FullJournal(MemoryJournal):
    """A journal on a disk without room."""

    def record(self, entry: Entry) -> None:
        raise DiskFull("the disk is full; make room")


def records(journal: Journal) -> JournalRecords:
    return JournalRecords(journal, "Main Library", "screen")


def test_the_words_are_redacted_and_the_minute_is_not_kept() -> None:
    journal = MemoryJournal()
    records(journal).record(ASKED, TUESDAY.replace(minute=42))
    [entry] = journal.entries(QuestionAsked)
    assert (entry.site, entry.channel, entry.language, entry.shown) == ("Main Library", "screen", Language.ES, (LOANS,))
    assert entry.hour.minute == 0
    assert entry.question is not None
    assert "préstamo" in entry.question
    assert "Ana" not in entry.question
    assert "0199" not in entry.question


def test_a_service_found_by_subject_leaves_no_words() -> None:
    journal = MemoryJournal()
    records(journal).record(Remembered("", VerdictKind.BROWSED, Language.EN, (LOANS,)), TUESDAY)
    assert [entry.question for entry in journal.entries(QuestionAsked)] == [None]


@pytest.mark.parametrize("helped", [True, False])
def test_a_rating_has_a_code_of_its_own(helped: bool) -> None:
    journal = MemoryJournal()
    for _ in range(2):
        records(journal).record(Remembered("x", VerdictKind.CERTAIN, Language.EN, (LOANS,), helped), TUESDAY)
    first, second = journal.entries(Rating)
    assert (first.good, first.shown) == (helped, (LOANS,))
    assert first.code != second.code


def test_no_rating_is_written_where_none_was_given() -> None:
    journal = MemoryJournal()
    records(journal).record(ASKED, TUESDAY)
    assert journal.entries(Rating) == ()


def test_words_are_dropped_after_ninety_days_and_the_count_stays() -> None:
    journal = MemoryJournal()
    records(journal).record(ASKED, TUESDAY - KEPT_FOR - timedelta(hours=1))
    records(journal).record(ASKED, TUESDAY)
    old, new = journal.entries(QuestionAsked)
    assert old.question is None
    assert new.question


def test_a_full_disk_costs_the_record_and_is_logged_without_the_words(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        records(FullJournal()).record(ASKED, TUESDAY)
    assert "the disk is full" in caplog.text
    assert "préstamo" not in caplog.text


def test_no_records_keep_nothing() -> None:
    NoRecords().record(ASKED, TUESDAY)
