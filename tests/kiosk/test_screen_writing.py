"""What is typed and pasted: digits that pick, digits that are written, questions half written."""

from __future__ import annotations

from textual import events
from textual.pilot import Pilot

from kiosk.conversation import (
    Asking,
    Choosing,
    Helping,
    Resting,
    StillThere,
)
from kiosk.screen.widgets import QuestionLine
from tests.kiosk.screens import app_of, go, kiosk, line, state
from tests.small_directory import LOANS


def paste(pilot: Pilot[None], text: str) -> None:
    app_of(pilot).post_message(events.Paste(text))


async def test_a_digit_picks_at_once() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await go(pilot, "choose")
        await pilot.press("1")
        assert app.session.state.services == (LOANS,)  # type: ignore[union-attr]


async def test_a_digit_that_begins_a_question_is_given_back() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await go(pilot, "choose")
        await pilot.press("3", "space", *"kids", "space", *"need", "space", *"shots")
        assert line(app).value == "3 kids need shots"


async def test_a_digit_is_not_given_back_after_anything_else() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await go(pilot, "choose")
        await pilot.press("3", "w", "backspace", "space", *"when")
        assert line(app).value == "when"


async def test_digits_inside_a_question_pick_nothing() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await go(pilot, "choose")
        await pilot.press(*"my", "space", *"2", "space", *"kids")
        assert state(app) is Choosing
        assert line(app).value == "my 2 kids"


async def test_a_digit_that_is_no_choice_is_written() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await go(pilot, "choose")
        await pilot.press("9", *"11")
        assert line(app).value == "911"


async def test_a_half_written_question_outlasts_help_the_language_and_a_pause() -> None:
    it = kiosk()
    app = it.app
    async with app.run_test() as pilot:
        await go(pilot, "ask")
        await pilot.press(*"loa", "f1")
        assert state(app) is Helping
        await pilot.press("escape", "f2")
        it.clock.now += 60
        app.look_for_absence()
        assert state(app) is StillThere
        await pilot.press("x")
        assert state(app) is Asking
        assert line(app).value == "loa"


async def test_a_half_written_question_is_gone_when_the_visitor_is() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        for scene in ("ask", "answer", "help", "person"):
            await go(pilot, scene)
            await pilot.press(*"me", "f10")
            assert state(app) is Resting
            assert line(app).value == "", scene


async def test_a_half_written_question_is_gone_when_nobody_answers_are_you_still_there() -> None:
    it = kiosk()
    async with it.app.run_test() as pilot:
        for scene in ("ask", "answer", "choose", "help", "person"):
            await go(pilot, scene)
            await pilot.press(*"my")
            assert line(it.app).value == "my"
            for seconds, then in ((60, StillThere), (30, Resting)):
                it.clock.now += seconds
                it.app.look_for_absence()
                assert state(it.app) is then
            assert line(it.app).value == "", scene


async def test_a_question_left_half_written_at_the_welcome_does_not_wait_for_the_next_visitor() -> None:
    it = kiosk()
    async with it.app.run_test() as pilot:
        await pilot.press(*"my")
        it.clock.now += 60
        it.app.look_for_absence()
        assert line(it.app).value == ""


async def test_what_one_visitor_cuts_the_next_cannot_paste() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await pilot.press("enter", *"secret", "ctrl+shift+a", "ctrl+x", "f10", "ctrl+v")
        assert line(app).value == ""


async def test_two_megabytes_pasted_are_a_question_of_the_longest_length() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await pilot.press(*"x")
        paste(pilot, "a b\n" * 500_000)
        await pilot.pause()
        assert line(app).value == ("xa b " + "a b " * 200)[: QuestionLine.LONGEST]


async def test_nothing_is_written_beyond_the_longest_question() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        line(app).value = "a" * QuestionLine.LONGEST
        await pilot.press("end", "b", "space")
        paste(pilot, "ccc")
        await pilot.pause()
        assert line(app).value == "a" * QuestionLine.LONGEST
