"""What the player process plays from and through, whichever sound library there is."""

from __future__ import annotations

import threading
from typing import Protocol


class Unplayable(Exception):
    """There is no such loudspeaker, or the library cannot use it."""


class Output(Protocol):
    """A loudspeaker that is open and pulls from a tape until it is closed."""

    name: str
    rate: int
    """Samples a second it takes."""
    latency: float
    """Seconds until what was pulled has been heard."""

    def close(self) -> None:
        """Let the loudspeaker go."""
        ...


class Tape:
    """What is being played: silence before, after and between clips. Pulled from by the sound library's thread."""

    def __init__(self) -> None:
        self._pcm = b""
        self._position = 0
        self.ended = threading.Event()
        """Set while everything loaded has been pulled."""
        self.ended.set()
        self.pulls = 0
        """Grows as long as the loudspeaker is alive."""

    def load(self, pcm: bytes) -> None:
        """Play this next, from its beginning: mono 16-bit samples."""
        self._position = len(pcm)
        self._pcm = pcm
        self.ended.clear()
        self._position = 0

    def pull(self, frames: int) -> bytes:
        """The next `frames` samples."""
        self.pulls += 1
        piece = self._pcm[self._position : self._position + 2 * frames]
        self._position += len(piece)
        if self._position >= len(self._pcm):
            self.ended.set()
        return piece.ljust(2 * frames, b"\0")
