"""A Python process of our own that works for us, answers in messages (`speech.wire`), and may be killed at any time.

Libraries that cannot be interrupted, print where they should not, or bring the process down live in such a child.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from speech.wire import Inbox, Message, Nonsense

_ROOT = Path(__file__).resolve().parent.parent
_PIECE = 262_144
_PARTING = 0.5
"""Seconds a child has to end by itself when it is no longer needed."""


class ChildLost(Exception):
    """The child died, does not answer, or answers nonsense. Whoever talks to it makes an error of their own of this."""


def module_command(module: str, *arguments: str) -> tuple[str, ...]:
    """The command that runs one of our modules with this interpreter."""
    return (sys.executable, "-P", "-m", module, *arguments)


class ChildProcess:
    """One child and the two pipes to it. One thread talks to it; any thread may kill it.

    Raises:
        ChildLost: it could not be started.
    """

    def __init__(self, command: Sequence[str]) -> None:
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                env={**os.environ, "PYTHONPATH": path},
                start_new_session=True,  # Ctrl-C at the terminal is for us, not for it
            )
        except OSError as error:
            raise ChildLost(f"{command[0]} does not start ({error.strerror})") from error
        assert self._process.stdin  # noqa: S101
        assert self._process.stdout  # noqa: S101
        self._requests, self._replies = self._process.stdin, self._process.stdout
        for pipe in (self._requests, self._replies):
            os.set_blocking(pipe.fileno(), False)
        self._inbox = Inbox()
        self._talking = threading.RLock()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def ask(self, head: Mapping[str, object], patience: float) -> Message:
        """Send a request and wait for its answer, both within `patience` seconds.

        Raises:
            ChildLost: no answer came.
        """
        until = time.monotonic() + patience
        self.send(head, patience=patience)
        return self.receive(until - time.monotonic())

    def send(self, head: Mapping[str, object], payload: bytes = b"", *, patience: float) -> None:
        """Send a request; returns when all of it is on its way.

        Raises:
            ChildLost: the child is gone, or has not taken it within `patience` seconds.
        """
        left = memoryview(Message(head, payload).encoded())
        until = time.monotonic() + patience
        with self._talking:
            while left:
                self._await(self._requests, select.POLLOUT, until)
                try:
                    left = left[os.write(self._requests.fileno(), left[:_PIECE]) :]
                except BlockingIOError:
                    continue
                except OSError as error:
                    raise ChildLost(self._end()) from error

    def receive(self, patience: float) -> Message:
        """The next answer.

        Raises:
            ChildLost: the child is gone, talks nonsense, or has not answered within `patience` seconds.
        """
        until = time.monotonic() + patience
        with self._talking:
            try:
                while (message := self._inbox.next()) is None:
                    self._await(self._replies, select.POLLIN, until)
                    if not (received := os.read(self._replies.fileno(), _PIECE)):
                        raise ChildLost(self._end())
                    self._inbox.feed(received)
            except Nonsense as error:
                raise ChildLost(f"it answers nonsense: {error}") from error
        return message

    def kill(self) -> None:
        """End it now, wherever it is. A thread that waits for an answer gets `ChildLost`."""
        self._process.kill()
        self._release()

    def close(self) -> None:
        """Let it end by itself, and kill it if it does not."""
        with self._talking:
            self._requests.close()
            try:
                self._process.wait(_PARTING)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._release()

    def _release(self) -> None:
        with self._talking:  # the death just caused has woken whoever waited in here
            self._requests.close()
            self._replies.close()
            try:
                self._process.wait(_PARTING)
            except subprocess.TimeoutExpired:
                return  # stuck in a driver, beyond the reach of signals; reaped when the kernel lets go

    def _await(self, pipe: object, event: int, until: float) -> None:
        if self._requests.closed:
            raise ChildLost("it was ended")
        poll = select.poll()
        poll.register(pipe.fileno(), event)  # type: ignore[attr-defined]
        if not poll.poll(max(0.0, until - time.monotonic()) * 1000):
            raise ChildLost("it does not answer")

    def _end(self) -> str:
        try:
            return f"it ended with status {self._process.wait(_PARTING)}"
        except subprocess.TimeoutExpired:
            return "it closed its pipe"
