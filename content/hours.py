"""Whether a service is open, and when that changes: pure, the clock is passed in.

Hours are said by the clock on the wall of the schedule's own zone. Where the clocks change we read a wall time as
iCalendar does (RFC 5545, section 3.3.5): one that the spring change skips counts with the offset from before the
change, one that the autumn change repeats means its first pass. All comparing is done in UTC; what comes out is in
the site's zone.

A day's hours belong to the day they begin on: a closure on Monday takes away Monday night, not the end of Sunday's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from itertools import groupby
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from content.directory import Closure, Schedule, Weekday

SOON = timedelta(minutes=30)
"""How long before closing a visitor should be warned."""

LOOKAHEAD = timedelta(days=370)
"""How far ahead an opening is looked for: a season, and a little more."""

STEADY = timedelta(days=7)
"""A round-the-clock service that will not close for longer than this is called always open."""

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_DAY_MINUTES = 24 * 60
_LAST_MINUTE = time(23, 59)
"""Feeds write the end of the day as 23:59, because 24:00 is no time; both mean midnight."""

_Dated = tuple[Schedule, ZoneInfo]
"""A schedule and the zone its hours are meant in."""


@dataclass(frozen=True, slots=True)
class Open:
    """Open, for longer than `SOON`."""

    closes: datetime


@dataclass(frozen=True, slots=True)
class ClosesSoon:
    """Open, but hardly worth setting out for."""

    closes: datetime


@dataclass(frozen=True, slots=True)
class Closed:
    """Not open now."""

    opens: datetime | None
    """The next opening within `LOOKAHEAD`; None where none is known."""
    closure: Closure | None = None
    """The closure or holiday of today that takes hours away, with its reason, if that is why."""


@dataclass(frozen=True, slots=True)
class OpenAlways:
    """Day and night, every day of the week."""


@dataclass(frozen=True, slots=True)
class HoursNotKnown:
    """Nobody has established the hours: to be said as such, never guessed."""


Opening = Open | ClosesSoon | Closed | OpenAlways | HoursNotKnown


@dataclass(frozen=True, slots=True)
class DayGroup:
    """Days of the week that share the same hours, for a compact table."""

    days: tuple[tuple[Weekday, Weekday], ...]
    """Runs of days, first and last: Monday to Tuesday and Thursday to Friday are two."""
    hours: tuple[tuple[time, time], ...]
    """Opening and closing times, as `Schedule` has them: 00:00 to 00:00 is the whole day."""
    months: frozenset[int]
    timezone: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class _Span:
    """An unbroken stretch of being open, in UTC."""

    opens: datetime
    closes: datetime


def opening(
    schedules: Sequence[Schedule] | None,
    closures: Sequence[Closure],
    holidays: Sequence[Closure],
    now: datetime,
    zone: ZoneInfo,
) -> Opening:
    """Say whether a service is open at `now`, seen from the site's `zone`.

    Its own `closures` always hold. `holidays` hold for offices: a service that is there around the clock does not
    close for them. No schedule at all, or one in a zone this machine does not know, leaves the hours not known;
    even then a closure of its own that is in force is told.

    Raises:
        ValueError: `now` has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError("opening() needs a time with its zone: datetime.now(zone), not datetime.now()")
    now = now.astimezone(UTC)
    dated = _with_zones(schedules or (), zone)
    if not dated:
        closure = _closure_on(now.astimezone(zone).date(), closures)
        return Closed(None, closure) if closure else HoursNotKnown()
    always = round_the_clock(schedules or ())
    shut = tuple(closures) if always else (*closures, *holidays)
    enough = STEADY if always else LOOKAHEAD
    span = _next_span(dated, shut, now, enough)
    if span is None or span.opens > now:
        return Closed(span.opens.astimezone(zone) if span else None, _why_closed(dated, shut, now))
    left = span.closes - now
    if left > enough:
        return OpenAlways()
    return (ClosesSoon if left <= SOON else Open)(span.closes.astimezone(zone))


def round_the_clock(schedules: Sequence[Schedule]) -> bool:
    """Whether there is no minute of the week without service, in every month that has any."""
    months = {month for schedule in schedules for month in schedule.months}
    zones = {schedule.timezone for schedule in schedules}
    return bool(months) and all(
        any(_covers_week(s for s in schedules if month in s.months and s.timezone == zone) for zone in zones)
        for month in months
    )


def week(schedules: Sequence[Schedule]) -> tuple[DayGroup, ...]:
    """The weekly hours with equal days drawn together, in the order of their first day, season by season."""
    seasons = dict.fromkeys((schedule.months, schedule.timezone) for schedule in schedules)
    return tuple(
        DayGroup(days, hours, months, timezone)
        for months, timezone in seasons
        for days, hours in _day_runs([s for s in schedules if (s.months, s.timezone) == (months, timezone)])
    )


