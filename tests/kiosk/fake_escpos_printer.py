"""A receipt printer without the printer: reads ESC/POS, keeps what would be on the paper, answers `DLE EOT`.

`Paper` understands the bytes, byte by byte as a real printer does; `FakeEscposPrinter` is one on a TCP port, in a mood.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from threading import Event, Thread
from types import TracebackType
from typing import Self

from content.language import Language
from kiosk.printing.slip import Field, Section, Slip

SLIP = Slip(
    language=Language.ES,
    sections=(
        Section(
            title="Permiso para vender comida en la banqueta",
            provider="Ciudad de Albuquerque",
            fields=(
                Field("Teléfono", "505-924-3890", large=True),
                Field("Dirección", "600 2nd St NW, Albuquerque, NM 87102"),
                Field("Horario", "lunes a viernes, 8:00 a 5:00\nsábado cerrado"),
            ),
            notes=("Solo en inglés. ¿Preguntas? ¡Llame!", "Llame antes para confirmar."),
        ),
    ),
    site="Biblioteca Central",
    printed_at="martes 5 de mayo, 10:20",
    footer="Díganos si le sirvió: la ventanilla o 505-768-2000.",
    code="K7RQ",
)
"""A slip as a visitor gets it."""

CODE_PAGES = {0: "cp437", 2: "cp850", 19: "cp858", 53: "cp858"}

_ARGUMENTS = {
    b"\x1b@": 0, b"\x1bt": 1, b"\x1bR": 1, b"\x1b!": 1, b"\x1bE": 1, b"\x1bd": 1, b"\x1bp": 3, b"\x1ba": 1,
    b"\x1c.": 0, b"\x1c&": 0, b"\x1dV": 1, b"\x1d!": 1, b"\x10\x04": 1, b"\x10\x14": 3,
}  # fmt: skip


class Mood(Enum):
    """How the printer behaves."""

    OK = auto()
    NEAR_END = auto()
    OUT_OF_PAPER = auto()
    COVER_OPEN = auto()
    JAMMED = auto()
    RUNS_OUT = auto()
    """The paper ends while the ticket is printed."""
    SILENT = auto()
    FALLS_SILENT = auto()
    """Answers before the ticket, and never after."""
    DROPS = auto()
    """Breaks the connection off in the middle of the ticket."""
    STALLS = auto()
    """Answers, then takes no more bytes."""
    CHATTERS = auto()
    """Sends automatic status and flow control between its answers."""


@dataclass
class Paper:
    """What the printer made of the bytes."""

    text: str = ""
    cuts: int = 0
    drawer_kicks: int = 0
    code_pages: list[int] = field(default_factory=list)
    large: str = ""
    """What was printed tall."""
    strong: str = ""
    unknown: list[bytes] = field(default_factory=list)
    questions: list[int] = field(default_factory=list)
    _page: str = "cp437"
    _tall: bool = False
    _bold: bool = False
    _chinese: bool = True
    """Until told otherwise, as printers made for China are."""
    _pending: bytes = b""

    def feed(self, content: bytes) -> Iterator[int]:
        """Take bytes; yields the n of each `DLE EOT n` among them."""
        for byte in content:
            self._pending += bytes((byte,))
            command = self._pending[:2]
            if self._pending[0] not in b"\x1b\x1c\x1d\x10":
                self._letter(byte)
            elif len(command) < 2 or len(self._pending) < 2 + _ARGUMENTS.get(command, 0):
                continue
            elif command == b"\x10\x04":
                self.questions.append(byte)
                yield byte
            else:
                self._command(command, byte)
            self._pending = b""

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    def _letter(self, byte: int) -> None:
        if byte < 0x20 and byte != 0x0A:
            self.unknown.append(bytes((byte,)))
            return
        letter = "漢" if self._chinese and byte > 0x80 else bytes((byte,)).decode(self._page)
        self.text += letter
        self.large += letter if self._tall else ""
        self.strong += letter if self._bold else ""

    def _command(self, command: bytes, argument: int) -> None:
        match command:
            case b"\x1b@":
                self._page, self._tall, self._bold = "cp437", False, False
            case b"\x1bt":
                self.code_pages.append(argument)
                self._page = CODE_PAGES[argument]
            case b"\x1b!":
                self._tall, self._bold = bool(argument & 0x10), bool(argument & 0x08)
            case b"\x1bE":
                self._bold = bool(argument & 1)
            case b"\x1c.":
                self._chinese = False
            case b"\x1dV":
                self.cuts += 1
            case b"\x1bp" | b"\x10\x14":
                self.drawer_kicks += 1
            case _ if command not in _ARGUMENTS:
                self.unknown.append(command)


_GOOD = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}
_BAD_FROM_THE_START = {
    Mood.NEAR_END: {4: 0x1E},
    Mood.OUT_OF_PAPER: {1: 0x1A, 2: 0x32, 4: 0x7E},
    Mood.COVER_OPEN: {1: 0x1A, 2: 0x16, 4: 0x7E},
    Mood.JAMMED: {1: 0x1A, 2: 0x52, 3: 0x1A},
}


class FakeEscposPrinter:
    """A printer at 127.0.0.1:`port` while the `with` block lasts."""

    def __init__(self, mood: Mood = Mood.OK) -> None:
        self.mood = mood
        self.paper = Paper()
        self._switched_off = Event()
        self._hung_up = Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.port: int = self._listener.getsockname()[1]
        self._thread = Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._switched_off.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                with connection, suppress(OSError):
                    self._print(connection)
                self._hung_up.set()

    def _print(self, connection: socket.socket) -> None:
        while content := connection.recv(64):
            for question in self.paper.feed(content):
                connection.sendall(self.answer(question))
            if self.mood is Mood.DROPS and self.paper.text:
                return
            if self.mood is Mood.STALLS and self.paper.text:
                self._switched_off.wait(10)
                return

    def finished(self) -> Paper:
        """The paper, once everything sent over a connection that has ended is on it."""
        self._hung_up.wait(5)
        return self.paper

    def answer(self, question: int) -> bytes:
        """What it says to `DLE EOT question`."""
        status = {**_GOOD, **_BAD_FROM_THE_START.get(self.mood, {})}
        match self.mood:
            case Mood.SILENT:
                return b""
            case Mood.FALLS_SILENT if self.paper.text:
                return b""
            case Mood.RUNS_OUT if self.paper.text:
                status |= _BAD_FROM_THE_START[Mood.OUT_OF_PAPER]
            case Mood.CHATTERS:
                return b"\x11\x14\x00\x00\x0f" + bytes((status[question],)) + b"\x13"
        return bytes((status[question],))
