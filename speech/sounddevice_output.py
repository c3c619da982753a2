"""The loudspeaker through sounddevice and the system's PortAudio, where miniaudio has no wheel."""

from __future__ import annotations

from array import array
from typing import Any

import sounddevice

from speech.sound_output import Tape, Unplayable

_COMMON_RATE = 48_000
"""Samples a second that every device takes."""


class SounddeviceOutput:
    """A loudspeaker open through PortAudio.

    Raises:
        Unplayable: no loudspeaker, or none whose name contains `device`.
    """

    def __init__(self, tape: Tape, rate: int, device: str | None) -> None:
        self._tape = tape
        try:
            self.rate, self._channels = _accepted(rate, device)
            self._stream: Any = sounddevice.RawOutputStream(
                samplerate=self.rate,
                channels=self._channels,
                dtype="int16",
                device=device,
                latency="low",
                callback=self._fill,
            )
            self._stream.start()
            self.latency = float(self._stream.latency)
            self.name = str(sounddevice.query_devices(device, "output")["name"])
        except (sounddevice.PortAudioError, ValueError) as error:
            raise Unplayable(f"no loudspeaker can be opened ({error})") from error

    def close(self) -> None:
        """Let the loudspeaker go."""
        self._stream.close(ignore_errors=True)

    def _fill(self, buffer: Any, frames: int, *_: object) -> None:
        mono = self._tape.pull(frames)
        buffer[:] = mono if self._channels == 1 else _doubled(mono)


def _accepted(rate: int, device: str | None) -> tuple[int, int]:
    """Rate and channels: mono at our own rate where a sound server converts, else what every device takes."""
    try:
        sounddevice.check_output_settings(device=device, channels=1, dtype="int16", samplerate=rate)
    except sounddevice.PortAudioError:
        return _COMMON_RATE, 2
    return rate, 1


def _doubled(mono: bytes) -> bytes:
    samples = array("h", mono)
    both = array("h", bytes(2 * len(mono)))
    both[0::2] = both[1::2] = samples
    return both.tobytes()
