"""Keeps a printer to its time: a hung device must never hold up the visitor.

Some waits have no time limit of their own (looking up a host name, the close of a serial line, a dead file server), so
the printer works in a thread that is left behind when its time is up. While such a thread still hangs, further slips
are refused at once, so there is never more than one.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import TypeVar

from kiosk.printing.printer import NotPrinted, Printed, Printer, Ready, Reason
from kiosk.printing.slip import Slip

Outcome = TypeVar("Outcome")

LIMIT = 6.0
"""Seconds a printer has in all; a little more than those that keep time themselves take."""


class TimeLimited:
    """A printer that answers within `seconds`, whatever the one inside does."""

    def __init__(self, printer: Printer, seconds: float = LIMIT) -> None:
        self.printer = printer
        self._seconds = seconds
        self._one_at_a_time = Lock()
        self._worker: Thread | None = None

    def print(self, slip: Slip) -> Printed | NotPrinted:
        """Print in time, or say that it was not done."""
        return self._in_time(lambda: self.printer.print(slip))

    def check(self) -> Ready | NotPrinted:
        """Check in time, or say that there was no answer."""
        return self._in_time(self.printer.check)

    def _in_time(self, work: Callable[[], Outcome]) -> Outcome | NotPrinted:
        done: Future[Outcome] = Future()
        with self._one_at_a_time:
            if self._worker and self._worker.is_alive():
                return NotPrinted(Reason.BUSY)
            self._worker = worker = Thread(target=_do, args=(work, done), daemon=True, name="printer")
            worker.start()
        worker.join(self._seconds)
        if not done.done():
            return NotPrinted(Reason.TIMED_OUT, f"no answer within {self._seconds:g} s")
        return done.result()


def _do(work: Callable[[], Outcome], done: Future[Outcome]) -> None:
    try:
        done.set_result(work())
    except BaseException as failed:
        done.set_exception(failed)
