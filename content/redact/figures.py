"""Times of day, sums of money, measures and forms: figures that are no part of a private number."""

from __future__ import annotations

import re

from content.redact.lexicon import words
from content.redact.sentence import Sentence

_CURRENCY_MARKS = frozenset("$€£¢")
_HANGING = frozenset("-/),.")
_LONGEST_SUM = 7
"""Digits of a sum written without thousands marks; beyond that it may as well be a phone number."""

_FORM = re.compile(r"(?:ds|g)\d{3,4}|(?:i|n|g|w|ar|ss|eoir|form|forma)\d{1,3}[a-z]{0,2}|10[49]\d[a-z]{0,4}")
_MEASURE = re.compile(rf"\d{{1,6}}(?:{'|'.join(sorted(words('numbers.measures')))})")


def end_of_known(sentence: Sentence, at: int) -> int:
    """Where a time, a sum or a form that begins here ends; 0 if none does."""
    return _time_of_day(sentence, at) or _sum_of_money(sentence, at) or _form(sentence, at)


def is_known(word: str) -> bool:
    """Whether figures and letters in one word are a form or a measure: `N400`, `1040ez`, `15mg`, `4th`."""
    return bool(_FORM.fullmatch(word) or _MEASURE.fullmatch(word))


def amount_end(sentence: Sentence, at: int) -> int:
    """Where a number with its thousands and cents ends."""
    end = at + 1
    while sentence.word(end) in (",", ".") and sentence.touches(end) and sentence.touches(end + 1):
        if not sentence.word(end + 1).isdigit() or len(sentence.word(end + 1)) not in (2, 3):
            break
        end += 2
    return end


def _time_of_day(sentence: Sentence, at: int) -> int:
    """Where `8:30` ends; 0 if this is none."""
    hour, minute = sentence.word(at), sentence.word(at + 2)
    clock = (
        sentence.word(at + 1) == ":"
        and hour.isdigit()
        and len(hour) < 3
        and int(hour) <= 24
        and minute.isdigit()
        and len(minute) == 2
        and int(minute) <= 59
    )
    chained = sentence.word(at - 1) == ":" or (sentence.word(at + 3) == ":" and sentence.word(at + 4).isdigit())
    return at + 3 if clock and not chained else 0


def _form(sentence: Sentence, at: int) -> int:
    """Where `I-485` ends; 0 if this is none."""
    hyphened = (
        sentence.word(at).isalpha()
        and sentence.word(at + 1) == "-"
        and sentence.touches(at + 1)
        and sentence.touches(at + 2)
    )
    name = sentence.word(at) + sentence.word(at + 2)
    return at + 3 if hyphened and _FORM.fullmatch(name) and not _glued(sentence, at + 3) else 0


def _sum_of_money(sentence: Sentence, at: int) -> int:
    """Where `$1,250.50` ends; 0 if this is none."""
    if sentence.word(at) not in _CURRENCY_MARKS or not sentence.word(at + 1).isdigit():
        return 0
    end = amount_end(sentence, at + 1)
    return end if len(sentence.word(at + 1)) <= _LONGEST_SUM and not _glued(sentence, end) else 0


def _glued(sentence: Sentence, at: int) -> bool:
    """Whether the next figures hang on, as they do in a phone number."""
    hangs = sentence.touches(at) and sentence.touches(at + 1)
    return hangs and sentence.word(at) in _HANGING and sentence.word(at + 1).isdigit()
