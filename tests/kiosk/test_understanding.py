"""From sound or a typed line to one event."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.language import Language
from kiosk.conversation import Asked, Event, ForgetPressed, Left, NothingHeard, Picked, Source
from kiosk.scene import KEYS, Offer
from kiosk.understanding import LONGEST, MOST_TRANSCRIPTS, heard, typed
from speech.hearing import Heard, Hypothesis, Readings

FINISH = Offer(Left(), "F10", "Sí, terminar")


def readings(**texts: tuple[str, ...]) -> Readings:
    """What each language's recogniser made of it."""
    return Readings(
        {
            Language(language): Heard(Language(language), tuple(Hypothesis(text, 0.5) for text in found))
            for language, found in texts.items()
        },
        final=True,
    )


def test_every_transcript_of_both_recognisers_is_a_reading() -> None:
    event = heard(readings(en=("a loan", "a lawn"), es=("alón",)))
    assert isinstance(event, Asked)
    assert event.utterance.source is Source.SPOKEN
    assert [(reading.text, reading.language) for reading in event.utterance.readings] == [
        ("a loan", Language.EN),
        ("a lawn", Language.EN),
        ("alón", Language.ES),
    ]


def test_only_the_likeliest_transcripts_are_kept() -> None:
    event = heard(readings(es=tuple(f"uno {n}" for n in range(9))))
    assert isinstance(event, Asked)
    assert len(event.utterance.readings) == MOST_TRANSCRIPTS


@pytest.mark.parametrize("nothing", [readings(), readings(en=()), readings(en=("",), es=("¿?", " "))])
def test_no_words_are_nothing_heard(nothing: Readings) -> None:
    assert heard(nothing) == NothingHeard()


@pytest.mark.parametrize("line", ["F10", "f10", "sí, terminar", "SI TERMINAR", "  Sí,   terminar \n"])
def test_the_key_or_the_label_of_an_offer_takes_it(line: str) -> None:
    assert typed(line, (FINISH,)) == Left()


@pytest.mark.parametrize(("line", "number"), [("1", 1), (" 2\n", 2), ("10", 10), ("0", 0)])
def test_a_bare_number_picks(line: str, number: int) -> None:
    assert typed(line) == Picked(number)


@pytest.mark.parametrize("line", ["2 kids", "911", "٣", "F11", "F100", "terminar"])
def test_anything_else_is_a_question(line: str) -> None:
    event = typed(line, (FINISH,))
    assert isinstance(event, Asked)
    assert event.utterance.readings[0].text == line
    assert event.utterance.readings[0].language is None


@pytest.mark.parametrize("line", ["", "  \t\n", "\x00\x1b", "\u200b", *KEYS.values()])
def test_nothing_and_keys_without_an_offer_are_no_event(line: str) -> None:
    assert typed(line) is None


@given(st.text(max_size=900))
def test_a_question_is_clean_and_of_bounded_length(line: str) -> None:
    event: Event | None = typed(line)
    if isinstance(event, Asked):
        [reading] = event.utterance.readings
        assert 0 < len(reading.text) <= LONGEST
        assert reading.text == " ".join(reading.text.split())
        assert not set(reading.text) & set("\x00\x1b\x9b\u202e")


@pytest.mark.parametrize(("line", "number"), [("8.", 8), ("ocho", 8), ("Eight", 8), ("tres", 3), ("uno", 1)])
def test_a_number_picks_in_words_too(line: str, number: int) -> None:
    assert typed(line) == Picked(number)


def test_a_spoken_number_picks() -> None:
    assert heard(readings(en=("sink oh",), es=("cinco",))) == Picked(5)


@pytest.mark.parametrize("line", ["no la guarde", "No guarden mi pregunta.", "don't save it", "delete my question"])
def test_a_refusal_never_becomes_a_question(line: str) -> None:
    assert typed(line) == ForgetPressed()
    assert heard(readings(es=(line,))) == ForgetPressed()
