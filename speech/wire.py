"""Messages between us and the child processes that speak and play for us.

A message is one line of JSON, an object; where it says `"bytes": n`, n raw bytes follow the line. The child keeps its
standard input and output for messages, and sends whatever else it or its libraries print to nowhere.
"""

from __future__ import annotations

import json
import os
import queue
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

LONGEST_LINE = 65_536
LONGEST_PAYLOAD = 64 * 1024 * 1024
"""Bytes; about twelve minutes of sound at 44.1 kHz. More than this is not a message but a fault."""


class Nonsense(Exception):
    """Bytes that are no message."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is said, and the bytes that go with it."""

    head: Mapping[str, object]
    payload: bytes = b""

    def encoded(self) -> bytes:
        """As it travels."""
        head = {**self.head, "bytes": len(self.payload)} if self.payload else self.head
        return json.dumps(head).encode() + b"\n" + self.payload


class Inbox:
    """Puts messages together from bytes that arrive in any pieces."""

    def __init__(self) -> None:
        self._received = bytearray()
        self._head: dict[str, object] | None = None

    def feed(self, received: bytes) -> None:
        """Take what has just arrived."""
        self._received += received

    def next(self) -> Message | None:
        """The next whole message, or None while it is still on its way.

        Raises:
            Nonsense: these bytes are no message.
        """
        if self._head is None:
            end = self._received.find(b"\n")
            if end > LONGEST_LINE or (end < 0 and len(self._received) > LONGEST_LINE):
                raise Nonsense(f"a line of more than {LONGEST_LINE} bytes")
            if end < 0:
                return None
            self._head = _parsed(bytes(self._received[:end]))
            del self._received[: end + 1]
        size = _promised(self._head)
        if len(self._received) < size:
            return None
        message = Message(self._head, bytes(self._received[:size]))
        del self._received[:size]
        self._head = None
        return message


class ChildPipe:
    """The child's end: requests one after another, and the way to answer.

    Requests are read in a thread of their own, so that the child ends as soon as its parent is gone, whatever it is
    busy with.
    """

    def __init__(self) -> None:
        self._requests: BinaryIO = os.fdopen(os.dup(0), "rb", buffering=0)
        self._replies: BinaryIO = os.fdopen(os.dup(1), "wb", buffering=0)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nowhere, descriptor)
        os.close(nowhere)
        self._waiting: queue.SimpleQueue[Message] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def next(self, timeout: float | None = None) -> Message | None:
        """The next request; None when none came within `timeout` seconds."""
        try:
            return self._waiting.get(timeout=timeout)
        except queue.Empty:
            return None

    def reply(self, head: Mapping[str, object], payload: bytes = b"") -> None:
        """Answer the parent; a parent that no longer reads ends the child."""
        left = memoryview(Message(head, payload).encoded())
        try:
            while left:
                left = left[os.write(self._replies.fileno(), left) :]
        except OSError:
            os._exit(1)

    def _read(self) -> None:
        inbox = Inbox()
        try:
            for received in _arriving(self._requests):
                inbox.feed(received)
                while (message := inbox.next()) is not None:
                    self._waiting.put(message)
        finally:
            os._exit(0)


def _arriving(stream: BinaryIO) -> Iterator[bytes]:
    while received := stream.read(LONGEST_LINE):
        yield received


def _parsed(line: bytes) -> dict[str, object]:
    try:
        head = json.loads(line)
    except ValueError as error:
        raise Nonsense(f"{line[:60]!r} is not JSON") from error
    if not isinstance(head, dict):
        raise Nonsense(f"{line[:60]!r} is no JSON object")
    return head


def _promised(head: Mapping[str, object]) -> int:
    size = head.get("bytes", 0)
    if not isinstance(size, int) or not 0 <= size <= LONGEST_PAYLOAD:
        raise Nonsense(f"{size!r} bytes are promised")
    return size
