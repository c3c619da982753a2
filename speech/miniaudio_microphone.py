"""The microphone through miniaudio, which brings all it needs. One of two backends; an importer of `miniaudio`."""

from __future__ import annotations

import queue
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager

import miniaudio

from speech.alsa import hush
from speech.audio import MODEL_RATE
from speech.errors import NoMicrophone
from speech.microphone import CHUNK_SECONDS, arriving

_REAL = (miniaudio.Backend.PULSEAUDIO, miniaudio.Backend.ALSA)
"""Named because miniaudio left to itself falls back to one that records silence."""


class MiniaudioMicrophone:
    """A capture device of this machine, looked up afresh at each opening, so it may be unplugged in between.

    Args:
        name: part of the device's name; the system's default device without it.
        backends: what to capture through; `[Backend.NULL]` is a silent device that is always there.
    """

    def __init__(self, name: str | None = None, backends: Sequence[miniaudio.Backend] = _REAL) -> None:
        self._name = name
        self._backends = list(backends)

    @contextmanager
    def open(self) -> Iterator[Iterator[bytes]]:
        """Listen until the context is left.

        Raises:
            NoMicrophone: there is none, or none of that name; or, while iterating, it went away.
        """
        hush()
        chunks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        try:
            device = self._device()
        except miniaudio.MiniaudioError as error:
            raise NoMicrophone(f"no microphone can be opened ({_what(error)}); plug one in, or use the keys") from error
        try:
            _start(device, chunks)
            yield arriving(chunks)
        finally:
            _close(device)

    def _device(self) -> miniaudio.CaptureDevice:
        return miniaudio.CaptureDevice(
            miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=MODEL_RATE,
            buffersize_msec=round(CHUNK_SECONDS * 1000),
            device_id=self._device_id(),
            backends=self._backends,
            app_name="Ventanilla",
        )

    def _device_id(self) -> object:
        """Which device to open; None for the default one."""
        present = miniaudio.Devices(self._backends).get_captures()
        if not present:
            raise NoMicrophone("no microphone is connected; plug one in, or use the keys")
        if self._name is None:
            return None
        for device in present:
            if self._name.casefold() in device["name"].casefold():
                return device["id"]
        names = ", ".join(device["name"] for device in present)
        raise NoMicrophone(f"no microphone is called {self._name!r}; there are: {names}")


def _start(device: miniaudio.CaptureDevice, chunks: queue.SimpleQueue[bytes]) -> None:
    def receive() -> Generator[None, bytearray, None]:
        """Sent what is recorded, by miniaudio's own thread."""
        while True:
            chunks.put(bytes((yield)))

    receiver = receive()
    next(receiver)
    try:
        device.start(receiver)
    except miniaudio.MiniaudioError as error:
        raise NoMicrophone(f"the microphone does not start ({_what(error)}); plug it in anew") from error


def _close(device: miniaudio.CaptureDevice) -> None:
    """Close the device and its connection to the sound server, which miniaudio's own `close` leaves open."""
    context = device._context
    device.close()
    miniaudio.lib.ma_context_uninit(context)


def _what(error: miniaudio.MiniaudioError) -> str:
    return str(error.args[0])
