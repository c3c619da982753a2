"""Microphone, voice and printer behind their ports: whatever goes wrong comes back as an event."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import pytest

from content.language import Language
from kiosk.conversation import Asked, Event, MicrophoneFailed, NothingHeard, PrintEnded, VoiceFailed
from kiosk.devices import PACE_STEP, BackgroundPaper, DirectPaper, MicrophoneEars, NarratorMouth
from kiosk.ports import NoEars, NoMouth, NoPaper, Paper
from kiosk.printing.printer import ListPrinter, Reason
from kiosk.printing.slip import Slip
from kiosk.scene import Sentence
from speech.audio import Clip
from speech.errors import ModelMissing, NoMicrophone, NoSpeaker, VoiceUnavailable
from speech.hearing import Readings, Recognizer, ScriptedRecognizer
from speech.microphone import FileMicrophone, Microphone
from speech.narrator import Narrator
from speech.player import PlayedClip, RememberingPlayer
from speech.voice import RATE, SilentSynthesizer
from tests.spoken import everything_said

EN, ES = Language
SLIP = Slip(EN, (), "x", "today", "")
SPEECH = everything_said()[0].path
SCRIPT = ScriptedRecognizer([{EN: "a loan", ES: "alón"}])
SAID = (Sentence("Hello.", EN), Sentence("Hola.", ES))


class Posted:
    """Events as they come back from a device's own thread."""

    def __init__(self) -> None:
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()

    def __call__(self, event: Event) -> None:
        self._events.put(event)

    def next(self) -> Event:
        return self._events.get(timeout=5)

    @property
    def none(self) -> bool:
        return self._events.empty()


class HeldMicrophone:
    """A microphone before which nobody speaks until the test says so."""

    def __init__(self) -> None:
        self.opened = threading.Event()
        self.closed = threading.Event()
        self.go_on = threading.Event()

    @contextmanager
    def open(self) -> Iterator[Iterator[bytes]]:
        self.opened.set()
        yield iter(self._chunks, b"")
        self.closed.set()

    def _chunks(self) -> bytes:
        self.go_on.wait(5)
        return bytes(3200)


class Broken(ScriptedRecognizer):
    """A recogniser with a fault nobody thought of."""

    def hear(self, pcm: Iterable[bytes], phrases: Mapping[Language, Sequence[str]] | None = None) -> Iterator[Readings]:
        raise RuntimeError("a fault nobody thought of")


def no_microphone() -> Microphone:
    raise NoMicrophone("there is none")


def no_recognizer() -> Recognizer:
    raise ModelMissing("there is none")


@pytest.fixture
def posted() -> Posted:
    return Posted()


def test_what_was_said_is_posted_in_both_languages(posted: Posted) -> None:
    MicrophoneEars(lambda: SCRIPT, lambda: FileMicrophone(SPEECH)).listen(ES, posted)
    event = posted.next()
    assert isinstance(event, Asked)
    assert [reading.text for reading in event.utterance.readings] == ["a loan", "alón"]


@pytest.mark.parametrize(("language", "words"), [(EN, "a loan"), (ES, "alón")])
def test_the_words_so_far_are_shown_in_the_visitors_language(posted: Posted, language: Language, words: str) -> None:
    shown: list[tuple[str, float]] = []
    hearing = MicrophoneEars(lambda: SCRIPT, lambda: FileMicrophone(SPEECH), lambda *heard: shown.append(heard))
    hearing.listen(language, posted)
    posted.next()
    assert shown[-1][0] == words
    assert max(level for _, level in shown) > 0


@pytest.mark.parametrize(
    ("recognizer", "microphone"),
    [
        (lambda: SCRIPT, no_microphone),
        (no_recognizer, lambda: FileMicrophone(SPEECH)),
        (lambda: Broken([{}]), lambda: FileMicrophone(SPEECH)),
    ],
)
def test_whatever_is_missing_or_broken_is_told(
    posted: Posted, recognizer: Callable[[], Recognizer], microphone: Callable[[], Microphone]
) -> None:
    MicrophoneEars(recognizer, microphone).listen(EN, posted)
    assert posted.next() == MicrophoneFailed()


def test_a_press_ends_listening_with_what_was_heard(posted: Posted) -> None:
    microphone = HeldMicrophone()
    ears = MicrophoneEars(lambda: SCRIPT, lambda: microphone)
    ears.listen(EN, posted)
    microphone.opened.wait(5)
    ears.stop()
    microphone.go_on.set()
    assert posted.next() == NothingHeard()
    assert microphone.closed.wait(5)


