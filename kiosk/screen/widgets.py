"""The pieces of the screen: text, buttons, and the line to write on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from content.sanitise import clean_line
from kiosk.conversation import Event


class Words(Static):
    """Text that is drawn exactly as it stands."""

    def __init__(self, id: str | None = None, classes: str | None = None) -> None:
        super().__init__("", markup=False, id=id, classes=classes)


@dataclass(frozen=True, slots=True)
class PageTurn:
    """A button's meaning where it concerns nobody but the screen."""

    direction: int
    """1 for onwards, -1 for back."""


Meaning = Event | PageTurn


class Touchable(Words, can_focus=True):
    """A button: touched, clicked, or chosen with Enter or the space bar."""

    FOCUS_ON_CLICK = False

    class Taken(Message):
        """The visitor took it."""

        def __init__(self, meaning: Meaning) -> None:
            super().__init__()
            self.meaning = meaning

    def __init__(self, classes: str) -> None:
        super().__init__(classes=classes)
        self.display = False
        self.meaning: Meaning | None = None

    def show(self, content: Content, meaning: Meaning) -> None:
        """Stand for something from now on."""
        self.meaning = meaning
        self.update(content)
        self.display = True

    def hide(self) -> None:
        """Stand for nothing."""
        self.meaning = None
        self.display = False

    def on_click(self, event: events.Click) -> None:
        """Touched."""
        event.stop()
        self._take()

    def on_key(self, event: events.Key) -> None:
        """Chosen by key."""
        if event.key in ("enter", "space"):
            event.stop()
            self._take()

    def _take(self) -> None:
        if self.meaning is not None:
            self.post_message(self.Taken(self.meaning))


class QuestionLine(Input):
    """Where the question is written. While it is empty, keys that stand for something go to the screen instead.

    A digit that has picked a choice was perhaps the start of a question ("3 kids need shots"): where a space follows
    at once, it is put back in front.

    Args:
        take_key: takes what a key stands for, and says whether it stands for anything.
    """

    LONGEST = 400
    """Characters; more than anybody asks in one breath."""

    def __init__(self, take_key: Callable[[str], bool]) -> None:
        super().__init__(max_length=self.LONGEST, id="question", compact=True, select_on_focus=False)
        self.cursor_blink = False
        self._take_key = take_key
        self._digit = ""

    def write(self, event: events.Key) -> bool:
        """Take a key for what it stands for, or write it; False if it is neither."""
        digit, self._digit = self._digit, ""
        character = event.character if event.is_printable else None
        if not self.value and self._take_key(character or event.key):
            self._digit = character if character and character.isdecimal() else ""
        elif character == " " and not self.value:
            self.insert_text_at_cursor(f"{digit} " if digit else "")
        elif character:
            self.replace(character, *self.selection)
        else:
            return False
        return True

    async def _on_key(self, event: events.Key) -> None:
        if self.write(event):
            event.stop()
            event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        """As much of it as there is room for, on one line."""
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        room = self.LONGEST - len(self.value) + end - start
        self.replace(clean_line(event.text[: 2 * self.LONGEST])[:room], start, end)

    def clear(self) -> None:
        """Forget what was written, and what was picked."""
        self._digit = ""
        super().clear()

    def restricted(self) -> None:
        """The line is full: no bell, for it is nobody's fault."""
