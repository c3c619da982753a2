"""Said by the real voice, heard by the real recogniser: what is written reaches the ear as the words it stands for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from content.language import Language
from speech.audio import MODEL_RATE, resampled
from speech.pyttsx3_voice import Pyttsx3Voice
from speech.say_as import for_the_ear
from speech.vosk_recognizer import VoskRecognizer

MODELS = Path(__file__).parent.parent / "fixtures" / "speech" / "models-full"
PAUSE = bytes(2 * MODEL_RATE // 4)

HEARD = [
    (Language.EN, "Call 505-924-3890.", "call five zero five nine two four three eight nine zero"),
    (Language.EN, "It is at 600 2nd St NW.", "it is at six hundred second street northwest"),
    (Language.EN, "It costs $35 a year.", "it costs thirty five dollars a year"),
    (Language.ES, "Llame al 505-924-3890.", "llame al cinco cero cinco nueve dos cuatro tres ocho nueve cero"),
    (Language.ES, "La oficina abre a las 8:00.", "la oficina abre a las ocho de la mañana"),
    (Language.ES, "Cuesta $35 al año.", "cuesta treinta y cinco dólares al año"),
]


@pytest.fixture(scope="module")
def voice() -> Iterator[Pyttsx3Voice]:
    voice = Pyttsx3Voice()
    yield voice
    voice.close()


@pytest.fixture(scope="module")
def recognizer() -> VoskRecognizer:
    return VoskRecognizer(MODELS)


@pytest.mark.parametrize(("language", "written", "words"), HEARD)
def test_what_is_read_aloud_is_understood(
    voice: Pyttsx3Voice, recognizer: VoskRecognizer, language: Language, written: str, words: str
) -> None:
    clip = resampled(voice.synthesise(for_the_ear(written, language), language), MODEL_RATE)
    *_, final = recognizer.hear([PAUSE, *clip.chunks(), PAUSE])
    heard = final.heard[language].text.split()
    expected = words.split()
    assert len(set(expected) & set(heard)) >= 0.8 * len(set(expected)), " ".join(heard)
    assert abs(len(heard) - len(expected)) <= 1
