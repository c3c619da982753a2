"""Asks an ESC/POS printer how it is: `DLE EOT n`, the real-time status request, answered by one byte.

The bits are those Epson documents for its TM printers, which others follow: n = 1 printer, 2 cause of being offline,
3 error, 4 roll paper sensors. In every answer bits 0 and 7 are clear and bits 1 and 4 set; bytes that do not fit are
something else (flow control, automatic status) and are passed over. What a printer keeps silent about is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from time import monotonic
from typing import Protocol

from kiosk.printing.printer import Reason

_FIXED, _FIXED_BITS = 0b1001_0011, 0b0001_0010


class Line(Protocol):
    """The wire to a printer."""

    def send(self, content: bytes, seconds: float) -> None:
        """Send all of it.

        Raises:
            PrinterFailure: it was not all taken in time, or the printer went away.
        """
        ...

    def receive(self, seconds: float) -> bytes:
        """What the printer says, at least one byte; nothing once the time is up.

        Raises:
            PrinterFailure: the printer went away.
        """
        ...


class About(IntEnum):
    """What may be asked."""

    PRINTER = 1
    OFFLINE = 2
    ERROR = 3
    PAPER = 4


@dataclass(frozen=True, slots=True)
class Status:
    """How the printer is."""

    trouble: Reason | None = None
    """Why it would not print; None when it would."""
    paper_low: bool = False


_TROUBLES: tuple[tuple[About, int, Reason], ...] = (
    (About.OFFLINE, 0x04, Reason.COVER_OPEN),
    (About.PAPER, 0x60, Reason.OUT_OF_PAPER),
    (About.OFFLINE, 0x20, Reason.OUT_OF_PAPER),
    (About.ERROR, 0x68, Reason.JAMMED),
    (About.OFFLINE, 0x40, Reason.JAMMED),
    (About.PRINTER, 0x08, Reason.OFF),
)
"""Which bits of which answer mean what, the most helpful first: a printer without paper is offline as well."""
_PAPER_LOW = 0x0C


def ask(line: Line, until: float, seconds: float) -> Status | None:
    """The printer's status; None when it has not answered after `seconds`, or by `until` on the monotonic clock.

    Raises:
        PrinterFailure: the printer went away.
    """
    answers: dict[About, int] = {}
    for about in (About.PAPER, About.OFFLINE, About.ERROR, About.PRINTER):
        if (answer := _answer(line, about, min(until, monotonic() + seconds))) is None:
            break
        answers[about] = answer
    if not answers:
        return None
    trouble = next((reason for about, bits, reason in _TROUBLES if answers.get(about, 0) & bits), None)
    return Status(trouble, paper_low=bool(answers[About.PAPER] & _PAPER_LOW))


def _answer(line: Line, about: About, until: float) -> int | None:
    line.receive(0)  # an answer that came too late belongs to an older question
    line.send(bytes((0x10, 0x04, about)), max(0.0, until - monotonic()))
    while (left := until - monotonic()) > 0:
        for byte in line.receive(left):
            if byte & _FIXED == _FIXED_BITS:
                return byte
    return None
