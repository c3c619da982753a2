import queue
import threading
from collections.abc import Iterator

import pytest

from content.language import Language, Passage
from speech.audio import Clip
from speech.errors import NoSpeaker, SpeechError, VoiceUnavailable
from speech.loudspeaker import Loudspeaker
from speech.narrator import Delivery, Narrator, Sentence
from speech.player import RememberingPlayer
from speech.voice import RATE, SilentSynthesizer

ENGLISH = Passage("The library is open. Call 311.", Language.EN)
SPANISH = Passage("Es gratis.", Language.ES)


class Listener:
    """Remembers what the narrator tells."""

    def __init__(self) -> None:
        self.started: queue.SimpleQueue[Sentence] = queue.SimpleQueue()
        self.ended: queue.SimpleQueue[SpeechError | None] = queue.SimpleQueue()

    def sentence(self) -> str:
        return self.started.get(timeout=5).text

    def end(self) -> SpeechError | None:
        return self.ended.get(timeout=5)


@pytest.fixture
def player() -> RememberingPlayer:
    return RememberingPlayer(held=True)


@pytest.fixture
def voice() -> SilentSynthesizer:
    return SilentSynthesizer()


@pytest.fixture
def narrator(voice: SilentSynthesizer, player: RememberingPlayer) -> Iterator[Narrator]:
    narrator = Narrator(voice, player)
    yield narrator
    narrator.close()


@pytest.fixture
def listener() -> Listener:
    return Listener()


def say(narrator: Narrator, listener: Listener, *passages: Passage, rate: int = RATE) -> None:
    narrator.say(passages, Delivery(rate), started=listener.started.put, ended=listener.ended.put)


def test_sentences_are_read_one_after_another(
    narrator: Narrator, player: RememberingPlayer, listener: Listener
) -> None:
    say(narrator, listener, ENGLISH, SPANISH)
    for expected in ("The library is open.", "Call 311.", "Es gratis."):
        assert listener.sentence() == expected
        assert narrator.speaking
        player.playing.finish()
    assert listener.end() is None
    assert not narrator.speaking


def test_each_sentence_is_said_in_its_own_language_and_knows_its_passage(
    narrator: Narrator, voice: SilentSynthesizer, player: RememberingPlayer, listener: Listener
) -> None:
    say(narrator, listener, SPANISH, ENGLISH, rate=120)
    assert listener.started.get(timeout=5) == Sentence("Es gratis.", Language.ES, 0)
    player.playing.finish()
    assert listener.started.get(timeout=5) == Sentence("The library is open.", Language.EN, 1)
    assert voice.said[:2] == [("Es gratis.", Language.ES, 120), ("The library is open.", Language.EN, 120)]


def test_the_next_sentence_is_said_ahead(
    narrator: Narrator, voice: SilentSynthesizer, player: RememberingPlayer, listener: Listener
) -> None:
    said_ahead = threading.Event()
    synthesise = voice.synthesise

    def noticed(text: str, language: Language, rate: int = RATE) -> Clip:
        if text == "Call 3 1 1.":
            said_ahead.set()
        return synthesise(text, language, rate)

    voice.synthesise = noticed  # type: ignore[method-assign]
    say(narrator, listener, ENGLISH)
    assert said_ahead.wait(5)
    assert len(player.clips) == 1


def test_silence_ends_the_reading_without_a_word(
    narrator: Narrator, player: RememberingPlayer, listener: Listener
) -> None:
    say(narrator, listener, ENGLISH)
    listener.sentence()
    narrator.silence()
    assert not player.playing.wait()
    assert not narrator.speaking
    assert listener.ended.empty()


def test_a_new_text_takes_the_place_of_the_old(
    narrator: Narrator, player: RememberingPlayer, listener: Listener
) -> None:
    say(narrator, listener, ENGLISH)
    listener.sentence()
    say(narrator, listener, SPANISH)
    assert listener.sentence() == "Es gratis."
    player.playing.finish()
    assert listener.end() is None
    assert listener.started.empty()


def test_after_a_pause_the_broken_sentence_begins_again(
    narrator: Narrator, player: RememberingPlayer, listener: Listener
) -> None:
    say(narrator, listener, ENGLISH)
    listener.sentence()
    player.playing.finish()
    listener.sentence()
    narrator.pause()
    assert not narrator.speaking
    narrator.resume()
    assert listener.sentence() == "Call 311."


