import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.language import Language
from speech.audio import MODEL_RATE
from speech.errors import NoMicrophone
from speech.hearing import Readings, ScriptedRecognizer
from speech.listening import Ending, Patience, Utterance, ending_of, listen, speech_frames
from speech.microphone import FileMicrophone
from speech.vosk_recognizer import VoskRecognizer
from tests.spoken import CLIPS, MODELS, everything_said

SPOKEN = {said.name: said for said in everything_said()}
RNG = np.random.default_rng(7)


def room(seconds: float, loudness: float = 8.0) -> np.ndarray:
    return RNG.normal(0, loudness, round(seconds * MODEL_RATE))


def voice(seconds: float, loudness: float = 3000.0) -> np.ndarray:
    """Bursts as long as syllables: loud for 200 ms, quiet for 60."""
    sound = room(seconds, loudness)
    sound[np.arange(len(sound)) % round(0.26 * MODEL_RATE) >= round(0.2 * MODEL_RATE)] /= 200
    return sound


def chunks(*sounds: np.ndarray) -> Iterator[bytes]:
    pcm = np.concatenate(sounds).clip(-32768, 32767).astype("<i2").tobytes()
    return (pcm[start : start + 3200] for start in range(0, len(pcm), 3200))


def heard_out(utterance: Utterance) -> float:
    """Seconds until it was over."""
    return sum(len(chunk) for chunk in utterance) / 2 / MODEL_RATE


def test_nobody_speaking_is_over_after_the_first_silence() -> None:
    utterance = Utterance(chunks(room(20)))
    assert heard_out(utterance) == pytest.approx(5.0, abs=0.15)
    assert utterance.ending is Ending.NOBODY_SPOKE
    assert not utterance.spoken


def test_a_pause_after_speech_ends_it() -> None:
    utterance = Utterance(chunks(room(1), voice(2), room(20)))
    assert heard_out(utterance) == pytest.approx(4.2, abs=0.2)
    assert utterance.ending is Ending.PAUSED
    assert utterance.spoken


def test_a_short_pause_does_not() -> None:
    utterance = Utterance(chunks(room(1), voice(1), room(0.9), voice(1), room(20)))
    assert heard_out(utterance) == pytest.approx(5.1, abs=0.2)


def test_speaking_before_the_room_was_heard_is_speaking() -> None:
    utterance = Utterance(chunks(voice(0.5), room(20)))
    assert heard_out(utterance) == pytest.approx(1.7, abs=0.2)
    assert utterance.ending is Ending.PAUSED


def test_talking_on_and_on_is_cut_off() -> None:
    utterance = Utterance(chunks(room(0.5), voice(30)))
    assert heard_out(utterance) == pytest.approx(12.0, abs=0.15)
    assert utterance.ending is Ending.TOO_LONG


def test_a_second_press_ends_it_with_what_was_said_until_then() -> None:
    stop = threading.Event()
    utterance = Utterance(chunks(room(0.5), voice(10)), stop=stop)
    for count, _ in enumerate(utterance, 1):
        if count == 15:
            stop.set()
    assert utterance.ending is Ending.STOPPED
    assert utterance.spoken


def test_a_file_runs_out() -> None:
    utterance = Utterance(chunks(room(0.5), voice(1)))
    assert heard_out(utterance) == pytest.approx(1.5, abs=0.01)
    assert utterance.ending is Ending.RAN_OUT


def test_patience_is_a_setting() -> None:
    utterance = Utterance(chunks(room(20)), Patience(start_silence=2.0))
    assert heard_out(utterance) == pytest.approx(2.0, abs=0.15)


@pytest.mark.parametrize("loudness", [0.0, 3.0, 300.0, 3000.0])
def test_even_noise_is_no_speech_however_loud(loudness: float) -> None:
    utterance = Utterance(chunks(room(20, loudness)))
    heard_out(utterance)
    assert utterance.ending is Ending.NOBODY_SPOKE


def test_a_device_that_starts_with_zeros_does_not_make_the_room_loud() -> None:
    utterance = Utterance(chunks(np.zeros(4000), room(20, 30)))
    heard_out(utterance)
    assert utterance.ending is Ending.NOBODY_SPOKE


