"""Figures: telephone numbers and codes digit by digit in groups, money, percentages, ranges."""

from __future__ import annotations

import re
from collections.abc import Mapping

from content.language import Language
from speech.saying.lexicon import lexicon

_PHONE = re.compile(
    r"(?<![\w.-])(?:\+?(?P<country>1)[-. ]?)?(?:\((?P<bracketed>\d{3})\) ?|(?P<area>\d{3})[-. ])"
    r"(?P<middle>\d{3})[-. ](?P<last>\d{4}|[A-Z]{4})(?![\w-])"
)
_LOCAL_PHONE = re.compile(r"(?<![\w.-])(?P<middle>\d{3})-(?P<last>\d{4}|[A-Z]{4})(?![\w-])")
_SHORT_CODE = re.compile(r"(?<![\w.$-])(\d{3})-(\d{3})(?![\w-])")
_SERVICE = re.compile(r"(?<![\w.,$-])([2-8]11|911|988)(?![\w%]|[.,-]\d| (?:dollar|dólar))")
_EXTENSION = re.compile(r"(?<=\d),? ?(?:ext\.?|extension|extensión|x) ?(\d{1,6})(?!\w)", re.IGNORECASE)
_LONG = re.compile(r"(?<![\d.,$])\d{5,}(?![\d%]|[.,]\d| (?:dollars|dólares))")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d|,\d)")
_MONEY_RANGE = re.compile(r"(\$ ?\d[\d,]*(?:\.\d\d)?) ?[-–—] ?\$?(?=\d)")
_MONEY = re.compile(
    r"(?P<article>\ban? )?\$ ?(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<cents>\d+))?(?!\d)"
    r"(?: ?(?P<scale>millions?|millones|millón|billions?|mil|thousand|k)(?!\w))?",
    re.IGNORECASE,
)
_PERCENT_RANGE = re.compile(r"(\d+(?:\.\d+)?) ?%? ?[-–—] ?(\d+(?:\.\d+)?) ?%")
_PERCENT = re.compile(r"(?<=\d) ?%")
_RANGE = re.compile(r"(?<![\w.,:-])(\d{1,4}(?:\.\d+)?) ?[-–—] ?(\d{1,4}(?:\.\d+)?)(?![\w:-])")
_AND_MORE = re.compile(r"(?<=\d) ?\+(?!\w)")
_FORM = re.compile(r"(?<![\w-])([A-Z]{1,3})-(\d{1,4}[A-Z]{0,2})(?![\w-])")
_FRACTION = re.compile(r"(?<![\w/])(?:½|¼|¾|(?:1/2|1/4|3/4)(?![\w/]))")
_FRACTIONS = {
    "½": "half",
    "¼": "quarter",
    "¾": "three_quarters",
    "1/2": "half",
    "1/4": "quarter",
    "3/4": "three_quarters",
}

_GROUPS = {5: (5,), 6: (3, 3), 7: (3, 4), 8: (4, 4), 9: (3, 3, 3), 10: (3, 3, 4)}
_LONGEST_NUMBER = 15