def _day_runs(
    schedules: Sequence[Schedule],
) -> Iterator[tuple[tuple[tuple[Weekday, Weekday], ...], tuple[tuple[time, time], ...]]]:
    hours_of = {day: tuple(sorted({(s.opens, s.closes) for s in schedules if day in s.days})) for day in Weekday}
    for hours in dict.fromkeys(filter(None, hours_of.values())):
        days = [day for day in Weekday if hours_of[day] == hours]
        runs = [[day for _, day in run] for _, run in groupby(enumerate(days), lambda at: at[1] - at[0])]
        yield tuple((run[0], run[-1]) for run in runs), hours


def _covers_week(schedules: Iterable[Schedule]) -> bool:
    """Whether the stretches leave no gap on the circle of the week, by the clock on the wall."""
    stretches = []
    for schedule in schedules:
        opens = schedule.opens.hour * 60 + schedule.opens.minute
        closes = schedule.closes.hour * 60 + schedule.closes.minute
        length = _DAY_MINUTES - opens if _to_midnight(schedule) else (closes - opens - 1) % _DAY_MINUTES + 1
        for day in schedule.days:
            start = day * _DAY_MINUTES + opens
            stretches += [(start, start + length), (start - 7 * _DAY_MINUTES, start - 7 * _DAY_MINUTES + length)]
    reach = 0
    for start, end in sorted(stretches):
        if start > reach:
            return False
        reach = max(reach, end)
    return reach >= 7 * _DAY_MINUTES


def _to_midnight(schedule: Schedule) -> bool:
    return schedule.closes >= _LAST_MINUTE and schedule.closes > schedule.opens


def _with_zones(schedules: Sequence[Schedule], site: ZoneInfo) -> list[_Dated]:
    """Each schedule with its zone; none at all if one of the zones is unknown here."""
    try:
        return [(s, ZoneInfo(s.timezone) if s.timezone else site) for s in schedules]
    except (ZoneInfoNotFoundError, ValueError):
        return []


def _next_span(dated: Sequence[_Dated], shut: Sequence[Closure], now: datetime, enough: timedelta) -> _Span | None:
    """The stretch open now, adjoining hours joined until `enough` is known; else the next within `LOOKAHEAD`."""
    found: _Span | None = None
    for span in merge(*(_spans(schedule, zone, shut, now) for schedule, zone in dated)):
        if span.closes <= now:
            continue
        if found is None:
            found = span
        elif span.opens <= found.closes:
            found = _Span(found.opens, max(found.closes, span.closes))
        else:
            break
        if found.opens > now or found.closes - now > enough:
            break
    return found if found and found.opens - now <= LOOKAHEAD else None


def _spans(schedule: Schedule, zone: ZoneInfo, shut: Sequence[Closure], now: datetime) -> Iterator[_Span]:
    """The hours of one schedule in order, from those that may have begun the day before."""
    today = now.astimezone(zone).date()
    for day in (today + _DAY * n for n in range(-2, LOOKAHEAD.days + 2)):
        if _holds(schedule, day) and not _closure_on(day, shut):
            span = _span(schedule, zone, day)
            if span.opens < span.closes:  # else the spring change has swallowed it
                yield span


def _span(schedule: Schedule, zone: ZoneInfo, day: date) -> _Span:
    opens = datetime.combine(day, schedule.opens, zone)
    if _to_midnight(schedule):
        closes = datetime.combine(day + _DAY, time.min, zone)
    else:
        closes = datetime.combine(day if schedule.closes > schedule.opens else day + _DAY, schedule.closes, zone)
    return _Span(opens.astimezone(UTC), closes.astimezone(UTC))


def _holds(schedule: Schedule, day: date) -> bool:
    return day.weekday() in schedule.days and day.month in schedule.months


def _closure_on(day: date, closures: Sequence[Closure]) -> Closure | None:
    return next((closure for closure in closures if closure.first <= day <= closure.last), None)


def _why_closed(dated: Sequence[_Dated], shut: Sequence[Closure], now: datetime) -> Closure | None:
    """The closure that takes hours away around today, or took away the night that would still be running."""
    for schedule, zone in dated:
        today = now.astimezone(zone).date()
        if (closure := _closure_on(today, shut)) and _takes_hours(closure, schedule, today):
            return closure
        eve = today - _DAY
        if (closure := _closure_on(eve, shut)) and _holds(schedule, eve) and _span(schedule, zone, eve).closes > now:
            return closure
    return None


def _takes_hours(closure: Closure, schedule: Schedule, today: date) -> bool:
    """Not so for a holiday on a day that has no hours anyway; so for the Sunday within a week's leave."""
    first, last = max(closure.first, today - _WEEK), min(closure.last, today + _WEEK)
    return any(_holds(schedule, first + _DAY * n) for n in range((last - first).days + 1))
