"""Runs of numbers that point to nobody: sums, years, short codes, tax forms and ages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from content.redact.figures import amount_end
from content.redact.lexicon import words
from content.redact.numerals import Numeral
from content.redact.runs import Run
from content.redact.sentence import Sentence

_CURRENCY = words("numbers.currency")
_LONGEST_AMOUNT = 9
_PUBLIC = words("numbers.public")
"""Short codes anybody may call, and tax forms."""
_CENTURIES = (19, 20)
_AGE_UNITS = words("numbers.age_units")
_AGES = words("numbers.ages")
_CHILDREN = words("numbers.children")


def is_amount(sentence: Sentence, run: Run) -> bool:
    """Sums and counts: one amount before its unit, or nothing but numbers with "thousand" in them."""
    if all(item.quantity for item in run.items):
        return True
    unit = sentence.word(run.end) in _CURRENCY
    single = len(run.items) == 1 or amount_end(sentence, run.start) == run.end
    return unit and single and run.digits <= _LONGEST_AMOUNT


def is_public(sentence: Sentence, run: Run) -> bool:
    """Years, short codes and tax forms, alone or in a short list."""
    plain = all(item.year or sentence.tokens[item.start].word in _PUBLIC for item in run.items)
    if len(run.items) % 2 == 0 and not plain:  # "twenty twenty one"
        halves = zip(run.items[::2], run.items[1::2], strict=True)
        return all(century.spoken and century.value in _CENTURIES and rest.digits == 2 for century, rest in halves)
    return plain and (len(run.items) <= 3 or _listed(sentence, run.items))


def is_ages(sentence: Sentence, run: Run) -> bool:
    """Small numbers, as children's ages are told."""
    if any(item.digits > 2 for item in run.items):
        return False
    after = {sentence.word(run.end + n) for n in range(4)} & _AGE_UNITS
    before = {sentence.word(run.start - n) for n in range(1, 4)}
    if before & _AGES:
        return True
    children = before & _CHILDREN
    return bool(after or children) if _listed(sentence, run.items) else bool(after and children)


def _listed(sentence: Sentence, items: Sequence[Numeral]) -> bool:
    return all(
        {",", "y", "and"} & {token.word for token in sentence.tokens[one.end : two.start]}
        for one, two in pairwise(items)
    )
