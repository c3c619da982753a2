"""What the directory and visitors say is shown as it stands: never markup, never control code."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from textual import events

from content.directory import Directory
from content.language import Text
from kiosk.conversation import Picked
from kiosk.screen.app import KioskApp
from kiosk.screen.window import Window
from tests.kiosk.screens import button, go, kiosk, seen
from tests.small_directory import LOANS, small_directory

MARKUP = [
    "[/]",
    "[/bold] x",
    "[/ oficina]",
    "Open [Mon-Fri]",
    "[@click=app.quit]TAP[/]",
    "[red]red[/red]",
    "[$x] [[ ]] \\[a] [b",
    "[link=https://example.org]here[/link]",
]

COMMANDS = {
    "CSI": "\x1b[2J\x1b[31m",
    "OSC 52": "\x1b]52;c;c2VjcmV0\x07",
    "OSC 0": "\x1b]0;title\x1b\\",
    "C1": "\x9b31m\x90q\x9c",
    "bidi": "\u202eabc\u2066",
    "no width": "a\u200bb\ufeffc\u00ad",
    "NUL, BEL, BS, DEL": "\x00\x07\x08\x7f",
    "line ends": "a\rb\u2028c\x85d",
    "tag": "\U000e0041",
}

FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e0fff]")


def saying(text: str) -> Directory:
    """The small directory, with a text in every place a text can be."""
    directory = small_directory()
    service = directory.services[LOANS]
    both = Text(text, text)
    topics = {id: replace(topic, name=both) for id, topic in directory.topics.items()}
    changed = replace(service, name=both, summary=both, fees=both, eligibility=both)
    providers = {id: replace(provider, name=text) for id, provider in directory.organizations.items()}
    services = {**directory.services, LOANS: changed}
    return replace(directory, organizations=providers, topics=topics, services=services)


def written(app: KioskApp) -> str:
    """All characters that reach the terminal but the terminal's own commands."""
    lines = app.screen._compositor.render_strips()
    return "".join(segment.text for line in lines for segment in line if not segment.control)


@pytest.mark.parametrize("text", MARKUP)
async def test_markup_is_shown_as_it_stands(text: str) -> None:
    app = kiosk(directory=saying(text)).app
    async with app.run_test(size=(120, 34)) as pilot:
        await go(pilot, "choose")
        assert f"1  {text}" in seen(app)
        app.session.feed(Picked(1))
        app.hear(text, 0.1)
        await pilot.pause()
        assert seen(app).count(text) >= 5
        await pilot.click("#heading", offset=(6, 1))
        assert app.return_code is None


async def test_nothing_in_a_text_commands_the_terminal() -> None:
    app = kiosk(directory=saying("".join(f"before{text}after " for text in COMMANDS.values()))).app
    async with app.run_test(size=(120, 34)) as pilot:
        for scene in ("choose", "unanswered", "browse", "answer"):
            await go(pilot, scene)
            assert not FORBIDDEN.search(written(app))
            assert "before" in seen(app)


async def test_nothing_that_is_heard_or_pasted_commands_the_terminal() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        for name, text in COMMANDS.items():
            await go(pilot, "listening")
            app.hear(f"before{text}after", 0.2)
            await pilot.pause()
            assert "before" in seen(app)
            assert not FORBIDDEN.search(written(app)), name
            await go(pilot, "ask")
            app.post_message(events.Paste(f"before{text}after"))
            await pilot.pause()
            assert "before" in app.query_one(Window).question.value
            assert not FORBIDDEN.search(written(app)), name


async def test_a_question_full_of_markup_is_asked_as_it_stands() -> None:
    app = kiosk().app
    async with app.run_test() as pilot:
        app.post_message(events.Paste("[@click=app.quit]x[/] [/]"))
        await pilot.pause()
        assert "[@click=app.quit]x[/] [/]" in seen(app)
        await pilot.press("enter")
        assert "I did not find that" in seen(app)


async def test_letters_of_every_width_keep_their_places() -> None:
    app = kiosk(directory=saying("食べ物 👨‍👩‍👧 ñandú e\u0301")).app
    async with app.run_test() as pilot:
        await go(pilot, "choose")
        assert "食べ物" in seen(app)
        assert "ñandú é" in seen(app)
        assert button(app, "English").region.width <= 80