def test_a_key_click_is_no_speech() -> None:
    utterance = Utterance(chunks(room(1), room(0.05, 8000), room(20)))
    heard_out(utterance)
    assert not utterance.spoken


@pytest.mark.parametrize("noise_decibels", [30, 20, 10])
def test_real_speech_in_noise_is_heard_to_its_end(noise_decibels: int) -> None:
    for said in (SPOKEN["en/q"], SPOKEN["es/english"], SPOKEN["es/print"]):
        speech = said.clip.samples.astype(float)
        noise = room(said.clip.duration + 6, float(np.std(speech[6400:-9600])) * 10 ** (-noise_decibels / 20))
        noise[: len(speech)] += speech
        utterance = Utterance(chunks(noise))
        assert said.clip.duration - 0.6 < heard_out(utterance) < said.clip.duration + 1
        assert utterance.ending is Ending.PAUSED


def test_the_meter_shows_each_chunk_between_nothing_and_full() -> None:
    levels: list[float] = []
    heard_out(Utterance(chunks(np.zeros(1600), np.full(1600, 32767.0)), on_level=levels.append))
    assert levels == [0.0, pytest.approx(1.0, abs=1e-4)]


@given(st.lists(st.binary(max_size=400).map(lambda raw: raw[: len(raw) // 2 * 2] * 40), max_size=60))
def test_any_sound_ends_for_a_reason_and_passes_through_unchanged(sound: list[bytes]) -> None:
    utterance = Utterance(iter(sound))
    passed = list(utterance)
    assert passed == sound[: len(passed)]
    assert utterance.ending is not None


@given(st.lists(st.floats(0, 1), max_size=500))
def test_frames_are_judged_one_by_one_and_an_ending_is_final(levels: list[float]) -> None:
    frames = np.array(levels)
    assert len(speech_frames(frames)) == len(levels)
    assert ending_of(np.concatenate([frames, np.zeros(500)]), Patience()) is not None


class LentMicrophone:
    """Gives out sound, and knows whether it is open."""

    def __init__(self, sound: Iterator[bytes]) -> None:
        self.opened = 0
        self.closed = 0
        self._sound = sound

    @contextmanager
    def open(self) -> Iterator[Iterator[bytes]]:
        self.opened += 1
        try:
            yield self._sound
        finally:
            self.closed += 1


def scripted() -> ScriptedRecognizer:
    return ScriptedRecognizer([{Language.ES: "quiero vender tamales"}])


def test_the_microphone_is_closed_when_the_final_readings_come() -> None:
    microphone = LentMicrophone(chunks(room(0.5), voice(1), room(20)))
    for readings in listen(microphone, scripted()):
        assert microphone.closed == readings.final
    assert readings.heard[Language.ES].text == "quiero vender tamales"


def test_the_microphone_is_closed_when_listening_is_dropped() -> None:
    microphone = LentMicrophone(chunks(room(0.5), voice(5)))
    listening = listen(microphone, scripted())
    next(listening)
    del listening
    assert (microphone.opened, microphone.closed) == (1, 1)


def test_the_microphone_is_closed_when_it_fails() -> None:
    def unplugged() -> Iterator[bytes]:
        yield from chunks(room(0.5))
        raise NoMicrophone("unplugged")

    microphone = LentMicrophone(unplugged())
    with pytest.raises(NoMicrophone):
        list(listen(microphone, scripted()))
    assert microphone.closed == 1


def test_what_a_recogniser_makes_of_noise_is_no_question() -> None:
    (final,) = [each for each in listen(LentMicrophone(chunks(room(20, 300))), scripted()) if each.final]
    assert final.empty
    assert set(final.heard) == set(Language)


@pytest.mark.parametrize("name", ["en/q", "es/q"])
def test_a_spoken_question_is_heard_by_the_real_recogniser(name: str) -> None:
    said = SPOKEN[name]
    *_, final = listen(FileMicrophone(said.path), VoskRecognizer(MODELS))
    assert final.heard[said.language].text == said.text


@pytest.mark.parametrize("name", ["silence", "noise"])
def test_silence_and_noise_are_no_question_for_the_real_recogniser(name: str) -> None:
    path: Path = CLIPS / f"{name}.wav"
    readings: list[Readings] = list(listen(FileMicrophone(path), VoskRecognizer(MODELS)))
    assert readings[-1].empty
