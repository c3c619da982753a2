"""Writes to a device file such as `/dev/usb/lp0` without ever blocking: out of paper, a printer stops taking bytes."""

from __future__ import annotations

import errno
import fcntl
import os
import select
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from kiosk.printing.printer import PrinterFailure, Reason

_LPGETSTATUS = 0x060B
"""Asks the kernel's printer drivers for the port status (linux/lp.h)."""
_PAPER_EMPTY = 0x20
"""Bit 5 of the port status (USB Printer Class 1.1, section 4.2.2); printers that cannot tell leave it clear."""
_PAUSE = 0.01


def send(content: bytes, device: Path, seconds: float) -> None:
    """Write all of it, and see it taken.

    Raises:
        OSError: the device cannot be opened or written, or takes no more bytes for `seconds`.
        PrinterFailure: out of paper.
    """
    until = monotonic() + seconds
    with _opened(device) as descriptor:
        _see_paper(descriptor, device)
        write_all(content, descriptor, until)
        # Closed too early, the USB printer driver throws away the transfer still under way.
        _wait_until_writable(descriptor, until)
        _see_paper(descriptor, device)


def write_all(content: bytes, descriptor: int, until: float) -> None:
    """Write all of it to a non-blocking descriptor, by `until` on the monotonic clock.

    Raises:
        OSError: it cannot be written, or was not all taken in time.
    """
    left = memoryview(content)
    while left:
        _wait_until_writable(descriptor, until)
        try:
            left = left[os.write(descriptor, left) :]
        except BlockingIOError:
            sleep(_PAUSE)


def see_ready(device: Path) -> None:
    """Make sure that the device can be opened and has paper.

    Raises:
        OSError: it cannot be opened.
        PrinterFailure: out of paper.
    """
    with _opened(device) as descriptor:
        _see_paper(descriptor, device)


@contextmanager
def _opened(device: Path) -> Iterator[int]:
    descriptor = os.open(device, os.O_WRONLY | os.O_APPEND | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _wait_until_writable(descriptor: int, until: float) -> None:
    left = until - monotonic()
    if left <= 0 or not select.select([], [descriptor], [], left)[1]:
        raise TimeoutError(errno.ETIMEDOUT, "takes no more bytes")


def _see_paper(descriptor: int, device: Path) -> None:
    try:
        status = fcntl.ioctl(descriptor, _LPGETSTATUS, bytes(4))
    except OSError:
        return  # not a printer port; nothing is known about its paper
    if status[0] & _PAPER_EMPTY:
        raise PrinterFailure(Reason.OUT_OF_PAPER, str(device))