def test_what_was_heard_and_dropped_is_never_posted(posted: Posted) -> None:
    microphone = HeldMicrophone()
    ears = MicrophoneEars(lambda: SCRIPT, lambda: microphone)
    ears.listen(EN, posted)
    microphone.opened.wait(5)
    ears.drop()
    microphone.go_on.set()
    for thread in threading.enumerate():
        if thread.name == "ears":
            thread.join(5)
    assert microphone.closed.is_set()
    assert posted.none


def test_a_drop_before_anything_was_opened_does_no_harm(posted: Posted) -> None:
    ears = MicrophoneEars(lambda: SCRIPT, lambda: FileMicrophone(SPEECH))
    ears.stop()
    ears.drop()
    ears.listen(EN, posted)
    assert isinstance(posted.next(), Asked)


class TestTheMouth:
    @pytest.fixture
    def player(self) -> RememberingPlayer:
        return RememberingPlayer(held=True)

    @pytest.fixture
    def voice(self) -> SilentSynthesizer:
        return SilentSynthesizer()

    @pytest.fixture
    def mouth(self, voice: SilentSynthesizer, player: RememberingPlayer) -> Iterator[NarratorMouth]:
        narrator = Narrator(voice, player)
        yield NarratorMouth(lambda: narrator, RATE)
        narrator.close()

    def test_each_sentence_is_read_in_its_language_at_the_visitors_pace(
        self, mouth: NarratorMouth, voice: SilentSynthesizer, player: RememberingPlayer, posted: Posted
    ) -> None:
        mouth.say(SAID, -1, 0, posted)
        assert player.begun()
        assert mouth.speaking
        player.playing.finish()
        assert player.begun()
        pace = RATE - PACE_STEP
        assert voice.said == [("Hello.", EN, pace), ("Hola.", ES, pace)]

    def test_silence_stops_it_and_nothing_is_posted(
        self, mouth: NarratorMouth, player: RememberingPlayer, posted: Posted
    ) -> None:
        mouth.silence()
        mouth.say(SAID, 0, 0, posted)
        assert player.begun()
        mouth.silence()
        assert not mouth.speaking
        assert posted.none

    def test_a_voice_that_fails_is_told(self, posted: Posted) -> None:
        class Mute(SilentSynthesizer):
            def synthesise(self, text: str, language: Language, rate: int = RATE) -> Clip:
                raise VoiceUnavailable("there is no voice")

        narrator = Narrator(Mute(), RememberingPlayer())
        NarratorMouth(lambda: narrator, RATE).say(SAID, 0, 0, posted)
        assert posted.next() == VoiceFailed()
        narrator.close()

    def test_a_loudspeaker_that_is_not_there_is_told(self, posted: Posted) -> None:
        class Unplugged(RememberingPlayer):
            def play(self, clip: Clip) -> PlayedClip:
                raise NoSpeaker("there is no loudspeaker")

        narrator = Narrator(SilentSynthesizer(), Unplugged())
        NarratorMouth(lambda: narrator, RATE).say(SAID, 0, 0, posted)
        assert posted.next() == VoiceFailed()
        narrator.close()


@pytest.mark.parametrize("paper", [DirectPaper, BackgroundPaper])
class TestPaper:
    def test_a_slip_is_printed_and_told(self, paper: Callable[[ListPrinter], Paper], posted: Posted) -> None:
        printer = ListPrinter()
        paper(printer).print(SLIP, posted)
        assert posted.next() == PrintEnded(printed=True)
        assert printer.slips == [SLIP]

    @pytest.mark.parametrize("reason", Reason)
    def test_every_reason_for_no_paper_is_told(
        self, paper: Callable[[ListPrinter], Paper], posted: Posted, reason: Reason
    ) -> None:
        paper(ListPrinter(fails=reason)).print(SLIP, posted)
        assert posted.next() == PrintEnded(printed=False)


def test_devices_that_are_not_there_say_so_at_once(posted: Posted) -> None:
    NoEars().listen(EN, posted)
    NoMouth().say(SAID, 0, 0, posted)
    NoPaper().print(SLIP, posted)
    assert [posted.next() for _ in range(3)] == [MicrophoneFailed(), VoiceFailed(), PrintEnded(printed=False)]
    NoEars().stop()
    NoEars().drop()
    NoMouth().silence()
    assert posted.none
