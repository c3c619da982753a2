"""Receipt printers at USB and serial ports; the serial one is a real terminal line with a printer at its end."""

from __future__ import annotations

import errno
import os
import pty
import tty
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from select import select
from threading import Event, Thread
from time import monotonic

import pytest

from kiosk.printing.escpos_delivery import BothWays
from kiosk.printing.escpos_ports import SerialPort, UsbPort, UsbWire, endpoints
from kiosk.printing.escpos_printer import EscposPrinter
from kiosk.printing.printer import NotPrinted, Printed, PrinterFailure, Reason
from tests.kiosk.fake_escpos_printer import SLIP, FakeEscposPrinter, Mood


@contextmanager
def serial_printer(mood: Mood) -> Iterator[tuple[FakeEscposPrinter, SerialPort]]:
    """A printer of that mood at the far end of a pseudo terminal."""
    far, near = pty.openpty()
    tty.setraw(near)
    fake, off = FakeEscposPrinter(mood), Event()

    def serve() -> None:
        with suppress(OSError):
            while not off.is_set():
                if select([far], [], [], 0.05)[0]:
                    for question in fake.paper.feed(os.read(far, 64)):
                        os.write(far, fake.answer(question))

    thread = Thread(target=serve, daemon=True)
    thread.start()
    with fake:
        yield fake, SerialPort(os.ttyname(near))
    off.set()
    thread.join(5)
    os.close(near)
    os.close(far)


def printer_at(port: SerialPort) -> EscposPrinter:
    return EscposPrinter(BothWays(str(port), port.connected, True, seconds_to_answer=0.3, seconds_per_line=0.001))


def test_a_serial_printer_prints() -> None:
    with serial_printer(Mood.OK) as (fake, port):
        assert printer_at(port).print(SLIP) == Printed()
        assert "¡Llame!" in fake.paper.text
        assert fake.paper.cuts == 1


@pytest.mark.parametrize(("mood", "reason"), [(Mood.RUNS_OUT, Reason.OUT_OF_PAPER), (Mood.SILENT, Reason.TIMED_OUT)])
def test_a_serial_printer_that_fails_is_told(mood: Mood, reason: Reason) -> None:
    with serial_printer(mood) as (_, port):
        outcome = printer_at(port).print(SLIP)
        assert isinstance(outcome, NotPrinted)
        assert outcome.reason is reason


def test_a_serial_port_that_is_not_there_is_told() -> None:
    outcome = printer_at(SerialPort("/dev/ttyNONE")).print(SLIP)
    assert isinstance(outcome, NotPrinted)
    assert outcome.reason is Reason.OFF
    assert "\n" not in outcome.detail


def test_a_usb_printer_that_is_not_there_is_told() -> None:
    port = UsbPort(0x04B8, 0xFFFF)
    outcome = EscposPrinter(BothWays(str(port), port.connected, must_answer=False)).print(SLIP)
    assert isinstance(outcome, NotPrinted)
    assert outcome.reason in (Reason.OFF, Reason.NOT_INSTALLED)
    assert outcome.detail.startswith("USB printer 04b8:ffff: ")


@dataclass
class Endpoint:
    bEndpointAddress: int
    bmAttributes: int = 2


class Interface(list[Endpoint]):
    def __init__(self, kind: int, *ends: Endpoint) -> None:
        super().__init__(ends)
        self.bInterfaceClass = kind


class UsbDevice:
    """A printer as pyusb shows it, whose paper is `taken`."""

    def __init__(self, *interfaces: Interface, answers: bytes = b"") -> None:
        self.interfaces = interfaces
        self.answers = answers
        self.taken = b""

    def get_active_configuration(self) -> tuple[Interface, ...]:
        return self.interfaces

    def write(self, endpoint: int, content: bytes, timeout: int) -> int:
        assert timeout > 0
        self.taken += content
        return len(content)

    def read(self, endpoint: int, size: int, timeout: int) -> bytes:
        assert timeout > 0
        if not self.answers:
            raise OSError(errno.ETIMEDOUT, "Operation timed out")
        return self.answers


def test_the_endpoints_of_a_usb_printer_are_found() -> None:
    keyboard = Interface(3, Endpoint(0x81, 3), Endpoint(0x05))
    printer = Interface(7, Endpoint(0x82), Endpoint(0x03))
    assert endpoints(UsbDevice(keyboard, printer)) == (0x82, 0x03)


def test_a_usb_printer_that_cannot_be_read_is_still_written_to() -> None:
    device = UsbDevice(Interface(7, Endpoint(0x01)))
    wire = UsbWire(UsbPort(1, 2), device, *endpoints(device))
    wire.send(b"hola", 1)
    assert (wire.receive(1), device.taken) == (b"", b"hola")


def test_a_usb_device_that_is_no_printer_is_refused() -> None:
    with pytest.raises(PrinterFailure, match="not say it is a printer"):
        endpoints(UsbDevice(Interface(3, Endpoint(0x81, 3))))


@pytest.mark.parametrize(("answers", "heard"), [(b"\x12", b"\x12"), (b"", b"")])
def test_what_a_usb_printer_says_is_heard(answers: bytes, heard: bytes) -> None:
    device = UsbDevice(Interface(7, Endpoint(0x82), Endpoint(0x01)), answers=answers)
    assert UsbWire(UsbPort(1, 2), device, *endpoints(device)).receive(0) == heard


def test_a_serial_port_held_up_by_its_printer_is_left_in_time() -> None:
    far, near = pty.openpty()
    tty.setraw(near)
    port = SerialPort(os.ttyname(near))
    with port.connected(monotonic() + 1) as wire, pytest.raises(PrinterFailure, match="takes no more bytes"):
        wire.send(b"x" * 100_000, 0.1)
    os.close(near)
    os.close(far)
