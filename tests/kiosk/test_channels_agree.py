"""One history, played on every channel, leads through the same scenes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kiosk.screen
from content.language import Language
from kiosk.conversation import (
    Arrived,
    BrowseOpened,
    Commanded,
    Event,
    ForgetPressed,
    LanguageChosen,
    Left,
    Picked,
    Quiet,
    Rated,
    TalkPressed,
)
from kiosk.phrases import shipped
from kiosk.plain import PlainChannel, talk
from kiosk.ports import Recorder
from kiosk.scene import Manner, Scene, scene
from kiosk.screen.app import KioskApp
from kiosk.screen.window import MOST_OFFERS
from kiosk.settings import IdleSettings
from matcher.verdict import Certain, Command, CommandName, Crisis, NoMatch, Unsure, Verdict
from tests.kiosk.conversations import asking, events, places
from tests.kiosk.stages import EVERYTHING, session, view
from tests.small_directory import BUSINESS, ENGLISH, KITCHEN, LOANS

EN, ES = Language
SCREEN = Path(kiosk.screen.__file__).parent
VERDICTS: dict[str, Verdict] = {
    "préstamo": Certain(language=ES, text="préstamo", services=(LOANS, ENGLISH)),
    "money": Unsure(language=EN, text="money", options=(LOANS, KITCHEN)),
    "the moon": NoMatch(language=EN, text="the moon", topics=(BUSINESS,)),
    "fire": Crisis(language=EN, text="fire", kind="emergency"),
    "how much": Command(language=EN, text="how much", name=CommandName.DETAIL_COST),
    "print": Command(language=EN, text="print", name=CommandName.PRINT),
    "adiós": Command(language=ES, text="adiós", name=CommandName.GOODBYE),
}
A_VISIT: tuple[Event, ...] = (
    Arrived(),
    LanguageChosen(ES),
    asking("préstamo"),
    Commanded(CommandName.NEXT),
    Commanded(CommandName.DETAIL_WHEN),
    Commanded(CommandName.PRINT),
    Commanded(CommandName.REPEAT),
    TalkPressed(),
    asking("money"),
    Picked(2),
    Rated(helped=True),
    ForgetPressed(),
    Commanded(CommandName.PERSON),
    BrowseOpened(),
    Picked(1),
    Commanded(CommandName.HELP),
    asking("the moon"),
    Quiet(),
    Arrived(),
    asking("fire"),
    Left(),
    asking("money"),
    Quiet(),
    Quiet(),
)


class WatchedPlain(PlainChannel):
    """The plain channel, with every scene it was shown."""

    def __init__(self, manner: Manner) -> None:
        super().__init__(lambda text: None, manner, shipped())
        self.scenes: list[Scene] = []

    def present(self, shown: Scene) -> None:
        self.scenes.append(shown)
        super().present(shown)


class WatchedScreen(KioskApp):
    """The screen, with every scene it was shown."""

    CSS_PATH = str(SCREEN / "kiosk.tcss")

    def __init__(self, manner: Manner) -> None:
        self.scenes: list[Scene] = []
        super().__init__(
            lambda app: session(app, VERDICTS, home=ES), manner, shipped(), "The Library", IdleSettings(3600, 3600)
        )

    def present(self, shown: Scene) -> None:
        self.scenes.append(shown)
        super().present(shown)


def recorded(history: Sequence[Event], channel: Recorder | WatchedPlain) -> list[Scene]:
    """The scenes of a history on a channel that draws at once."""
    conversation = session(channel, VERDICTS, home=ES)
    conversation.open()
    for event in history:
        conversation.feed(event)
    return channel.scenes


async def on_screen(history: Sequence[Event], manner: Manner) -> list[Scene]:
    """The scenes of a history on the screen, which posts events to itself as its devices do."""
    app = WatchedScreen(manner)
    async with app.run_test() as pilot:
        for event in history:
            app.post(event)
        await pilot.pause()
    return app.scenes


@pytest.mark.parametrize("manner", [EVERYTHING, Manner()])
def test_a_visit_is_the_same_on_every_channel(manner: Manner) -> None:
    expected = recorded(A_VISIT, Recorder(manner))
    assert len({shown.kind for shown in expected}) == 12
    assert recorded(A_VISIT, WatchedPlain(manner)) == expected
    assert asyncio.run(on_screen(A_VISIT, manner)) == expected


@given(st.lists(events, max_size=20))
def test_any_history_is_the_same_for_the_plain_dialogue(history: list[Event]) -> None:
    assert recorded(history, WatchedPlain(EVERYTHING)) == recorded(history, Recorder(EVERYTHING))


@settings(max_examples=3)
@given(st.lists(events, min_size=10, max_size=20))
def test_any_history_is_the_same_on_the_screen(history: list[Event]) -> None:
    assert asyncio.run(on_screen(history, EVERYTHING)) == recorded(history, Recorder(EVERYTHING))


async def test_the_same_lines_typed_lead_through_the_same_scenes() -> None:
    lines = ["2", "money", "1", "how much", "back", "f7", "1", "", "adiós"]
    plain = WatchedPlain(Manner())
    talk(session(plain, VERDICTS, home=ES), plain, lines, lambda text: None, shipped())
    app = WatchedScreen(Manner())
    async with app.run_test() as pilot:
        for line in lines:
            await pilot.press(*line, "enter")
        await pilot.pause()
    assert app.scenes == plain.scenes
    assert len(app.scenes) > len(lines)


@pytest.mark.parametrize("language", Language)
def test_the_screen_has_room_for_every_offer(language: Language) -> None:
    for state in places(language).values():
        assert len(scene(state, view()).offers) <= MOST_OFFERS
