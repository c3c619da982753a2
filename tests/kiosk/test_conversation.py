"""The conversation, transition by transition."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.language import Language
from content.store import VerdictKind
from kiosk.conversation import (
    PAGE,
    Answering,
    Arrived,
    Asking,
    BrowseOpened,
    Browsing,
    Choosing,
    Commanded,
    DropListening,
    Event,
    Find,
    ForgetPressed,
    Found,
    Helping,
    InDanger,
    LanguageChosen,
    Left,
    Listed,
    Listen,
    Listening,
    Look,
    MicrophoneFailed,
    NothingHeard,
    Notice,
    Picked,
    Present,
    Print,
    PrintEnded,
    Quiet,
    Rated,
    Recite,
    Record,
    Resting,
    Searching,
    Silence,
    Source,
    Step,
    StillThere,
    StopListening,
    TalkPressed,
    TurningToPerson,
    Unanswered,
    Visit,
    step,
)
from matcher.verdict import Command, CommandName, Context, Crisis, NoMatch, Unsure
from tests.kiosk.conversations import after, asking, certain
from tests.small_directory import BUSINESS, ENGLISH, KITCHEN, LOANS

RESTING = Resting(Language.ES)
ASKING = Asking(Visit(Language.ES, Language.ES))
LOAN = asking("a loan")
ANSWERED = after(LOAN, Found(LOAN.utterance, certain()), state=ASKING)


def unsure() -> Unsure:
    return Unsure(language=Language.EN, text="money", options=(LOANS, KITCHEN, ENGLISH))


def nothing(*topics: str) -> NoMatch:
    return NoMatch(language=Language.EN, text="the moon", topics=topics)  # type: ignore[arg-type]


def test_a_question_at_the_welcome_is_searched_at_once() -> None:
    moved = step(RESTING, LOAN)
    assert isinstance(moved.state, Searching)
    assert [type(action) for action in moved.actions] == [Silence, Present, Find]


def test_the_answer_comes_in_the_language_of_the_question() -> None:
    assert isinstance(ANSWERED, Answering)
    assert ANSWERED.visit.language is Language.EN
    assert ANSWERED.services == (LOANS,)


def test_a_late_verdict_on_another_question_changes_nothing() -> None:
    searching = step(ASKING, LOAN).state
    assert step(searching, Found(asking("older").utterance, certain())).state == searching


def test_doubt_becomes_a_choice_and_a_number_picks() -> None:
    choosing = after(LOAN, Found(LOAN.utterance, unsure()), state=ASKING)
    assert isinstance(choosing, Choosing)
    answering = step(choosing, Picked(2)).state
    assert isinstance(answering, Answering)
    assert answering.services == (KITCHEN,)
    assert isinstance(step(answering, Commanded(CommandName.BACK)).state, Choosing)


def test_a_number_that_is_not_there_says_so_and_stays() -> None:
    choosing = after(LOAN, Found(LOAN.utterance, unsure()), state=ASKING)
    state = step(choosing, Picked(9)).state
    assert isinstance(state, Choosing)
    assert state.visit.notice is Notice.NOTHING_TO_DO


def test_two_misses_in_a_row_are_counted() -> None:
    once = after(LOAN, Found(LOAN.utterance, nothing()), state=ASKING)
    twice = after(LOAN, Found(LOAN.utterance, nothing()), state=once)
    assert isinstance(once, Unanswered)
    assert isinstance(twice, Unanswered)
    assert (once.misses, twice.misses) == (1, 2)


def test_a_near_subject_opens_by_its_number() -> None:
    missed = after(LOAN, Found(LOAN.utterance, nothing(BUSINESS)), state=ASKING)
    assert step(missed, Picked(1)).actions == (Look(BUSINESS),)


def test_danger_is_shown_and_its_words_are_not_remembered() -> None:
    verdict = Crisis(language=Language.EN, text="help he has a gun", kind="emergency")
    state = after(LOAN, Found(LOAN.utterance, verdict), state=ASKING)
    assert isinstance(state, InDanger)
    assert state.visit.remembered is not None
    assert state.visit.remembered.text == ""


def test_a_follow_up_is_asked_with_the_question_before_it() -> None:
    wish = asking("something free")
    assert isinstance(ANSWERED, Answering)
    searching = step(ANSWERED, wish)
    [find] = [action for action in searching.actions if isinstance(action, Find)]
    assert find.context == Context(Language.EN, (LOANS,), ("a loan",))
    refined = replace(certain(KITCHEN, text="something free"), follow_up=True)
    moved = step(searching.state, Found(wish.utterance, refined)).state
    assert isinstance(moved, Answering)
    assert moved.visit.asked == ("a loan", "something free")
    assert moved.visit.remembered
    assert moved.visit.remembered.text == "a loan, something free"


def test_a_wish_nobody_grants_is_told_and_the_answer_stays() -> None:
    wish = asking("something free")
    assert isinstance(ANSWERED, Answering)
    moved = after(wish, Found(wish.utterance, replace(nothing(), follow_up=True)), state=ANSWERED)
    assert isinstance(moved, Answering)
    assert (moved.services, moved.visit.notice) == (ANSWERED.services, Notice.NONE_SUCH)
    assert moved.visit.asked == ANSWERED.visit.asked


def test_what_narrows_a_refused_question_down_is_not_kept_either() -> None:
    wish = asking("something free")
    refused = after(ForgetPressed(), state=ANSWERED)
    refined = replace(certain(KITCHEN, text="something free"), follow_up=True)
    moved = after(wish, Found(wish.utterance, refined), state=refused)
    assert isinstance(moved, Answering)
    assert moved.services == (KITCHEN,)
    assert moved.visit.asked == ("a loan", "something free")
    assert moved.visit.remembered is None
    assert not any(isinstance(action, Record) for action in step(moved, Left()).actions)


@pytest.mark.parametrize("event", [Commanded(CommandName.MAIN_MENU), BrowseOpened()])
def test_the_words_of_a_question_are_held_no_longer_than_its_answer(event: Event) -> None:
    moved = after(event, Listed(None, ()), state=ANSWERED) if event == BrowseOpened() else after(event, state=ANSWERED)
    assert moved.visit.asked == ()  # type: ignore[union-attr]


def test_a_typed_command_does_what_its_key_does() -> None:
    said = asking("print it")
    by_word = after(
        said, Found(said.utterance, Command(language=Language.EN, text="x", name=CommandName.PRINT)), state=ANSWERED
    )
    by_key = step(ANSWERED, Commanded(CommandName.PRINT)).state
    assert by_word == by_key


def test_a_command_said_in_the_other_language_is_answered_in_it() -> None:
    said = asking("ayuda")
    verdict = Command(language=Language.ES, text="ayuda", name=CommandName.HELP)
    state = after(said, Found(said.utterance, verdict), state=ANSWERED)
    assert isinstance(state, Helping)
    assert state.visit.language is Language.ES


def test_asking_to_change_the_language_changes_it_whatever_language_it_is_asked_in() -> None:
    said = asking("español")
    verdict = Command(language=Language.ES, text="español", name=CommandName.SWITCH_LANGUAGE)
    state = after(said, Found(said.utterance, verdict), state=ANSWERED)
    assert isinstance(state, Answering)
    assert state.visit.language is Language.ES


def test_printing_is_announced_and_its_end_is_told() -> None:
    moved = step(ANSWERED, Commanded(CommandName.PRINT))
    assert moved.actions[-1] == Print((LOANS,), Language.EN)
    failed = step(moved.state, PrintEnded(printed=False)).state
    assert isinstance(failed, Answering)
    assert failed.visit.notice is Notice.NOT_PRINTED


def test_a_notice_is_gone_with_the_next_event() -> None:
    told = step(ANSWERED, PrintEnded(printed=True)).state
    after_that = step(told, Commanded(CommandName.DETAIL_WHEN)).state
    assert isinstance(after_that, Answering)
    assert after_that.visit.notice is None


def test_the_question_is_recorded_only_when_the_visitor_moves_on() -> None:
    assert not [a for a in step(ANSWERED, Commanded(CommandName.PRINT)).actions if isinstance(a, Record)]
    recorded = [a for a in step(ANSWERED, Left()).actions if isinstance(a, Record)]
    assert [record.question.text for record in recorded] == ["a loan"]


def test_a_refused_question_is_never_recorded() -> None:
    refused = step(ANSWERED, ForgetPressed()).state
    assert not [a for a in step(refused, Left()).actions if isinstance(a, Record)]


def test_a_rating_travels_with_the_question() -> None:
    rated = step(ANSWERED, Rated(helped=True)).state
    [record] = [a for a in step(rated, Left()).actions if isinstance(a, Record)]
    assert record.question.helped is True


def test_speaking_opens_the_microphone_and_a_second_press_closes_it() -> None:
    opened = step(ASKING, TalkPressed())
    assert isinstance(opened.state, Listening)
    assert isinstance(opened.actions[-1], Listen)
    assert step(opened.state, TalkPressed()).actions == (StopListening(),)


def test_who_speaks_is_answered_aloud() -> None:
    spoken = asking("a loan", Source.SPOKEN)
    state = after(TalkPressed(), spoken, Found(spoken.utterance, certain()), state=ASKING)
    assert isinstance(state, Answering)
    assert state.visit.aloud


def test_leaving_while_speaking_closes_the_microphone() -> None:
    listening = step(ASKING, TalkPressed()).state
    assert DropListening() in step(listening, Left()).actions


def test_silence_and_a_missing_microphone_are_told_where_she_was() -> None:
    listening = step(ANSWERED, TalkPressed()).state
    for event, notice in ((NothingHeard(), Notice.NOT_HEARD), (MicrophoneFailed(), Notice.NO_MICROPHONE)):
        state = step(listening, event).state
        assert isinstance(state, Answering)
        assert state.visit.notice is notice


def test_subjects_can_be_browsed_and_paged() -> None:
    assert step(RESTING, BrowseOpened()).actions == (Look(None),)
    many = Listed(None, tuple(f"t{n}" for n in range(PAGE + 1)))
    browsing = step(ASKING, many).state
    assert isinstance(browsing, Browsing)
    turned = step(browsing, Commanded(CommandName.NEXT)).state
    assert isinstance(turned, Browsing)
    assert turned.on_page == (f"t{PAGE}",)
    assert step(turned, Commanded(CommandName.BACK)).state == browsing


def test_a_service_found_by_subject_is_recorded_without_words() -> None:
    browsing = step(ASKING, Listed(BUSINESS, (LOANS, KITCHEN))).state
    answering = step(browsing, Picked(1)).state
    [record] = [a for a in step(answering, Commanded(CommandName.BACK)).actions if isinstance(a, Record)]
    assert (record.question.text, record.question.verdict) == ("", VerdictKind.BROWSED)


def test_help_and_people_lead_back_to_where_she_was() -> None:
    for command, place in ((CommandName.HELP, Helping), (CommandName.PERSON, TurningToPerson)):
        there = step(ANSWERED, Commanded(command)).state
        assert isinstance(there, place)
        assert step(there, Commanded(CommandName.BACK)).state == ANSWERED


def test_quiet_asks_first_and_ends_the_visit_the_second_time() -> None:
    asked = step(ANSWERED, Quiet()).state
    assert isinstance(asked, StillThere)
    assert step(asked, Arrived()).state == ANSWERED
    assert step(asked, Quiet()).state == RESTING


def test_the_kiosk_speaks_the_sites_language_again_after_a_visit() -> None:
    visit = after(LanguageChosen(Language.EN), LOAN, Found(LOAN.utterance, certain()), Left(), state=RESTING)
    assert visit == RESTING


def test_louder_stops_at_the_loudest() -> None:
    state = after(*[Commanded(CommandName.LOUDER)] * 20, state=ASKING)
    assert isinstance(state, Asking)
    assert state.visit.volume == 3


def test_a_useless_key_leaves_the_notice_where_it_is() -> None:
    told = step(ANSWERED, PrintEnded(printed=True)).state
    assert step(told, Arrived()) == Step(told)


def test_the_whole_page_is_read_to_whoever_asks_wherever_she_is() -> None:
    for state in (RESTING, ASKING, ANSWERED):
        moved = step(state, Commanded(CommandName.REPEAT))
        assert (moved.state, moved.actions[-1]) == (state, Recite(state))


def test_reading_at_the_welcome_can_be_stopped() -> None:
    assert step(RESTING, Commanded(CommandName.STOP)) == Step(RESTING, (Silence(),))


def test_answers_equal_but_for_the_place_on_the_list() -> None:
    several = after(LOAN, Found(LOAN.utterance, certain(LOANS, ENGLISH)), state=ASKING)
    assert isinstance(several, Answering)
    second = step(several, Commanded(CommandName.NEXT)).state
    assert second == replace(several, at=1)
    assert step(second, Commanded(CommandName.PREVIOUS)).state == several


DANGER = after(
    LOAN, Found(LOAN.utterance, Crisis(language=Language.EN, text="he hits me", kind="emergency")), state=ASKING
)


def test_no_way_back_leads_to_the_danger_page() -> None:
    for detour in (Commanded(CommandName.PERSON), Commanded(CommandName.HELP), Quiet()):
        there = step(DANGER, detour).state
        assert step(there, Commanded(CommandName.BACK)).state == RESTING


def test_a_named_language_is_spoken_whatever_was_spoken_before() -> None:
    for words, language in (("español por favor", Language.ES), ("english please", Language.EN)):
        for before in Language:
            said = asking(words)
            heard = Command(language=before, text=words, name=CommandName.SWITCH_LANGUAGE)
            asking_now = Asking(Visit(before, Language.EN))
            state = after(said, Found(said.utterance, heard), state=asking_now)
            assert isinstance(state, Asking)
            assert state.visit.language is language
