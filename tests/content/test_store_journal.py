"""The journal kept in memory and the one in a database keep the same promises."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from content.directory import ServiceId
from content.language import Language
from content.sql import SqlJournal
from content.store import Journal, MemoryJournal, QuestionAsked, Rated, Rating, VerdictKind

MOMENT = datetime(2026, 11, 24, 15, 42, 31, 5, UTC)
HOUR = datetime(2026, 11, 24, 15, tzinfo=UTC)
SHOWN = (ServiceId("pantry"), ServiceId("wic"))


def question(
    words: str | None = "¿dónde hay comida?", verdict: VerdictKind = VerdictKind.CERTAIN, moment: datetime = MOMENT
) -> QuestionAsked:
    return QuestionAsked(moment, "main library", "screen", Language.ES, verdict, words, SHOWN)


@pytest.fixture(params=["memory", "sqlite"])
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Journal]:
    if request.param == "memory":
        yield MemoryJournal()
        return
    journal = SqlJournal(f"sqlite:///{tmp_path}/kiosk.db")
    yield journal
    journal.close()


class TestAnyJournal:
    def test_a_question_comes_back_as_it_was_recorded(self, journal: Journal) -> None:
        journal.record(question())
        assert journal.entries(QuestionAsked) == (question(),)

    def test_a_rating_comes_back_as_it_was_recorded(self, journal: Journal) -> None:
        rating = Rating(MOMENT, "main library", "phone", "K7M2", Rated.TREATMENT, False, SHOWN)
        journal.record(rating)
        assert journal.entries(Rating) == (rating,)
        assert journal.entries(QuestionAsked) == ()

    def test_entries_come_in_the_order_recorded(self, journal: Journal) -> None:
        for words in ("one", "two", "three"):
            journal.record(question(words))
        assert [entry.question for entry in journal.entries(QuestionAsked)] == ["one", "two", "three"]

    def test_a_question_in_no_language_that_showed_nothing_is_kept(self, journal: Journal) -> None:
        entry = QuestionAsked(MOMENT, "desk", "web", None, VerdictKind.NO_MATCH)
        journal.record(entry)
        assert journal.entries(QuestionAsked) == (entry,)

    def test_words_are_forgotten_after_their_time_and_the_count_stays(self, journal: Journal) -> None:
        old, new = question("old", moment=MOMENT - timedelta(days=91)), question("new")
        for entry in (old, new):
            journal.record(entry)
        assert journal.forget_questions(before=MOMENT - timedelta(days=90)) == 1
        assert journal.forget_questions(before=MOMENT - timedelta(days=90)) == 0
        assert [entry.question for entry in journal.entries(QuestionAsked)] == [None, "new"]


def test_an_entry_knows_no_moment_finer_than_the_hour() -> None:
    assert question().hour == HOUR
    assert Rating(MOMENT, "desk", "screen", "K7M2", Rated.ANSWER, True).hour == HOUR


def test_the_hour_is_in_utc_wherever_it_was_asked() -> None:
    kathmandu = timezone(timedelta(hours=5, minutes=45))
    assert question(moment=MOMENT.astimezone(kathmandu)).hour == HOUR


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match=r"has no time zone; give one, such as datetime.now\(UTC\)"):
        question(moment=MOMENT.replace(tzinfo=None))


def test_the_words_of_a_crisis_are_never_kept() -> None:
    assert question("me quiere matar", VerdictKind.CRISIS).question is None


def test_what_would_command_a_terminal_is_not_kept() -> None:
    assert question("hola\x1b[2J \udcff\n").question == "hola[2J"


def test_nothing_more_is_kept_of_a_visit_than_was_promised() -> None:
    kept = {"hour", "site", "channel", "shown"}
    assert {field.name for field in fields(QuestionAsked)} == kept | {"language", "verdict", "question"}
    assert {field.name for field in fields(Rating)} == kept | {"code", "about", "good"}


def test_forgotten_words_are_gone_from_the_disk(tmp_path: Path) -> None:
    journal = SqlJournal(f"sqlite:///{tmp_path}/kiosk.db")
    for count in range(50):
        journal.record(question(f"unforgettable {count}"))
    journal.forget_questions(before=MOMENT + timedelta(days=1))
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    journal.close()
    assert b"unforgettable" not in left
