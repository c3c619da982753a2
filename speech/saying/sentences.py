"""Where one sentence ends and the next begins."""

from __future__ import annotations

import re

from content.language import Language
from speech.saying.clean import sayable, without_noise
from speech.saying.lexicon import lexicon

LONGEST = 180
"""Characters. Said in full (telephone numbers, sums) a longer one may outgrow what is said in one utterance."""

_LINES = re.compile(r"[\r\n\u2028\u2029]+")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?= +[\"'“‘«(\[¿¡]*[A-ZÁÉÍÓÚÜÑ0-9])|[!?…]+[\"'”’»)\]]*(?= )")
_LAST_WORD = re.compile(r"[\w.]+\Z")
_QUARTER_AHEAD = re.compile(r" (?:NW|NE|SW|SE|Suite|Ste|Apt|Room)\b|\d")
_PAUSES = ("; ", ": ", ", ", " ")


def sentences(text: str, language: Language) -> list[str]:
    """The sentences of a text as they are written, none longer than `LONGEST`; line breaks end a sentence too."""
    found: list[str] = []
    for line in _LINES.split(text):
        for sentence in _split(without_noise(line), language):
            found += _pieces(sentence)
    return found


def _split(line: str, language: Language) -> list[str]:
    parts, start = [], 0
    for end in _END.finditer(line):
        if not _is_abbreviation(line[start : end.start()], line[end.start() : end.end()], line[end.end() :], language):
            parts.append(line[start : end.end()].strip())
            start = end.end()
    parts.append(line[start:].strip())
    return list(filter(sayable, parts))


def _is_abbreviation(before: str, mark: str, after: str, language: Language) -> bool:
    """Whether a full stop belongs to the word before it: Dr., Av., an initial, St. before a quarter of town."""
    if mark != "." or not (last := _LAST_WORD.search(before)):
        return False
    word = last[0]
    if len(word) == 1 and word.isupper() and not word.isdecimal():
        return True
    words = lexicon(language)
    if word.lower() in {"no", "nos"} or word.lower() in words.short_months:
        return after.lstrip()[:1].isdecimal()
    if word.lower() in words.leading:
        return True
    return word in words.streets and (bool(_QUARTER_AHEAD.match(after)) or (word == "St" and _saint(before)))


def _saint(before: str) -> bool:
    """Whether this St is a saint: no name and no number stands before it."""
    words = before.split()
    return len(words) < 2 or words[-2][0].islower()


def _pieces(sentence: str) -> list[str]:
    pieces = []
    while len(sentence) > LONGEST:
        cut = next((at for pause in _PAUSES if (at := sentence.rfind(pause, LONGEST // 3, LONGEST)) > 0), LONGEST - 1)
        pieces.append(sentence[: cut + 1].strip())
        sentence = sentence[cut + 1 :].strip()
    return list(filter(sayable, [*pieces, sentence]))
