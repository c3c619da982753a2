"""Prints on an office printer through CUPS, with its own commands `lp` and `lpstat`.

CUPS takes a job for a printer that is paused or without paper and keeps it until somebody sees to it, when the visitor
and her privacy are long gone; so the queue's state is asked first. What CUPS has accepted counts as printed.
"""

from __future__ import annotations

import os
import subprocess
from time import monotonic

from kiosk.printing.printer import NotPrinted, Printed, PrinterFailure, Ready, Reason
from kiosk.printing.slip import Slip, as_text, layout

COLUMNS = 42

_LARGE_PRINT = ("-o", "cpi=6", "-o", "lpi=4")
"""Six letters to the inch: about 17 point, so that weak eyes can read it, and 42 columns on any office paper."""
_TROUBLES = (
    ("media-empty", Reason.OUT_OF_PAPER),
    ("media-needed", Reason.OUT_OF_PAPER),
    ("cover-open", Reason.COVER_OPEN),
    ("door-open", Reason.COVER_OPEN),
    ("media-jam", Reason.JAMMED),
    ("offline", Reason.OFF),
    ("paused", Reason.OFF),
    ("shutdown", Reason.OFF),
)
"""Standard printer state reasons (RFC 8011, 5.4.12), as `lpstat` shows them under Alerts."""
_REFUSALS = (
    ("does not exist", Reason.OFF),
    ("Invalid destination", Reason.OFF),
    ("not responding", Reason.OFF),
    ("Unable to connect", Reason.OFF),
    ("Scheduler is not running", Reason.OFF),
)


class CupsPrinter:
    """A queue of CUPS, by name."""

    def __init__(self, queue: str, columns: int = COLUMNS, seconds: float = 5.0) -> None:
        self._queue = queue
        self._seconds = seconds
        self._columns = columns

    def print(self, slip: Slip) -> Printed | NotPrinted:
        """Hand the slip to the queue, if it would be printed now."""
        until = monotonic() + self._seconds
        text = as_text(layout(slip, self._columns))
        try:
            self._see_ready(until)
            # The title shows in the queue and on banner pages: it tells nothing of the slip.
            command = ("lp", "-d", self._queue, "-t", "slip", "-o", "document-format=text/plain", *_LARGE_PRINT, "-")
            said = self._run(command, until, text)
            if "request id is" not in said:
                raise PrinterFailure(Reason.REFUSED, f"{self._queue}: lp said {_one_line(said)!r}")
        except PrinterFailure as failure:
            return failure.outcome
        return Printed()

    def check(self) -> Ready | NotPrinted:
        """Say whether the queue is at work."""
        try:
            self._see_ready(monotonic() + self._seconds)
        except PrinterFailure as failure:
            return failure.outcome
        return Ready()

    def _see_ready(self, until: float) -> None:
        state = self._run(("lpstat", "-l", "-p", self._queue), until)
        alerts = " ".join(line for line in state.splitlines() if line.strip().startswith("Alerts:"))
        for alert, reason in _TROUBLES:
            if alert in alerts:
                raise PrinterFailure(reason, f"{self._queue}: {_one_line(alerts)}")
        if f"printer {self._queue} disabled" in state:
            raise PrinterFailure(Reason.OFF, f"{self._queue}: the queue is paused; cupsenable {self._queue} resumes it")

    def _run(self, command: tuple[str, ...], until: float, text: str = "") -> str:
        try:
            done = subprocess.run(
                command,
                input=text.encode(),
                capture_output=True,
                timeout=max(0.0, until - monotonic()),
                env={**os.environ, "LC_ALL": "C.UTF-8"},
            )
        except subprocess.TimeoutExpired as late:
            raise PrinterFailure(Reason.TIMED_OUT, f"{self._queue}: {command[0]} does not answer") from late
        except FileNotFoundError as missing:
            detail = f"{command[0]} is not installed; install the package cups-client"
            raise PrinterFailure(Reason.NOT_INSTALLED, detail) from missing
        except OSError as problem:
            raise PrinterFailure(Reason.REFUSED, f"{command[0]}: {problem.strerror}") from problem
        if done.returncode:
            said = _one_line(done.stderr.decode(errors="replace"))
            reason = next((reason for words, reason in _REFUSALS if words in said), Reason.REFUSED)
            raise PrinterFailure(reason, f"{self._queue}: {said or f'{command[0]} failed'}")
        return done.stdout.decode(errors="replace")


def _one_line(text: str) -> str:
    return " ".join(text.split())
