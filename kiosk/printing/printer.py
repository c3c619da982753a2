"""Printers as the rest of the kiosk sees them: a slip goes in, and what became of it comes out.

That a printer fails is an everyday outcome the visitor must be told, not an exception.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from kiosk.printing.slip import Slip, as_text, layout


class PrintingError(Exception):
    """Anything that goes wrong with printing."""


class PrinterSettingError(PrintingError):
    """The setting names no printer we know; the message is one line that says what to write instead."""


class PrinterFailure(PrintingError):
    """A device let us down while printing; `outcome` is what the caller of `Printer.print` is told."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.outcome = NotPrinted(reason, detail)


class Reason(Enum):
    """Why there is no paper to take."""

    NO_PRINTER = "no printer is set up"
    NOT_INSTALLED = "the software for this printer is missing"
    OFF = "the printer is switched off, unplugged, paused or not found"
    OUT_OF_PAPER = "the printer is out of paper"
    COVER_OPEN = "the printer's cover is open"
    JAMMED = "the printer reports an error, such as a jam"
    REFUSED = "the printer may not be used"
    NO_SPACE = "the disk is full"
    BUSY = "another slip is still being printed"
    TIMED_OUT = "the printer does not answer"


@dataclass(frozen=True, slots=True)
class Printed:
    """The paper is out, as far as this kind of printer can tell."""

    paper_low: bool = False
    """The roll is nearly used up: time to tell the staff."""


@dataclass(frozen=True, slots=True)
class NotPrinted:
    """There is no slip to take, and why."""

    reason: Reason
    detail: str = ""
    """One line for the log: which device, and what it said beyond the reason. Never words of the slip."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The printer would print now, as far as this kind of printer can tell."""

    paper_low: bool = False


class Printer(Protocol):
    """Puts slips on paper, one at a time, from any thread."""

    def print(self, slip: Slip) -> Printed | NotPrinted:
        """Print one slip; answers within a few seconds, and never raises on account of the device."""
        ...

    def check(self) -> Ready | NotPrinted:
        """Whether it would print now; prints nothing."""
        ...


class NoPrinter:
    """The printer of a kiosk that has none."""

    def print(self, slip: Slip) -> NotPrinted:
        """Print nothing."""
        return NotPrinted(Reason.NO_PRINTER)

    def check(self) -> NotPrinted:
        """Say that there is no printer."""
        return NotPrinted(Reason.NO_PRINTER)


@dataclass(slots=True)
class ListPrinter:
    """Keeps slips in a list, for tests; with `fails` it keeps none and says why."""

    fails: Reason | None = None
    columns: int = 42
    slips: list[Slip] = field(default_factory=list)

    def print(self, slip: Slip) -> Printed | NotPrinted:
        """Keep the slip."""
        if self.fails:
            return NotPrinted(self.fails)
        self.slips.append(slip)
        return Printed()

    def check(self) -> Ready | NotPrinted:
        """Say whether slips are kept."""
        return NotPrinted(self.fails) if self.fails else Ready()

    @property
    def paper(self) -> str:
        """All that was printed, as it would look."""
        return "".join(as_text(layout(slip, self.columns)) for slip in self.slips)
