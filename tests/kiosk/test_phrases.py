"""The words of the interface: the same in number in both languages, short, and every one of them in use."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from itertools import product
from pathlib import Path

import pytest

import kiosk
from content.directory import Closure, Known, Schedule, Weekday
from content.language import Language, MissingTranslation, Text
from content.store import VerdictKind
from kiosk.conversation import PAGE, Answering, Asking, Browsing, Notice, Remembered, Unanswered, Visit
from kiosk.phrases import PhraseError, Phrases, placeholders, shipped
from kiosk.plain import PlainChannel, talk
from kiosk.scene import Manner, View, scene
from kiosk.scene.when import calendar_date, clock_time
from kiosk.takeaway import slip_for
from matcher.verdict import CommandName
from tests.kiosk.conversations import places
from tests.kiosk.stages import EVERYTHING, TUESDAY, ZONE, session, view
from tests.small_directory import BUSINESS, ENGLISH, KITCHEN, LOANS, small_directory

LANGUAGES = pytest.mark.parametrize("language", Language)
SOURCES = sorted(Path(kiosk.__file__).parent.rglob("*.py"))
SAME_IN_BOTH = {"answer.hours", "plain.prompt"}
"""Nothing but placeholders and signs."""
LONGEST_SENTENCE = 15
"""Words; a sixth-grade reader follows that."""
LONGEST_PROMISE = 25


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"[.!?;:](?:\s+|$)", text) if part]


def everything(language: Language) -> list[tuple[str, str]]:
    words = shipped()
    return [(name, words.text(name, language)) for name in sorted(words.names)]


class Overheard(Phrases):
    """Remembers which phrases were asked for."""

    def __init__(self) -> None:
        words = shipped()
        super().__init__(
            {language: {name: words.text(name, language) for name in words.names} for language in Language}
        )
        self.said: set[str] = set()

    def __call__(self, name: str, language: Language, /, **values: object) -> str:
        self.said.add(name)
        return super().__call__(name, language, **values)


@LANGUAGES
def test_no_sentence_is_long(language: Language) -> None:
    long = [
        name for name, text in everything(language) for part in sentences(text) if len(part.split()) > LONGEST_SENTENCE
    ]
    assert not long


@LANGUAGES
def test_the_promise_is_25_words_at_most(language: Language) -> None:
    assert len(shipped()("welcome.promise", language).split()) <= LONGEST_PROMISE


def test_no_phrase_was_left_untranslated() -> None:
    same = {name for name, text in everything(Language.EN) if text == shipped().text(name, Language.ES)}
    assert same == SAME_IN_BOTH


@LANGUAGES
def test_every_phrase_is_clean_on_one_line(language: Language) -> None:
    for name, text in everything(language):
        assert text == " ".join(text.split()) or name == "plain.prompt"


def test_spanish_opens_its_questions_and_says_usted() -> None:
    for _, text in everything(Language.ES):
        assert text.count("?") == text.count("¿")
        assert text.count("!") == text.count("¡")
        assert not re.search(r"\b(tú|tu|tus|te|ti|puedes|quieres|necesitas)\b", text, re.IGNORECASE)


def test_files_that_disagree_are_refused() -> None:
    with pytest.raises(PhraseError, match=r"one language only: a\.b"):
        Phrases({Language.EN: {"a.b": "x"}, Language.ES: {}})
    with pytest.raises(PhraseError, match="different placeholders"):
        Phrases({Language.EN: {"a.b": "{x}"}, Language.ES: {"a.b": "{y}"}})
    with pytest.raises(MissingTranslation):
        Phrases({Language.EN: {"a.b": "x"}, Language.ES: {"a.b": " "}})


def test_a_phrase_that_is_not_there_and_a_value_that_is_missing_are_named() -> None:
    with pytest.raises(PhraseError, match=r"no\.such"):
        shipped()("no.such", Language.EN)
    with pytest.raises(PhraseError, match="time"):
        shipped()("answer.open_now", Language.EN)


def test_placeholders_are_the_names_in_braces() -> None:
    assert placeholders("{a} and {b}, {{not this}}") == {"a", "b"}


def _named_in_code() -> Iterator[str]:
    """Phrases that the source names in full."""
    sections = {name.split(".")[0] for name in shipped().names}
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                section, _, name = node.value.partition(".")
                if section in sections and re.fullmatch(r"[a-z0-9_]*[a-z0-9]", name):
                    yield node.value


def test_every_phrase_the_code_names_exists() -> None:
    named = set(_named_in_code())
    assert named
    assert not named - shipped().names


def test_every_phrase_is_said_somewhere() -> None:
    words = Overheard()
    _hold_every_conversation(words)
    on_the_screen = {name for name in _named_in_code() if name.startswith("screen.")}
    assert words.names - words.said - on_the_screen == set()


def _hold_every_conversation(words: Overheard) -> None:
    manners = (EVERYTHING, Manner(), Manner(keys=False))
    for language, manner in product(Language, manners):
        seen = replace(view(manner), phrases=words)
        visit = Visit(language, language)
        for state in (
            *places(language).values(),
            *(Asking(replace(visit, notice=notice)) for notice in Notice),
            Unanswered(replace(visit, remembered=Remembered("la luna", VerdictKind.NO_MATCH, language, spoken=True))),
            *(Answering(visit, (one,), detail=detail) for one in (LOANS, KITCHEN) for detail in CommandName),
            Unanswered(visit, misses=2),
            Unanswered(replace(visit, danger="emergency")),
            Browsing(visit, None, (BUSINESS,) * (PAGE + 1)),
            Browsing(visit, BUSINESS, ()),
        ):
            scene(state, seen)
        slip_for((LOANS, ENGLISH), language, seen, "x")
        _meet_every_hour(language, words)
        for fact in (Known.YES, Known.NO):
            _meet(language, seen, papers_asked=fact, documents=(), fees=None, free=fact)
        _meet(language, seen, schedules=None, verified=None)
        _meet(language, seen, phones=(), schedules=None, verified=None)
        _meet(language, seen, eligibility=Text("All", "Todos"), how_to_access=Text("Call.", "Llame."))
    channel = PlainChannel(lambda text: None, Manner(), words)
    talk(session(channel, {}), channel, ["temas"], lambda text: None, words)


def _meet(language: Language, seen: View, **facts: object) -> None:
    """A service of which these facts are so."""
    services = dict(small_directory().services)
    services[LOANS] = replace(services[LOANS], **facts)  # type: ignore[arg-type]
    directory = replace(small_directory(), services=services)
    for detail in (None, CommandName.DETAIL_WHEN, CommandName.DETAIL_BRING):
        scene(Answering(Visit(language, language), (LOANS,), detail=detail), replace(seen, directory=directory))


def _meet_every_hour(language: Language, words: Phrases) -> None:
    days, all_days = frozenset({Weekday.TUESDAY, Weekday.THURSDAY}), frozenset(Weekday)
    leave = Closure(date(2026, 11, 24), date(2026, 12, 8), Text("leave", "vacaciones"))
    week = [Schedule(days, time(8), time(17), frozenset({5, 11}), "America/New_York")]
    for schedules, hour in (
        *((week, hour) for hour in (3, 10, 15)),
        ([Schedule(frozenset({Weekday.WEDNESDAY}), time(0), time(12))], 10),
        ([Schedule(frozenset({Weekday.SATURDAY}), time(0), time(12))], 10),
        ([Schedule(all_days, time(8), time(16))], 15),
        ([Schedule(all_days, time(0), time(0))], 10),
        ([Schedule(days, time(0), time(0)), Schedule(frozenset({Weekday.WEDNESDAY}), time(0), time(0))], 10),
    ):
        at = TUESDAY.replace(hour=hour, minute=45)
        seen = replace(view(now=at), phrases=words)
        _meet(language, seen, schedules=tuple(schedules), closures=())
        _meet(language, seen, schedules=tuple(schedules), closures=(leave,))
    _meet(language, replace(view(), phrases=words), schedules=None, closures=(leave,))
    _meet(language, replace(view(), phrases=words), schedules=None, closures=(replace(leave, reason=None),))
    for month in range(1, 13):
        calendar_date(date(2026, month, 1), language, words)
    for day in Weekday:
        _meet(language, replace(view(), phrases=words), schedules=(Schedule(frozenset({day}), time(8), time(9)),))
    clock_time(datetime(2026, 1, 1, 1, 30, tzinfo=ZONE), language, words)
