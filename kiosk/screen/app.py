"""The kiosk on a terminal."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from kiosk.conversation import Arrived, Commanded, Event, Left, Listening, Picked, Quiet, Resting, StillThere
from kiosk.phrases import Phrases
from kiosk.scene import KEYS, Kind, Manner, Scene
from kiosk.screen.lockdown import SealedApp
from kiosk.screen.palette import CONSOLE, PAPER
from kiosk.screen.presence import Presence
from kiosk.screen.widgets import PageTurn, QuestionLine, Touchable
from kiosk.screen.window import Window
from kiosk.session import Session
from kiosk.settings import IdleSettings
from kiosk.understanding import typed
from matcher.verdict import CommandName

_TERMINAL_KEYS = {"Esc": "escape"} | {f"F{n}": f"f{n}" for n in range(1, 11)}
_ARROWS = {"right": KEYS["next"], "left": KEYS["previous"]}
_DETOURS = (Kind.HELP, Kind.STILL_THERE)
"""Pages that a half-written question outlasts."""


_AT_STILL_THERE: dict[str, Event] = {
    _TERMINAL_KEYS[KEYS["finish"]]: Left(),
    _TERMINAL_KEYS[KEYS["back"]]: Commanded(CommandName.BACK),
}
"""Keys that say more than that somebody is there."""

_ALWAYS: dict[str, Event] = {
    KEYS["help"]: Commanded(CommandName.HELP),
    KEYS["person"]: Commanded(CommandName.PERSON),
    KEYS["back"]: Commanded(CommandName.BACK),
    KEYS["finish"]: Left(),
}
"""Keys that work where they are not offered, too."""


class Posted(Message):
    """An event from another thread."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self.event = event


class Hearing(Message):
    """What is being heard right now."""

    def __init__(self, words: str, level: float) -> None:
        super().__init__()
        self.words = words
        self.level = level


