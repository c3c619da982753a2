"""Where somebody lives: a house number with its street, an apartment, a post box."""

from __future__ import annotations

from collections.abc import Iterator

from content.redact.lexicon import words
from content.redact.sentence import Sentence
from content.redact.tokens import Label, Span

_SUFFIXES = words("addresses.suffixes")
_LOOSE_SUFFIXES = words("addresses.loose_suffixes")
"""Street words with other meanings: only after a number long enough for a house, or before a compass point."""
_SPANISH_STREETS = words("addresses.spanish_streets")
_LOOSE_SPANISH_STREETS = words("addresses.loose_spanish_streets")
_COMPASS = words("addresses.compass")
_PARTICLES = words("addresses.particles")
_UNITS = words("addresses.units")
_NUMBER_SIGNS = words("addresses.number_signs")
_COUNTED = words("addresses.counted")
"""What numbers count when they are no house numbers."""
_HOME = words("addresses.home")
_ADDRESS = words("addresses.address")
_HOME_CONNECTORS = words("addresses.home_connectors")
_HOME_REACH = 6
_STREET_WORDS = 4
_HOUSE_DIGITS = 6


def find_addresses(sentence: Sentence) -> Iterator[Span]:
    """House numbers with their streets, and what is said of a home after words such as "vivo en"."""
    for numeral in sentence.numerals:
        end, digits = _house_number(sentence, numeral.start)
        if digits and (end := _spanish_street(sentence, end, digits) or _english_street(sentence, end, digits)):
            yield Span(numeral.start, _with_unit(sentence, end), Label.ADDRESS)
    for at, token in enumerate(sentence.tokens):
        if token.word in _SPANISH_STREETS | _LOOSE_SPANISH_STREETS and (end := _number_after_street(sentence, at)):
            yield Span(at, _with_unit(sentence, end), Label.ADDRESS)
        elif token.word in _HOME | _ADDRESS and (home := _home(sentence, at)):
            yield home
        elif box := _post_box(sentence, at):
            yield Span(at, box, Label.ADDRESS)


def _house_number(sentence: Sentence, at: int) -> tuple[int, int]:
    """Where a house number ends, and its length: `1234`, or `twelve thirty four`; length 0 if there is none."""
    digits = 0
    while (numeral := sentence.numeral_from.get(at)) and digits + numeral.digits <= _HOUSE_DIGITS:
        digits += numeral.digits
        at = numeral.end
        if not numeral.spoken:
            break
    return at, digits


def _english_street(sentence: Sentence, at: int, digits: int) -> int:
    """Where the street of `4821 Sunfish Ave NW` ends; 0 if none follows the number."""
    if sentence.word(at) in _COMPASS:
        at += 2 if sentence.word(at + 1) == "." else 1
    first, named = at, False
    for here in range(first, min(first + _STREET_WORDS + 1, len(sentence))):
        word, points = sentence.word(here), sentence.word(here + 1) in _COMPASS
        if here > first and (word in _SUFFIXES or (word in _LOOSE_SUFFIXES and (points or (digits >= 3 and named)))):
            return _past_compass(sentence, here + 1)
        if here > first and digits >= 3 and word in _COMPASS:
            return here + 1
        if not _may_name_street(sentence, here):
            break
        named = named or not _everyday(sentence, here)
    return 0


def _spanish_street(sentence: Sentence, at: int, digits: int) -> int:
    """Where the street of `1234 de la Calle Ejemplo` ends; 0 if none follows the number."""
    while sentence.word(at) in _PARTICLES or sentence.word(at) == "en":
        at += 1
    street = sentence.word(at)
    if digits < 2 or street not in _SPANISH_STREETS | _LOOSE_SPANISH_STREETS:
        return 0
    return _past_compass(sentence, end) if (end := _street_name(sentence, at + 1)) > at + 1 else 0


