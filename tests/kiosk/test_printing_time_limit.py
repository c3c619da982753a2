"""A printer kept to its time."""

from __future__ import annotations

from threading import Event

import pytest

from kiosk.printing.printer import ListPrinter, NotPrinted, Printed, Ready, Reason
from kiosk.printing.slip import Slip
from kiosk.printing.time_limit import TimeLimited
from tests.kiosk.fake_escpos_printer import SLIP


class HungPrinter:
    """Answers when it is freed."""

    def __init__(self) -> None:
        self.freed = Event()

    def print(self, slip: Slip) -> Printed | NotPrinted:
        self.freed.wait(10)
        return Printed()

    def check(self) -> Ready | NotPrinted:
        self.freed.wait(10)
        return Ready()


class BrokenPrinter(ListPrinter):
    def print(self, slip: Slip) -> Printed | NotPrinted:
        raise ZeroDivisionError


def test_a_hung_printer_is_left_and_the_next_slip_refused_at_once() -> None:
    hung = HungPrinter()
    printer = TimeLimited(hung, seconds=0.05)
    assert printer.print(SLIP) == NotPrinted(Reason.TIMED_OUT, "no answer within 0.05 s")
    assert printer.check() == NotPrinted(Reason.BUSY)
    hung.freed.set()


def test_a_printer_that_comes_back_prints_again() -> None:
    hung = HungPrinter()
    printer = TimeLimited(hung, seconds=0.05)
    printer.print(SLIP)
    hung.freed.set()
    while (outcome := printer.print(SLIP)) == NotPrinted(Reason.BUSY):
        pass
    assert outcome == Printed()


def test_a_fault_of_ours_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        TimeLimited(BrokenPrinter()).print(SLIP)
