"""What keeps the keyboard alive, whatever comes out of it."""

from __future__ import annotations

import codecs
from collections.abc import Callable

import textual.drivers.linux_driver as driver


def survive_bad_bytes() -> None:
    """Decode bytes that are no UTF-8 as U+FFFD.

    Textual raises in the thread that reads the keyboard, which ends the thread: the picture stays and the kiosk is
    deaf (Textual issue 6456). This replaces a private part of a pinned version; a test fails when it is gone.
    """
    vars(driver)["getincrementaldecoder"] = _forgiving


def _forgiving(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return lambda: codecs.getincrementaldecoder(encoding)(errors="replace")
