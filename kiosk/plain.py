"""The kiosk as a plain dialogue of lines: for pipes, screen readers and braille displays.

The same conversation as on the screen, one line in, some lines out, nothing drawn and nothing ever erased.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from content.sanitise import clean
from kiosk.conversation import Left
from kiosk.lines import as_lines
from kiosk.phrases import Phrases
from kiosk.scene import Kind, Manner, Scene
from kiosk.session import Session
from kiosk.understanding import typed

Write = Callable[[str], object]


class PlainChannel:
    """Writes scenes as lines; where only a notice is new, only the notice."""

    def __init__(self, write: Write, manner: Manner, phrases: Phrases) -> None:
        self.manner = manner
        self.shown: Scene | None = None
        self.over = False
        """Whether the visitor has said goodbye."""
        self._write = write
        self._phrases = phrases

    def present(self, shown: Scene) -> None:
        """Write what is new; a page that is shown again was asked for again. Searching takes no time here."""
        before = self.shown
        if shown.kind is Kind.SEARCHING:
            return
        self.shown = shown
        if before and shown.kind is Kind.WELCOME:
            self.over = True
            self._write(self._phrases("plain.bye", before.language) + "\n")
        elif before and shown.notice and _same_page(before, shown):
            self._write(f"{clean(shown.notice)}\n")
        else:
            self._write("".join(f"{line}\n" for line in as_lines(shown)) + "\n")


def talk(session: Session, channel: PlainChannel, lines: Iterable[str], write: Write, phrases: Phrases) -> None:
    """Lead the dialogue until the input ends or the visitor says goodbye."""
    session.open()
    home = session.scene().language
    for language in (home, home.other):
        write(phrases("plain.say", language, words=phrases("plain.words", language)) + "\n")
    write(phrases("plain.prompt", home))
    for line in lines:
        event = typed(line, channel.shown.offers if channel.shown else ())
        if event is not None:
            session.feed(event)
        if channel.over:
            return
        write(phrases("plain.prompt", home))
    write("\n")
    session.feed(Left())


def _same_page(before: Scene, after: Scene) -> bool:
    """Whether they differ in nothing but the notice, and what may be done or said about it."""

    def page(scene: Scene) -> Scene:
        return replace(scene, notice="", spoken=(), recited=(), offers=())

    return page(before) == page(after)
