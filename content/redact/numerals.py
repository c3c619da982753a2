"""Numbers as people write and say them in English and Spanish: `505`, `cuarenta y uno`, `five hundred`, `double oh`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.redact.lexicon import values, words
from content.redact.tokens import Token


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number: where it stands among the tokens, and what it is worth."""

    start: int
    end: int
    value: int
    digits: int
    """How many digits it takes to write, leading zeros included."""
    most_digits: int
    """How many if its words were meant apart: `twenty one` as 20 and 1."""
    spoken: bool
    """In words, not in figures."""
    quantity: bool = False
    """Said with "thousand" or "million": so are amounts, but hardly ever phone numbers."""

    @property
    def year(self) -> bool:
        """Whether it looks like a year somebody now alive has seen."""
        return self.digits == 4 and 1900 <= self.value <= 2099


def numerals(tokens: Sequence[Token]) -> Iterator[Numeral]:
    """All numbers in order, none overlapping another."""
    at = 0
    while at < len(tokens):
        numeral = _numeral(tokens, at)
        if numeral:
            yield numeral
        at = numeral.end if numeral else at + 1


_UNITS = values("numerals.units")
_TENS = values("numerals.tens")
_JOINED = {
    stem + link + unit: tens + value
    for stem, tens in (*_TENS.items(), ("veint", 20), ("vent", 20))
    for unit, value in _UNITS.items()
    for link in ("", "i", "y", "ai", "ay")
    if value
}
"""`veintiuno`, `twentyone`, `cuarentaiuno`."""
_SMALL = {**_UNITS, **values("numerals.teens"), **_TENS, **_JOINED}
_HUNDREDS = values("numerals.hundreds")
_THOUSAND = words("numerals.thousand")
_MILLION = words("numerals.million")
_REPEATED = values("numerals.repeated")
_ENGLISH_DIGITS = words("numerals.english_digits")


def _numeral(tokens: Sequence[Token], at: int) -> Numeral | None:
    return _figures(tokens, at) or _repeated(tokens, at) or _words(tokens, at)


def _figures(tokens: Sequence[Token], at: int) -> Numeral | None:
    if not (digits := tokens[at].digits):
        return None
    scale = _word(tokens, at + 1)
    if len(digits) < 4 and (scale in _THOUSAND or scale in _MILLION):
        value = int(digits) * (1000 if scale in _THOUSAND else 10**6)
        return Numeral(at, at + 2, value, len(str(value)), len(str(value)), spoken=False, quantity=True)
    return Numeral(at, at + 1, int(digits[-18:]), len(digits), len(digits), spoken=False)


def _repeated(tokens: Sequence[Token], at: int) -> Numeral | None:
    times = _REPEATED.get(tokens[at].word)
    if not times or at + 1 == len(tokens):
        return None
    unit = tokens[at + 1].word
    value = int(unit) if len(unit) == 1 and unit.isdigit() else _UNITS.get(unit, 0 if unit == "o" else None)
    return None if value is None else Numeral(at, at + 2, int(str(value) * times), times, times, spoken=True)


def _words(tokens: Sequence[Token], at: int) -> Numeral | None:
    if tokens[at].word == "o":
        return Numeral(at, at + 1, 0, 1, 1, spoken=True) if _english_digit_beside(tokens, at) else None
    end, value = _below_million(tokens, at)
    if end > at and _word(tokens, end) in _MILLION:
        end, rest = _below_million(tokens, end + 1)
        value = value * 10**6 + rest
    if end == at:
        return None
    most = sum(_width(token.word) for token in tokens[at:end])
    return Numeral(at, end, value, len(str(value)), most, spoken=True, quantity=value >= 1000)


def _width(word: str) -> int:
    """How many figures one number word may stand for."""
    if word in _SMALL:
        return len(str(_SMALL[word]))
    return 3 if word in _HUNDREDS or word in _THOUSAND else 2 if word == "hundred" else 0


def _below_million(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Where a number below a million ends, and its value: `dos mil quinientos` is one, `dos quinientos` are two."""
    end, value = _below_thousand(tokens, at)
    if _word(tokens, end) not in _THOUSAND:
        return end, value
    value = 1000 * (value if end > at else 1)
    after = end + 2 if _word(tokens, end + 1) == "and" else end + 1
    rest_end, rest = _below_thousand(tokens, after)
    return (rest_end, value + rest) if rest else (end + 1, value)


def _below_thousand(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    if hundreds := _HUNDREDS.get(_word(tokens, at)):
        end, rest = _below_hundred(tokens, at + 1)
        return (end, hundreds + rest) if rest else (at + 1, hundreds)
    end, value = _below_hundred(tokens, at)
    if not (0 < value < 100 and _word(tokens, end) == "hundred"):
        return end, value
    after = end + 2 if _word(tokens, end + 1) == "and" else end + 1
    rest_end, rest = _below_hundred(tokens, after)
    if not rest or _word(tokens, rest_end) == "hundred":  # which begins the next number
        return end + 1, value * 100
    return rest_end, value * 100 + rest


def _below_hundred(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    word = _word(tokens, at)
    if word not in _SMALL:
        return at, 0
    value = _SMALL[word]
    if word in _TENS or value == 10:
        unit = at + 2 if _word(tokens, at + 1) in ("y", "i", "-") else at + 1
        joins = unit == at + 2 or word in _TENS
        if joins and (more := _UNITS.get(_word(tokens, unit))):
            return unit + 1, value + more
    return at + 1, value


def _english_digit_beside(tokens: Sequence[Token], at: int) -> bool:
    """Whether an `o` stands for zero; in Spanish it means "or"."""
    return any(_word(tokens, beside) in _ENGLISH_DIGITS for beside in (at - 1, at + 1))


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].word if 0 <= at < len(tokens) else ""
