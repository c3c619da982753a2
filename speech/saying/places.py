"""Street addresses: house numbers, streets and quarters of town, suites, ZIP codes.

In Spanish the kind of street goes first, as people in New Mexico say it: `600 2nd St NW` is `600, calle Segunda,
noroeste`.
"""

from __future__ import annotations

import re
from functools import cache

from content.language import Language
from speech.saying.lexicon import alternatives, lexicon

_ORDINALS = ("Primera", "Segunda", "Tercera", "Cuarta", "Quinta", "Sexta", "Séptima", "Octava", "Novena", "Décima")
_WORDS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")
_FLOORS = ("primer", "segundo", "tercer", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno", "décimo")

_QUARTER = r"NW|NE|SW|SE"
_NAME = r"(?:\d{1,3}(?:st|nd|rd|th)|[A-ZÁÉÍÓÚÑ][\w'’]*)(?: [A-ZÁÉÍÓÚÑ][\w'’]*){0,3}?"
_ALWAYS_A_STREET = frozenset({"Ave", "Av", "Blvd", "Rd", "Pkwy", "Hwy"})
"""Street types that mean nothing else, so that no house number is needed to know them."""

_HOUSE_ONLY = re.compile(rf"(?<![\w.,$-])(\d{{3,5}}) ((?:[A-ZÁÉÍÓÚÑ][\w'’]* ){{1,4}})({_QUARTER})(?!\w)")
_LONE_QUARTER = re.compile(rf"(?<!\w)({_QUARTER})(?!\w)")
_UNIT = re.compile(
    r"(?<!\w)(suite|ste\.?|room|rm\.?|unit|apt\.?|oficina|sala|local|#) ?([A-Z]?\d+)-(\w{1,5})(?!\w)", re.IGNORECASE
)
_ZIP = re.compile(
    r"(?<!\w)(NM|N\.M\.|New Mexico|Nuevo México|ZIP(?: code)?|código postal),? (\d{5})(?:-(\d{4}))?(?![\w-])"
)
_FLOOR = re.compile(r"(?<!\w)(\d{1,2})(?:st|nd|rd|th) (?:floor|fl\.?|piso)(?!\w)", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<!\w)(\d{1,2})(?:st|nd|rd|th)(?!\w)")


def say_places(text: str, language: Language) -> str:
    """Addresses wherever they stand in a text."""
    text = _ZIP.sub(
        lambda found: f"{found[1]}, {' '.join(found[2])}{', ' + ' '.join(found[3]) if found[3] else ''}", text
    )
    text = _UNIT.sub(r"\1 \2 \3", text)
    text = _street(language).sub(lambda found: _address(found, language), text)
    comma = "," if language is Language.ES else ""
    text = _HOUSE_ONLY.sub(lambda found: f"{_house(found[1], language)} {found[2].rstrip()}{comma} {found[3]}", text)
    directions = lexicon(language).directions
    text = _LONE_QUARTER.sub(lambda found: directions[found[1]], text)
    if language is Language.ES:
        text = _FLOOR.sub(lambda found: f"{_ordinal(found[1], _FLOORS)} piso", text)
        text = _ORDINAL.sub(lambda found: _ordinal(found[1], _FLOORS), text)
    return text


@cache
def _street(language: Language) -> re.Pattern[str]:
    types = alternatives(lexicon(language).streets)
    return re.compile(
        rf"(?<![\w.$-])(?:(?P<house>\d{{1,5}}) )?(?:(?P<lead>[NSEW])\.? )?(?P<name>{_NAME}) "
        rf"(?P<type>{types})(?!\w)(?:\.?(?P<quarter> (?:{_QUARTER}))(?!\w)|\.(?= ?,|$| [a-z(]))?"
    )


def _address(found: re.Match[str], language: Language) -> str:
    known = found["house"] or found["quarter"] or found["name"][0].isdecimal() or found["type"] in _ALWAYS_A_STREET
    if not known:
        return found[0]
    words = lexicon(language)
    house = _house(found["house"], language) if found["house"] else ""
    lead = words.directions[found["lead"]] if found["lead"] else ""
    quarter = words.directions[found["quarter"].strip()] if found["quarter"] else ""
    kind = words.streets[found["type"]]
    if language is Language.EN:
        return " ".join(filter(None, (house, lead, found["name"], kind, quarter)))
    street = " ".join(filter(None, (kind, _spanish_name(found["name"]), lead)))
    return ", ".join(filter(None, (house, street, quarter)))


def _house(number: str, language: Language) -> str:
    """English says house numbers in pairs, `1211` as twelve eleven; Spanish as one number."""
    if len(number) < 4 or number.startswith("0"):
        return number
    if language is Language.ES:
        return number if len(number) < 5 else f"{number[:2]} mil {int(number[2:]) or ''}".rstrip()
    if number.endswith("000"):
        return f"{number[:-3]} thousand"
    thousands, hundreds, tens = number[:-3], number[-3], number[-2:]
    head = f"{thousands}{hundreds}" if len(number) == 4 else f"{thousands} {hundreds}"
    if tens == "00":
        return f"{head} hundred"
    return f"{head} oh {tens[1]}" if tens[0] == "0" else f"{head} {tens}"


def _spanish_name(name: str) -> str:
    first, _, rest = name.partition(" ")
    if first[0].isdecimal():
        first = _ordinal(re.sub(r"\D", "", first), _ORDINALS)
    elif first in _WORDS:
        first = _ORDINALS[_WORDS.index(first)]
    return f"{first} {rest}".rstrip()


def _ordinal(number: str, names: tuple[str, ...]) -> str:
    return names[int(number) - 1] if 1 <= int(number) <= len(names) else number
