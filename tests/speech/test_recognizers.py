"""What every recogniser keeps to: the real one and the scripted one."""

from collections.abc import Iterator

import pytest

from content.language import Language
from speech.audio import MODEL_RATE
from speech.errors import NoMicrophone
from speech.hearing import Heard, Readings, Recognizer, ScriptedRecognizer
from speech.vosk_recognizer import VoskRecognizer
from tests.spoken import FULL_MODELS, MODELS, Said, everything_said

SILENCE = bytes(2 * MODEL_RATE)
SAID = {said.name: said for said in everything_said()}
LOAN = SAID["en/q"]
PRINT = SAID["es/print"]


def scripted() -> ScriptedRecognizer:
    """Plays its script whatever is said: here, what is said in every test below."""
    return ScriptedRecognizer([{Language.EN: LOAN.text, Language.ES: PRINT.text}])


@pytest.fixture(params=["vosk", "scripted"])
def recognizer(request: pytest.FixtureRequest) -> Recognizer:
    return VoskRecognizer(MODELS) if request.param == "vosk" else scripted()


def last(readings: Iterator[Readings]) -> Readings:
    *_, final = readings
    return final


class TestRecognizer:
    def test_hears_both_languages(self, recognizer: Recognizer) -> None:
        assert recognizer.languages == set(Language)
        assert set(last(recognizer.hear(LOAN.clip.chunks())).heard) == set(Language)

    @pytest.mark.parametrize("said", [LOAN, PRINT], ids=lambda said: said.name)
    def test_hears_what_is_said(self, recognizer: Recognizer, said: Said) -> None:
        assert last(recognizer.hear(said.clip.chunks())).heard[said.language].text == said.text

    def test_tells_more_and_more_and_ends_with_one_final_reading(self, recognizer: Recognizer) -> None:
        *partial, final = recognizer.hear(LOAN.clip.chunks())
        assert final.final
        assert not any(readings.final for readings in partial)
        lengths = [len(readings.heard[Language.EN].text.split()) for readings in partial]
        assert len(lengths) > 3
        assert lengths[0] < lengths[-1]

    def test_partial_readings_claim_no_confidence(self, recognizer: Recognizer) -> None:
        first = next(recognizer.hear(LOAN.clip.chunks()))
        assert all(heard.confidence == 0 and not heard.words for heard in first.heard.values())

    def test_the_best_text_is_that_of_the_words_in_their_order(self, recognizer: Recognizer) -> None:
        heard = last(recognizer.hear(LOAN.clip.chunks())).heard[Language.EN]
        assert " ".join(word.text for word in heard.words) == heard.text
        assert all(0 < word.confidence <= 1 and word.start < word.end for word in heard.words)
        assert [word.start for word in heard.words] == sorted(word.start for word in heard.words)
        assert heard.words[-1].end <= LOAN.clip.duration

    def test_alternatives_differ(self, recognizer: Recognizer) -> None:
        texts = [each.text for each in last(recognizer.hear(LOAN.clip.chunks())).heard[Language.EN].hypotheses]
        assert len(set(texts)) == len(texts)

    @pytest.mark.parametrize("pcm", [[], [b""], [SILENCE], [b"", SILENCE, b""]])
    def test_silence_is_one_final_reading_without_words(self, recognizer: Recognizer, pcm: list[bytes]) -> None:
        (only,) = recognizer.hear(pcm)
        assert only.final
        assert only.empty
        assert all(heard == Heard(language) for language, heard in only.heard.items())

    def test_a_phrase_on_the_list_is_heard(self, recognizer: Recognizer) -> None:
        phrases = {Language.ES: ["repita", PRINT.text]}
        assert last(recognizer.hear(PRINT.clip.chunks(), phrases)).heard[Language.ES].text == PRINT.text

    def test_what_is_on_no_list_is_not_heard(self, recognizer: Recognizer) -> None:
        phrases = {Language.EN: ["repeat", "print"], Language.ES: ["repita"]}
        assert last(recognizer.hear(LOAN.clip.chunks(), phrases)).empty

    def test_the_same_recogniser_serves_again_after_an_utterance_was_dropped(self, recognizer: Recognizer) -> None:
        dropped = recognizer.hear(LOAN.clip.chunks())
        next(dropped)
        del dropped
        assert last(recognizer.hear(LOAN.clip.chunks())).heard[Language.EN].text == LOAN.text

    def test_a_lost_microphone_is_told(self, recognizer: Recognizer) -> None:
        def unplugged() -> Iterator[bytes]:
            yield SILENCE
            raise NoMicrophone("unplugged")

        with pytest.raises(NoMicrophone):
            last(recognizer.hear(unplugged()))


def test_the_script_is_played_in_turn_and_silence_takes_no_turn() -> None:
    recognizer = ScriptedRecognizer([{Language.EN: "one"}, {Language.ES: "dos"}])
    sound = b"\1\0" * 1600
    heard = [last(recognizer.hear([pcm])).heard for pcm in (sound, SILENCE, sound, sound)]
    assert [each[Language.EN].text or each[Language.ES].text for each in heard] == ["one", "", "dos", "one"]


def test_full_models_hear_as_much() -> None:
    heard = last(VoskRecognizer(FULL_MODELS).hear(LOAN.clip.chunks())).heard
    assert heard[Language.EN].confidence > heard[Language.ES].confidence
