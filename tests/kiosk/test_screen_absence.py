"""How a visit ends when nobody is there any more, and how it is kept."""

from __future__ import annotations

from kiosk.conversation import (
    Answering,
    Asking,
    Listening,
    Quiet,
    Resting,
    StillThere,
    TurningToPerson,
)
from tests.kiosk.screens import ES, button, go, kiosk, line, state


async def test_two_silences_end_a_visit() -> None:
    it = kiosk(ES)
    app = it.app
    async with app.run_test() as pilot:
        await go(pilot, "answer")
        it.clock.now += 59
        app.look_for_absence()
        assert state(app) is Answering
        it.clock.now += 1
        app.look_for_absence()
        assert state(app) is StillThere
        it.clock.now += 29
        app.look_for_absence()
        assert state(app) is StillThere
        it.clock.now += 1
        app.look_for_absence()
        assert state(app) is Resting


async def test_any_key_keeps_the_visit_and_does_nothing_else() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await go(pilot, "answer")
        for key in ("x", "5", "enter", "escape", "space", "f3", "f7", "ctrl+q", "down", "tab"):
            app.session.feed(Quiet())
            await pilot.press(key)
            assert state(app) is Answering, key
            assert line(app).value == ""


async def test_a_touch_anywhere_keeps_the_visit() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await go(pilot, "still-there")
        await pilot.click("#page")
        assert state(app) is Asking


async def test_who_has_finished_can_say_so_when_asked() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await go(pilot, "still-there")
        await pilot.press("f10")
        assert state(app) is Resting
        await go(pilot, "still-there")
        await pilot.click(button(app, "F10"))
        await pilot.pause()
        assert state(app) is Resting


async def test_the_visit_can_be_kept_any_number_of_times() -> None:
    it = kiosk()
    async with it.app.run_test() as pilot:
        await go(pilot, "person")
        for _ in range(10):
            it.clock.now += 60
            it.app.look_for_absence()
            await pilot.press("enter")
        assert state(it.app) is TurningToPerson


async def test_reading_aloud_and_listening_are_no_silence() -> None:
    it = kiosk()
    app = it.app
    async with app.run_test() as pilot:
        await go(pilot, "listening")
        it.clock.now += 999
        app.look_for_absence()
        assert state(app) is Listening
        await go(pilot, "answer")
        it.busy[0] = True
        it.clock.now += 999
        app.look_for_absence()
        it.busy[0] = False
        it.clock.now += 59
        app.look_for_absence()
        assert state(app) is Answering
