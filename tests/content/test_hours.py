"""Open or closed, and until when."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.directory import Closure, Schedule, Weekday
from content.hours import (
    LOOKAHEAD,
    Closed,
    ClosesSoon,
    DayGroup,
    HoursNotKnown,
    Open,
    OpenAlways,
    Opening,
    opening,
    round_the_clock,
    week,
)
from content.language import Text

ABQ = ZoneInfo("America/Denver")
MON, TUE, WED, THU, FRI, SAT, SUN = Weekday
WEEKDAYS = frozenset({MON, TUE, WED, THU, FRI})
DAILY = frozenset(Weekday)
OFFICE = Schedule(WEEKDAYS, time(8), time(17))
LINE = Schedule(DAILY, time(0), time(0))
LABOR_DAY = Closure(date(2026, 9, 7), date(2026, 9, 7), Text(en="Labor Day"))
HOLIDAYS_FILE = Path(__file__).parents[2] / "content/packs/albuquerque/holidays.json"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ABQ)


def seen(
    now: datetime,
    *schedules: Schedule,
    closures: Sequence[Closure] = (),
    holidays: Sequence[Closure] = (),
) -> Opening:
    return opening(schedules, closures, holidays, now, ABQ)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-09-02 07:59", Closed(at("2026-09-02 08:00"))),
        ("2026-09-02 08:00", Open(at("2026-09-02 17:00"))),
        ("2026-09-02 16:29", Open(at("2026-09-02 17:00"))),
        ("2026-09-02 16:30", ClosesSoon(at("2026-09-02 17:00"))),
        ("2026-09-02 17:00", Closed(at("2026-09-03 08:00"))),
        ("2026-09-04 18:00", Closed(at("2026-09-07 08:00"))),
        ("2026-09-05 12:00", Closed(at("2026-09-07 08:00"))),
    ],
)
def test_an_office_opens_and_closes_by_the_clock(now: str, expected: Opening) -> None:
    assert seen(at(now), OFFICE) == expected


def test_hours_nobody_knows_stay_not_known() -> None:
    assert opening(None, (), (LABOR_DAY,), at("2026-09-07 10:00"), ABQ) == HoursNotKnown()
    assert seen(at("2026-09-02 10:00")) == HoursNotKnown()


def test_a_closure_is_told_even_where_the_hours_are_not_known() -> None:
    leave = Closure(date(2026, 12, 24), date(2027, 1, 2), Text(es="Vacaciones"))
    assert opening(None, (leave,), (), at("2026-12-26 10:00"), ABQ) == Closed(None, leave)


def test_a_holiday_closes_an_office_and_says_why() -> None:
    verdict = seen(at("2026-09-07 10:00"), OFFICE, holidays=[LABOR_DAY])
    assert verdict == Closed(at("2026-09-08 08:00"), LABOR_DAY)


def test_the_eve_of_a_holiday_looks_past_it_without_giving_it_as_the_reason() -> None:
    assert seen(at("2026-09-06 20:00"), OFFICE, holidays=[LABOR_DAY]) == Closed(at("2026-09-08 08:00"))


def test_a_holiday_is_no_reason_on_a_day_without_hours() -> None:
    market = Schedule(frozenset({SAT}), time(8), time(12), frozenset(range(4, 12)))
    assert seen(at("2026-09-07 10:00"), market, holidays=[LABOR_DAY]) == Closed(at("2026-09-12 08:00"))


def test_a_line_that_never_closes_does_not_close_for_a_holiday() -> None:
    assert seen(at("2026-09-07 03:00"), LINE, holidays=[LABOR_DAY]) == OpenAlways()


def test_its_own_closure_shuts_even_a_line_that_never_closes() -> None:
    assert seen(at("2026-09-07 03:00"), LINE, closures=[LABOR_DAY]) == Closed(at("2026-09-08 00:00"), LABOR_DAY)


def test_a_line_about_to_shut_out_of_turn_is_not_called_always_open() -> None:
    assert seen(at("2026-09-06 12:00"), LINE, closures=[LABOR_DAY]) == Open(at("2026-09-07 00:00"))


def test_the_weekend_inside_a_long_closure_has_the_same_reason() -> None:
    leave = Closure(date(2026, 12, 24), date(2027, 1, 3), Text(en="Winter break"))
    assert seen(at("2026-12-26 10:00"), OFFICE, closures=[leave]) == Closed(at("2027-01-04 08:00"), leave)


def test_hours_past_midnight_belong_to_the_evening_they_begin() -> None:
    shelter = Schedule(DAILY, time(18), time(8))
    night_off = Closure(date(2026, 9, 2), date(2026, 9, 2))
    assert seen(at("2026-09-02 02:00"), shelter, closures=[night_off]) == Open(at("2026-09-02 08:00"))
    assert seen(at("2026-09-03 02:00"), shelter, closures=[night_off]) == Closed(at("2026-09-03 18:00"), night_off)


def test_adjoining_hours_are_one_opening() -> None:
    morning, afternoon = Schedule(WEEKDAYS, time(8), time(12)), Schedule(WEEKDAYS, time(12), time(17))
    assert seen(at("2026-09-02 11:50"), morning, afternoon) == Open(at("2026-09-02 17:00"))


def test_a_lunch_break_is_a_closing() -> None:
    morning, afternoon = Schedule(WEEKDAYS, time(8), time(12)), Schedule(WEEKDAYS, time(13), time(17))
    assert seen(at("2026-09-02 11:50"), afternoon, morning) == ClosesSoon(at("2026-09-02 12:00"))
    assert seen(at("2026-09-02 12:10"), afternoon, morning) == Closed(at("2026-09-02 13:00"))


def test_a_market_out_of_season_opens_next_spring() -> None:
    market = Schedule(frozenset({SAT}), time(8), time(12), frozenset(range(4, 12)))
    assert seen(at("2026-11-28 13:00"), market) == Closed(at("2027-04-03 08:00"))


def test_a_service_that_never_opens_again_has_no_next_opening() -> None:
    over = Closure(date(2026, 1, 1), date(2030, 1, 1), Text(en="Moved"))
    assert seen(at("2026-09-02 10:00"), OFFICE, closures=[over]) == Closed(None, over)
    assert seen(at("2026-09-02 10:00"), Schedule(frozenset(), time(8), time(9))) == Closed(None)


def test_eastern_hours_are_told_in_our_own() -> None:
    national = Schedule(WEEKDAYS, time(8), time(20), timezone="America/New_York")
    assert seen(at("2026-09-02 06:30"), national) == Open(at("2026-09-02 18:00"))
    assert seen(at("2026-09-02 18:00"), national) == Closed(at("2026-09-03 06:00"))


def test_a_zone_this_machine_does_not_know_leaves_the_hours_not_known() -> None:
    assert seen(at("2026-09-02 10:00"), Schedule(DAILY, time(8), time(9), timezone="Aztlan/Tiguex")) == HoursNotKnown()
    assert seen(at("2026-09-02 10:00"), Schedule(DAILY, time(8), time(9), timezone="../x")) == HoursNotKnown()


def test_hours_swallowed_by_the_spring_change_do_not_happen() -> None:
    tiny = Schedule(DAILY, time(2, 15), time(3, 0))
    assert seen(at("2027-03-14 01:50"), tiny) == Closed(at("2027-03-15 02:15"))


def test_an_opening_in_the_spring_gap_comes_an_hour_later_on_the_wall() -> None:
    early = Schedule(DAILY, time(2, 30), time(5))
    assert seen(at("2027-03-14 01:50"), early) == Closed(at("2027-03-14 03:30"))


def test_the_repeated_autumn_hour_closes_at_its_first_pass() -> None:
    late = Schedule(DAILY, time(18), time(1, 30))
    first, second = (datetime(2026, 11, 1, 1, 20, tzinfo=ABQ, fold=fold) for fold in (0, 1))
    assert seen(first, late) == ClosesSoon(datetime(2026, 11, 1, 1, 30, tzinfo=ABQ))
    assert seen(second, late) == Closed(at("2026-11-01 18:00"))


def test_an_evening_over_the_autumn_change_lasts_an_hour_longer() -> None:
    shelter = Schedule(DAILY, time(18), time(8))
    verdict = seen(at("2026-10-31 20:00"), shelter)
    assert isinstance(verdict, Open)
    assert verdict.closes.astimezone(UTC) - at("2026-10-31 20:00").astimezone(UTC) == timedelta(hours=13)


@pytest.mark.parametrize(
    ("schedules", "expected"),
    [
        ([LINE], True),
        ([Schedule(DAILY, time(0), time(23, 59))], True),
        ([Schedule(DAILY, time(8), time(8))], True),
        ([Schedule(DAILY, time(8), time(20)), Schedule(DAILY, time(20), time(8))], True),
        ([Schedule(DAILY, time(0), time(0), frozenset({11, 12, 1, 2, 3}))], True),
        ([Schedule(WEEKDAYS, time(0), time(0))], False),
        ([Schedule(DAILY, time(8), time(7, 59))], False),
        ([], False),
    ],
)
def test_round_the_clock_means_no_gap_in_the_week(schedules: list[Schedule], expected: bool) -> None:
    assert round_the_clock(schedules) is expected


def test_a_winter_shelter_is_always_open_until_its_season_ends() -> None:
    winter = Schedule(DAILY, time(0), time(0), frozenset({11, 12, 1, 2, 3}))
    assert seen(at("2026-12-25 10:00"), winter, holidays=[Closure(date(2026, 12, 25), date(2026, 12, 25))]) == (
        OpenAlways()
    )
    assert seen(at("2027-03-30 10:00"), winter) == Open(at("2027-04-01 00:00"))
    assert seen(at("2027-06-01 10:00"), winter) == Closed(at("2027-11-01 00:00"))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time with its zone"):
        opening((OFFICE,), (), (), datetime(2026, 9, 2, 10), ABQ)


ALL_YEAR = frozenset(range(1, 13))
NINE_TO_FIVE = (time(9), time(17))


def test_equal_days_are_drawn_together() -> None:
    assert week([OFFICE]) == (DayGroup(((MON, FRI),), ((time(8), time(17)),), ALL_YEAR),)


def test_days_with_the_same_hours_may_lie_apart() -> None:
    usual = Schedule(frozenset({MON, TUE, THU, FRI}), *NINE_TO_FIVE)
    late = Schedule(frozenset({WED}), time(9), time(19))
    assert week([late, usual]) == (
        DayGroup(((MON, TUE), (THU, FRI)), (NINE_TO_FIVE,), ALL_YEAR),
        DayGroup(((WED, WED),), ((time(9), time(19)),), ALL_YEAR),
    )


def test_a_day_with_a_break_has_two_stretches() -> None:
    split = [Schedule(frozenset({SUN}), time(13), time(15)), Schedule(frozenset({SUN}), time(9), time(12))]
    assert week(split) == (DayGroup(((SUN, SUN),), ((time(9), time(12)), (time(13), time(15))), ALL_YEAR),)


def test_seasons_and_zones_are_kept_apart() -> None:
    summer = Schedule(DAILY, time(8), time(20), frozenset({6, 7, 8}))
    national = Schedule(DAILY, time(8), time(20), timezone="America/New_York")
    assert [(group.months, group.timezone) for group in week([summer, national])] == [
        (frozenset({6, 7, 8}), None),
        (ALL_YEAR, "America/New_York"),
    ]


def test_no_schedule_has_no_week() -> None:
    assert week([]) == ()


def test_the_holidays_shipped_are_the_federal_ones() -> None:
    records = json.loads(HOLIDAYS_FILE.read_text(encoding="utf-8"))
    days = [(date.fromisoformat(r["first"]), date.fromisoformat(r["last"])) for r in records]
    assert len(days) == 33
    assert days == sorted(days)
    assert all(first <= last <= first + timedelta(days=1) for first, last in days)
    assert all(
        any((first + timedelta(n)).weekday() < 5 for n in range((last - first).days + 1)) for first, last in days
    )
    assert all(r["reason_en"] and r["reason_es"] for r in records)


times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
schedules = st.builds(
    Schedule,
    st.frozensets(st.sampled_from(list(Weekday))),
    times,
    times,
    st.one_of(st.just(ALL_YEAR), st.frozensets(st.integers(1, 12), min_size=1)),
    st.sampled_from([None, "America/New_York", "America/Phoenix", "Pacific/Honolulu"]),
)
closures = st.builds(
    lambda first, length: Closure(first, first + timedelta(days=length)),
    st.dates(date(2026, 1, 1), date(2028, 12, 1)),
    st.integers(0, 40),
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 6, 1), timezones=st.just(UTC))


@given(st.lists(schedules, max_size=3), st.lists(closures, max_size=3), st.lists(closures, max_size=3), moments)
def test_every_moment_has_one_verdict_that_looks_forward(
    schedules: list[Schedule], closures: list[Closure], holidays: list[Closure], now: datetime
) -> None:
    match opening(schedules, closures, holidays, now, ABQ):
        case Open(closes) | ClosesSoon(closes):
            assert closes.astimezone(UTC) > now
            assert isinstance(opening(schedules, closures, holidays, closes, ABQ), Closed)
        case Closed(opens) if opens:
            assert now < opens.astimezone(UTC) <= now + LOOKAHEAD
            assert isinstance(opening(schedules, closures, holidays, opens, ABQ), Open | ClosesSoon | OpenAlways)
        case HoursNotKnown():
            assert not schedules


@given(moments, st.lists(closures, max_size=3))
def test_holidays_never_make_unknown_hours_known(now: datetime, holidays: list[Closure]) -> None:
    assert opening(None, (), holidays, now, ABQ) == HoursNotKnown()


@given(st.lists(schedules, max_size=4))
def test_the_week_tells_every_day_of_every_schedule(schedules: list[Schedule]) -> None:
    told = {
        (day, *hours)
        for group in week(schedules)
        for first, last in group.days
        for day in range(first, last + 1)
        for hours in group.hours
    }
    assert told == {(day, s.opens, s.closes) for s in schedules for day in s.days}