def digit_by_digit(number: str) -> str:
    """Every digit by itself, a pause after each group: `5059243890` as `5 0 5, 9 2 4, 3 8 9 0`.

    Groups are those of telephone numbers for ten digits, else threes and fours; anything but digits is passed over.
    """
    digits = "".join(character for character in number if character in "0123456789")
    sizes = _GROUPS.get(len(digits), (3,) * (len(digits) // 3 + 1))
    groups = []
    for size in sizes:
        groups.append(" ".join(digits[:size]))
        digits = digits[size:]
    return ", ".join(filter(None, groups))


def say_phones(text: str, language: Language) -> str:
    """Telephone numbers with their extensions, and codes to send a text to."""
    word = lexicon(language).words["extension"]
    text = _EXTENSION.sub(lambda found: f", {word} {digit_by_digit(found[1])}", text)
    text = _PHONE.sub(_phone, text)
    text = _LOCAL_PHONE.sub(lambda found: ", ".join(map(_group, found.groups())), text)
    return _SHORT_CODE.sub(lambda found: ", ".join(map(_group, found.groups())), text)


def say_money(text: str, language: Language) -> str:
    """Sums of dollars: `$9.95` as `9 dollars and 95 cents`, `9 dólares con 95 centavos`."""
    text = _MONEY_RANGE.sub(rf"\1 {lexicon(language).words['to']} $", text)
    return _MONEY.sub(lambda found: _sum(found, language), text)


def say_figures(text: str, language: Language) -> str:
    """What is left of figures once addresses, hours and sums are said: lines, codes, percentages, ranges, forms."""
    words = lexicon(language).words
    text = _SERVICE.sub(lambda found: " ".join(found[1]), text)
    text = _PERCENT_RANGE.sub(rf"\1 {words['to']} \2 %", text)
    text = _PERCENT.sub(f" {words['percent']}", text)
    text = _FORM.sub(lambda found: f"{' '.join(found[1])} {found[2]}", text)
    text = _RANGE.sub(rf"\1 {words['to']} \2", text)
    text = _AND_MORE.sub(f" {words['and_more']}", text)
    text = _THOUSANDS.sub(
        lambda found: found[0].replace(",", ""), _LONG.sub(lambda found: _long(found[0], words), text)
    )
    text = _FRACTION.sub(lambda found: words[_FRACTIONS[found[0]]], text)
    return text.replace("°", f" {words['degrees']}")


def _phone(found: re.Match[str]) -> str:
    groups = (found["country"], found["bracketed"] or found["area"], found["middle"], found["last"])
    return ", ".join(_group(group) for group in groups if group)


def _group(group: str) -> str:
    """Digits one by one; letters on the keys, as in 768-HELP, stay a word."""
    return " ".join(group) if group.isdecimal() else group.capitalize()


def _long(number: str, words: Mapping[str, str]) -> str:
    """A number too long to count with: digit by digit, unless it is round."""
    if number.endswith("000") and len(number) < 8:
        return number
    if len(number) >= _LONGEST_NUMBER:
        return words["long_number"]
    return digit_by_digit(number)


def _sum(found: re.Match[str], language: Language) -> str:
    article, cents, scale = (found[part] or "" for part in ("article", "cents", "scale"))
    if language is Language.ES:
        return article + _spanish_sum(found["whole"], cents, scale.lower())
    said = _english_sum(found["whole"], cents, scale.lower())
    return article + said.removesuffix("s") if article else said  # "a $10 fee" is a ten dollar fee


def _english_sum(whole: str, cents: str, scale: str) -> str:
    if scale or len(cents) not in (0, 2):
        scale = {"k": "thousand ", "mil": "thousand ", "": ""}.get(scale, scale.removesuffix("s") + " ")
        return f"{_decimal(whole, cents)} {scale}dollars"
    said = f"{whole} dollar{'' if whole == '1' else 's'}"
    if cents in ("", "00"):
        return said
    small = f"{int(cents)} cent{'' if cents == '01' else 's'}"
    return small if whole == "0" else f"{said} and {small}"


def _spanish_sum(whole: str, cents: str, scale: str) -> str:
    if scale in ("k", "mil", "thousand") or (not scale and len(cents) not in (0, 2)):
        return f"{_decimal(whole, cents)} {'mil ' if scale else ''}dólares"
    if scale:
        thousands = "mil " if scale.startswith("billion") else ""
        if (whole, cents, thousands) == ("1", "", ""):
            return "un millón de dólares"
        return f"{_decimal(whole, cents)} {thousands}millones de dólares"
    said = "un dólar" if whole == "1" else f"{whole} dólares"
    if cents in ("", "00"):
        return said
    small = "un centavo" if cents == "01" else f"{int(cents)} centavos"
    return small if whole == "0" else f"{said} con {small}"


def _decimal(whole: str, decimals: str) -> str:
    return f"{whole}.{decimals}" if decimals else whole
