"""The window: it shows one scene at a time, and moves over it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from content.language import Language
from kiosk.conversation import PAGE, Picked
from kiosk.phrases import Phrases
from kiosk.scene import Scene
from kiosk.screen import drawing
from kiosk.screen.arrangement import Arrangement, Density, Room
from kiosk.screen.composition import Buttons, Composition, compose
from kiosk.screen.widgets import Meaning, PageTurn, QuestionLine, Touchable, Words

MOST_OFFERS = 16
"""More than any scene has."""
NARROWEST = 24
"""Columns below which words are cut rather than broken to bits."""
LINES_AT_ONCE = 3
"""Rows an arrow key scrolls."""
TURNS = (("Page Down", "screen.page_down", 1), ("Page Up", "screen.page_up", -1))
_VERTICAL = {"up": -1, "down": 1}


class Window(Vertical):
    """Shows one scene at a time.

    Args:
        site: the place's name, always in sight.
        take_key: takes what a key stands for, and says whether it stands for anything.
    """

    def __init__(self, site: str, phrases: Phrases, take_key: Callable[[str], bool]) -> None:
        super().__init__()
        self._site = site
        self._phrases = phrases
        self._take_key = take_key
        self._scene: Scene | None = None
        self._composed: Composition | None = None
        self._heard: tuple[str, float] | None = None

    def compose(self) -> ComposeResult:
        """The fixed parts; scenes only fill them."""
        yield Words(id="top")
        yield Words(id="notice")
        yield Words(id="heading")
        with VerticalScroll(id="page", can_focus=False):
            with Horizontal(id="cards"):
                for _ in Language:
                    yield Words(classes="card")
            yield Words(id="body")
            with Container(id="choices"), Container(id="choice-grid"):
                for _ in range(PAGE):
                    yield Touchable("choice")
        with Horizontal(id="turns"):
            for _ in TURNS:
                yield Touchable("turn")
        with Horizontal(id="line"):
            yield Words(id="prompt")
            yield QuestionLine(self._take_key)
        with Container(id="offers"), Container(id="offer-grid"):
            for _ in range(MOST_OFFERS):
                yield Touchable("offer")

    @property
    def question(self) -> QuestionLine:
        """Where the visitor writes."""
        return self.query_one(QuestionLine)

    def show(self, scene: Scene) -> None:
        """Show a scene from its beginning; where only the notice is new, everything stays as it was."""
        before, self._scene = self._scene, scene
        self._heard = None
        same = before is not None and _page_of(before) == _page_of(scene)
        focused = self.screen.focused
        meant = focused.meaning if same and isinstance(focused, Touchable) else None
        if not same:
            self._page.scroll_home(animate=False)
        self._draw(scene)
        stays = meant is not None and isinstance(focused, Touchable) and focused.meaning == meant
        if not stays:
            self.screen.set_focus(self.question if scene.hint else None, scroll_visible=False)

    def hear(self, words: str, level: float) -> None:
        """Show what is being heard, under what the scene says."""
        self._heard = (words, level)
        if self._composed:
            self._tell(self._composed)

    def turn(self, direction: int) -> None:
        """Turn the page: down for 1, up for -1; one line stays in sight."""
        self._page.scroll_relative(y=direction * max(1, self._page.size.height - 1), animate=False)

    def move(self, towards: str) -> None:
        """Move to the next button, or to the question line: up, down, left or right.

        Up and down first turn a page of text that goes on.
        """
        page, focused = self._page, self.screen.focused
        at_rest = focused is None or focused is self.question
        if at_rest and towards in _VERTICAL and self._scene and not self._scene.choices:
            y = page.scroll_offset.y + LINES_AT_ONCE * _VERTICAL[towards]
            if -LINES_AT_ONCE < y < page.max_scroll_y + LINES_AT_ONCE:
                page.scroll_to(y=y, animate=False)
                return
        if there := _neighbour(self.screen.focus_chain, focused, towards):
            self.screen.set_focus(there)

    def on_mount(self) -> None:
        """Follow the page as it is turned, by whatever means."""
        self._words("prompt").update(Content("›"))
        self.watch(self._page, "scroll_y", self._tell_of_more, init=False)

    def on_resize(self) -> None:
        """Lay the scene out anew."""
        if self._scene:
            self._draw(self._scene)

    @property
    def _page(self) -> VerticalScroll:
        return self.query_one("#page", VerticalScroll)

    @property
    def _room(self) -> Room:
        return Room(max(NARROWEST, self.app.size.width), self.app.size.height)

    def _words(self, name: str) -> Words:
        return self.query_one(f"#{name}", Words)

    def _write(self, name: str, content: Content) -> None:
        self._words(name).update(content)
        self._words(name).display = bool(content)

    def _tell(self, composed: Composition) -> None:
        meter = (drawing.hearing(*self._heard, self._room.text),) if self._heard else ()
        self._write("body", drawing.stacked(composed.body, *meter))

    def _draw(self, scene: Scene) -> None:
        composed = self._composed = compose(scene, self._room, self._phrases)
        self._dress(scene, composed.arrangement)
        self._words("top").update(drawing.plain(self._site))
        self._write("notice", composed.notice)
        self._write("heading", composed.heading)
        self._tell(composed)
        self.query_one("#cards").display = bool(composed.cards)
        for words, card in zip(self.query(".card").results(Words), composed.cards, strict=False):
            words.update(card)
        arrangement = composed.arrangement
        picks: list[Meaning] = [Picked(choice.number) for choice in scene.choices]
        self._fill("choice", composed.choices, arrangement.choices, picks)
        self._fill("offer", composed.offers, arrangement.frame, [offer.event for offer in scene.offers])
        self.query_one("#turns").display = not arrangement.whole
        self.question.placeholder = composed.hint
        self.query_one("#line").display = bool(scene.hint)
        self.call_after_refresh(self._tell_of_more)

    def _dress(self, scene: Scene, arrangement: Arrangement) -> None:
        """Tell the style sheet what is shown, and how densely."""
        densities = {"frame": arrangement.frame, "text": arrangement.text, "choices": arrangement.choices}
        self.set_classes(
            [
                f"kind-{scene.kind}",
                f"margin-{self._room.margin}",
                *(f"{part}-{density.name}" for part, density in densities.items()),
            ]
        )

    def _fill(self, kind: str, buttons: Buttons, density: Density, meanings: list[Meaning]) -> None:
        tray = self.query_one(f"#{kind}s")
        tray.display = bool(meanings)
        grid = self.query_one(f"#{kind}-grid")
        grid.styles.grid_size_columns = buttons.columns
        grid.styles.width = buttons.across(density)
        widgets = list(grid.query_children(Touchable))
        for widget, text, meaning in zip(widgets, buttons.texts, meanings, strict=False):
            widget.show(text, meaning)
        for widget in widgets[len(meanings) :]:
            widget.hide()

    def _tell_of_more(self) -> None:
        """Offer to turn the page as far as it goes on."""
        if self._scene is None:
            return
        y, end = self._page.scroll_offset.y, self._page.max_scroll_y
        possible = {-1: y > 0, 1: y < end}
        for widget, (key, phrase, direction) in zip(self.query(".turn").results(Touchable), TURNS, strict=True):
            label = self._phrases(phrase, self._scene.language)
            widget.show(drawing.button(key, label, "", self._room.inner, 1), PageTurn(direction))
            widget.visible = possible[direction]


def _page_of(scene: Scene) -> tuple[object, ...]:
    return scene.kind, scene.heading, scene.lines, scene.choices


def _neighbour(chain: list[Widget], focused: Widget | None, towards: str) -> Widget | None:
    """What lies next to the focus; the first of all where nothing has it. None at the edge."""
    rows = [list(row) for _, row in groupby(chain, key=lambda widget: (widget.parent, widget.region.y))]
    at = next((n for n, row in enumerate(rows) if focused in row), None)
    if focused is None or at is None:
        return chain[0] if chain else None
    if towards in _VERTICAL:
        to = at + _VERTICAL[towards]
        beside = rows[to] if 0 <= to < len(rows) else []
        return min(beside, key=lambda widget: abs(widget.region.x - focused.region.x), default=None)
    to = rows[at].index(focused) + (1 if towards == "right" else -1)
    return rows[at][to] if 0 <= to < len(rows[at]) else None
