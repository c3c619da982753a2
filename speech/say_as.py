"""How written text is prepared for the ear.

`sentences` cuts a text into what is said in one go, as written, so that a screen can mark the one being read;
`for_the_ear` turns each into what a voice is given: figures in groups, streets and hours in words, nothing that a
voice would stumble over or obey.
"""

from __future__ import annotations

from content.language import Language
from speech.saying.clean import LIMIT, cleaned, sayable, shortened, without_noise
from speech.saying.clock import say_dates, say_times
from speech.saying.numbers import digit_by_digit, say_figures, say_money, say_phones
from speech.saying.places import say_places
from speech.saying.sentences import sentences
from speech.saying.words import say_links, say_signs, say_words

__all__ = ["LIMIT", "cleaned", "digit_by_digit", "for_the_ear", "sayable", "sentences", "spelled"]

_STEPS = (say_links, say_phones, say_dates, say_times, say_money, say_places, say_figures, say_words, say_signs)
"""In this order: what is longer and surer first, so that no step takes a part of what belongs together."""


def for_the_ear(text: str, language: Language) -> str:
    """One sentence as a voice is given it: words, figures and punctuation, at most 400 characters."""
    said = without_noise(text)
    for step in _STEPS:
        said = step(said, language)
    return shortened(without_noise(said))


def spelled(text: str) -> str:
    """Letter by letter, for a name that the listener writes down: `CICLA` as `C, I, C, L, A`."""
    words = without_noise(text).upper().split()
    letters = [", ".join(filter(str.isalnum, word)) for word in words]
    return shortened(". ".join(filter(None, letters)))
