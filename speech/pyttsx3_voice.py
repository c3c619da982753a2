"""The voice of pyttsx3 with espeak-ng, in a process of its own (`speech.voice_process`), killed when it hangs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from content.language import Language
from speech.audio import Clip
from speech.child_process import ChildLost, ChildProcess, module_command
from speech.errors import VoiceUnavailable
from speech.say_as import cleaned, sayable
from speech.voice import RATE
from speech.wire import Message

VOICES: Mapping[Language, str] = {Language.EN: "en-us", Language.ES: "es-419"}
"""espeak-ng's voices of American English and Latin American Spanish. Variants are named as in `es-419+f4`."""

PATIENCE = 5.0
"""Seconds a sentence may take. On an ordinary machine it takes 0.03."""

START_PATIENCE = 20.0
"""Seconds the process may take to start; a cold start from an SD card takes a few."""

_REMEDY = "see kiosk doctor --sound"

_Done = TypeVar("_Done")


class Pyttsx3Voice:
    """Speaks through pyttsx3; starts its process with the first sentence, and anew whenever it is lost.

    A sentence that gets no answer is tried once more in a new process before `VoiceUnavailable` is raised.
    """

    def __init__(
        self,
        voices: Mapping[Language, str] = VOICES,
        *,
        patience: float = PATIENCE,
        start_patience: float = START_PATIENCE,
        command: Sequence[str] | None = None,
    ) -> None:
        self._voices = dict(voices)
        self._patience = patience
        self._start_patience = start_patience
        self._command = command or module_command("speech.voice_process", *self._voices.values())
        self._child: ChildProcess | None = None
        self._one_caller = threading.Lock()

    def start(self) -> None:
        """Start the process now, so that the first sentence need not wait for it.

        Raises:
            VoiceUnavailable: it does not start.
        """
        with self._one_caller:
            self._attempted(self._running)

    def synthesise(self, text: str, language: Language, rate: int = RATE) -> Clip:
        """The sound of one sentence; what goes beyond 400 characters is not said (see `say_as.sentences`).

        Raises:
            VoiceUnavailable: no library, no such voice, or no answer from two processes.
        """
        said = cleaned(text)
        if not sayable(said):
            return Clip(b"", 22_050)
        request = {"say": said, "voice": self._voices[language], "rate": rate}
        with self._one_caller:
            return self._attempted(lambda: _sound(self._running().ask(request, self._patience)))

    def close(self) -> None:
        """End the process."""
        with self._one_caller:
            if self._child:
                self._child.close()
            self._child = None

    def _attempted(self, work: Callable[[], _Done]) -> _Done:
        for last in (False, True):
            try:
                return work()
            except ChildLost as lost:
                self._drop()
                if last:
                    raise VoiceUnavailable(f"the voice failed twice: {lost}; {_REMEDY}") from lost
            except VoiceUnavailable:
                self._drop()
                raise
        raise AssertionError  # the second failure has been raised

    def _running(self) -> ChildProcess:
        if self._child is None:
            self._child = ChildProcess(self._command)
            _checked(self._child.receive(self._start_patience))
        return self._child

    def _drop(self) -> None:
        if self._child:
            self._child.kill()
        self._child = None


def _checked(reply: Message) -> Message:
    """The reply, unless it reports a fault: one that may pass is as good as a lost child, one that lasts is final."""
    if (fault := reply.head.get("fault")) is None:
        return reply
    if reply.head.get("lasting"):
        raise VoiceUnavailable(f"there is no voice: {fault}; {_REMEDY}")
    raise ChildLost(str(fault))


def _sound(reply: Message) -> Clip:
    rate = _checked(reply).head.get("rate")
    if not isinstance(rate, int) or not reply.payload or len(reply.payload) % 2:
        raise ChildLost("it answers without sound")
    return Clip(reply.payload, rate)
