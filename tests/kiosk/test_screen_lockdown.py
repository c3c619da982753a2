"""Visitors stay inside the kiosk, and events from other threads find their way in."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from content.language import Language
from kiosk.conversation import LanguageChosen, Listening, PrintEnded, Resting
from kiosk.screen.window import Window
from tests.kiosk.screens import go, kiosk, seen

WAYS_OUT = ["ctrl+q", "ctrl+c", "ctrl+z", "ctrl+p", "ctrl+d", "ctrl+s", "ctrl+o", "ctrl+backslash", "f11", "f12"]
ACTIONS = ["quit", "help_quit", "suspend_process", "command_palette", "screenshot", "nothing", "staff_exit"]


async def test_no_key_leads_out_of_a_locked_kiosk() -> None:
    app = kiosk(locked=True).app
    async with app.run_test() as pilot:
        for scene in ("welcome", "crisis", "choose"):
            await go(pilot, scene)
            before = seen(app)
            await pilot.press(*WAYS_OUT)
            assert seen(app) == before
        await pilot.press(*"loan")
        assert app.query_one(Window).question.value == "loan"
        assert len(app.screen_stack) == 1


async def test_no_action_of_the_library_leads_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = kiosk(locked=True).app
    async with app.run_test() as pilot:
        for action in ACTIONS:
            await app.run_action(action)
        await pilot.pause()
        assert "How can we help you?" in seen(app)
        assert len(app.screen_stack) == 1
    assert not os.listdir(tmp_path)  # noqa: PTH208 - as asynchronous as it needs to be


async def test_staff_leave_an_unlocked_kiosk_with_ctrl_q() -> None:
    app = kiosk(locked=False).app
    async with app.run_test() as pilot:
        await go(pilot, "answer")
        await pilot.press("ctrl+q")
    assert not app.is_running
    assert isinstance(app.session.state, Resting)


async def test_the_clipboard_of_the_terminal_is_never_written() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await pilot.press("enter", *"secret", "ctrl+shift+a", "super+c", "ctrl+x")
        assert app.clipboard == ""


def in_another_thread(*steps: Callable[[], object]) -> list[BaseException | None]:
    """What went wrong while another thread did this."""
    failures: list[BaseException | None] = []
    threading.excepthook, usual = lambda failed: failures.append(failed.exc_value), threading.excepthook
    try:
        thread = threading.Thread(target=lambda: [step() for step in steps])
        thread.start()
        thread.join()
    finally:
        threading.excepthook = usual
    return failures


async def test_events_from_another_thread_arrive_in_order() -> None:
    app = kiosk().app
    posted = [LanguageChosen(language) for language in (Language.ES, Language.EN) * 20]
    async with app.run_test() as pilot:
        await go(pilot, "ask")
        taken: list[object] = []
        app.session.feed = taken.append  # type: ignore[method-assign, assignment]
        in_another_thread(*(partial(app.post, event) for event in posted))
        await pilot.pause()
    assert taken == posted


async def test_what_is_heard_late_does_not_disturb_another_page() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        await go(pilot, "listening")
        assert isinstance(app.session.state, Listening)
        await pilot.press("escape")
        before = seen(app)
        in_another_thread(partial(app.hear, "late words", 0.3))
        await pilot.pause()
        assert seen(app) == before


async def test_events_before_the_beginning_and_after_the_end_do_no_harm() -> None:
    app = kiosk().app
    late = (partial(app.post, PrintEnded(printed=True)), partial(app.hear, "late", 0.1))
    assert not in_another_thread(*late)
    async with app.run_test():
        assert "How can we help you?" in seen(app)
    assert not in_another_thread(*late)
