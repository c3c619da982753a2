"""Words and signs that are written short: web addresses, acronyms, abbreviations, days, `&` and `/`."""

from __future__ import annotations

import re
from functools import cache

from content.language import Language
from speech.saying.lexicon import alternatives, lexicon

_URL = re.compile(
    r"(?<![\w@.])(?:https?://)?(?:www\.)?(?P<host>(?:[a-z0-9-]{1,63}\.){1,4}(?:com|gov|org|net|edu|us|info|mx|io|gob\.mx))"
    r"(?P<path>/[^\s,;)]{0,300})?(?![\w@])",
    re.IGNORECASE,
)
_OTHER_URL = re.compile(r"https?://(?:www\.)?([^\s/?#]{1,253})[^\s,;)]{0,300}")
_EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@((?:[\w-]{1,63}\.){1,4}\w{2,24})(?!\w)")
_SHORT_PATH = re.compile(r"/[a-z]{1,20}/?")
_PER = re.compile(
    r" ?/ ?(?=(?:month|mo|year|yr|week|day|hour|hr|person|mes|año|semana|día|hora|persona)(?!\w))", re.IGNORECASE
)
_AND_OR = re.compile(r"\b(and|y)/(or|o|u)\b", re.IGNORECASE)
_SLASH = re.compile(r"(?<=[\w.)]) ?/ ?(?=[^\W\d(])|(?<=[^\W\d]) ?/ ?(?=\d)")
_AMPERSAND = re.compile(r" ?& ?")
_Y_BEFORE_I = re.compile(r"(?<!\w)y(?= (?:[ií]|hi(?![ea]))\w)", re.IGNORECASE)
_O_BEFORE_O = re.compile(r"(?<!\w)o(?= h?[oó]\w)")
_DASH = re.compile(r" [-–—]+ |[–—]+")
_BULLET = re.compile(r"\s*[•·▪●‣]\s*")
_QUOTES = str.maketrans("", "", '"“”«»„')


def say_links(text: str, language: Language) -> str:
    """Web and mail addresses without what nobody says aloud: scheme, `www`, all but a short path."""
    words = lexicon(language).words
    dot = f" {words['dot']} "
    text = _EMAIL.sub(lambda found: f"{found[1].replace('.', dot)} {words['at']} {found[2].replace('.', dot)}", text)
    text = _URL.sub(lambda found: _url(found["host"], found["path"] or "", dot, f" {words['slash']} "), text)
    return _OTHER_URL.sub(lambda found: found[1].replace(".", dot), text)


def say_words(text: str, language: Language) -> str:
    """Acronyms and abbreviations by the lexicon, days and months in full."""
    words = lexicon(language)
    text = words.before_numbers.apply(text)
    text = _days(language).sub(lambda found: _day_range(found, language), text)
    text = _months(language).sub(lambda found: words.months[words.short_months[found[1].lower()] - 1], text)
    return words.acronyms.apply(words.abbreviations.apply(text))


def say_signs(text: str, language: Language) -> str:
    """Signs that stand for words, or for a pause."""
    words = lexicon(language).words
    text = _AND_OR.sub(r"\1 \2", text)
    text = _PER.sub(f" {words['per']} ", text)
    text = _SLASH.sub(f" {words['or']} ", text).replace("/", " ")
    text = _AMPERSAND.sub(f" {words['and']} ", text)
    if language is Language.ES:
        text = _O_BEFORE_O.sub("u", _Y_BEFORE_I.sub("e", text))
    text = _BULLET.sub(", ", _DASH.sub(", ", text))
    return text.replace("+", f" {words['plus']} ").replace("#", " ").replace("@", " ").translate(_QUOTES)


def _url(host: str, path: str, dot: str, slash: str) -> str:
    stop = path[-1] if path[-1:] in {".", "!", "?"} else ""
    path = path.rstrip(".!?")
    said = host.replace(".", dot)
    if _SHORT_PATH.fullmatch(path.lower()):
        said += slash + path.strip("/")
    return said + stop


@cache
def _days(language: Language) -> re.Pattern[str]:
    """Short names of days in a range or a list. Alone they may be other words: `Sun Van`, `mar`."""
    day = rf"(?:{alternatives(lexicon(language).days)})\.?"
    return re.compile(rf"(?<!\w)({day})((?:(?: ?[-–—,/] ?(?:and |y |& )?| (?:and|y|&) ){day})+)(?!\w)", re.IGNORECASE)


def _day_range(found: re.Match[str], language: Language) -> str:
    words = lexicon(language)
    full = re.sub(
        rf"({alternatives(words.days)})\.?(?!\w)", lambda day: words.days[day[1].lower()], found[0], flags=re.I
    )
    return re.sub(r" ?[-–—] ?", f" {words.words['to']} ", full)


@cache
def _months(language: Language) -> re.Pattern[str]:
    short = alternatives(lexicon(language).short_months)
    return re.compile(rf"(?<!\w)({short})(?!\w)\.?(?= (?:de )?\d)|(?<=\d )({short})(?!\w)\.?", re.IGNORECASE)