def _street_name(sentence: Sentence, at: int) -> int:
    """Where the words of a street's name end; `at` if there are none."""
    here = at
    while here < at + _STREET_WORDS and (
        _may_name_street(sentence, here)
        or (sentence.word(here) in _PARTICLES and sentence.word(here + 1)[:1].isalpha())
    ):
        here += 1
    return here


def _number_after_street(sentence: Sentence, street: int) -> int:
    """Where `Calle Luna No. 45-B` ends; 0 if no house number follows, as in `calle cuarta`."""
    numbered = sentence.numeral_from.get(street + 1)
    at = numbered.end if numbered else _street_name(sentence, street + 1)
    if at == street + 1 or (sentence.word(street) in _LOOSE_SPANISH_STREETS and _everyday(sentence, street + 1)):
        return 0
    signs = at
    while at < signs + 3 and (sentence.word(at) in _NUMBER_SIGNS or sentence.word(at) == ","):
        at += 1
    end, digits = _house_number(sentence, at)
    if not digits or ((digits == 1 or numbered) and at == signs) or sentence.word(end) in _COUNTED:
        return 0
    return end + 2 if sentence.word(end) == "-" and len(sentence.word(end + 1)) == 1 else end


def _home(sentence: Sentence, cue: int) -> Span | None:
    """What follows "vivo en" or "my address is": an apartment, or a number and the name of a street."""
    start = cue + 1
    while start < cue + 1 + _HOME_REACH and sentence.word(start) in _HOME_CONNECTORS:
        start += 1
    if (unit := _with_unit(sentence, start)) > start:
        return Span(start, unit, Label.ADDRESS)
    end, digits = _house_number(sentence, start)
    if digits < 2 or sentence.word(end) in _COUNTED:
        return None
    name = end
    while name < end + 2 and sentence.word(name) in _PARTICLES:
        name += 1
    if (street := _street_name(sentence, name)) > name and not _everyday(sentence, name):
        return Span(start, _with_unit(sentence, _past_compass(sentence, street)), Label.ADDRESS)
    return Span(start, end, Label.ADDRESS) if sentence.word(cue) in _ADDRESS else None


def _may_name_street(sentence: Sentence, at: int) -> bool:
    word = sentence.word(at)
    known = word in _COUNTED or word in words("known.plain") or at in sentence.numeric
    return word[:1].isalnum() and not word.isdigit() and not known


def _everyday(sentence: Sentence, at: int) -> bool:
    token = sentence.token(at)
    return token is not None and token.word in words("known.everyday") and not (token.capital and sentence.cased)


def _past_compass(sentence: Sentence, at: int) -> int:
    after = at + 1 if sentence.word(at) == "." and sentence.touches(at) else at
    return after + 1 if sentence.word(after) in _COMPASS else at


def _with_unit(sentence: Sentence, at: int) -> int:
    """Past an apartment or space number, if there is one here."""
    unit = at
    while unit < at + 2 and sentence.word(unit) in (",", "."):
        unit += 1
    if sentence.word(unit) not in _UNITS:
        return at
    number = unit + 1
    while number < unit + 3 and sentence.word(number) in _NUMBER_SIGNS:
        number += 1
    word = sentence.word(number)
    if number in sentence.numeral_from:
        return sentence.numeral_from[number].end
    lettered = (len(word) == 1 and word.isalpha() and word not in "aoy") or any(map(str.isdigit, word))
    return number + 1 if lettered else at


def _post_box(sentence: Sentence, at: int) -> int:
    """Where `PO Box 4417` ends; 0 if there is none."""
    for words_before in (("po", "box"), ("p", "o", "box"), ("p", ".", "o", ".", "box"), ("apartado", "postal")):
        if sentence.says(at, *words_before):
            number = at + len(words_before)
            number += sentence.word(number) in _NUMBER_SIGNS
            return _house_number(sentence, number)[0] if number in sentence.numeral_from else 0
    return 0
