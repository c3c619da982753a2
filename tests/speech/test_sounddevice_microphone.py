"""The PortAudio backend on a stand-in for `sounddevice`, which many machines have no use for."""

import importlib
import itertools
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from speech.errors import NoMicrophone
from speech.microphone import Microphone


class PortAudioError(Exception):
    pass


class StandIn(ModuleType):
    """One device with its own rate, or none."""

    PortAudioError = PortAudioError

    def __init__(self) -> None:
        super().__init__("sounddevice")
        self.rates = {16_000, 48_000}
        self.plugged_in = True
        self.listed = True
        self.streams: list[Stream] = []

    def query_devices(self, name: str | None, kind: str) -> dict[str, float]:
        if not self.listed:
            raise PortAudioError("Error querying device -1")
        return {"default_samplerate": 48_000.0}

    def check_input_settings(self, name: str | None, channels: int, dtype: str, samplerate: int) -> None:
        if samplerate not in self.rates:
            raise PortAudioError("Invalid sample rate")

    def RawInputStream(self, **settings: Any) -> "Stream":
        self.streams.append(Stream(**settings))
        return self.streams[-1]

    def _terminate(self) -> None:
        pass

    def _initialize(self) -> None:
        self.listed = self.plugged_in


class Stream:
    """Delivers ten blocks of a 440 Hz tone as soon as it is started."""

    def __init__(self, samplerate: int, blocksize: int, callback: Callable[..., None], **_: Any) -> None:
        self.rate, self.block, self.callback = samplerate, blocksize, callback
        self.closed = False

    def start(self) -> None:
        tone = 8000 * np.sin(2 * np.pi * 440 * np.arange(10 * self.block) / self.rate)
        for block in tone.astype("<i2").reshape(10, self.block):
            self.callback(block.tobytes(), self.block, None, None)

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def sounddevice(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    stand_in = StandIn()
    monkeypatch.setitem(sys.modules, "sounddevice", stand_in)
    monkeypatch.delitem(sys.modules, "speech.sounddevice_microphone", raising=False)
    return stand_in


@pytest.fixture
def microphone(sounddevice: StandIn) -> Microphone:
    backend = importlib.import_module("speech.sounddevice_microphone")
    opened: Microphone = backend.SounddeviceMicrophone()
    return opened


def test_chunks_arrive_and_the_stream_is_closed(microphone: Microphone, sounddevice: StandIn) -> None:
    with microphone.open() as chunks:
        assert len(next(chunks)) == 3200
    assert [stream.closed for stream in sounddevice.streams] == [True]


def test_a_device_of_another_rate_is_resampled(microphone: Microphone, sounddevice: StandIn) -> None:
    sounddevice.rates = {48_000}
    with microphone.open() as chunks:
        sound = np.frombuffer(b"".join(itertools.islice(chunks, 10)), "<i2")
    spectrum = np.abs(np.fft.rfft(sound))
    assert np.argmax(spectrum) * 16_000 / len(sound) == pytest.approx(440, abs=10)


def test_a_microphone_plugged_in_later_is_found(microphone: Microphone, sounddevice: StandIn) -> None:
    sounddevice.listed = False
    with microphone.open() as chunks:
        assert next(chunks)


def test_no_microphone_is_told_at_once(microphone: Microphone, sounddevice: StandIn) -> None:
    sounddevice.listed = sounddevice.plugged_in = False
    with pytest.raises(NoMicrophone, match="keys"), microphone.open():
        pass