def test_resuming_without_a_pause_does_nothing(narrator: Narrator, listener: Listener) -> None:
    narrator.resume()
    say(narrator, listener, ENGLISH)
    narrator.silence()
    narrator.resume()
    assert not narrator.speaking


@pytest.mark.parametrize("ended", [True, False])
def test_the_last_sentence_is_repeated(
    narrator: Narrator, player: RememberingPlayer, listener: Listener, ended: bool
) -> None:
    say(narrator, listener, ENGLISH)
    listener.sentence()
    player.playing.finish()
    listener.sentence()
    if ended:
        player.playing.finish()
        listener.end()
    narrator.repeat()
    assert listener.sentence() == "Call 311."


def test_everything_is_read_again_from_the_beginning(
    narrator: Narrator, player: RememberingPlayer, listener: Listener
) -> None:
    narrator.restart()
    say(narrator, listener, ENGLISH)
    listener.sentence()
    player.playing.finish()
    listener.sentence()
    narrator.restart()
    assert listener.sentence() == "The library is open."


def test_a_delivery_can_be_louder(player: RememberingPlayer) -> None:
    class Humming(SilentSynthesizer):
        def synthesise(self, text: str, language: Language, rate: int = RATE) -> Clip:
            return Clip(b"\x00\x10" * 100, 8_000)

    narrator = Narrator(Humming(), player)
    narrator.say([SPANISH], Delivery(gain=6.0206))
    assert player.begun()
    narrator.close()
    assert player.clips[0].samples[0] == pytest.approx(2 * 0x1000, abs=4)


class Mute(SilentSynthesizer):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error = error

    def synthesise(self, text: str, language: Language, rate: int = RATE) -> Clip:
        if "Call" in text:
            raise self._error
        return super().synthesise(text, language, rate)


@pytest.mark.parametrize(("error", "kind"), [(VoiceUnavailable("x"), VoiceUnavailable), (KeyError("x"), SpeechError)])
def test_a_voice_that_fails_ends_the_reading_and_not_the_thread(
    listener: Listener, error: Exception, kind: type[SpeechError]
) -> None:
    narrator = Narrator(Mute(error), RememberingPlayer())
    say(narrator, listener, ENGLISH)
    assert isinstance(listener.end(), kind)
    say(narrator, listener, SPANISH)
    assert listener.end() is None
    narrator.close()


def test_a_loudspeaker_that_is_not_there_is_told(voice: SilentSynthesizer, listener: Listener) -> None:
    speaker = Loudspeaker("no such loudspeaker")
    narrator = Narrator(voice, speaker)
    say(narrator, listener, ENGLISH)
    assert isinstance(listener.end(), NoSpeaker)
    narrator.close()
    speaker.close()


def test_a_listener_that_fails_does_no_harm(
    narrator: Narrator, player: RememberingPlayer, caplog: pytest.LogCaptureFixture, listener: Listener
) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("the screen is gone")

    narrator.say([SPANISH], started=fail, ended=listener.ended.put)
    assert player.begun()
    player.playing.finish()
    assert listener.end() is None
    assert "a listener of the narrator failed" in caplog.text


def test_nothing_to_read_has_ended_at_once(narrator: Narrator, listener: Listener) -> None:
    say(narrator, listener, Passage("...", Language.ES))
    assert listener.end() is None


def test_a_closed_narrator_stays_silent(narrator: Narrator, player: RememberingPlayer, listener: Listener) -> None:
    say(narrator, listener, ENGLISH)
    listener.sentence()
    narrator.close()
    say(narrator, listener, SPANISH)
    assert not narrator.speaking
    assert len(player.clips) == 1


def test_orders_in_any_order_from_any_thread_leave_it_in_service(voice: SilentSynthesizer, listener: Listener) -> None:
    narrator = Narrator(voice, RememberingPlayer())
    orders = [narrator.silence, narrator.repeat, narrator.pause, narrator.resume, narrator.restart]

    def command(first: int) -> None:
        for number in range(40):
            orders[(first + number) % len(orders)]()
            narrator.say([ENGLISH])

    threads = [threading.Thread(target=command, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    say(narrator, listener, SPANISH)
    assert listener.end() is None
    narrator.close()
