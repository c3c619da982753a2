"""The wires to receipt printers at a USB or serial port, opened through python-escpos."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any

from kiosk.printing.device_errors import reasons_told
from kiosk.printing.device_file import write_all
from kiosk.printing.escpos_library import library
from kiosk.printing.escpos_status import Line
from kiosk.printing.printer import PrinterFailure, Reason

BAUD = 9600

_PRINTER_CLASS = 7
_BULK = 2
_INWARD = 0x80
_SERIAL_POLL = 0.02


@dataclass(frozen=True, slots=True)
class UsbPort:
    """A printer by its USB identity; found at whatever port it is plugged into."""

    vendor: int
    product: int

    def __str__(self) -> str:
        return f"USB printer {self.vendor:04x}:{self.product:04x}"

    @contextmanager
    def connected(self, until: float) -> Iterator[Line]:
        """The wire.

        Raises:
            PrinterFailure: the printer is not plugged in, or in use by another program.
        """
        port = library().printer.Usb(self.vendor, self.product)
        with _opened(port, self):
            with reasons_told(self):
                inward, outward = endpoints(port.device)
            yield UsbWire(self, port.device, inward, outward)


@dataclass(frozen=True, slots=True)
class SerialPort:
    """A printer at a serial port, 8 bits, no parity."""

    path: str
    baud: int = BAUD

    def __str__(self) -> str:
        return self.path

    @contextmanager
    def connected(self, until: float) -> Iterator[Line]:
        """The wire.

        Raises:
            PrinterFailure: there is no such port, or it may not be used.
        """
        port = library().printer.Serial(self.path, baudrate=self.baud)
        with _opened(port, self):
            try:
                yield _SerialWire(self, port.device)
            finally:
                # Closing waits for what is unsent, for ever if the printer holds it up; by now it is of no use.
                with suppress(OSError):
                    port.device.reset_output_buffer()


def endpoints(device: Any) -> tuple[int, int]:
    """The addresses at which a USB printer is read and written: models differ in them.

    Raises:
        PrinterFailure: the device is no printer.
    """
    for interface in device.get_active_configuration():
        bulk = [end.bEndpointAddress for end in interface if end.bmAttributes & 3 == _BULK]
        outward = [address for address in bulk if not address & _INWARD]
        inward = [address for address in bulk if address & _INWARD]
        if interface.bInterfaceClass == _PRINTER_CLASS and outward:
            return (inward[0] if inward else 0), outward[0]
    raise PrinterFailure(Reason.REFUSED, "the USB device does not say it is a printer")


@contextmanager
def _opened(port: Any, name: object) -> Iterator[None]:
    errors = library().exceptions
    with reasons_told(name):
        try:
            port.open()
        except errors.Error as problem:
            if isinstance(cause := problem.__context__, OSError):
                raise cause from problem
            raise PrinterFailure(Reason.OFF, f"{name}: not found, or not plugged in") from problem
        except (RuntimeError, ValueError) as problem:
            raise PrinterFailure(Reason.NOT_INSTALLED, f"{name}: {problem}") from problem
    try:
        yield
    finally:
        with suppress(OSError):
            port.close()


@dataclass(frozen=True, slots=True)
class UsbWire:
    """A `Line` over a device of pyusb."""

    name: UsbPort
    device: Any
    inward: int
    """0 where the printer cannot be read."""
    outward: int

    def send(self, content: bytes, seconds: float) -> None:
        """See `Line.send`."""
        with reasons_told(self.name):
            self.device.write(self.outward, content, _milliseconds(seconds))

    def receive(self, seconds: float) -> bytes:
        """See `Line.receive`."""
        if not self.inward:
            return b""
        with reasons_told(self.name):
            try:
                return bytes(self.device.read(self.inward, 64, _milliseconds(seconds)))
            except OSError as problem:
                if problem.errno == errno.ETIMEDOUT:
                    return b""
                raise


@dataclass(frozen=True, slots=True)
class _SerialWire:
    name: SerialPort
    device: Any

    def send(self, content: bytes, seconds: float) -> None:
        until = monotonic() + seconds
        with reasons_told(self.name):
            write_all(content, self.device.fileno(), until)
            while self.device.out_waiting:
                if monotonic() > until:
                    raise TimeoutError(errno.ETIMEDOUT, "takes no more bytes")
                sleep(_SERIAL_POLL)

    def receive(self, seconds: float) -> bytes:
        with reasons_told(self.name):
            self.device.timeout = seconds
            return bytes(self.device.read(max(1, self.device.in_waiting)))


def _milliseconds(seconds: float) -> int:
    """At least one: to libusb, none means for ever."""
    return max(1, round(seconds * 1000))
