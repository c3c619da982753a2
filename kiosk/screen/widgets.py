"""The pieces of the screen: lines to touch, and the line to write on."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from kiosk.conversation import Event


class Words(Static):
    """Text that is drawn exactly as it stands."""

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__("", markup=False, id=id, classes=classes)


class Touchable(Words, can_focus=True):
    """A line that stands for an event: touched, clicked, or chosen with Enter."""

    class Taken(Message):
        """The visitor took it."""

        def __init__(self, event: Event) -> None:
            super().__init__()
            self.event = event

    def __init__(self, classes: str) -> None:
        super().__init__(classes=classes)
        self.display = False
        self._event: Event | None = None

    def offer(self, content: Content, event: Event) -> None:
        """Stand for an event from now on."""
        self._event = event
        self.update(content)
        self.display = True

    def withdraw(self) -> None:
        """Stand for nothing."""
        self._event = None
        self.display = False

    def on_click(self) -> None:
        """Touched."""
        self._take()

    def key_enter(self) -> None:
        """Chosen by key."""
        self._take()

    def _take(self) -> None:
        if self._event is not None:
            self.post_message(self.Taken(self._event))


class QuestionLine(Input):
    """Where the question is written. While it is empty, keys that stand for something go to the screen instead."""

    LONGEST = 400

    def __init__(self, take_key: Callable[[str], bool]) -> None:
        super().__init__(max_length=self.LONGEST, id="question", compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._take_key = take_key

    async def _on_key(self, event: events.Key) -> None:
        if not self.value and self._take_key(event.character or event.key):
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)
