"""The real loudspeaker, played from a process of its own (`speech.player_process`) that is killed for silence.

So a stop is heard within milliseconds whatever is still buffered, sound does not falter while the screen is drawn, and
a sound library that crashes, or that writes to the terminal as ALSA does, harms nothing.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Mapping, Sequence

from speech.audio import Clip, resampled
from speech.child_process import ChildLost, ChildProcess, module_command
from speech.errors import NoSpeaker
from speech.player import PlayedClip, Playing

START_PATIENCE = 20.0
"""Seconds the process and the loudspeaker may take to be ready."""

PATIENCE = 3.0
"""Seconds a clip may take longer than it lasts."""

_REMEDY = "check plug and volume, then run kiosk doctor --sound"


class Loudspeaker:
    """Plays through the system's loudspeaker, or the first whose name contains `device`.

    The device is opened when a clip comes and let go a few seconds after the last one, so that it may be unplugged and
    plugged in again. With `silent` the sound goes nowhere, at its true pace: for machines without a sound card.
    """

    def __init__(
        self, device: str | None = None, *, silent: bool = False, command: Sequence[str] | None = None
    ) -> None:
        arguments = ["--silent"] if silent else [f"--device={device}"] if device else []
        self._command = command or module_command("speech.player_process", *arguments)
        self._lock = threading.Lock()
        self._child: ChildProcess | None = None
        self._playing: _Playing | None = None

    def play(self, clip: Clip) -> Playing:
        """Begin to play; ends the clip before.

        Raises:
            NoSpeaker: no loudspeaker, none of that name, or it does not answer.
        """
        self.stop()
        if not clip.pcm:
            return PlayedClip(finished=True)
        child, opened = self._opened(clip.rate)
        rate = opened.get("rate")
        sent = resampled(clip, rate) if isinstance(rate, int) else clip
        playing = _Playing(self, child, sent.duration)
        with self._lock:
            self._playing = playing
        try:
            child.send({"play": sent.rate}, sent.pcm, patience=PATIENCE)
        except ChildLost as lost:
            playing.end(lost)
        return playing

    def start(self) -> None:
        """Start the process now, so that the first clip need not wait for it."""
        with contextlib.suppress(ChildLost):  # reported by the first clip, if it still does not start
            self._running()

    def name(self) -> str:
        """What the system calls the loudspeaker.

        Raises:
            NoSpeaker: no loudspeaker, none of that name, or it does not answer.
        """
        self.stop()
        _, opened = self._opened(22_050)
        return str(opened.get("opened"))

    def stop(self) -> None:
        """Silence."""
        with self._lock:
            playing, self._playing = self._playing, None
        if playing:
            playing.stop()

    def close(self) -> None:
        """Silence, and end the process."""
        self.stop()
        self._lose(self._child)

    def _opened(self, rate: int) -> tuple[ChildProcess, Mapping[str, object]]:
        """The process with its device open, and what it says of it. One that died while it was idle is replaced."""
        for last in (False, True):
            child = None
            try:
                child = self._running()
                answer = child.ask({"open": rate}, START_PATIENCE).head
            except ChildLost as lost:
                self._lose(child)
                if last:
                    raise NoSpeaker(f"the loudspeaker does not answer: {lost}; {_REMEDY}") from lost
            else:
                _check(answer)
                return child, answer
        raise AssertionError  # the second failure has been raised

    def _running(self) -> ChildProcess:
        with self._lock:
            if self._child is None:
                self._child = ChildProcess(self._command)
            return self._child

    def _lose(self, child: ChildProcess | None) -> None:
        with self._lock:
            if self._child is child:
                self._child = None
        if child:
            child.kill()

    def _replace(self, child: ChildProcess) -> None:
        """Kill the process, and have the next one starting while nobody waits for it."""
        self._lose(child)
        self.start()


class _Playing:
    """A clip in the hands of the process."""

    def __init__(self, speaker: Loudspeaker, child: ChildProcess, duration: float) -> None:
        self._speaker = speaker
        self._child = child
        self._patience = duration + PATIENCE
        self._waiting = threading.Lock()
        self._deciding = threading.Lock()
        self._over = False
        self._stopped = False
        self._error: NoSpeaker | None = None

    def wait(self) -> bool:
        """Wait until it has been heard or was stopped."""
        with self._waiting:
            if not self._over:
                try:
                    _check(self._child.receive(self._patience).head)
                    self._settle()
                except (ChildLost, NoSpeaker) as error:
                    self.end(error)
        if self._error and not self._stopped:
            raise self._error
        return not self._stopped

    def stop(self) -> None:
        """Kill the process that plays it, unless it is over."""
        with self._deciding:
            if self._over:
                return
            self._over = self._stopped = True
        self._speaker._replace(self._child)

    def end(self, error: ChildLost | NoSpeaker) -> None:
        """It came to nothing."""
        if not self._settle():
            return  # stopped: its end is no news
        if isinstance(error, NoSpeaker):
            self._error = error
            return
        self._speaker._lose(self._child)
        self._error = NoSpeaker(f"the loudspeaker went away: {error}; {_REMEDY}")
        self._error.__cause__ = error

    def _settle(self) -> bool:
        with self._deciding:
            settled, self._over = not self._over, True
            return settled


def _check(answer: Mapping[str, object]) -> None:
    if (fault := answer.get("fault")) is not None:
        raise NoSpeaker(f"no sound can be played: {fault}; {_REMEDY}")
