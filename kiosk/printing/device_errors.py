"""What the operating system says about a device, in our terms."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.printing.printer import PrinterFailure, Reason

_REASONS = {
    errno.ENOSPC: Reason.NO_SPACE,
    errno.EDQUOT: Reason.NO_SPACE,
    errno.EFBIG: Reason.NO_SPACE,
    errno.EBUSY: Reason.BUSY,
    errno.ETIMEDOUT: Reason.TIMED_OUT,
    errno.ENOENT: Reason.OFF,
    errno.ENODEV: Reason.OFF,
    errno.ENXIO: Reason.OFF,
    errno.EIO: Reason.OFF,
    errno.EPIPE: Reason.OFF,
    errno.ECONNREFUSED: Reason.OFF,
    errno.ECONNRESET: Reason.OFF,
    errno.ECONNABORTED: Reason.OFF,
    errno.EHOSTUNREACH: Reason.OFF,
    errno.EHOSTDOWN: Reason.OFF,
    errno.ENETUNREACH: Reason.OFF,
}


@contextmanager
def reasons_told(device: object) -> Iterator[None]:
    """Turn an `OSError` about `device` into a `PrinterFailure` that names it.

    Raises:
        PrinterFailure: the body raised an `OSError`.
    """
    try:
        yield
    except OSError as problem:
        raise PrinterFailure(_reason(problem), f"{device}: {problem.strerror or problem}") from problem


def _reason(problem: OSError) -> Reason:
    match problem:
        case TimeoutError():
            return Reason.TIMED_OUT
        case socket.gaierror():
            return Reason.OFF
        case _:
            return _REASONS.get(problem.errno or 0, Reason.REFUSED)
