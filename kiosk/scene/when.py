"""Times, days and dates in words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from content.directory import Closure, Schedule, Weekday
from content.hours import Closed, ClosesSoon, DayGroup, HoursNotKnown, Open, OpenAlways, Opening, week
from content.language import Language
from kiosk.phrases import Phrases

_A_DAY = timedelta(days=1)


def clock_time(moment: time | datetime, language: Language, phrases: Phrases) -> str:
    """A time of day; in Spanish with its article: `las 5:00 p.m.`."""
    if (moment.hour, moment.minute) in ((0, 0), (12, 0)):
        return phrases("clock.midnight" if moment.hour == 0 else "clock.noon", language)
    half = "am" if moment.hour < 12 else "pm"
    hour = (moment.hour - 1) % 12 + 1
    said = phrases(f"clock.{half}", language, hour=hour, minute=f"{moment.minute:02}")
    article = {Language.EN: "", Language.ES: "la " if hour == 1 else "las "}[language]
    return article + said


def calendar_date(day: date, language: Language, phrases: Phrases) -> str:
    """A date in full."""
    month = phrases(f"months.{day.month}", language)
    return phrases("clock.date", language, day=day.day, month=month, year=day.year)


def opening_words(opening: Opening, now: datetime, language: Language, phrases: Phrases) -> str | None:
    """Whether it is open now, in words; None when the hours are not known."""
    match opening:
        case OpenAlways():
            return phrases("answer.open_always", language)
        case Open(closes):
            return _open_words(closes, now, language, phrases)
        case ClosesSoon(closes):
            return phrases("answer.closes_soon", language, time=clock_time(closes, language, phrases))
        case Closed(opens, closure):
            return _closed_words(opens, closure, now, language, phrases)
        case HoursNotKnown():
            return None


def week_words(schedules: tuple[Schedule, ...], language: Language, phrases: Phrases) -> tuple[str, ...]:
    """The weekly hours, a line for each group of days."""
    return tuple(_group_words(group, language, phrases) for group in week(schedules))


def _open_words(closes: datetime, now: datetime, language: Language, phrases: Phrases) -> str:
    until = {"time": clock_time(closes, language, phrases)}
    if closes - now < _A_DAY:
        return phrases("answer.open_now", language, **until)
    return phrases("answer.open_until_day", language, day=_day_words(closes, now, language, phrases), **until)


def _closed_words(
    opens: datetime | None, closure: Closure | None, now: datetime, language: Language, phrases: Phrases
) -> str:
    reason = closure.reason[language] if closure and closure.reason else None
    if opens is None:
        return phrases("answer.closed_for", language, reason=reason) if reason else phrases("answer.closed", language)
    when = {"day": _day_words(opens, now, language, phrases), "time": clock_time(opens, language, phrases)}
    if reason:
        return phrases("answer.closed_for_opens", language, reason=reason, **when)
    return phrases("answer.opens_at", language, **when)


def _day_words(moment: datetime, now: datetime, language: Language, phrases: Phrases) -> str:
    ahead = (moment.date() - now.astimezone(moment.tzinfo).date()).days
    if ahead <= 1:
        return phrases("answer.today" if ahead <= 0 else "answer.tomorrow", language)
    if ahead < 7:
        return phrases("answer.on_day", language, day=_weekday(Weekday(moment.weekday()), language, phrases))
    return phrases("answer.on_date", language, date=calendar_date(moment.date(), language, phrases))


def _group_words(group: DayGroup, language: Language, phrases: Phrases) -> str:
    times = ", ".join(
        phrases("answer.all_day", language)
        if opens == closes
        else phrases(
            "answer.span",
            language,
            opens=clock_time(opens, language, phrases),
            closes=clock_time(closes, language, phrases),
        )
        for opens, closes in group.hours
    )
    said = phrases("answer.hours", language, days=_days_words(group, language, phrases), times=times)
    if len(group.months) < 12:
        first, last = (phrases(f"months.{month}", language) for month in _season(group.months))
        said = phrases("answer.season", language, hours=said, first=first, last=last)
    if group.timezone:
        said = phrases("answer.zone", language, hours=said, zone=group.timezone.rpartition("/")[2].replace("_", " "))
    return said


def _days_words(group: DayGroup, language: Language, phrases: Phrases) -> str:
    if group.days == ((Weekday.MONDAY, Weekday.SUNDAY),):
        return phrases("days.daily", language)
    return ", ".join(
        _weekday(first, language, phrases)
        if first is last
        else phrases(
            "answer.from_to",
            language,
            first=_weekday(first, language, phrases),
            last=_weekday(last, language, phrases),
        )
        for first, last in group.days
    )


def _season(months: frozenset[int]) -> tuple[int, int]:
    """First and last month; a season may run over the new year."""
    first = next((month for month in sorted(months) if (month - 2) % 12 + 1 not in months), min(months))
    last = next((month for month in sorted(months) if month % 12 + 1 not in months), max(months))
    return first, last


def _weekday(day: Weekday, language: Language, phrases: Phrases) -> str:
    return phrases(f"days.{day.name.lower()}", language)
