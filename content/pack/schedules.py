"""Opening hours, closures and days of the week as a pack writes them.

`days` is "Daily", one day ("Wed"), a run ("Mon-Fri") or a list of these ("Mon, Tue, Thu-Sat"). Times are by the
24-hour clock; `closes` "24:00" is the end of the day.
"""

from __future__ import annotations

import re
from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from content.directory import Closure, Schedule, Weekday
from content.pack.faults import quoted
from content.pack.fields import Fields
from content.pack.reviews import WrittenTexts

_DAYS = {day.name[:3].capitalize(): day for day in Weekday}
_NAMES = {day: name for name, day in _DAYS.items()}
_DAILY = "Daily"
_TIME = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")
_MIDNIGHT = time(0)
_ALL_YEAR = frozenset(range(1, 13))


def read_schedule(fields: Fields) -> Schedule:
    """One entry of `hours`."""
    schedule = Schedule(
        days=_days(fields),
        opens=_time(fields, "opens"),
        closes=_time(fields, "closes"),
        months=_months(fields),
        timezone=_timezone(fields),
    )
    fields.finish()
    return schedule


def write_schedule(schedule: Schedule) -> dict[str, object]:
    """One entry of `hours`."""
    record: dict[str, object] = {
        "days": days_spelled(schedule.days),
        "opens": schedule.opens.isoformat("minutes"),
        "closes": "24:00" if schedule.closes == _MIDNIGHT else schedule.closes.isoformat("minutes"),
    }
    if schedule.months != _ALL_YEAR:
        record["months"] = sorted(schedule.months)
    if schedule.timezone:
        record["timezone"] = schedule.timezone
    return record


def read_closure(fields: Fields) -> Closure:
    """One entry of `closures`, or of `holidays.json`."""
    first, last = fields.required_day("first"), fields.required_day("last")
    if last < first:
        fields.fault("last", f"{last} lies before {first}", "write the last closed day, or the first one again")
    closure = Closure(first, last, fields.text("reason"))
    fields.finish()
    return closure


def write_closure(closure: Closure, texts: WrittenTexts, path: str = "") -> dict[str, object]:
    """One entry of `closures`, or of `holidays.json`."""
    reason = texts.note(f"{path}reason", closure.reason)
    return {
        "first": closure.first.isoformat(),
        "last": closure.last.isoformat(),
        "reason_en": reason and reason.en,
        "reason_es": reason and reason.es,
    }


def days_spelled(days: frozenset[Weekday]) -> str:
    """Days in a pack's words; three or more in a row are a run."""
    if len(days) == 7:
        return _DAILY
    runs: list[list[Weekday]] = []
    for day in sorted(days):
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(
        f"{_NAMES[run[0]]}-{_NAMES[run[-1]]}" if len(run) > 2 else ", ".join(_NAMES[day] for day in run) for run in runs
    )


def _days(fields: Fields) -> frozenset[Weekday]:
    spelled = fields.required_line("days")
    if spelled == _DAILY:
        return frozenset(Weekday)
    days: set[Weekday] = set()
    for part in spelled.split(","):
        first, dash, last = (name.strip() for name in part.partition("-"))
        if first not in _DAYS or (last if dash else first) not in _DAYS:
            if fields.has("days"):
                fields.fault("days", f"{quoted(spelled)} are not days", "write Mon-Fri, or Mon, Wed, or Daily")
            return frozenset(Weekday)
        length = (_DAYS[last] - _DAYS[first]) % 7 if dash else 0
        days.update(Weekday((_DAYS[first] + step) % 7) for step in range(length + 1))
    return frozenset(days)


def _time(fields: Fields, name: str) -> time:
    spelled = fields.required_line(name)
    if name == "closes" and spelled == "24:00":
        return _MIDNIGHT
    if _TIME.fullmatch(spelled):
        return time.fromisoformat(spelled)
    if fields.has(name):
        fields.fault(name, f"{quoted(spelled)} is not a time", "write hours and minutes, such as 08:30")
    return _MIDNIGHT


def _months(fields: Fields) -> frozenset[int]:
    if (listed := fields.items("months")) is None:
        return _ALL_YEAR
    months = {month for month in listed if isinstance(month, int) and not isinstance(month, bool) and 1 <= month <= 12}
    if not months or len(months) < len(listed):
        fields.fault("months", f"{quoted(listed)} are not months", "write each once by its number, such as [4, 5, 6]")
        return _ALL_YEAR
    return frozenset(months)


def _timezone(fields: Fields) -> str | None:
    if not (name := fields.line("timezone")):
        return None
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        fields.fault("timezone", f"{quoted(name)} is not a time zone", "write its IANA name, such as America/New_York")
    return name