class KioskApp(SealedApp):
    """Turns keys and touches into events, and draws scenes.

    Args:
        open_session: makes the conversation for this channel; it is handed the channel itself.
        busy: whether the kiosk is still reading aloud or printing, so that silence is not taken for absence.
        locked: whether the visitor is kept from leaving the program.
        clock: seconds that never run backwards.
    """

    CSS_PATH = "kiosk.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"key('{name}')", show=False, priority=True) for name, key in _TERMINAL_KEYS.items()),
        *(Binding(key, f"move('{key}')", show=False, priority=True) for key in ("up", "down")),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
    ]

    def __init__(
        self,
        open_session: Callable[[KioskApp], Session],
        manner: Manner,
        phrases: Phrases,
        site: str,
        idle: IdleSettings,
        *,
        busy: Callable[[], bool] = lambda: False,
        locked: bool = False,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__()
        for theme in (PAPER, CONSOLE):
            self.register_theme(theme)
        self.theme = (CONSOLE if self.console.color_system == "standard" else PAPER).name
        self.manner = manner
        self._is_busy = busy
        self._locked = locked
        self._presence = Presence(idle, clock)
        self._window = Window(site, phrases, self.take_key)
        self._scene: Scene | None = None
        self.session = open_session(self)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The names of our colours, for the style sheet."""
        return PAPER.variables

    def compose(self) -> ComposeResult:
        """Nothing but the window."""
        yield self._window

    def on_mount(self) -> None:
        """Open the conversation at its welcome."""
        for ending in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(ending, self._leave)
        self.session.open()
        self.set_interval(1.0, self.look_for_absence)

    # The channel

    def present(self, shown: Scene) -> None:
        """Draw a scene."""
        if self._scene and not _question_stays(self._scene.kind, shown.kind):
            self._question.clear()
        self._scene = shown
        self._window.show(shown)

    def post(self, event: Event) -> None:
        """Bring an event to the conversation, from any thread; when the app is gone, nothing happens."""
        self._post(Posted(event))

    def hear(self, words: str, level: float) -> None:
        """Show what is being heard, from any thread."""
        self._post(Hearing(words, level))

    # What visitors do

    @on(Input.Submitted)
    def _asked(self, submitted: Input.Submitted) -> None:
        event = typed(submitted.value, self._scene.offers if self._scene else ())
        self._question.clear()
        if event is not None:
            self.session.feed(event)
        elif isinstance(self.session.state, Resting):
            self.session.feed(Arrived())

    @on(Touchable.Taken)
    def _taken(self, taken: Touchable.Taken) -> None:
        if isinstance(taken.meaning, PageTurn):
            self._window.turn(taken.meaning.direction)
        else:
            self.session.feed(taken.meaning)

    @on(Posted)
    def _posted(self, posted: Posted) -> None:
        self._presence.seen()
        self.session.feed(posted.event)

    @on(Hearing)
    def _hearing(self, hearing: Hearing) -> None:
        if isinstance(self.session.state, Listening):
            self._window.hear(hearing.words, hearing.level)

    def on_click(self) -> None:
        """A touch beside the buttons says no more than that somebody is there."""
        if isinstance(self.session.state, Resting | StillThere):
            self.session.feed(Arrived())

    def on_key(self, event: events.Key) -> None:
        """A key while a button has the focus, or nothing: letters go to the question, arrows to the next button."""
        if event.key in _ARROWS:
            if not self.take_key(event.key):
                self._window.move(event.key)
        elif self._scene and self._scene.hint and event.is_printable:
            self.set_focus(self._question, scroll_visible=False)
            self._question.write(event)
        elif event.character:
            self.take_key(event.character)

    def action_key(self, name: str) -> None:
        """A function key, or Esc: gives up a half-written question first, then takes what is offered."""
        if name == KEYS["finish"]:
            self._question.clear()
        if name == KEYS["back"] and self._question.value and self._scene and self._scene.kind not in _DETOURS:
            self._question.clear()
        elif not self.take_key(name) and name in _ALWAYS:
            self.session.feed(_ALWAYS[name])

    def take_key(self, key: str) -> bool:
        """Take the offer or the choice of a key; False if there is none."""
        name = _ARROWS.get(key, key)
        shown = self._scene
        if shown is None:
            return False
        for offer in shown.offers:
            if offer.key == name:
                self.session.feed(offer.event)
                return True
        if name.isdecimal() and any(choice.number == int(name) for choice in shown.choices):
            self.session.feed(Picked(int(name)))
            return True
        return False

    def action_page(self, direction: int) -> None:
        """Turn the page."""
        self._window.turn(direction)

    def action_move(self, towards: str) -> None:
        """Move over what can be touched."""
        self._window.move(towards)

    def action_staff_exit(self) -> None:
        """Leave the program, where visitors are not kept from it."""
        if not self._locked:
            self._leave()

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there; a key or a touch that only says so does nothing else."""
        if isinstance(event, events.Key | events.MouseDown | events.Paste):
            self._presence.seen()
        if isinstance(event, events.Key | events.Paste) and isinstance(self.session.state, StillThere):
            self.session.feed(_AT_STILL_THERE.get(event.key, Arrived()) if isinstance(event, events.Key) else Arrived())
            return
        await super().on_event(event)

    def look_for_absence(self) -> None:
        """Ask whether anybody is there, and end the visit if not."""
        state = self.session.state
        if self._presence.lost(state, busy=self._is_busy()):
            if isinstance(state, Resting):
                self._question.clear()
            self.session.feed(Quiet())

    @property
    def _question(self) -> QuestionLine:
        return self._window.question

    def _post(self, message: Message) -> None:
        with suppress(RuntimeError):  # the loop may close at this very moment
            self.post_message(message)

    def _leave(self) -> None:
        self.exit()
        self.session.feed(Left())


def _question_stays(before: Kind, after: Kind) -> bool:
    """Whether a half-written question is still hers, and still what she is about."""
    if after is Kind.WELCOME:
        return before is Kind.WELCOME
    return before in (after, Kind.WELCOME, *_DETOURS) or after in _DETOURS
