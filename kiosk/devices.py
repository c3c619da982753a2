"""The devices a session acts through, on threads of their own: microphone, voice and printer.

Each turns what went wrong into an event: a missing device takes one feature away, never the visit.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from content.language import Language, Passage
from kiosk.conversation import Asked, Event, MicrophoneFailed, PrintEnded, VoiceFailed
from kiosk.ports import Post
from kiosk.printing.printer import NotPrinted, Printed, Printer
from kiosk.printing.slip import Slip
from kiosk.scene import Sentence
from kiosk.understanding import heard
from matcher.verdict import Context, Matcher
from speech.errors import SpeechError
from speech.hearing import Readings, Recognizer
from speech.listening import listen
from speech.microphone import Microphone
from speech.narrator import Delivery, Narrator

_log = logging.getLogger(__name__)

PACE_STEP = 25
"""Words a minute that one step slower or faster makes."""

VOLUME_STEP = 4.0
"""Decibels that one step softer or louder makes."""

Hearing = Callable[[str, float], None]
"""Told the words so far and the loudness (root mean square, 0 to 1) while somebody speaks."""


class MicrophoneEars:
    """Listens through a microphone that is opened for one utterance and closed again.

    Args:
        recognizer: gives the recogniser; asked each time, so that one that failed to load may be loaded later.
        microphone: gives the microphone; asked each time, so that one may be plugged in.
        hearing: told what is being heard.
        matcher: tells which language's words so far make sense; without it the visit's language is believed.
    """

    def __init__(
        self,
        recognizer: Callable[[], Recognizer],
        microphone: Callable[[], Microphone],
        hearing: Hearing = lambda words, level: None,
        matcher: Matcher | None = None,
    ) -> None:
        self._recognizer = recognizer
        self._microphone = microphone
        self._hearing = hearing
        self._matcher = matcher
        self._stop = threading.Event()
        self._dropped = threading.Event()

    def listen(self, language: Language, post: Post) -> None:
        """Listen on a thread of its own."""
        self._stop, self._dropped = threading.Event(), threading.Event()
        arguments = (language, post, self._stop, self._dropped)
        threading.Thread(target=self._listen, args=arguments, name="ears", daemon=True).start()

    def stop(self) -> None:
        """Take what was heard so far."""
        self._stop.set()

    def drop(self) -> None:
        """Forget what was heard."""
        self._dropped.set()
        self._stop.set()

    def _listen(self, language: Language, post: Post, stop: threading.Event, dropped: threading.Event) -> None:
        event: Event
        try:
            event = heard(self._readings(language, stop))
        except SpeechError as error:
            _log.warning("listening failed: %s", error)
            event = MicrophoneFailed()
        except Exception:  # whatever it is, the visitor must not be left waiting
            _log.exception("listening failed")
            event = MicrophoneFailed()
        if not dropped.is_set():
            post(event)

    def _readings(self, language: Language, stop: threading.Event) -> Readings:
        words, level = "", 0.0

        def louder(now: float) -> None:
            nonlocal level
            level = now
            self._hearing(words, level)

        readings = Readings()
        for readings in listen(self._microphone(), self._recognizer(), stop=stop, on_level=louder):
            words = self._believed(readings, language)
            self._hearing(words, level)
        return readings

    def _believed(self, readings: Readings, language: Language) -> str:
        """The words to show while somebody speaks; empty where there are none."""
        event = heard(readings)
        if not isinstance(event, Asked):
            return ""
        if self._matcher:
            return self._matcher.match(event.utterance.readings, Context(language)).text
        return next((one.text for one in event.utterance.readings if one.language is language), "")


class NarratorMouth:
    """Reads aloud with a narrator.

    Args:
        narrator: gives the narrator; asked at the first word, for a voice takes a moment to start.
        pace: words a minute that a visitor who asked for nothing hears.
    """

    def __init__(self, narrator: Callable[[], Narrator], pace: int) -> None:
        self._make = narrator
        self._pace = pace
        self._narrator: Narrator | None = None

    @property
    def speaking(self) -> bool:
        """Whether something is being read."""
        return self._narrator is not None and self._narrator.speaking

    def say(self, sentences: tuple[Sentence, ...], speed: int, volume: int, post: Post) -> None:
        """Begin to read, in place of what was being read."""

        def ended(error: SpeechError | None) -> None:
            if error:
                _log.warning("reading aloud failed: %s", error)
                post(VoiceFailed())

        self._narrator = self._narrator or self._make()
        passages = [Passage(sentence.text, sentence.language) for sentence in sentences]
        delivery = Delivery(self._pace + PACE_STEP * speed, VOLUME_STEP * volume)
        self._narrator.say(passages, delivery, ended=ended)

    def silence(self) -> None:
        """Stop."""
        if self._narrator:
            self._narrator.silence()


class DirectPaper:
    """Prints while the visitor waits: for a dialogue of lines, where order matters more than time."""

    def __init__(self, printer: Printer) -> None:
        self._printer = printer

    def print(self, slip: Slip, post: Post) -> None:
        """Print, then tell."""
        post(PrintEnded(printed=_printed(self._printer, slip)))


class BackgroundPaper:
    """Prints on a thread of its own, so that a slow printer never holds up the screen."""

    def __init__(self, printer: Printer) -> None:
        self._printer = printer

    def print(self, slip: Slip, post: Post) -> None:
        """Begin to print."""

        def run() -> None:
            post(PrintEnded(printed=_printed(self._printer, slip)))

        threading.Thread(target=run, name="paper", daemon=True).start()


def _printed(printer: Printer, slip: Slip) -> bool:
    outcome = printer.print(slip)
    if isinstance(outcome, NotPrinted):
        _log.warning("not printed: %s %s", outcome.reason.value, outcome.detail)
    return isinstance(outcome, Printed)
