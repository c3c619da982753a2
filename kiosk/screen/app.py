"""The kiosk on a terminal."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import ClassVar

from textual import events, on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from kiosk.conversation import (
    PAGE,
    Arrived,
    Commanded,
    Event,
    Left,
    Listening,
    Picked,
    Quiet,
    Resting,
    Searching,
    StillThere,
)
from kiosk.phrases import Phrases
from kiosk.scene import KEYS, Kind, Manner, Scene
from kiosk.screen import drawing
from kiosk.screen.widgets import QuestionLine, Touchable, Words
from kiosk.session import Session
from kiosk.settings import IdleSettings
from kiosk.understanding import typed
from matcher.verdict import CommandName

MOST_OFFERS = 14

_TERMINAL_KEYS = {"F1": "f1", "Esc": "escape"} | {f"F{n}": f"f{n}" for n in range(2, 11)}
_LINE_KEYS = {"right": KEYS["next"], "left": KEYS["previous"]}
"""Keys that mean something else while a question is being written."""


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


class KioskApp(App[None]):
    """Turns keys and touches into events, and draws scenes.

    Args:
        open_session: makes the conversation for this channel; it is handed a way to post events from any thread.
        busy: whether the kiosk is still reading aloud or printing, so that silence is not taken for absence.
        locked: whether the visitor is kept from leaving the program.
    """

    CSS_PATH = "kiosk.tcss"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    ESCAPE_TO_MINIMIZE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"key('{name}')", show=False, priority=True) for name, key in _TERMINAL_KEYS.items()),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("ctrl+q,ctrl+c", "staff_exit", show=False, priority=True, system=True),
        Binding("ctrl+z,ctrl+p", "nothing", show=False, priority=True, system=True),
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
        self.manner = manner
        self._open_session = open_session
        self._phrases = phrases
        self._site = site
        self._idle = idle
        self._is_busy = busy
        self._locked = locked
        self._clock = clock
        self._active_at = clock()
        self._scene: Scene | None = None

    def compose(self) -> ComposeResult:
        """The fixed parts; scenes only fill them."""
        yield Words(id="top")
        yield Words(id="heading")
        yield Words(id="notice")
        with VerticalScroll(id="page", can_focus=False):
            yield Words(id="body")
            for _ in range(PAGE):
                yield Touchable("choice")
        with Horizontal(id="line"):
            yield Words(id="prompt")
            yield QuestionLine(self.take_key)
        with Container(id="offers"):
            for _ in range(MOST_OFFERS):
                yield Touchable("offer")

    def on_mount(self) -> None:
        """Open the conversation at its welcome."""
        self.query_one("#prompt", Words).update(Content(" › "))
        self.session = self._open_session(self)
        self.session.open()
        self.set_interval(1.0, self.look_for_absence)

    # The channel

    def present(self, shown: Scene) -> None:
        """Draw a scene."""
        page = self.query_one("#page", VerticalScroll)
        if self._scene is None or (shown.kind, shown.heading) != (self._scene.kind, self._scene.heading):
            page.scroll_home(animate=False)
            self._question.value = ""
        self._scene = shown
        self.screen.set_class(shown.kind is Kind.CRISIS, "danger")
        self.query_one("#heading", Words).update(drawing.plain(shown.heading))
        notice = self.query_one("#notice", Words)
        notice.update(drawing.plain(shown.notice))
        notice.display = bool(shown.notice)
        self.query_one("#body", Words).update(drawing.body(shown))
        self._fill("choice", [(drawing.choice(choice), Picked(choice.number)) for choice in shown.choices])
        self._fill("offer", [(drawing.offer(offer), offer.event) for offer in shown.offers])
        self._question.placeholder = drawing.plain(shown.hint).plain
        self.query_one("#line").display = bool(shown.hint)
        if shown.hint:
            self._question.focus(scroll_visible=False)
        else:
            self.set_focus(None)
        self.call_after_refresh(self._tell_of_more)

    def post(self, event: Event) -> None:
        """Bring an event to the conversation, from any thread."""
        self.post_message(Posted(event))

    def hear(self, words: str, level: float) -> None:
        """Show what is being heard, from any thread."""
        self.post_message(Hearing(words, level))

    # What visitors do

    @on(Input.Submitted)
    def _asked(self, submitted: Input.Submitted) -> None:
        offers = self._scene.offers if self._scene else ()
        event = typed(submitted.value, offers)
        self._question.value = ""
        if event is not None:
            self.session.feed(event)
        elif isinstance(self.session.state, Resting):
            self.session.feed(Arrived())

    @on(Touchable.Taken)
    def _taken(self, taken: Touchable.Taken) -> None:
        self.session.feed(taken.event)

    @on(Posted)
    def _posted(self, posted: Posted) -> None:
        self._active_at = self._clock()
        self.session.feed(posted.event)

    @on(Hearing)
    def _hearing(self, hearing: Hearing) -> None:
        if isinstance(self.session.state, Listening) and self._scene:
            told = drawing.body(self._scene)
            self.query_one("#body", Words).update(
                Content("\n").join([told, drawing.hearing(hearing.words, hearing.level)])
            )

    def action_key(self, name: str) -> None:
        """A function key, or Esc: leaves a half-written question first, then takes what is offered."""
        if name == KEYS["back"] and self._question.value:
            self._question.value = ""
        elif not self.take_key(name) and name == KEYS["back"]:
            self.session.feed(Commanded(CommandName.BACK))

    def take_key(self, key: str) -> bool:
        """Take the offer or the choice of a key; False if there is none."""
        name = _LINE_KEYS.get(key, key)
        shown = self._scene
        if shown is None:
            return False
        for offer in shown.offers:
            if offer.key == name:
                self.session.feed(offer.event)
                return True
        if name.isdigit() and any(choice.number == int(name) for choice in shown.choices):
            self.session.feed(Picked(int(name)))
            return True
        return False

    def action_page(self, direction: int) -> None:
        """Turn the page."""
        page = self.query_one("#page", VerticalScroll)
        page.scroll_relative(y=direction * max(1, page.size.height - 1), animate=False)
        self.call_after_refresh(self._tell_of_more)

    def action_move(self, direction: int) -> None:
        """Move over what can be touched, the question line included."""
        (self.screen.focus_next if direction > 0 else self.screen.focus_previous)()

    def action_staff_exit(self) -> None:
        """Leave the program, where visitors are not kept from it."""
        if not self._locked:
            self.session.feed(Left())
            self.exit()

    def action_nothing(self) -> None:
        """A key that would lead out of the kiosk."""

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there; a key that only says so does nothing else."""
        if isinstance(event, events.Key | events.MouseDown | events.Paste):
            self._active_at = self._clock()
            if isinstance(event, events.Key) and isinstance(self.session.state, StillThere):
                if event.key == "f10":
                    self.session.feed(Left())
                else:
                    self.session.feed(Arrived())
                return
        await super().on_event(event)

    def look_for_absence(self) -> None:
        """Ask whether anybody is there, and end the visit if not."""
        quiet_for = self._clock() - self._active_at
        state = self.session.state
        if isinstance(state, Listening | Searching) or self._is_busy():
            self._active_at = self._clock()
        elif isinstance(state, StillThere):
            if quiet_for >= self._idle.end_after:
                self.session.feed(Quiet())
        elif quiet_for >= self._idle.warn_after:
            self._active_at = self._clock()
            self._question.value = self._question.value if not isinstance(state, Resting) else ""
            self.session.feed(Quiet())

    def _fatal_error(self) -> None:
        """Die without the usual report, which shows every local variable: a visitor's words would be among them."""
        self._exit_renderables.clear()
        self._close_messages_no_wait()

    # Drawing

    @property
    def _question(self) -> QuestionLine:
        return self.query_one(QuestionLine)

    def _fill(self, kind: str, entries: list[tuple[Content, Event]]) -> None:
        widgets = list(self.query(f".{kind}").results(Touchable))
        for widget, entry in zip(widgets, [*entries, *[None] * len(widgets)], strict=False):
            if entry:
                widget.offer(*entry)
            else:
                widget.withdraw()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the offers to the screen."""
        self.screen.set_class(event.size.width >= 76, "wide")
        self.screen.set_class(event.size.height >= 32 and event.size.width >= 100, "large")
        self.call_after_refresh(self._tell_of_more)

    def _tell_of_more(self) -> None:
        """Say in the top line that the page goes on."""
        page = self.query_one("#page", VerticalScroll)
        language = self._scene.language if self._scene else None
        more = self._phrases("screen.more", language) if language and page.scroll_offset.y < page.max_scroll_y else ""
        room = max(1, self.size.width - 2 - len(self._site) - len(more))
        self.query_one("#top", Words).update(drawing.plain(self._site + " " * room + more))
