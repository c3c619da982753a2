"""Visits by keys alone, and by touch alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.directory import Directory, Topic, TopicId
from content.language import Text
from kiosk.conversation import (
    PAGE,
    Asking,
    Browsing,
    Choosing,
    InDanger,
    Listening,
    Resting,
)
from kiosk.screen.widgets import Touchable
from tests.kiosk.screens import SCENES, SMALL, button, buttons, go, kiosk, line, seen, state
from tests.small_directory import KITCHEN, LOANS, small_directory


async def test_a_whole_visit_by_keys() -> None:
    it = kiosk()
    app = it.app
    async with app.run_test() as pilot:
        await pilot.press(*"money", "enter")
        assert state(app) is Choosing
        await pilot.press("2")
        assert "English classes" in seen(app)
        await pilot.press("f6", "plus", "f2")
        assert "Clases de inglés" in seen(app)
        await pilot.press("escape", "f7", "f8", "escape", "f10")
        assert state(app) is Resting
        assert it.stage.log == ["print English classes"]


async def test_every_offer_can_be_taken_by_its_key() -> None:
    app = kiosk().app
    names = {"Esc": "escape", "+": "plus", "-": "minus", "→": "right", "←": "left"}
    async with app.run_test() as pilot:
        for scene in set(SCENES) - {"still-there"}:
            await go(pilot, scene)
            offers = app.session.scene().offers
            taken: list[object] = []
            app.session.feed = taken.append  # type: ignore[method-assign, assignment]
            await pilot.press(*(names.get(offer.key, offer.key.lower()) for offer in offers))
            del app.session.feed
            assert taken == [offer.event for offer in offers], scene


async def test_every_offer_and_choice_can_be_reached_by_arrows_and_by_tab_from_wherever_one_is() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        for scene in SCENES:
            await go(pilot, scene)
            everything = {*buttons(app, "choice"), *buttons(app, "offer")}
            assert everything <= {app.screen.focus_next() for _ in range(20)}
            reached = set()
            for towards in ["up"] * 9 + [*["right"] * 6, *["left"] * 6, "down"] * 9:
                app.action_move(towards)
                reached.add(app.focused)
            assert everything <= reached


async def test_arrows_and_tab_move_the_focus() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await go(pilot, "choose")
        for key, expected in (
            ("up", "Shared kitchen"),
            ("up", "English"),
            ("tab", "kitchen"),
            ("shift+tab", "English"),
        ):
            await pilot.press(key)
            assert isinstance(app.focused, Touchable)
            assert expected in str(app.focused.content)


async def test_enter_and_the_space_bar_take_the_button_that_has_the_focus() -> None:
    app = kiosk().app
    for key in ("enter", "space"):
        async with app.run_test() as pilot:
            await go(pilot, "choose")
            await pilot.press("up", key)
            assert app.session.state.services == (KITCHEN,)  # type: ignore[union-attr]
        app = kiosk().app


async def test_letters_go_to_the_question_wherever_the_focus_is() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await go(pilot, "choose")
        await pilot.press("up", *"loan", "enter")
        assert app.session.state.services == (LOANS,)  # type: ignore[union-attr]


async def test_a_whole_visit_by_touch() -> None:
    it = kiosk()
    app = it.app
    async with app.run_test(size=SMALL) as pilot:

        async def touch(words: str) -> None:
            await pilot.click(button(app, words))
            await pilot.pause()

        await touch("Español")
        await touch("Temas")
        await touch("Aprender")
        await touch("Clases de inglés")
        await touch("Imprimir")
        await touch("Hay más abajo")
        await touch("Terminar")
        assert state(app) is Resting
        assert it.stage.log == ["print Clases de inglés"]


async def test_a_touch_beside_the_buttons_begins_a_visit_and_does_nothing_more() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await pilot.click("#page", offset=(0, 0))
        assert state(app) is Asking
        await pilot.click("#page", offset=(0, 0))
        assert state(app) is Asking


async def test_enter_alone_begins_a_visit() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await pilot.press("enter")
        assert state(app) is Asking


async def test_escape_gives_up_a_half_written_question_first() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await go(pilot, "browse")
        await pilot.press(*"loa", "escape")
        assert state(app) is Browsing
        assert line(app).value == ""
        await pilot.press("escape")
        assert state(app) is Asking


async def test_escape_leaves_a_crisis_at_once() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await pilot.press(*"fire", "enter")
        assert state(app) is InDanger
        await pilot.press("escape")
        assert state(app) is Resting


@pytest.mark.parametrize("question", ["fire", "loan"])
async def test_the_key_to_finish_ends_every_visit(question: str) -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await pilot.press(*question, "enter")
        await pilot.press("f10")
        assert state(app) is Resting


async def test_the_key_to_finish_empties_a_question_begun_at_the_welcome() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await pilot.press(*"secret")
        await pilot.press("f10")
        assert (state(app), line(app).value) == (Resting, "")


async def test_arrow_keys_turn_a_page_of_text_and_then_move_on() -> None:
    app = kiosk().app
    async with app.run_test(size=SMALL) as pilot:
        await go(pilot, "answer")
        await pilot.press("down")
        assert app.query_one("#page").scroll_offset.y > 0
        assert app.focused is line(app)
        await pilot.press(*["down"] * 9)
        assert isinstance(app.focused, Touchable)


async def test_the_focus_stays_on_a_button_for_as_long_as_it_means_the_same() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await go(pilot, "answer")
        await pilot.press("down", "right", "enter")
        assert "Print" in str(app.focused.content)  # type: ignore[union-attr]
        await pilot.press("down")
        assert "No help" in str(app.focused.content)  # type: ignore[union-attr]
        await pilot.press("enter")
        assert app.focused is line(app)


async def test_a_touch_does_not_move_the_focus() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await go(pilot, "answer")
        await pilot.click(button(app, "Print"))
        assert app.focused is line(app)


async def test_the_next_page_of_subjects_is_shown_from_its_beginning() -> None:
    app = kiosk(directory=many_subjects()).app
    async with app.run_test(size=SMALL) as pilot:
        await go(pilot, "browse")
        await pilot.press("pagedown", "right")
        await pilot.pause()
        assert "Page 2 of 2" in seen(app)
        assert app.query_one("#page").scroll_offset.y == 0


async def test_keys_that_mean_nothing_here_do_nothing() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await go(pilot, "still-there")
        await go(pilot, "listening")
        await pilot.press("x", "7", "f6", "f9", "up", "pagedown", "right", "tab")
        assert state(app) is Listening
        await pilot.press("escape")
        assert state(app) is Asking


def many_subjects() -> Directory:
    """The small directory with more subjects than one page shows."""
    directory = small_directory()
    topics = {TopicId(f"t{n}"): Topic(TopicId(f"t{n}"), Text(f"Subject {n}", f"Tema {n}")) for n in range(PAGE + 6)}
    loans = replace(directory.services[LOANS], topics=tuple(topics))
    return replace(directory, topics=topics, services={LOANS: loans})
