"""A real terminal, as far as a program can tell: a pair of pseudo-terminals with a program in it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from types import TracebackType

ROOT = Path(__file__).parents[2]
PATIENCE = 60
"""Seconds before something that should have been written is missed."""


class Terminal:
    """Runs a Python program in a terminal of its own.

    Args:
        program: Python source.
        environment: what differs from the tests' own.
    """

    def __init__(self, program: str, environment: Mapping[str, str] | None = None) -> None:
        self.written = b""
        self._parent, self._child = pty.openpty()
        self.resize(80, 24)
        self._settings = termios.tcgetattr(self._child)
        self._process = subprocess.Popen(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "TERM": "xterm-256color", **(environment or {})},
            stdin=self._child,
            stdout=self._child,
            stderr=self._child,
            start_new_session=True,
        )

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._parent)
        os.close(self._child)

    @property
    def running(self) -> bool:
        """Whether the program still runs."""
        return self._process.poll() is None

    @property
    def restored(self) -> bool:
        """Whether the terminal is set as it was before the program, and shows its cursor and what it showed then."""
        modes = ((b"?1049h", b"?1049l"), (b"?25l", b"?25h"), (b"?1000h", b"?1000l"), (b"?2004h", b"?2004l"))
        put_back = all(self.written.rfind(on) < self.written.rfind(off) for on, off in modes)
        return put_back and termios.tcgetattr(self._child) == self._settings

    def send(self, keys: bytes) -> None:
        """Press keys."""
        while keys:
            select.select([], [self._parent], [], PATIENCE)
            keys = keys[os.write(self._parent, keys[:1024]) :]
            self._read(0)

    def resize(self, width: int, height: int) -> None:
        """Change its size, in columns and rows, as a window manager does."""
        fcntl.ioctl(self._parent, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def wait_for(self, text: str) -> bool:
        """Wait until a text is written that was not before this wait."""
        since = len(self.written)
        end = monotonic() + PATIENCE
        while monotonic() < end:
            self._read(0.1)
            if text.encode() in self.written[since:]:
                return True
        return False

    def ended(self) -> int | None:
        """Wait for the end of the program; its exit code, or None if it never ends."""
        end = monotonic() + PATIENCE
        while self.running and monotonic() < end:
            self._read(0.1)
        while self._read(0):
            pass
        return self._process.poll()

    def _read(self, patience: float) -> bool:
        if not select.select([self._parent], [], [], patience)[0]:
            return False
        self.written += os.read(self._parent, 65536)
        return True
