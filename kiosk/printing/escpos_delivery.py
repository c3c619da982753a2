"""Brings a ticket to a receipt printer, and finds out whether it was printed.

A printer takes bytes gladly while it is out of paper, so its status is asked before and after, and while the paper is
still coming out: only a good last answer counts. A printer that never answers is one of two things. Over a wire that
always carries answers it is off, or hung: nothing is sent. Over a wire that may be one-way nothing is known, and the
ticket counts as printed once the bytes are taken.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Protocol

from kiosk.printing.escpos_status import Line, Status, ask
from kiosk.printing.paper_file import PaperFile
from kiosk.printing.printer import Printed, PrinterFailure, Ready, Reason

_ALL_SECONDS = 5.0
_BETWEEN_LOOKS = 0.2


@dataclass(frozen=True, slots=True)
class Ticket:
    """A slip in the printer's own language."""

    content: bytes
    lines: int


class Delivery(Protocol):
    """A way to a receipt printer."""

    def deliver(self, ticket: Ticket) -> Printed:
        """Print the ticket.

        Raises:
            PrinterFailure: it was not printed, or not to the end.
        """
        ...

    def see_ready(self) -> Ready:
        """Find out whether a ticket would be printed now.

        Raises:
            PrinterFailure: it would not.
        """
        ...


@dataclass(frozen=True, slots=True)
class OneWay:
    """To a file, or a device that is only written to."""

    file: PaperFile

    def deliver(self, ticket: Ticket) -> Printed:
        """Write the ticket; it counts as printed once it is taken."""
        self.file.put(ticket.content)
        return Printed()

    def see_ready(self) -> Ready:
        """Find out whether it can be written."""
        self.file.see_writable()
        return Ready()


@dataclass(frozen=True, slots=True)
class BothWays:
    """Over a wire on which the printer can answer."""

    name: str
    """For messages."""
    connect: Callable[[float], AbstractContextManager[Line]]
    """Opens the wire, by a time on the monotonic clock; raises `PrinterFailure`."""
    must_answer: bool
    seconds_to_answer: float = 1.0
    """How long the printer may take over one answer."""
    seconds_per_line: float = 0.05
    """The time a slow printer takes to print a line; for so long its status is watched."""

    def deliver(self, ticket: Ticket) -> Printed:
        """Ask, print, and ask until the paper is out."""
        until = monotonic() + _ALL_SECONDS
        with self.connect(until) as line:
            before = self._seen(line, until)
            line.send(ticket.content, max(0.0, until - self.seconds_to_answer - monotonic()))
            return self._watched(line, until, ticket.lines) if before else Printed()

    def see_ready(self) -> Ready:
        """Ask how the printer is."""
        until = monotonic() + _ALL_SECONDS
        with self.connect(until) as line:
            status = self._seen(line, until)
            return Ready(status.paper_low) if status else Ready()

    def _watched(self, line: Line, until: float, lines: int) -> Printed:
        out = min(monotonic() + lines * self.seconds_per_line, until - self.seconds_to_answer)
        while True:
            last_look = monotonic() >= out
            status = self._heard(ask(line, until, self.seconds_to_answer))
            if last_look:
                return Printed(status.paper_low)
            sleep(max(0.0, min(_BETWEEN_LOOKS, out - monotonic())))

    def _seen(self, line: Line, until: float) -> Status | None:
        status = ask(line, until, self.seconds_to_answer)
        return self._heard(status) if status or self.must_answer else None

    def _heard(self, status: Status | None) -> Status:
        if status is None:
            raise PrinterFailure(Reason.TIMED_OUT, self.name)
        if status.trouble:
            raise PrinterFailure(status.trouble, self.name)
        return status
