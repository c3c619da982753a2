"""The loudspeaker seam: a clip in, sound out, and silence the moment it is asked for.

Beside it the players that need no sound card: one for tests, which remembers, and one that writes files.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Protocol

from speech.audio import Clip, write_wav


class Playing(Protocol):
    """One clip on its way to somebody's ears."""

    def wait(self) -> bool:
        """Wait for its end. True when all of it was heard, False when it was stopped.

        Raises:
            NoSpeaker: the loudspeaker went away.
        """
        ...

    def stop(self) -> None:
        """Silence, if it is this clip that is being heard. From any thread, and as often as you like."""
        ...


class Player(Protocol):
    """Plays one clip at a time; a new one ends the one before."""

    def play(self, clip: Clip) -> Playing:
        """Begin to play; returns at once.

        Raises:
            NoSpeaker: there is nothing to play through.
        """
        ...

    def stop(self) -> None:
        """Silence. From any thread."""
        ...

    def close(self) -> None:
        """Silence, and give back the loudspeaker. It may be used again, and then is opened anew."""
        ...


class PlayedClip:
    """A clip that ends when it is told to, by `finish` or `stop`."""

    def __init__(self, *, finished: bool = False) -> None:
        self._over = threading.Event()
        self._to_the_end = finished
        if finished:
            self._over.set()

    def wait(self) -> bool:
        """Wait for `finish` or `stop`."""
        self._over.wait()
        return self._to_the_end

    def finish(self) -> None:
        """It has been heard to its end."""
        if not self._over.is_set():
            self._to_the_end = True
            self._over.set()

    def stop(self) -> None:
        """It was stopped before its end."""
        self._over.set()


class RememberingPlayer:
    """Plays to nobody and remembers what. With `held`, each clip lasts until `finish` is called on `playing`."""

    def __init__(self, *, held: bool = False) -> None:
        self.clips: list[Clip] = []
        self.playing = PlayedClip(finished=True)
        self._held = held
        self._begun = threading.Semaphore(0)

    def play(self, clip: Clip) -> PlayedClip:
        """Remember a clip."""
        self.playing.stop()
        self.clips.append(clip)
        self.playing = PlayedClip(finished=not self._held or not clip.pcm)
        self._begun.release()
        return self.playing

    def begun(self, timeout: float = 5.0) -> bool:
        """Wait until one more clip has begun."""
        return self._begun.acquire(timeout=timeout)

    def stop(self) -> None:
        """Stop the clip being played."""
        self.playing.stop()

    def close(self) -> None:
        """Stop the clip being played."""
        self.playing.stop()


class FilePlayer:
    """Writes each clip to a folder, `001.wav` and on, instead of playing it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._written = 0

    def play(self, clip: Clip) -> PlayedClip:
        """Write a clip.

        Raises:
            OSError: the folder is missing or cannot be written.
        """
        self._written += 1
        write_wav(clip, self._folder / f"{self._written:03}.wav")
        return PlayedClip(finished=True)

    def stop(self) -> None:
        """Written is written."""

    def close(self) -> None:
        """Nothing is held."""
