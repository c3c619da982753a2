"""Times of day and dates, as people say them.

A time is taken for what it says: by its a.m. or p.m., or as one of 24 hours where it is written `08:00` or `17:30`.
`8:00` to `11:59` alone are mornings, as in all opening hours; what is still open (`5:00`) gets no part of the day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from content.language import Language
from speech.saying.lexicon import Lexicon, lexicon

_HALF = r"(?: ?(?P<half{n}>[ap])(?: ?m(?!\w)|\. ?m\.))?"
_TIME = r"(?P<hour{n}>[01]?\d|2[0-4])(?::(?P<minute{n}>[0-5]\d))?(?: ?(?:hrs\b|horas\b|h\b))?" + _HALF
_ARTICLE = r"(?:\b(?P<article>las?|a la|a las) )?"

_ALWAYS = re.compile(r"(?<![\d/])24 ?/ ?7(?![\d/])")
_RANGE = re.compile(
    r"(?:\b(?P<from>de|desde|from|between) )?(?:\blas? )?(?<![\w:.$,-])"
    + _TIME.format(n="")
    + r"(?:(?P<dash> ?[-–—] ?)| (?:to|a|hasta) (?:las? )?)"
    + _TIME.format(n="2")
    + r"(?![\w:]|[.-]\d)",
    re.IGNORECASE,
)
_SINGLE = re.compile(_ARTICLE + r"(?<![\w:.$,-])" + _TIME.format(n="") + r"(?![\w:]|[.-]\d)", re.IGNORECASE)

_ISO_DATE = re.compile(r"(?<![\w-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\w-])")
_US_DATE = re.compile(r"(?<![\w/])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?![\w/])")


@dataclass(frozen=True, slots=True)
class _Clock:
    """An hour of 24 whose part of the day is certain, or one of 12."""

    hour: int
    minute: int
    certain: bool

    @classmethod
    def read(cls, hour: str, minute: str | None, half: str | None) -> _Clock:
        """What the figures and the a.m. or p.m. say."""
        value = int(hour)
        if half and 1 <= value <= 12:
            return cls(value % 12 + (12 if half.lower() == "p" else 0), int(minute or 0), certain=True)
        certain = hour.startswith("0") or value > 12 or 8 <= value <= 12
        return cls(value % 24, int(minute or 0), certain)

    def unsettled(self) -> _Clock:
        """The same figures, the part of the day left open."""
        return _Clock(self.hour, self.minute, certain=False)


def say_times(text: str, language: Language) -> str:
    """Opening hours and single times of day."""
    text = _ALWAYS.sub(lexicon(language).words["always"], text)
    text = _RANGE.sub(lambda found: _range(found, language), text)
    return _SINGLE.sub(lambda found: _single(found, language), text)


def say_dates(text: str, language: Language) -> str:
    """`2026-04-21` and `4/21/2026` with the month's name."""
    words = lexicon(language)
    text = _ISO_DATE.sub(lambda found: _date(found[0], found[1], found[2], found[3], language, words), text)
    return _US_DATE.sub(lambda found: _date(found[0], found[3], found[1], found[2], language, words), text)


def _range(found: re.Match[str], language: Language) -> str:
    opens, closes = found["half"], found["half2"]
    a_time_begins = opens or found["minute"] or found["from"] or found["dash"]
    if not a_time_begins or not (opens or closes or found["minute"] or found["minute2"]):
        return found[0]
    if closes and not opens:
        opens = closes if int(found["hour"]) % 12 <= int(found["hour2"]) % 12 else "a"
    start = _Clock.read(found["hour"], found["minute"], opens)
    end = _Clock.read(found["hour2"], found["minute2"], closes)
    if found["hour2"] == "24" and start == _Clock(0, 0, certain=True):
        return "24 hours a day" if language is Language.EN else "las 24 horas"
    if not closes and int(found["hour2"]) <= int(found["hour"]):
        end = end.unsettled()
    if language is Language.EN:
        lead = f"{found['from']} " if found["from"] else ""
        return f"{lead}{_english(start)} to {_english(end)}"
    return f"{found['from'] or 'de'} {_spanish(start)} a {_spanish(end)}"


def _single(found: re.Match[str], language: Language) -> str:
    if not (found["minute"] or found["half"]):
        return found[0]
    clock = _Clock.read(found["hour"], found["minute"], found["half"])
    if language is Language.EN:
        return f"{found['article'] + ' ' if found['article'] else ''}{_english(clock)}"
    to = "a " if (found["article"] or "").lower().startswith("a ") else ""
    return to + _spanish(clock)


def _english(clock: _Clock) -> str:
    if not clock.minute and clock.certain and clock.hour in (0, 12):
        return "noon" if clock.hour else "midnight"
    hour = (clock.hour - 1) % 12 + 1
    minute = f" {clock.minute}" if clock.minute > 9 else f" oh {clock.minute}" if clock.minute else ""
    if not clock.certain:
        return f"{hour}{minute}" if minute else f"{hour} o'clock"
    if clock.hour < 12:
        part = "in the morning"
    elif clock.hour < 18:
        part = "in the afternoon"
    else:
        part = "in the evening" if clock.hour < 21 else "at night"
    return f"{hour}{minute} {part}"


def _spanish(clock: _Clock) -> str:
    hour = (clock.hour - 1) % 12 + 1
    minute = {0: "", 15: " y cuarto", 30: " y media"}.get(clock.minute, f" y {clock.minute}")
    said = f"{'la' if hour == 1 else 'las'} {hour}{minute}"
    if not clock.certain:
        return said
    for before, part in (
        (1, "de la noche"),
        (6, "de la madrugada"),
        (12, "de la mañana"),
        (13, "del día"),
        (19, "de la tarde"),
    ):
        if clock.hour < before:
            return f"{said} {part}"
    return f"{said} de la noche"


def _date(written: str, year: str, month: str, day: str, language: Language, words: Lexicon) -> str:
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return written
    name = words.months[int(month) - 1]
    return f"{name} {int(day)}, {year}" if language is Language.EN else f"{int(day)} de {name} de {year}"
