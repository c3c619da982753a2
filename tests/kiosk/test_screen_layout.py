"""Everything fits: no word is cut, nothing lies beside the screen, and fingers find what they aim at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Region

from content.language import Language
from kiosk.phrases import shipped
from kiosk.scene import Choice, Kind, Scene
from kiosk.screen.app import KioskApp
from kiosk.screen.arrangement import AIRY, DENSITIES, ROOMY, SNUG, TIGHT, Room, arrange, columns
from kiosk.screen.composition import compose
from kiosk.screen.window import Window
from tests.kiosk.screens import LARGE, SCENES, SIZES, SMALL, USUAL, buttons, go, kiosk, seen


def words(text: str) -> set[str]:
    return set(text.replace(":", " ").split())


def all_words(scene: Scene) -> set[str]:
    told = [scene.heading, *(line.text for line in (*scene.lines, *scene.closing))]
    told += [f"{field.label} {field.value.text} {field.remark}" for field in scene.fields]
    told += [f"{choice.title} {choice.remark}" for choice in scene.choices]
    return words(" ".join(told))


def touchable(app: KioskApp) -> list[Region]:
    """Where fingers aim at."""
    found = (button.region for kind in ("choice", "turn", "offer") for button in buttons(app, kind))
    return [region for region in found if region.area]


def check_offers(app: KioskApp) -> None:
    shown = seen(app)
    assert "…" not in shown
    for offer in app.session.scene().offers:
        assert f"{offer.key} " in shown
        assert offer.label in shown


def check_scrolling(app: KioskApp) -> None:
    page = app.query_one("#page")
    assert page.max_scroll_x == 0
    assert (page.max_scroll_y > 0) is app.query_one("#turns").display


def check_apart(app: KioskApp) -> None:
    regions = touchable(app)
    assert not [1 for one in regions for other in regions if one is not other and one.overlaps(other)]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("language", Language)
async def test_on_every_page_offers_are_whole_and_nothing_lies_beside_the_screen(
    language: Language, size: tuple[int, int]
) -> None:
    app = kiosk(language).app
    async with app.run_test(size=size) as pilot:
        for scene in SCENES:
            await go(pilot, scene)
            for check in (check_offers, check_scrolling, check_apart):
                check(app)


@pytest.mark.parametrize("language", Language)
async def test_every_word_of_a_long_page_can_be_reached_by_page_down(language: Language) -> None:
    app = kiosk(language).app
    async with app.run_test(size=SMALL) as pilot:
        for scene in SCENES:
            await go(pilot, scene)
            read = words(seen(app))
            while "Page Down" in seen(app):
                await pilot.press("pagedown")
                read |= words(seen(app))
            assert not all_words(app.session.scene()) - read, scene


async def test_on_large_screens_every_button_takes_a_finger() -> None:
    app = kiosk().app
    async with app.run_test(size=LARGE) as pilot:
        for scene in SCENES:
            await go(pilot, scene)
            regions = touchable(app)
            assert all(region.height >= 3 for region in regions)
            for one in regions:
                below = [region.y - one.bottom for region in regions if region.y > one.y and region.x == one.x]
                assert not below or min(below) >= 1, scene


async def test_a_terminal_that_is_made_smaller_and_larger_is_drawn_anew() -> None:
    app = kiosk().app
    async with app.run_test(size=USUAL) as pilot:
        await go(pilot, "choose")
        for size in (LARGE, SMALL, (200, 60), (30, 8), (1, 1), USUAL):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert "Small business loans" in seen(app)
        assert "F10  Finish" in seen(app)


@pytest.mark.parametrize("size", [(40, 12), (10, 3)])
async def test_a_screen_that_is_too_small_shows_what_it_can(size: tuple[int, int]) -> None:
    app = kiosk().app
    async with app.run_test(size=size) as pilot:
        for scene in SCENES:
            await go(pilot, scene)
        await pilot.press("pagedown", "down", "up", "escape")
        assert app.return_code is None


async def test_a_long_page_says_that_it_goes_on_and_when_it_has_ended() -> None:
    app = kiosk().app
    async with app.run_test(size=SMALL) as pilot:
        await go(pilot, "answer")
        assert "Page Down  More below" in seen(app)
        assert "Page Up" not in seen(app)
        await pilot.press(*["pagedown"] * 9)
        await pilot.pause()
        assert "Page Up  Back up" in seen(app)
        assert "Page Down" not in seen(app)


async def test_a_hint_that_does_not_fit_is_left_out_rather_than_cut() -> None:
    app = kiosk().app
    async with app.run_test(size=SMALL):
        assert app.query_one(Window).question.placeholder == ""


def test_the_longest_names_of_choices_are_never_cut() -> None:
    name = "Classes for Spanish-speaking immigrants: English, computers, money, home health aide"
    choices = tuple(Choice(number, name, "(only in English)") for number in range(1, 9))
    scene = Scene(Kind.BROWSE, Language.ES, "Temas", choices=choices)
    for width, height in SIZES.values():
        texts = compose(scene, Room(width, height), shipped()).choices.texts
        assert all(words(name) | {"(only"} <= words(text.plain) for text in texts)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=16), st.integers(1, 200))
def test_columns_hold_the_widest_button_wherever_one_does(widths: list[int], room: int) -> None:
    count = columns(widths, room)
    assert 1 <= count <= len(widths)
    assert count == 1 or count * max(widths) + (count - 1) * 2 <= room


@given(st.integers(1, 200), st.integers(1, 80), st.integers(1, 60), st.integers(0, 40))
def test_what_is_called_whole_has_the_room(width: int, height: int, text: int, choices: int) -> None:
    room = Room(width, height)
    made = arrange(room, lambda d: 4 + 3 * d.gap, lambda d: text + d.gap, lambda d: d.rows([1] * choices))
    assert {made.frame, made.text, made.choices} <= set(DENSITIES)
    if made.whole:
        gap = made.frame.gap if choices else 0
        taken = 4 + 3 * made.frame.gap + text + made.text.gap + gap + made.choices.rows([1] * choices)
        assert taken <= height
    if room.large:
        assert {made.frame, made.choices} <= {ROOMY, SNUG}


def test_buttons_of_a_density_take_their_edges_and_gaps() -> None:
    assert [density.rows([1, 2]) for density in (ROOMY, AIRY, TIGHT)] == [8, 4, 3]
