"""The kiosk as a plain dialogue of lines: for pipes, screen readers and braille displays.

The same conversation as on the screen, one line in, some lines out, nothing drawn and nothing ever erased.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from content.language import Language
from content.sanitise import clean
from kiosk.conversation import Arrived, Left, Quiet, Resting, State, StillThere
from kiosk.lines import as_lines
from kiosk.phrases import Phrases
from kiosk.scene import Kind, Manner, Scene
from kiosk.session import Session
from kiosk.settings import IdleSettings
from kiosk.understanding import typed

Write = Callable[[str], object]


class PlainChannel:
    """Writes scenes as lines; where only a notice is new, only the notice."""

    def __init__(self, write: Write, manner: Manner, phrases: Phrases) -> None:
        self.manner = manner
        self.shown: Scene | None = None
        self.over = False
        """Whether the visit has ended."""
        self._write = write
        self._phrases = phrases

    def begin(self) -> None:
        """Forget what was shown: the next page is for somebody else."""
        self.shown, self.over = None, False

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


def talk(session: Session, channel: PlainChannel, lines: Iterable[str | None], write: Write, phrases: Phrases) -> None:
    """Lead the dialogue until the input ends or the visitor says goodbye.

    Args:
        lines: what is typed; None for a silence in which nothing was (see `patience`). A visit that ends by silence is
            followed by the next one.
    """
    home = session.scene().language
    _welcome(session, home, write, phrases)
    for line in lines:
        if line is None:
            write("\n")
            session.feed(Quiet())
            if channel.over:
                channel.begin()
                _welcome(session, home, write, phrases)
                continue
        else:
            _take(line, session, channel)
        if channel.over:
            return
        write(phrases("plain.prompt", home))
    write("\n")
    session.feed(Left())


def patience(state: State, idle: IdleSettings) -> int | None:
    """Seconds of silence after which to ask whether anybody is there, or to end the visit; None while nobody is."""
    match state:
        case Resting():
            return None
        case StillThere():
            return idle.end_after
        case _:
            return idle.warn_after


def _welcome(session: Session, home: Language, write: Write, phrases: Phrases) -> None:
    session.open()
    for language in (home, home.other):
        write(phrases("plain.say", language, words=phrases("plain.words", language)) + "\n")
    write(phrases("plain.prompt", home))


def _take(line: str, session: Session, channel: PlainChannel) -> None:
    event = typed(line, channel.shown.offers if channel.shown else ())
    if event is None and isinstance(session.state, StillThere):
        event = Arrived()  # an empty line says that somebody is there
    if event is not None:
        session.feed(event)


def _same_page(before: Scene, after: Scene) -> bool:
    """Whether they differ in nothing but the notice, and what may be done or said about it."""

    def page(scene: Scene) -> Scene:
        return replace(scene, notice="", spoken=(), recited=(), offers=())

    return page(before) == page(after)
