"""Languages in which people are served, as directories write them, in both of ours.

Records name a language in words, sometimes with more to it ("Spanish (forms)"). Only a name that says people speak
the language carries its ISO 639-1 code. A name not listed here stays as it came, in English.
"""

from __future__ import annotations

from content.directory import SpokenLanguage
from content.language import Text

_LISTED: tuple[tuple[str | None, str, str], ...] = (
    ("en", "English", "inglés"),
    ("es", "Spanish", "español"),
    ("am", "Amharic", "amárico"),
    ("ar", "Arabic", "árabe"),
    ("my", "Burmese", "birmano"),
    ("zh", "Chinese", "chino"),
    ("zh", "Mandarin Chinese", "chino mandarín"),
    ("zh", "Cantonese", "chino cantonés"),
    (None, "Dari", "dari"),
    ("fa", "Farsi", "farsi"),
    ("fr", "French", "francés"),
    ("de", "German", "alemán"),
    ("ht", "Haitian Creole", "criollo haitiano"),
    ("hi", "Hindi", "hindi"),
    ("it", "Italian", "italiano"),
    ("ja", "Japanese", "japonés"),
    (None, "Keres", "keres"),
    ("km", "Khmer", "jemer"),
    (None, "K'iche'", "quiché"),
    ("rw", "Kinyarwanda", "kiñaruanda"),
    ("rn", "Kirundi", "kirundi"),
    ("ko", "Korean", "coreano"),
    ("lo", "Lao", "lao"),
    ("ln", "Lingala", "lingala"),
    (None, "Mam", "mam"),
    (None, "Nahuatl", "náhuatl"),
    ("nv", "Navajo", "navajo"),
    ("ne", "Nepali", "nepalí"),
    ("ps", "Pashto", "pastún"),
    ("pt", "Portuguese", "portugués"),
    (None, "Q'anjob'al", "kanjobal"),
    ("ru", "Russian", "ruso"),
    ("so", "Somali", "somalí"),
    ("sw", "Swahili", "suajili"),
    ("tl", "Tagalog", "tagalo"),
    ("ti", "Tigrinya", "tigriña"),
    (None, "Tiwa", "tiwa"),
    ("uk", "Ukrainian", "ucraniano"),
    ("ur", "Urdu", "urdu"),
    (None, "Urdu/Hindi", "urdu o hindi"),
    ("vi", "Vietnamese", "vietnamita"),
    (None, "Zuni", "zuñi"),
    (None, "American Sign Language", "lengua de señas americana"),
    (None, "Spanish (forms)", "español (solo formularios)"),
    (None, "Telephone interpreter", "intérprete por teléfono"),
    (None, "200+ languages by phone interpreter", "más de 200 idiomas con intérprete por teléfono"),
)

_BY_NAME = {
    name.casefold(): SpokenLanguage(Text(english, spanish), code)
    for code, english, spanish in _LISTED
    for name in (english, spanish)
}


def spoken_language(name: str) -> SpokenLanguage:
    """The language a record names, in English or Spanish; one not listed stays in the words it came in."""
    return _BY_NAME.get(name.casefold()) or SpokenLanguage(Text(en=name))


def code_of(name: str) -> str | None:
    """The ISO 639-1 code of a language by its name, or of a code itself; None where there is none."""
    if len(name) == 2 and name.isascii() and name.islower():
        return name
    return spoken_language(name).code


def is_listed(name: str) -> bool:
    """Whether we can say this language's name in both of ours."""
    return name.casefold() in _BY_NAME
