"""What can go wrong with sound.

    SpeechError
    ├── NoMicrophone        nothing to listen with, or it went away while listening
    ├── NoSpeaker           nothing to play through, or it went away while playing
    ├── BadAudio            a file that is no sound we can read
    ├── ModelMissing        no speech model is installed for any language asked for
    ├── ModelBroken         a speech model is there, and damaged or not one
    ├── ModelUnavailable    a speech model could not be fetched
    └── VoiceUnavailable    there is no voice, or it does not answer

The message of each is one line that names what, where and what to do. Exceptions of outside libraries are turned into
these where the library is called, and keep the original as their cause.
"""


class SpeechError(Exception):
    """Anything of the above."""


class NoMicrophone(SpeechError):
    """Nothing to listen with, or it went away while listening."""


class NoSpeaker(SpeechError):
    """Nothing to play through, or it went away while playing."""


class BadAudio(SpeechError):
    """A file that is no sound we can read."""


class ModelMissing(SpeechError):
    """No speech model is installed for any language asked for."""


class ModelBroken(SpeechError):
    """A speech model is there, and damaged or not one."""


class ModelUnavailable(SpeechError):
    """A speech model could not be fetched: no network, no such address, cut off, or not what was expected."""


class VoiceUnavailable(SpeechError):
    """There is no voice, or it does not answer."""
