"""What each state shows, offers and says, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.directory import Directory
from content.language import Language, Text
from kiosk.conversation import (
    PAGE,
    Answering,
    Asking,
    Browsing,
    Choosing,
    Event,
    Listening,
    Notice,
    Resting,
    Searching,
    Source,
    State,
    Unanswered,
    Visit,
)
from kiosk.lines import as_lines
from kiosk.scene import KEYS, Kind, Manner, Scene, scene
from matcher.verdict import CommandName
from tests.kiosk.conversations import after, asking, events, places
from tests.kiosk.stages import EVERYTHING, view
from tests.small_directory import BUSINESS, KITCHEN, LOANS, small_directory

LANGUAGES = pytest.mark.parametrize("language", Language)
KINDS = pytest.mark.parametrize("kind", Kind)
HEADINGS = {
    Kind.WELCOME: ("How can we help you?", "¿En qué le podemos ayudar?"),
    Kind.ASK: ("What do you need?", "¿Qué necesita?"),
    Kind.LISTENING: ("I am listening", "Dígame"),
    Kind.SEARCHING: ("Looking …", "Buscando…"),
    Kind.ANSWER: ("Small business loans", "Préstamos para negocios"),
    Kind.CHOOSE: ("Did you mean one of these?", "¿Busca alguno de estos?"),
    Kind.UNANSWERED: ("I did not find that", "No encontré eso"),
    Kind.CRISIS: ("Emergency", "Emergencia"),
    Kind.BROWSE: ("Business", "Negocios"),
    Kind.PERSON: ("People who can help you", "Personas que le pueden ayudar"),
    Kind.HELP: ("How to use this window", "Cómo usar esta ventanilla"),
    Kind.STILL_THERE: ("Are you still there?", "¿Sigue usted ahí?"),
}
PASSING = (Kind.LISTENING, Kind.SEARCHING)
"""Where the kiosk keeps silent: it listens, or is done in a moment."""


def shown(kind: Kind, language: Language, manner: Manner = EVERYTHING) -> Scene:
    return scene(places(language)[kind], view(manner))


def keys(of: Scene) -> set[str]:
    return {offer.key for offer in of.offers}


def heard(of: Scene) -> str:
    return " ".join(sentence.text for sentence in of.recited)


@LANGUAGES
@KINDS
def test_every_state_has_a_heading_in_the_visitors_language(kind: Kind, language: Language) -> None:
    english, spanish = HEADINGS[kind]
    assert shown(kind, language).kind is kind
    assert (spanish if language is Language.ES else english) in shown(kind, language).heading


@LANGUAGES
@KINDS
def test_everything_shown_and_offered_can_be_heard(kind: Kind, language: Language) -> None:
    of = shown(kind, language)
    said = heard(of)
    for text in (*(line.text for line in of.lines), *(field.value.text for field in of.fields)):
        assert text in said
    for text in (*(line.text for line in of.closing), *(choice.title for choice in of.choices)):
        assert text in said
    assert all(f": {label}." in said for offer in of.offers for label in offer.label.split(" / "))


@LANGUAGES
@KINDS
def test_every_state_that_stays_says_something_by_itself(kind: Kind, language: Language) -> None:
    of = shown(kind, language)
    assert bool(of.spoken) is (kind not in PASSING)
    assert all(sentence.text.strip() for sentence in (*of.spoken, *of.recited))


def test_the_welcome_shows_and_says_everything_in_both_languages_the_sites_own_first() -> None:
    of = shown(Kind.WELCOME, Language.ES)
    assert of.heading == "¿En qué le podemos ayudar? / How can we help you?"
    assert [offer.label for offer in of.offers[:2]] == ["Español", "English"]
    assert [line.language for line in of.lines] == [Language.ES, Language.EN] * 3
    assert of.spoken[0].language is Language.ES
    assert {sentence.language for sentence in of.spoken} == set(Language)


@KINDS
def test_nothing_is_offered_that_this_channel_cannot_do(kind: Kind) -> None:
    bare = keys(shown(kind, Language.EN, Manner()))
    assert not bare & {KEYS["aloud"], KEYS["stop"], KEYS["print"]}
    assert kind is Kind.LISTENING or KEYS["talk"] not in bare


@KINDS
def test_wherever_a_question_is_taken_it_can_be_spoken(kind: Kind) -> None:
    of = shown(kind, Language.EN)
    assert (KEYS["talk"] in keys(of)) is (bool(of.hint) or kind is Kind.LISTENING)


@KINDS
def test_every_state_that_stays_has_a_way_out_and_a_person_to_turn_to(kind: Kind) -> None:
    offered = keys(shown(kind, Language.EN))
    if kind not in (Kind.WELCOME, Kind.SEARCHING):
        assert offered & {KEYS["back"], KEYS["finish"]}
    if kind not in (Kind.WELCOME, Kind.PERSON, Kind.STILL_THERE, *PASSING):
        assert KEYS["person"] in offered


@KINDS
def test_no_key_stands_for_two_things(kind: Kind) -> None:
    of = shown(kind, Language.EN)
    assert len(keys(of)) == len(of.offers)


def test_a_question_can_be_refused_and_rated_only_while_there_is_one() -> None:
    fresh = Answering(Visit(Language.EN, Language.EN), (LOANS,))
    asked = places(Language.EN)[Kind.ANSWER]
    about_it = {KEYS["forget"], KEYS["helped"], KEYS["not_helped"]}
    assert about_it <= keys(scene(asked, view()))
    assert not about_it & keys(scene(fresh, view()))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (Language.EN, "If anyone is in danger now, call 911."),
        (Language.ES, "Si alguien está en peligro ahora, llame al 911."),
    ],
)
def test_a_danger_that_cannot_be_ruled_out_is_shown_and_said_first(language: Language, told: str) -> None:
    [crisis] = small_directory().crises
    visit = Visit(language, language, danger=crisis.id)
    for place in (Answering(visit, (LOANS,)), Choosing(visit, (LOANS, KITCHEN)), Unanswered(visit)):
        of = scene(place, view())
        assert of.lines[0].text.startswith(told)
        assert of.spoken[0].text.startswith(told)
    assert told not in scene(Answering(Visit(language, language), (LOANS,)), view()).lines[0].text


def test_an_answer_is_rated_once() -> None:
    asked = places(Language.EN)[Kind.ANSWER]
    assert isinstance(asked, Answering)
    assert asked.visit.remembered is not None
    rated = replace(asked, visit=replace(asked.visit, remembered=replace(asked.visit.remembered, helped=True)))
    assert KEYS["helped"] not in keys(scene(rated, view()))
    assert KEYS["forget"] in keys(scene(rated, view()))


def test_who_can_speak_is_told_what_can_be_said_after_an_answer_and_not_after_a_detail() -> None:
    one = Answering(Visit(Language.EN, Language.EN), (LOANS,))
    detail = replace(one, detail=CommandName.DETAIL_COST)
    assert scene(one, view()).spoken[-1].text.startswith("You can say: print")
    assert len(scene(one, view(Manner(hears=True))).spoken) == len(scene(one, view()).spoken) - 1
    assert len(scene(detail, view()).spoken) == 1


def test_one_answer_has_no_next_one() -> None:
    several, one = Answering(Visit(Language.EN, Language.EN), (LOANS, KITCHEN)), (LOANS,)
    assert KEYS["next"] in keys(scene(several, view()))
    assert KEYS["next"] not in keys(scene(replace(several, services=one), view()))


@LANGUAGES
def test_in_danger_every_number_is_shown_and_said_the_first_one_first(language: Language) -> None:
    [crisis] = small_directory().crises
    more = replace(crisis.lines[0], id="line", number="505-555-0911")
    directory = replace(small_directory(), crises=(replace(crisis, lines=(*crisis.lines, more)),))
    of = scene(places(language)[Kind.CRISIS], view(directory=directory))
    text = " ".join(sentence.text for sentence in of.spoken)
    assert [line.text.split()[0] for line in of.lines[1:3]] == ["911", "505-555-0911"]
    assert text.index("911.") < text.index("505-555-0911")
    assert of.offers[0].key == KEYS["back"]
    assert not of.hint


@LANGUAGES
def test_the_second_miss_takes_the_blame_for_eye_and_ear(language: Language) -> None:
    once = Unanswered(Visit(language, language))
    first, second = (scene(replace(once, misses=misses), view()) for misses in (1, 2))
    assert first.heading != second.heading
    assert first.spoken != second.spoken
    assert any("311" in line.text for line in second.lines)


def test_subjects_nearest_to_a_missed_question_follow_what_announces_them() -> None:
    of = shown(Kind.UNANSWERED, Language.EN)
    assert of.lines[-1].text == "These subjects may help:"
    assert as_lines(of)[-2:] == ("1. Business", "2. Learning")


def test_a_long_list_says_how_to_turn_its_pages() -> None:
    browsing = Browsing(Visit(Language.EN, Language.EN), BUSINESS, (LOANS,) * (PAGE + 1), page=1)
    of = scene(browsing, view())
    assert "Page 2 of 2" in [line.text for line in of.lines]
    assert {KEYS["next"], KEYS["previous"]} <= keys(of)
    assert len(of.choices) == 1


def test_a_subject_without_services_says_so() -> None:
    of = scene(Browsing(Visit(Language.EN, Language.EN), BUSINESS, ()), view())
    assert of.lines[0].text == "We know no service for this yet. Please ask a person."


@LANGUAGES
def test_a_name_in_one_language_only_is_marked_where_it_is_offered(language: Language) -> None:
    [_, kitchen] = shown(Kind.CHOOSE, language).choices
    assert kitchen.title == "Shared kitchen"
    assert bool(kitchen.remark) is (language is Language.ES)
    assert kitchen.language is (None if language is Language.EN else Language.EN)


def test_a_subject_in_one_language_only_is_named_in_it() -> None:
    directory = small_directory()
    topics = {**directory.topics, BUSINESS: replace(directory.topics[BUSINESS], name=Text("Business", None))}
    of = scene(places(Language.ES)[Kind.BROWSE], view(directory=replace(directory, topics=topics)))
    assert (of.heading, of.heading_language) == ("Business", Language.EN)
    assert of.recited[0].language is Language.EN


@LANGUAGES
@pytest.mark.parametrize("notice", Notice)
def test_every_notice_is_shown_and_said_first(notice: Notice, language: Language) -> None:
    of = scene(Asking(Visit(language, language, notice=notice)), view())
    assert of.notice
    assert of.spoken[0].text == of.notice


@pytest.mark.parametrize("notice", [Notice.LOUDER, Notice.SLOWER])
def test_a_changed_voice_says_the_page_again_and_a_missing_one_says_so(notice: Notice) -> None:
    asking_louder = Asking(Visit(Language.EN, Language.EN, notice=notice))
    assert len(scene(asking_louder, view()).spoken) > 1
    assert "cannot read aloud" in scene(asking_louder, view(Manner())).notice


def test_help_leaves_out_what_this_kiosk_lacks() -> None:
    everything, bare = (shown(Kind.HELP, Language.EN, manner) for manner in (EVERYTHING, Manner()))
    assert len(everything.lines) == len(bare.lines) + 2
    assert KEYS["talk"] not in heard(bare)


def test_nobody_is_told_to_press_a_talk_key_that_is_not_there() -> None:
    for kind in set(Kind) - {Kind.LISTENING}:
        assert KEYS["talk"] not in " ".join(as_lines(shown(kind, Language.EN, Manner())))


def test_what_was_typed_is_shown_while_it_is_looked_up_and_what_was_heard_is_not() -> None:
    for source, lines in ((Source.TYPED, 1), (Source.SPOKEN, 0)):
        searching = Searching(Asking(Visit(Language.EN, Language.EN)), asking("a loan", source).utterance)
        assert len(scene(searching, view()).lines) == lines


def _hostile(directory: Directory, text: str) -> Directory:
    loans = replace(directory.services[LOANS], name=Text(text, text), summary=Text(text, text), fees=Text(text, text))
    return replace(directory, services={**directory.services, LOANS: loans})


@given(st.sampled_from(["[bold]x[/bold]", "<b>x</b>", "{talk}", "%s", "\\n"]))
def test_markup_in_content_comes_out_as_it_stands(text: str) -> None:
    of = scene(places(Language.EN)[Kind.ANSWER], view(directory=_hostile(small_directory(), text)))
    assert of.heading == text
    assert text in as_lines(of)


@given(st.text(alphabet=st.characters(min_codepoint=0, max_codepoint=0x202F), min_size=1))
def test_no_control_character_of_the_content_reaches_a_line(text: str) -> None:
    directory = _hostile(small_directory(), f"x{text}")
    lines = as_lines(scene(places(Language.EN)[Kind.ANSWER], view(directory=directory)))
    assert not any(letter in line for line in lines for letter in "\x1b\x07\x00\x9b\u202e\u200b\r")


@given(st.lists(events, max_size=15), st.booleans(), st.booleans(), st.booleans())
def test_any_history_can_be_shown_to_anybody(history: list[Event], speaks: bool, hears: bool, paper: bool) -> None:
    manner = Manner(speaks=speaks, hears=hears, takes_paper=paper)
    state: State = Resting(Language.ES)
    for event in history:
        state = after(event, state=state)
        of = scene(state, view(manner))
        assert of.heading
        assert of.offers or isinstance(state, Searching)
        assert isinstance(state, Listening | Searching) or of.spoken
