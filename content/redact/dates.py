"""Full dates, in figures and in words, and the day or month somebody was born."""

from __future__ import annotations

from collections.abc import Iterator

from content.redact.lexicon import values, words
from content.redact.numerals import Numeral
from content.redact.sentence import Sentence
from content.redact.tokens import Label, Span

_MONTHS = words("dates.months")
_ROMAN_MONTHS = words("dates.roman_months")
_ORDINALS = values("dates.ordinals")
_LINKS = words("dates.links")
_YEAR_LINKS = words("dates.year_links")
_SEPARATORS = frozenset("/-.–—·_\\")
_BIRTH = words("dates.birth")
_BIRTH_CONNECTORS = words("dates.birth_connectors")
_BIRTH_REACH = 7
_AGE_UNITS = words("dates.age_units")
_REACH = 3


def find_dates(sentence: Sentence) -> Iterator[Span]:
    """Dates that name a day of a year; after a word of birth also those that leave the day or the year out."""
    for at, token in enumerate(sentence.tokens):
        if token.word in _MONTHS or _roman(sentence, at):
            yield from _around_month(sentence, at)
        elif token.word.isdigit() and (end := _figures(sentence, at)):
            yield Span(at, end, Label.DATE)
        elif token.word in _BIRTH:
            yield from _after_birth(sentence, at + 1)


def _roman(sentence: Sentence, at: int) -> bool:
    between = sentence.word(at - 1) in _SEPARATORS and sentence.word(at + 1) in _SEPARATORS
    return between and sentence.word(at) in _ROMAN_MONTHS and sentence.word(at - 2).isdigit()


def _around_month(sentence: Sentence, month: int) -> Iterator[Span]:
    """`3 de abril de 1988`, `April 3rd, 1988`, `nineteen eighty eight april third`."""
    start, before = _day_before(sentence, month)
    end, after = (month + 1, False) if before else _day_after(sentence, month + 1)
    if not (before or after):
        return
    if year_end := _year_after(sentence, end):
        yield Span(start, year_end, Label.DATE)
    elif after and (year := _year_before(sentence, month)) is not None:
        yield Span(year, end, Label.DATE)


def _day_before(sentence: Sentence, month: int) -> tuple[int, bool]:
    at = month
    while at > max(0, month - _REACH) and sentence.word(at - 1) in _LINKS:
        at -= 1
    if sentence.word(at - 1) in _ORDINALS:
        start = at - 1
        tens = sentence.numeral_to.get(start)
        return (tens.start if tens and tens.value in (20, 30) else start), True
    day = sentence.numeral_to.get(at)
    return (day.start, True) if day and 1 <= day.value <= 31 else (month, False)


def _day_after(sentence: Sentence, at: int) -> tuple[int, bool]:
    while sentence.word(at) in ("the", "-", "/", ".", "el"):
        at += 1
    day = sentence.numeral_from.get(at)
    ordinal = day.end if day and day.value in (20, 30) else at
    if sentence.word(ordinal) in _ORDINALS:
        return ordinal + 1, True
    return (day.end, True) if day and 1 <= day.value <= 31 and day.digits <= 2 else (at, False)


def _year_after(sentence: Sentence, at: int) -> int:
    """Where the year after a day and month ends; 0 if there is none."""
    links: list[str] = []
    while len(links) < _REACH and sentence.word(at) in _LINKS:
        links.append(sentence.word(at))
        at += 1
    return _year(sentence, at, short=bool(_YEAR_LINKS.intersection(links)))


def _year(sentence: Sentence, at: int, *, short: bool) -> int:
    """Where a year ends that begins here; in two figures only if `short`, or too many for a day; 0 if there is none."""
    numeral = sentence.numeral_from.get(at)
    if numeral is None:
        return 0
    if numeral.year:
        return numeral.end
    rest = sentence.numeral_from.get(numeral.end)
    if numeral.value in (19, 20) and numeral.spoken and rest:
        if rest.digits == 2:
            return rest.end
        if rest.value == 0 and (unit := sentence.numeral_from.get(rest.end)):
            return unit.end
    late = numeral.digits == 2 and (numeral.value > 31 or (short and _ends_here(sentence, numeral)))
    return numeral.end if late else 0


def _ends_here(sentence: Sentence, numeral: Numeral) -> bool:
    """Not the first hour of "15 de abril de 10 a 12"."""
    return sentence.word(numeral.end) not in ("a", "to", ":", "am", "pm")


def _year_before(sentence: Sentence, month: int) -> int | None:
    at = month
    while at > max(0, month - _REACH) and sentence.word(at - 1) in _LINKS:
        at -= 1
    year = sentence.numeral_to.get(at)
    if year is None:
        return None
    century = sentence.numeral_to.get(year.start)
    if century and century.value in (19, 20) and year.digits == 2:
        return century.start
    return year.start if year.year else None


def _figures(sentence: Sentence, at: int) -> int:
    """Where `03/04/1988`, `1988-04-03` or `2 4 2025` ends; 0 if three figures there are no date."""
    if sentence.word(at - 1) in _SEPARATORS and sentence.word(at - 2).isdigit():
        return 0
    parts, end = [sentence.word(at)], at + 1
    separated = True
    while len(parts) < 4:
        marked = sentence.word(end) in _SEPARATORS
        if not sentence.word(end + marked).isdigit():
            break
        separated = separated and marked
        parts.append(sentence.word(end + marked))
        end += 1 + marked
    if len(parts) != 3:
        return 0
    if len(parts[0]) == 4:
        parts.reverse()
    day, month, year = (int(part) if len(part) <= 4 else 10_000 for part in parts)
    in_range = min(day, month) >= 1 and max(day, month) <= 31 and min(day, month) <= 12
    written = 1900 <= year <= 2099 or (separated and len(parts[2]) == 2)
    return end if in_range and written else 0


def _after_birth(sentence: Sentence, at: int) -> Iterator[Span]:
    """Two numbers, or a number and a month, after "born": a year alone or an age says little and stays."""
    limit = at + _BIRTH_REACH
    while at < limit and sentence.word(at) in _BIRTH_CONNECTORS:
        at += 1
    if (whole := sentence.numeral_from.get(at)) and whole.digits in (6, 8):
        yield Span(at, whole.end, Label.DATE)
        return
    start, numbers, month = at, 0, False
    end = at
    while at < len(sentence):
        if numeral := sentence.numeral_from.get(at):
            numbers += not (numeral.year and numbers and not month)
            at = end = numeral.end
        elif sentence.word(at) in _MONTHS or sentence.word(at) in _ORDINALS:
            month = month or sentence.word(at) in _MONTHS
            numbers += sentence.word(at) in _ORDINALS
            at = end = at + 1
        elif (end > start and sentence.word(at) in _LINKS) or (end == start and sentence.word(at) == "el"):
            at += 1
        else:
            break
    dated = numbers >= 2 or (month and numbers >= 1)
    if dated and sentence.word(end) not in _AGE_UNITS:
        yield Span(start, end, Label.DATE)
