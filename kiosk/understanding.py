"""From what reached a channel to one event: sound as recognisers heard it, or a line as it was typed."""

from __future__ import annotations

from collections.abc import Sequence

from content.language import Language
from content.sanitise import clean_line
from kiosk.conversation import Asked, Event, ForgetPressed, NothingHeard, Picked, Source, Utterance
from kiosk.scene import KEYS, Offer
from matcher.normalise import fold
from matcher.verdict import Reading
from speech.hearing import Readings

MOST_TRANSCRIPTS = 3
"""Of each recogniser; later ones are hardly ever what was said."""

LONGEST_NUMBER = 2
"""Digits of a choice; more are part of a question."""


LONGEST = 400
"""Characters of a question; whoever pastes a page is asking about its beginning."""

_KEYS = frozenset(key.casefold() for key in KEYS.values())


NUMBER_WORDS = {
    word: number
    for words in ("one two three four five six seven eight", "uno dos tres cuatro cinco seis siete ocho")
    for number, word in enumerate(words.split(), 1)
}
"""The numbers of choices, in words."""

REFUSALS = frozenset(
    {
        "do not keep it",
        "dont keep it",
        "do not keep my question",
        "dont keep my question",
        "dont save it",
        "dont save my question",
        "delete my question",
        "forget my question",
        "no la guarde",
        "no lo guarde",
        "no la guarden",
        "no guarde mi pregunta",
        "no guarden mi pregunta",
        "no guarde eso",
        "borre mi pregunta",
        "borren mi pregunta",
    }
)
"""Ways to refuse to have a question kept, folded: they must never become a question themselves."""


def heard(readings: Readings) -> Event:
    """What was said: every transcript of both recognisers is a reading; which one holds, the matches decide."""
    found = tuple(
        Reading(hypothesis.text, language, hypothesis.confidence)
        for language in Language
        if language in readings.heard
        for hypothesis in readings.heard[language].hypotheses[:MOST_TRANSCRIPTS]
        if fold(hypothesis.text)
    )
    for reading in found:
        if fold(reading.text) in REFUSALS:
            return ForgetPressed()
        if (number := NUMBER_WORDS.get(fold(reading.text))) is not None:
            return Picked(number)
    return Asked(Utterance(found, Source.SPOKEN)) if found else NothingHeard()


def typed(line: str, offers: Sequence[Offer] = ()) -> Event | None:
    """What was typed: an offer by its label or its key, a choice by a bare number, anything else is a question.

    None where there is nothing in it, or only a key that means nothing here.
    """
    text = clean_line(line)[:LONGEST].rstrip()
    if fold(text) in REFUSALS:
        return ForgetPressed()
    for offer in offers:
        labels = {fold(label) for label in offer.label.split(" / ")}
        if (fold(text) and fold(text) in labels) or text.casefold() == offer.key.casefold():
            return offer.event
    if not text or text.casefold() in _KEYS:
        return None
    if (number := _number(text)) is not None:
        return Picked(number)
    return Asked(Utterance((Reading(text),), Source.TYPED))


def _number(text: str) -> int | None:
    """A bare number, in figures or in words."""
    bare = fold(text)
    if bare.isdigit() and len(bare) <= LONGEST_NUMBER:
        return int(bare)
    return NUMBER_WORDS.get(bare)
