"""The loudspeaker through miniaudio, whose wheel brings all it needs."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import miniaudio

from speech.sound_output import Tape, Unplayable

_PERIOD_MS = 30
_PERIODS = 3
_ALSA_NULL = "Discard all samples"
_BACKENDS = [miniaudio.Backend.PULSEAUDIO, miniaudio.Backend.ALSA]
"""Named, because miniaudio would fall back on playing into nothing."""


class MiniaudioOutput:
    """A loudspeaker open through PulseAudio (or PipeWire in its place) or ALSA; `silent` plays into nothing.

    Raises:
        Unplayable: no loudspeaker, or none whose name contains `device`.
    """

    latency = _PERIODS * _PERIOD_MS / 1000

    def __init__(self, tape: Tape, rate: int, device: str | None, *, silent: bool) -> None:
        backends = [miniaudio.Backend.NULL] if silent else _BACKENDS
        self.rate = rate
        try:
            chosen = _named(device, backends) if device else {"name": "the system's loudspeaker", "id": None}
            self._device: Any = miniaudio.PlaybackDevice(
                miniaudio.SampleFormat.SIGNED16,
                1,
                rate,
                buffersize_msec=_PERIOD_MS,
                callback_periods=_PERIODS,
                backends=backends,
                device_id=chosen["id"],
                app_name="Ventanilla",
            )
            source = _source(tape)
            next(source)
            self._device.start(source)
        except miniaudio.MiniaudioError as error:
            raise Unplayable(f"no loudspeaker can be opened ({error.args[0]}, {error.args[-1]})") from error
        self.name = f"{chosen['name']} ({self._device.backend})"

    def close(self) -> None:
        """Let the loudspeaker go."""
        self._device.close()


def _source(tape: Tape) -> Generator[bytes, int, None]:
    frames = yield b""
    while True:
        frames = yield tape.pull(frames)


def _named(device: str, backends: list[miniaudio.Backend]) -> dict[str, Any]:
    found = [each for each in miniaudio.Devices(backends).get_playbacks() if not each["name"].startswith(_ALSA_NULL)]
    for each in found:
        if device.casefold() in each["name"].casefold():
            return dict(each)
    names = ", ".join(each["name"] for each in found) or "none"
    raise Unplayable(f"no loudspeaker is called {device!r}; there is {names}")
