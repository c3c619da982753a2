"""Lines typed at a terminal, and the silences between them."""

from __future__ import annotations

import select
import termios
from collections.abc import Callable, Iterator
from typing import TextIO


def lines_or_silences(terminal: TextIO, patience: Callable[[], float | None]) -> Iterator[str | None]:
    """Each line that is typed, or None where none was for as long as our patience lasts; ends with the input.

    A terminal hands over whole lines, so somebody who is in the middle of one is silent too.

    Args:
        patience: seconds to wait for the next line, asked for anew each time; None to wait for ever. At the second
            silence running, which ends a visit, what the visitor had begun to type is thrown away.
    """
    silent = False
    while True:
        if not select.select([terminal], [], [], patience())[0]:
            if silent:
                termios.tcflush(terminal, termios.TCIFLUSH)
            silent = True
            yield None
        elif line := terminal.readline():
            silent = False
            yield line
        else:
            return
