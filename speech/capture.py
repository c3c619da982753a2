"""Which microphone this machine has: the backend is whichever of two is installed."""

from __future__ import annotations

from importlib import import_module

from speech.errors import NoMicrophone
from speech.microphone import Microphone

_BACKENDS = (
    ("speech.miniaudio_microphone", "MiniaudioMicrophone"),
    ("speech.sounddevice_microphone", "SounddeviceMicrophone"),
)


def system_microphone(name: str | None = None) -> Microphone:
    """The machine's microphone, not opened yet.

    Args:
        name: part of the device's name; the system's default device without it.

    Raises:
        NoMicrophone: neither backend can be used here.
    """
    reasons = []
    for module, backend in _BACKENDS:
        try:
            microphone: Microphone = getattr(import_module(module), backend)(name)
        except (ImportError, OSError) as error:  # OSError: sounddevice without the PortAudio library
            reasons.append(str(error))
        else:
            return microphone
    raise NoMicrophone(f"no sound library works here ({'; '.join(reasons)}); install libportaudio2, or use the keys")
