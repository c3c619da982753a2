from collections.abc import Iterator

import pytest

from content.language import Language, Passage
from speech.pyttsx3_voice import Pyttsx3Voice
from speech.voice import SilentSynthesizer, Synthesizer, recited

SAID = {
    Language.EN: "The library is open in the morning.",
    Language.ES: "La biblioteca abre por la mañana.",
}


@pytest.fixture(scope="module")
def spoken() -> Iterator[Pyttsx3Voice]:
    voice = Pyttsx3Voice()
    yield voice
    voice.close()


@pytest.fixture(params=["pyttsx3", "silent"])
def voice(request: pytest.FixtureRequest, spoken: Pyttsx3Voice) -> Synthesizer:
    return spoken if request.param == "pyttsx3" else SilentSynthesizer()


@pytest.mark.parametrize("language", Language)
class TestEverySynthesizer:
    def test_gives_a_clip_about_as_long_as_the_sentence(self, voice: Synthesizer, language: Language) -> None:
        clip = voice.synthesise(SAID[language], language)
        assert 1.0 < clip.duration < 6.0

    def test_speaks_longer_when_it_speaks_slower(self, voice: Synthesizer, language: Language) -> None:
        slow = voice.synthesise(SAID[language], language, 100)
        assert slow.duration > 1.2 * voice.synthesise(SAID[language], language, 180).duration

    @pytest.mark.parametrize("nothing", ["", " ", "...", "¿?", "\x00\x1b"])
    def test_has_an_empty_clip_for_nothing_to_say(self, voice: Synthesizer, language: Language, nothing: str) -> None:
        assert not voice.synthesise(nothing, language).pcm

    def test_speaks_again_after_it_was_closed(self, voice: Synthesizer, language: Language) -> None:
        voice.close()
        voice.close()
        assert voice.synthesise(SAID[language], language).duration > 1.0


def test_a_recital_says_every_sentence_prepared_for_the_ear_in_its_own_language() -> None:
    voice = SilentSynthesizer()
    clip = recited([Passage("Call 311. It is free.", Language.EN), Passage("Cuesta $5.", Language.ES)], voice, 120)
    assert voice.said == [
        ("Call 3 1 1.", Language.EN, 120),
        ("It is free.", Language.EN, 120),
        ("Cuesta 5 dólares.", Language.ES, 120),
    ]
    assert clip.duration > 9 * 60 / 120


def test_a_recital_of_nothing_is_empty() -> None:
    assert recited([Passage(" ", Language.ES)], SilentSynthesizer()).pcm == b""
